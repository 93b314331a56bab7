import type { INodeProperties } from 'n8n-workflow';

import { describe } from '../../schemas/describe';
import { InputError } from '../../schemas/inputError';
import { isObject, readJson } from '../../schemas/json';

interface PairsLabels {
	displayName: string;
	name: string;
	description: string;
	/** What a row is called. */
	noun: 'Attribute' | 'Property';
	namePlaceholder: string;
}

/** A list of name and value rows whose values keep their JSON type. */
export function pairsField({ displayName, name, description, noun, namePlaceholder }: PairsLabels): INodeProperties {
	return {
		displayName,
		name,
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: `Add ${noun}`,
		default: {},
		description,
		options: [
			{
				displayName: noun,
				name: 'property',
				values: [
					{
						displayName: 'Name',
						name: 'name',
						type: 'string',
						default: '',
						placeholder: namePlaceholder,
						description: noun === 'Property' ? 'The name as the messages in Braze use it' : 'The name of the attribute in Braze',
					},
					{
						displayName: 'Type',
						name: 'type',
						type: 'options',
						options: [
							{
								name: 'Boolean',
								value: 'boolean',
								description: 'True or false',
							},
							{
								name: 'JSON',
								value: 'json',
								description: 'A list or an object',
							},
							{
								name: 'Number',
								value: 'number',
								description: 'A number, also when it is typed in',
							},
							{
								name: 'Same as Value',
								value: 'same',
								description: 'The type that the expression gives; typed words are text',
							},
							{
								name: 'Text',
								value: 'text',
								description: 'A text, also when it is a number',
							},
						],
						default: 'same',
						description: 'How Braze gets the value',
					},
					{
						displayName: 'Value',
						name: 'value',
						type: 'string',
						default: '',
						description: 'The value. A row whose expression finds nothing is left out.',
					},
				],
			},
		],
	};
}

/**
 * Reads the rows of {@link pairsField} as an object. Rows whose expression found nothing are left out.
 *
 * @throws {InputError} on a row without a name, a name given twice, or a value that is not of its type
 */
export function readPairs(field: string, raw: unknown): Record<string, unknown> {
	const rows = isObject(raw) && Array.isArray(raw.property) ? (raw.property as unknown[]) : [];
	const result = new Map<string, unknown>();
	rows.forEach((row, index) => {
		const where = `${field} ${index + 1}`;
		const { name, type, value } = isObject(row) ? row : {};
		const key = typeof name === 'string' || typeof name === 'number' ? String(name).trim() : '';
		if (key === '') throw new InputError(where, 'has no name', 'Name it, or remove the row.');
		if (result.has(key)) {
			throw new InputError(where, `repeats the name "${key}"`, 'Remove one of the two rows.');
		}
		const typed = ofType(`${where}: ${key}`, type, value);
		if (typed !== undefined) result.set(key, typed);
	});
	return Object.fromEntries(result);
}

function ofType(field: string, type: unknown, value: unknown): unknown {
	if (value === undefined || value === null) return value;
	if (type === 'json') return readJson(field, value);
	const plain = typeof value === 'string' ? value : readJson(field, value);
	if (type === 'number') return toNumber(field, plain);
	if (type === 'boolean') return toBoolean(field, plain);
	if (type === 'text') return toText(field, plain);
	if (type === undefined || type === 'same') return plain;
	throw new InputError(`${field}: Type`, `is ${describe(type)}`, 'Choose one from the list.');
}

function toNumber(field: string, value: unknown): number {
	const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	if (typeof number === 'number' && Number.isFinite(number)) return number;
	throw new InputError(field, `must be a number, but is ${describe(value)}`, 'Use digits and a decimal point.');
}

function toBoolean(field: string, value: unknown): boolean {
	if (typeof value === 'boolean') return value;
	const word = typeof value === 'string' ? value.trim().toLowerCase() : '';
	if (word === 'true' || word === 'false') return word === 'true';
	throw new InputError(field, `must be true or false, but is ${describe(value)}`, 'Write true or false.');
}

function toText(field: string, value: unknown): string {
	if (typeof value === 'string') return value;
	if (typeof value === 'number' || typeof value === 'boolean') return String(value);
	throw new InputError(field, `must be a text, but is ${describe(value)}`, "Choose the type 'JSON' for lists and objects.");
}
