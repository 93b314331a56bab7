import type { INodeProperties } from 'n8n-workflow';

import type { ItemReader } from '../../itemReader';
import { describe } from '../../input/describe';
import { InputError } from '../../input/inputError';
import { readJsonObject, refuseLostNames } from '../../input/json';
import { checkProperties } from './properties';
import { assignmentsField, readAssignments } from './assignments';
import type { Wording } from '../wording';

/** Properties that everyone in the request gets, as rows or as JSON. */
export const entryPropertiesFields = ({ properties: label, word }: Wording): INodeProperties[] => [
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
		description: `How to enter the values that the messages of the ${word} can use`,
	},
	{
		...assignmentsField({
			displayName: label,
			name: 'entryProperties',
			description: `${sharedDescription(word)} ${ROWS}`,
		}),
		displayOptions: { show: { specifyEntryProperties: ['fields'] } },
	},
	{
		displayName: `${label} JSON`,
		name: 'entryPropertiesJson',
		type: 'json',
		default: '{}',
		placeholder: 'e.g. { "plan_name": "Pro" }',
		description: sharedDescription(word),
		displayOptions: { show: { specifyEntryProperties: ['json'] } },
	},
];

/** Returns the properties for everyone, or `undefined` if there are none. Throws an InputError on bad input. */
export function readEntryProperties(item: ItemReader, label: string): Record<string, unknown> | undefined {
	const mode = item.get('specifyEntryProperties', 'fields');
	if (mode !== 'fields' && mode !== 'json')
		throw new InputError(`Specify ${label}`, `is ${describe(mode)}`, 'Choose one from the list.');
	const asJson = mode === 'json';
	const field = asJson ? `${label} JSON` : label;
	const properties = asJson
		? readJsonObject(field, item.get('entryPropertiesJson', '{}'))
		: readAssignments(field, item.get('entryProperties', {}));
	if (Object.keys(properties).length === 0) return undefined;
	refuseLostNames(field, properties);
	return checkProperties(field, properties);
}

/** What users need to know about the rows. */
const ROWS = 'Each is sent as the type of its row; a row whose expression returns no value is omitted.';

function sharedDescription(word: string): string {
	return `Values that the messages of the ${word} can use, the same for everyone. A recipient's own properties override these.`;
}
