import { isObject } from '../people/values';
import { jsonOf, type JsonObject } from '../types/json';
import { Refusal } from '../types/refusal';

/** The body of a request to one of the sandbox's own routes. */
export function bodyOf(body: unknown): JsonObject {
	const value = Buffer.isBuffer(body) ? jsonOf(body.toString('utf8')) : undefined;
	if (!isObject(value)) throw new Refusal(400, 'The body must be a JSON object');
	return value;
}
