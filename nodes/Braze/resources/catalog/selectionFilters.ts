import type { INodeProperties } from 'n8n-workflow';

import type { ItemReader } from '../../itemReader';
import { readCatalogName } from '../../fields/resource/catalogName';
import { InputError } from '../../input/inputError';
import { readJson } from '../../input/json';
import {
	filledRows,
	isGiven,
	readBoolean,
	readNumber,
	readOneOf,
	readText,
	textOfNumber,
} from '../../fields/values';
import { identifies, selects } from '../../fields/declarations';

const LABEL = 'Filters';

const MAX_FILTERS = 10;

/** Reads text. Dates become ISO text. */
const readPlainText = (field: string, value: unknown): string =>
	readText(field, typeof value === 'object' ? readJson(field, value) : value);

const readTextOrNumber = (field: string, value: unknown): string | number =>
	typeof value === 'number' ? readExactNumber(field, value) : readPlainText(field, value);

/** Reads a number. One that was rounded or isn't a number would select other items. */
function readExactNumber(field: string, value: unknown): number {
	const number = typeof value === 'number' ? value : readNumber(field, value);
	textOfNumber(field, number);
	return number;
}

/** The readers of values, by the operator of the filter. */
const OPERATORS: Record<string, (field: string, value: unknown) => unknown> = {
	after: readPlainText,
	before: readPlainText,
	'does not equal': readTextOrNumber,
	'does not include value': readPlainText,
	equals: readTextOrNumber,
	'greater than': readExactNumber,
	'includes value': readPlainText,
	is: readBoolean,
	'less than': readExactNumber,
};

/** A filter of a selection, as Braze expects it. */
export interface SelectionFilter {
	readonly field: string;
	readonly operator: string;
	readonly value: unknown;
}

/** Which items of its catalog a selection includes. */
export const selectionFiltersField: INodeProperties = {
	displayName: LABEL,
	name: 'selectionFilters',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add Filter',
	default: {},
	description:
		'Items must match all filters to be selected. Up to 10 filters; without any, all items are selected.',
	options: [
		{
			displayName: 'Filter',
			name: 'filter',
			values: [
				identifies({
					displayName: 'Field',
					name: 'field',
					type: 'string',
					default: '',
					placeholder: 'e.g. Rating',
					description: 'The catalog field to filter by',
				}),
				{
					displayName: 'Operator',
					name: 'operator',
					type: 'options',
					options: [
						{ name: 'After', value: 'after', description: 'For times' },
						{ name: 'Before', value: 'before', description: 'For times' },
						{ name: 'Does Not Equal', value: 'does not equal', description: 'For strings and numbers' },
						{ name: 'Does Not Include Value', value: 'does not include value', description: 'For arrays' },
						{ name: 'Equals', value: 'equals', description: 'For strings and numbers' },
						{ name: 'Greater Than', value: 'greater than', description: 'For numbers' },
						{ name: 'Includes Value', value: 'includes value', description: 'For arrays' },
						{ name: 'Is', value: 'is', description: 'For booleans' },
						{ name: 'Less Than', value: 'less than', description: 'For numbers' },
					],
					default: 'equals',
					description: 'How to compare the field with the value',
				},
				selects({
					displayName: 'Value',
					name: 'value',
					type: 'string',
					default: '',
					description:
						'The value to compare with. Equals reads typed digits as a string; for a number, use an expression such as {{ 5 }}.',
				}),
			],
		},
	],
};

/** Reads the filters of {@link selectionFiltersField}. Throws an InputError naming the row. */
export function readSelectionFilters(item: ItemReader): SelectionFilter[] {
	const rows = filledRows(item.get(selectionFiltersField.name, {}), 'filter');
	if (rows.length > MAX_FILTERS)
		throw new InputError(
			LABEL,
			`has ${rows.length} rows, but Braze accepts at most ${MAX_FILTERS}`,
			'Remove some of them.',
		);
	return rows.map((row, index) => readFilter(`${LABEL} ${index + 1}`, row));
}

function readFilter(
	where: string,
	{ field, operator = 'equals', value }: Record<string, unknown>,
): SelectionFilter {
	const name = readCatalogName(`${where}: Field`, field);
	const known = readOneOf(`${where}: Operator`, Object.keys(OPERATORS), operator);
	// An expression that returns no value must not become a filter that matches everything.
	if (!isGiven(value)) {
		throw new InputError(`${where}: Value`, 'is empty', 'Enter a value, or remove the row.');
	}
	return { field: name, operator: known, value: OPERATORS[known](`${where}: Value`, value) };
}
