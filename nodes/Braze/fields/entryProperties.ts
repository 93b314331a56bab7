import type { INodeProperties } from 'n8n-workflow';

import type { ItemReader } from '../itemReader';
import { readJsonObject } from '../schemas/json';
import { checkProperties } from '../schemas/properties';
import { pairsField, readPairs } from './keyValuePairs';

const LABEL = 'Entry Properties';

/** Entry properties that everyone in the request gets, as rows or as JSON. */
export const entryPropertiesFields: INodeProperties[] = [
	{
		displayName: 'Specify Entry Properties',
		name: 'specifyEntryProperties',
		type: 'options',
		options: [
			{
				name: 'Using Fields Below',
				value: 'fields',
				description: 'One row for each property',
			},
			{
				name: 'Using JSON',
				value: 'json',
				description: 'One JSON object',
			},
		],
		default: 'fields',
		description: 'How to give the values that the messages of the Canvas can show',
	},
	{
		...pairsField({
			displayName: LABEL,
			name: 'entryProperties',
			description:
				"Values that the messages of the Canvas can show, the same for everyone. A recipient's own properties win over these.",
			button: 'Add Property',
			namePlaceholder: 'e.g. plan_name',
		}),
		displayOptions: { show: { specifyEntryProperties: ['fields'] } },
	},
	{
		displayName: 'Entry Properties JSON',
		name: 'entryPropertiesJson',
		type: 'json',
		default: '{}',
		placeholder: 'e.g. { "plan_name": "Pro" }',
		description:
			"Values that the messages of the Canvas can show, the same for everyone. A recipient's own properties win over these.",
		displayOptions: { show: { specifyEntryProperties: ['json'] } },
	},
];

/** The parameters that {@link readEntryProperties} reads. */
export const ENTRY_PROPERTIES_PARAMETERS = ['specifyEntryProperties', 'entryProperties', 'entryPropertiesJson'] as const;

/** Gives the entry properties for everyone, or `undefined` where there are none. Throws an InputError on bad input. */
export function readEntryProperties(item: ItemReader): Record<string, unknown> | undefined {
	const properties =
		item.get('specifyEntryProperties', 'fields') === 'json'
			? readJsonObject('Entry Properties JSON', item.get('entryPropertiesJson', '{}'))
			: readPairs(LABEL, item.get('entryProperties', {}));
	return Object.keys(properties).length > 0 ? checkProperties(LABEL, properties) : undefined;
}
