import type { JsonObject } from './json';

/** A request that is refused: answered with the status and `{message}`, and with further keys at some endpoints. */
export class Refusal extends Error {
	constructor(
		readonly status: number,
		message: string,
		readonly details: JsonObject = {},
	) {
		super(message);
	}
}
