import { jsonOf, type JsonObject } from '../types/json';
import { Refusal } from '../types/refusal';

/** The body of a request to one of the sandbox's own routes. */
export function bodyOf(body: unknown): JsonObject {
	const value = Buffer.isBuffer(body) ? jsonOf(body.toString('utf8')) : undefined;
	if (typeof value !== 'object' || value === null) throw new Refusal(400, 'The body must be a JSON object');
	return value as JsonObject;
}
