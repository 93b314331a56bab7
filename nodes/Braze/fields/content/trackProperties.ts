import type { INodeProperties } from 'n8n-workflow';

import type { ItemReader } from '../../itemReader';
import { isDataName } from '../../input/dataName';
import { describe } from '../../input/describe';
import { InputError } from '../../input/inputError';
import { readJsonObject, refuseLostNames } from '../../input/json';
import { lengthOf } from '../../input/identifier';
import { assignmentsField, readAssignments } from './assignments';

/** Properties of an event or a purchase, as rows or as JSON. */
export const trackPropertiesFields: INodeProperties[] = [
	{
		displayName: 'Specify Properties',
		name: 'specifyProperties',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Using Fields Below', value: 'fields', description: 'One row for each property' },
			{ name: 'Using JSON', value: 'json', description: 'One JSON object' },
		],
		default: 'fields',
		description: 'How to enter the properties',
	},
	{
		...assignmentsField({
			displayName: 'Properties',
			name: 'properties',
			description: 'Details to record with the event or purchase',
		}),
		displayOptions: { show: { specifyProperties: ['fields'] } },
	},
	{
		displayName: 'Properties JSON',
		name: 'propertiesJson',
		type: 'json',
		default: '{}',
		placeholder: 'e.g. { "plan_name": "Pro" }',
		description: 'Details to record with the event or purchase',
		displayOptions: { show: { specifyProperties: ['json'] } },
	},
];

/** What the properties of something that people do may be. */
interface PropertyRules {
	readonly maxKilobytes: number;
	/** Names that Braze reserves. */
	readonly reserved: readonly string[];
}

/** https://www.braze.com/docs/api/objects_filters/event_object */
export const EVENT: PropertyRules = { maxKilobytes: 100, reserved: ['time', 'event_name'] };

/** https://www.braze.com/docs/api/objects_filters/purchase_object */
export const PURCHASE: PropertyRules = {
	maxKilobytes: 50,
	reserved: ['time', 'product_id', 'quantity', 'event_name', 'price', 'currency'],
};

const MAX_NAME = 255;

/**
 * Reads {@link trackPropertiesFields}; `undefined` if there are none.
 *
 * @throws {InputError} when Braze would refuse a name, or all of them are too large
 */
export function readTrackProperties(
	item: ItemReader,
	{ maxKilobytes, reserved }: PropertyRules,
): Record<string, unknown> | undefined {
	const mode = item.get('specifyProperties', 'fields');
	if (mode !== 'fields' && mode !== 'json')
		throw new InputError('Specify Properties', `is ${describe(mode)}`, 'Choose one from the list.');
	const field = mode === 'json' ? 'Properties JSON' : 'Properties';
	const properties =
		mode === 'json'
			? readJsonObject(field, item.get('propertiesJson', '{}'))
			: readAssignments(field, item.get('properties', {}));
	if (Object.keys(properties).length === 0) return undefined;
	refuseLostNames(field, properties);
	const bad = Object.keys(properties).find(
		(name) => !isDataName(name) || reserved.includes(name) || lengthOf(name) > MAX_NAME,
	);
	if (bad !== undefined) {
		throw new InputError(
			field,
			`has a name that Braze does not accept: ${describe(bad)}`,
			`Use at most ${MAX_NAME} characters, no $ at the start, and none of the names that Braze reserves: ${reserved.join(', ')}.`,
		);
	}
	const bytes = Buffer.byteLength(JSON.stringify(properties));
	if (bytes <= maxKilobytes * 1024) return properties;
	throw new InputError(
		field,
		`is ${Math.ceil(bytes / 1024)} KB, but Braze accepts at most ${maxKilobytes} KB`,
		'Send fewer or smaller properties.',
	);
}
