import type { INodeProperties } from 'n8n-workflow';

import type { ItemReader } from '../../itemReader';
import { readCatalogName } from '../../fields/resource/catalogName';
import { filledRows, readOneOf } from '../../fields/values';
import { InputError } from '../../input/inputError';
import { refuseRepeat } from '../../input/repeatedNames';
import { identifies } from '../../fields/declarations';

const LABEL = 'Fields';

/** A field of a catalog, as Braze expects it. */
export interface CatalogField {
	readonly name: string;
	readonly type: string;
}

const TYPES = ['array', 'boolean', 'geo', 'number', 'object', 'string', 'time'] as const;

/** The field with rows for the catalog fields to create. */
export const catalogFieldsField: INodeProperties = {
	displayName: LABEL,
	name: 'catalogFields',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add Field',
	default: {},
	description: 'The fields that items can have, besides their ID',
	options: [
		{
			displayName: 'Field',
			name: 'field',
			values: [
				identifies({
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
					placeholder: 'e.g. Rating',
					description: 'Letters, digits, hyphens and underscores',
				}),
				{
					displayName: 'Type',
					name: 'type',
					type: 'options',
					options: [
						{ name: 'Array', value: 'array' },
						{ name: 'Boolean', value: 'boolean' },
						{ name: 'Location', value: 'geo' },
						{ name: 'Number', value: 'number' },
						{ name: 'Object', value: 'object' },
						{ name: 'String', value: 'string' },
						{ name: 'Time', value: 'time' },
					],
					default: 'string',
					description: 'The type of the values',
				},
			],
		},
	],
};

/**
 * Reads {@link catalogFieldsField}. Throws an InputError on a name or type that Braze does not accept, on a repeated
 * name, and on too many rows.
 *
 * @param most the maximum number that Braze accepts
 */
export function readCatalogFields(item: ItemReader, most: number): CatalogField[] {
	const rows = filledRows(item.get(catalogFieldsField.name, {}), 'field');
	const fields = rows.map((row, index) => readField(`${LABEL} ${index + 1}`, row));
	const names = new Set<string>();
	fields.forEach(({ name }, index) => {
		refuseRepeat(names, name, `${LABEL} ${index + 1}`, 'Remove one of the two rows.');
		names.add(name);
	});
	if (fields.length > most)
		throw new InputError(
			LABEL,
			`has ${fields.length} rows, but Braze accepts at most ${most}`,
			'Remove some of them.',
		);
	return fields;
}

function readField(where: string, { name, type = 'string' }: Record<string, unknown>): CatalogField {
	const known = readOneOf(`${where}: Type`, TYPES, type);
	return { name: readCatalogName(`${where}: Name`, name), type: known };
}
