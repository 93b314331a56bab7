import { get } from 'lodash';
import type { INodeProperties } from 'n8n-workflow';

import { describe } from '../../input/describe';
import { InputError } from '../../input/inputError';
import { readJson } from '../../input/json';
import { isObject } from '../../input/object';
import { refuseRepeat } from '../../input/repeatedNames';
import { readNumber, textOfNumber } from '../values';

/**
 * Rows of name, type and value, as in n8n's Edit Fields. Fields dragged in from the input become rows of their type.
 */
export function assignmentsField(
	labels: Pick<INodeProperties, 'displayName' | 'name' | 'description'>,
): INodeProperties {
	return { ...labels, type: 'assignmentCollection', default: {} };
}

/**
 * Reads the rows of {@link assignmentsField} as an object. As in Edit Fields, each value is sent as the type of its
 * row: a String row turns a number into text. Conversions that would lose something are refused. Null stays null, and a
 * row whose expression returns no value is omitted.
 *
 * @param field the label of the parameter
 * @param raw `{ assignments: [{ id, name, type, value }] }`; `{}`, null and undefined mean no rows
 * @throws {InputError} on a row without a name, a repeated name, or a value that does not fit the type of its row
 */
export function readAssignments(field: string, raw: unknown): Record<string, unknown> {
	const result = new Map<string, unknown>();
	rowsOf(field, raw).forEach((row, index) => {
		const where = `${field} ${index + 1}`;
		const { name, type, value } = isObject(row) ? row : {};
		const key =
			typeof name === 'string' ? name.trim() : typeof name === 'number' ? textOfNumber(where, name) : '';
		if (key === '') throw new InputError(where, 'has no name', 'Enter a name, or remove the row.');
		refuseRepeat(result, key, where, 'Remove one of the two rows.');
		const typed = ofType(`${where}: ${key}`, type, value);
		if (typed !== undefined) result.set(key, typed);
	});
	return Object.fromEntries(result);
}

/** The names of the rows that {@link readAssignments} omits, because their expression returned no value. */
export function omittedNames(raw: unknown): string[] {
	const rows: unknown = get(raw, 'assignments');
	if (!Array.isArray(rows)) return [];
	return rows.flatMap((row: unknown) =>
		isObject(row) && row.value === undefined && typeof row.name === 'string' ? [row.name.trim()] : [],
	);
}

function rowsOf(field: string, raw: unknown): unknown[] {
	if (raw === undefined || raw === null) return [];
	const rows: unknown = get(raw, 'assignments');
	if (Array.isArray(rows)) return rows;
	if (isObject(raw) && Object.keys(raw).length === 0) return [];
	throw new InputError(
		field,
		`must be a list of rows, but is ${describe(raw)}`,
		'Add the rows again in the editor.',
	);
}

/** The readers of values, by the type of the row. The editor shows a row without a type as String. */
const READERS = new Map<unknown, (field: string, value: unknown) => unknown>([
	[undefined, toText],
	['string', toText],
	['number', toNumber],
	['boolean', toBoolean],
	['array', toList],
	['object', toObject],
]);

function ofType(field: string, type: unknown, value: unknown): unknown {
	const reader = READERS.get(type);
	// The editor also offers binary files.
	if (!reader)
		throw new InputError(
			field,
			`has a type that Braze does not accept: ${describe(type)}`,
			'Choose String, Number, Boolean, Array or Object.',
		);
	return value === undefined || value === null ? value : reader(field, value);
}

function toText(field: string, value: unknown): string {
	const plain = plainOf(field, value);
	if (typeof plain === 'string') return plain;
	if (typeof plain === 'number' && Number.isInteger(plain) && !Number.isSafeInteger(plain)) {
		throw new InputError(
			field,
			`is ${describe(plain)}, which has more digits than a number can store`,
			'Pass it as text from its source.',
		);
	}
	if (typeof plain === 'number' || typeof plain === 'boolean') return String(plain);
	throw new InputError(
		field,
		`must be text, but is ${describe(plain)}`,
		"Choose the type 'Array' or 'Object', or use a single value from it.",
	);
}

function toNumber(field: string, value: unknown): number {
	const plain = plainOf(field, value);
	const number = readNumber(field, plain);
	if (typeof plain === 'string' && Number.isInteger(number) && !Number.isSafeInteger(number)) {
		throw new InputError(
			field,
			`has more digits than a number can store: ${describe(plain)}`,
			"Choose the type 'String' to keep all digits.",
		);
	}
	return number;
}

function toBoolean(field: string, value: unknown): boolean {
	const plain = plainOf(field, value);
	if (typeof plain === 'boolean') return plain;
	const word = typeof plain === 'string' ? plain.trim().toLowerCase() : '';
	if (word === 'true' || word === 'false') return word === 'true';
	throw new InputError(field, `must be true or false, but is ${describe(plain)}`, 'Enter true or false.');
}

function toList(field: string, value: unknown): unknown {
	const list = readJson(field, value);
	if (list === undefined || list === null || Array.isArray(list)) return list;
	throw new InputError(
		field,
		`must be a list, but is ${describe(list)}`,
		'Enter it as ["a", "b"], or choose another type.',
	);
}

function toObject(field: string, value: unknown): unknown {
	const object = readJson(field, value);
	if (object === undefined || object === null || isObject(object)) return object;
	throw new InputError(
		field,
		`must be an object, but is ${describe(object)}`,
		'Enter it as { "name": "value" }, or choose another type.',
	);
}

/** Dates become ISO text; other values become plain JSON. */
const plainOf = (field: string, value: unknown): unknown =>
	typeof value === 'string' ? value : readJson(field, value);
