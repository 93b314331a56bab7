import type { INodeProperties } from 'n8n-workflow';

import type { ItemReader } from '../../itemReader';
import { errorOf, type Problem } from '../../input/inputError';
import { describe } from '../../input/describe';
import { isObject } from '../../input/object';
import { sizeProblem } from '../../input/size';
import {
	formerPropertiesFields,
	propertiesOptions,
	type PropertiesWording,
	readProperties,
} from './optionalProperties';

/** The words for a Canvas or campaign in the fields of a trigger endpoint. */
export interface Wording {
	/** In a label: `Canvas`, `Campaign`. */
	readonly title: string;
	/** Within a sentence: `Canvas`, `campaign`. */
	readonly word: string;
	/** The name of the values that messages can use: `Entry Properties`, `Trigger Properties`. */
	readonly properties: string;
}

/** Properties that everyone in the request gets, as rows or as JSON. */
export const entryPropertiesOptions = (wording: Wording): INodeProperties[] =>
	propertiesOptions(wordingOf(wording));

/** Where workflows had the properties before they were options. */
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
const MAX_KILOBYTES = 50;

/** Checks entry properties. Throws an InputError naming `field`. */
function checkProperties(field: string, value: Record<string, unknown>): void {
	const problem = propertiesProblem(value);
	if (problem) throw errorOf(problem, () => field);
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
	return sizeProblem(value, MAX_KILOBYTES, 'Send only the properties that the messages use.');
}
