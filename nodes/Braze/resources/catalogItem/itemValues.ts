import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';

import { namesIn, readOneOf } from '../../fields/values';
import type { ItemReader } from '../../itemReader';
import { readCatalogName } from '../../fields/resource/catalogName';
import { describe } from '../../input/describe';
import { InputError } from '../../input/inputError';
import { identifierText } from '../../input/identifier';
import { fieldsOf } from '../../input/itemFields';
import { readJsonObject } from '../../input/json';
import { assignmentsField, readAssignments } from '../../fields/content/assignments';
import { checkItemValues } from './itemRules';
import { content, identifies } from '../../fields/declarations';

/** A catalog item to write. */
export interface ItemValues {
	readonly id: string;
	readonly values: Record<string, unknown>;
}

/** The ID of one catalog item. */
export const itemIdField: INodeProperties = identifies({
	displayName: 'Item ID',
	name: 'itemId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. cafe-1',
	description: 'The ID of the item in the catalog: letters, digits, hyphens and underscores',
});

const MODES = ['autoMap', 'fields', 'json'] as const;

const shownFor = (modes: string[], fields: INodeProperties[]) =>
	updateDisplayOptions({ show: { specifyItemValues: modes } }, fields);

/** The fields for a catalog item and its values: as rows, as JSON, or from the input item's own fields. */
export const itemValuesFields: INodeProperties[] = [
	{
		displayName: 'Specify Values',
		name: 'specifyItemValues',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Map Automatically',
				value: 'autoMap',
				description:
					'The fields of the input item are the values, and its ID field is the item ID. The fastest way for many items.',
			},
			{
				name: 'Using Fields Below',
				value: 'fields',
				description: 'One row for each value',
			},
			{
				name: 'Using JSON',
				value: 'json',
				description: 'One JSON object',
			},
		],
		default: 'fields',
		description: 'How to enter the values of the item',
	},
	...shownFor(['fields', 'json'], [itemIdField]),
	...shownFor(
		['fields'],
		[
			assignmentsField({
				displayName: 'Values',
				name: 'itemValues',
				description: 'The values of the item, by the names of the fields in the catalog',
			}),
		],
	),
	...shownFor(
		['json'],
		[
			content({
				displayName: 'Values JSON',
				name: 'itemValuesJson',
				type: 'json',
				default: '{}',
				placeholder: 'e.g. { "Name": "Porto Nove", "Rating": 4.8 }',
				description:
					'The values of the item. In an update { "$add": ["a"], "$remove": ["b"] } changes a list.',
			}),
		],
	),
	...shownFor(
		['autoMap'],
		[
			identifies({
				displayName: 'Fields to Send',
				name: 'listedFields',
				type: 'string',
				noDataExpression: true,
				typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Field' },
				default: [],
				placeholder: 'e.g. Rating',
				description:
					'The fields of the input item to send besides its ID. If empty, all of them are sent. A field that an item lacks is omitted.',
			}),
		],
	),
];

/** Returns the ID of an item. Throws an InputError on what Braze does not accept. */
export const readItemId = (item: ItemReader): string =>
	readCatalogName(itemIdField.displayName, item.get(itemIdField.name));

/**
 * Reads an item from {@link itemValuesFields}.
 *
 * @param operators the operators allowed in place of a value
 * @throws {InputError} naming the field
 */
export function readItemValues(item: ItemReader, operators: readonly string[]): ItemValues {
	const mode = readOneOf('Specify Values', MODES, item.get('specifyItemValues', 'fields'));
	if (mode === 'autoMap') return fromInput(item, operators);
	if (mode === 'json')
		return withId(
			item,
			'Values JSON',
			readJsonObject('Values JSON', item.get('itemValuesJson', '{}')),
			operators,
		);
	return withId(item, 'Values', readAssignments('Values', item.get('itemValues', {})), operators);
}

/** Checks the values. They may repeat the ID, as items from Braze do, but not contain a different one. */
function withId(
	item: ItemReader,
	field: string,
	{ id: own, ...values }: Record<string, unknown>,
	operators: readonly string[],
): ItemValues {
	const id = readItemId(item);
	if (own !== undefined && identifierText(own) !== id) {
		throw new InputError(
			field,
			`has an ID that differs from 'Item ID': ${describe(own)}`,
			'Remove the ID from the values.',
		);
	}
	return { id, values: checkItemValues(field, values, operators) };
}

function fromInput(item: ItemReader, operators: readonly string[]): ItemValues {
	const { id, ...others } = fieldsOf(item.json);
	const listed = item.shared(columns);
	const names = listed.length > 0 ? listed : Object.keys(others);
	const picked = Object.fromEntries(
		names.filter((name) => Object.hasOwn(others, name)).map((name) => [name, others[name]]),
	);
	const values = readJsonObject('Input item', picked);
	return {
		id: readCatalogName('Input item: id', id),
		values: checkItemValues('Input item', values, operators),
	};
}

/** The listed columns, without the ID, which is sent separately. */
function columns(item: ItemReader): string[] {
	return namesIn(item.get('listedFields', [])).filter((name) => name !== 'id');
}
