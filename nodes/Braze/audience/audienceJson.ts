import type { INodeProperties } from 'n8n-workflow';

import type { ItemReader } from '../itemReader';
import { InputError } from '../input/inputError';
import { readJson } from '../input/json';
import { selects } from '../fields/declarations';
import { checkAudience, type Audience } from './checkAudience';

const LABEL = 'Audience';

/** The connected audience, as JSON. */
export const audienceJsonField: INodeProperties = selects({
	displayName: LABEL,
	name: 'audience',
	type: 'json',
	typeOptions: { rows: 8 },
	default: '',
	required: true,
	placeholder:
		'e.g. { "AND": [{ "custom_attribute": { "custom_attribute_name": "plan", "comparison": "equals", "value": "pro" } }] }',
	description:
		'The <a href="https://www.braze.com/docs/api/objects_filters/connected_audience">connected audience</a>: filters on custom attributes, push and email subscription, and last app use, combined with AND and OR',
});

/** Returns the validated connected audience of an item. Throws an InputError naming the path within it. */
export const readAudienceJson = (item: ItemReader): Audience =>
	audienceFromJson(LABEL, item.get('audience', ''));

/**
 * Reads and checks a connected audience from a JSON field.
 *
 * @throws {InputError} naming the path (`AND[2].custom_attribute.comparison`), what was found, and what is allowed
 */
export function audienceFromJson(field: string, raw: unknown): Audience {
	const value = readJson(field, raw);
	if (value === undefined)
		throw new InputError(field, 'is empty', 'Enter a filter, for example { "AND": [ … ] }.');
	return checkAudience(value, (path) => (path === '' ? field : `${field}: ${path}`));
}
