import { isObject } from './json';
import { describe } from './describe';
import { InputError } from './inputError';

/** Braze takes at most 50 KB of entry properties for a request, and as much for each recipient. */
export const MAX_PROPERTIES_BYTES = 50 * 1024;

/**
 * Checks entry properties: an object of at most 50 KB of JSON. Values may be texts, numbers, booleans, lists and
 * objects. https://www.braze.com/docs/api/objects_filters/context_object
 *
 * @throws {InputError} naming `field`
 */
export function checkProperties(field: string, value: unknown): Record<string, unknown> {
	if (!isObject(value)) {
		throw new InputError(field, `must be an object, but is ${describe(value)}`, 'Enter it as { "name": "value" }.');
	}
	const bytes = Buffer.byteLength(JSON.stringify(value));
	if (bytes > MAX_PROPERTIES_BYTES) {
		throw new InputError(
			field,
			`is ${Math.ceil(bytes / 1024)} KB, but Braze accepts at most 50 KB`,
			'Send only the properties that the messages use.',
		);
	}
	return value;
}
