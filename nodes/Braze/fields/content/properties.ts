import { InputError, type Problem } from '../../input/inputError';
import { describe } from '../../input/describe';
import { isObject } from '../../input/json';

/** Braze accepts at most 50 KB of entry properties for a request, and as much for each recipient. */
export const MAX_PROPERTIES_BYTES = 50 * 1024;

/** Checks entry properties. Throws an InputError naming `field`. */
export function checkProperties(field: string, value: Record<string, unknown>): Record<string, unknown> {
	const problem = propertiesProblem(value);
	if (problem) throw new InputError(field, problem.problem, problem.resolution);
	return value;
}

/**
 * What is wrong with entry properties: they are an object of at most 50 KB of JSON. Values may be strings, numbers,
 * booleans, lists and objects. https://www.braze.com/docs/api/objects_filters/context_object
 */
export function propertiesProblem(value: unknown): Problem | undefined {
	if (!isObject(value))
		return {
			problem: `must be an object, but is ${describe(value)}`,
			resolution: 'Enter it as { "name": "value" }.',
		};
	const bytes = Buffer.byteLength(JSON.stringify(value));
	if (bytes <= MAX_PROPERTIES_BYTES) return undefined;
	return {
		problem: `is ${Math.ceil(bytes / 1024)} KB, but Braze accepts at most 50 KB`,
		resolution: 'Send only the properties that the messages use.',
	};
}
