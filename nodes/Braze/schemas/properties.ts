import { z } from 'zod';

import { check, issueOf, type Problem } from './check';
import { describe } from './describe';
import { isObject } from './json';

/** Braze takes at most 50 KB of entry properties for a request, and as much for each recipient. */
export const MAX_PROPERTIES_BYTES = 50 * 1024;

/**
 * Entry properties: an object of at most 50 KB of JSON. Values may be texts, numbers, booleans, lists and objects.
 * https://www.braze.com/docs/api/objects_filters/context_object
 */
export const propertiesSchema = z.unknown().transform((value, ctx): Record<string, unknown> => {
	const problem = propertiesProblem(value);
	if (!problem) return value as Record<string, unknown>;
	ctx.addIssue({ code: 'custom', ...issueOf(problem) });
	return z.NEVER;
});

/** Checks {@link propertiesSchema}. Throws an InputError naming `field`. */
export function checkProperties(field: string, value: unknown): Record<string, unknown> {
	return check(propertiesSchema, value, () => field);
}

function propertiesProblem(value: unknown): Problem | undefined {
	if (!isObject(value)) return { problem: `must be an object, but is ${describe(value)}`, resolution: 'Write it as { "name": "value" }.' };
	const bytes = Buffer.byteLength(JSON.stringify(value));
	if (bytes <= MAX_PROPERTIES_BYTES) return undefined;
	return {
		problem: `takes ${Math.ceil(bytes / 1024)} KB, and Braze accepts at most 50 KB`,
		resolution: 'Send only the properties that the messages use.',
	};
}
