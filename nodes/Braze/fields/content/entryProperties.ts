import type { INodeProperties } from 'n8n-workflow';

import type { ItemReader } from '../../itemReader';
import { describe } from '../../input/describe';
import { InputError } from '../../input/inputError';
import { isObject, readJsonObject, refuseLostNames } from '../../input/json';
import { checkProperties } from './properties';
import { EXISTS, formerField } from '../formerField';
import { assignmentsField, readAssignments } from './assignments';
import type { Wording } from '../wording';

/** Properties that everyone in the request gets, as rows or as JSON: options, because many messages need none. */
export const entryPropertiesOptions = ({ properties: label, word }: Wording): INodeProperties[] => [
	assignmentsField({
		displayName: label,
		name: ROWS,
		description: `${sharedDescription(word)} ${ROWS_DESCRIPTION}`,
	}),
	{
		displayName: `${label} JSON`,
		name: JSON_TEXT,
		type: 'json',
		default: '{}',
		placeholder: 'e.g. { "plan_name": "Pro" }',
		description: sharedDescription(word),
	},
];

/** Where workflows had the same before it was an option. */
export const formerEntryPropertiesFields = (wording: Wording): INodeProperties[] => {
	const { properties: label } = wording;
	const [rows, json] = entryPropertiesOptions(wording);
	return [
		...formerField(
			{
				displayName: `Specify ${label}`,
				name: 'specifyEntryProperties',
				type: 'options',
				noDataExpression: true,
				options: [
					{
						name: 'Using Fields Below',
						value: 'fields',
						description: 'One row for each property, sent as the type of its row',
					},
					{
						name: 'Using JSON',
						value: 'json',
						description: 'One JSON object',
					},
				],
				default: 'fields',
				description: `How to enter the values that the messages of the ${wording.word} can use`,
			},
			{ specifyEntryProperties: ['json'] },
		),
		...formerField(
			{ ...rows, displayOptions: { show: { specifyEntryProperties: ['fields'] } } },
			{ 'entryProperties.assignments': [EXISTS] },
		),
		{ ...json, displayOptions: { show: { specifyEntryProperties: ['json'] } } },
	];
};

/**
 * Returns the properties for everyone, or `undefined` if there are none.
 *
 * @throws {InputError} on bad input, and on a property that is set twice
 */
export function readEntryProperties(item: ItemReader, label: string): Record<string, unknown> | undefined {
	const options = item.get('options', {});
	const { [ROWS]: rows = {}, [JSON_TEXT]: json = '{}' } = isObject(options) ? options : {};
	const jsonLabel = `${label} JSON`;
	const parts: Array<[field: string, properties: Record<string, unknown>]> = [
		readFormer(item, label),
		[label, readAssignments(label, rows)],
		[jsonLabel, readJsonObject(jsonLabel, json)],
	];
	const properties = new Map<string, unknown>();
	for (const [field, part] of parts) {
		refuseLostNames(field, part);
		checkProperties(field, part);
		for (const [name, value] of Object.entries(part)) {
			if (properties.has(name))
				throw new InputError(field, `repeats the name "${name}"`, 'Remove one of the two.');
			properties.set(name, value);
		}
	}
	return properties.size === 0 ? undefined : checkProperties(label, Object.fromEntries(properties));
}

function readFormer(item: ItemReader, label: string): [field: string, properties: Record<string, unknown>] {
	const mode = item.get('specifyEntryProperties', 'fields');
	if (mode !== 'fields' && mode !== 'json')
		throw new InputError(`Specify ${label}`, `is ${describe(mode)}`, 'Choose one from the list.');
	if (mode === 'fields') return [label, readAssignments(label, item.get('entryProperties', {}))];
	const field = `${label} JSON`;
	return [field, readJsonObject(field, item.get('entryPropertiesJson', '{}'))];
}

const ROWS = 'entryProperties';
const JSON_TEXT = 'entryPropertiesJson';

/** What users need to know about the rows. */
const ROWS_DESCRIPTION =
	'Each is sent as the type of its row; a row whose expression returns no value is omitted.';

function sharedDescription(word: string): string {
	return `Values that the messages of the ${word} can use, the same for everyone. A recipient's own properties override these.`;
}
