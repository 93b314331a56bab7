import type { INodeProperties } from 'n8n-workflow';

import type { ItemReader } from '../../itemReader';
import type { Wording } from '../wording';
import {
	formerPropertiesFields,
	propertiesOptions,
	readProperties,
	type PropertiesWording,
} from './optionalProperties';
import { checkProperties } from './properties';

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
