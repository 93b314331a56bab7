import type { INodeProperties } from 'n8n-workflow';

import type { ItemReader } from '../../itemReader';
import type { Wording } from '../wording';
import {
	formerPropertiesFields,
	propertiesOptions,
	type PropertiesWording,
	readProperties,
} from './optionalProperties';
import { InputError, type Problem } from '../../input/inputError';
import { describe } from '../../input/describe';
import { isObject } from '../../input/json';

/** Properties that everyone in the request gets, as rows or as JSON. */
export const entryPropertiesOptions = (wording: Wording): INodeProperties[] =>
	propertiesOptions(wordingOf(wording));

/** Where workflows had the same before it was an option. */
export const formerEntryPropertiesFields = (wording: Wording): INodeProperties[] =>
	formerPropertiesFields(wordingOf(wording));

/**
 * Returns the properties for everyone, or `undefined` if there are none.
 *
 * @throws {InputError} on bad input, and on a property that is set twice
 */
export const readEntryProperties = (
	item: ItemReader,
	wording: Wording,
): Record<string, unknown> | undefined => readProperties(item, wordingOf(wording), checkProperties);

const wordingOf = ({ properties, word }: Wording): PropertiesWording => ({
	label: properties,
	name: 'entryProperties',
	description: `Values that the messages of the ${word} can use, the same for everyone. A recipient's own properties override these.`,
	rows: 'Each is sent as the type of its row; a row whose expression returns no value is omitted.',
});

/** Braze accepts at most 50 KB of entry properties for a request, and as much for each recipient. */
export const MAX_PROPERTIES_BYTES = 50 * 1024;

/** Checks entry properties. Throws an InputError naming `field`. */
function checkProperties(field: string, value: Record<string, unknown>): Record<string, unknown> {
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
