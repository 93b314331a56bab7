import type { JsonObject } from './json';

/**
 * A refusal of a request. It becomes a response with the status and `{message}`, and further keys at some endpoints.
 */
export class Refusal extends Error {
	constructor(
		readonly status: number,
		message: string,
		readonly details: JsonObject = {},
	) {
		super(message);
	}
}
