import { mapValues } from 'lodash';
import type { INodeProperties, INodePropertyCollection } from 'n8n-workflow';

import { LongInteger, parseExactly } from '../../input/exactJson';
import { repeatedKey } from '../../input/jsonScanner';
import { isObject } from '../../input/object';
import { isListOfRecipients, recipientsFromAgent } from './agentRecipients';

/** How models write a missing value. In text, "None" may be meant literally. */
const NO_TEXT = /^(null|undefined)$/i;
const NOTHING = /^(null|undefined|none)?$/i;

/** JSON in a fenced code block, as models often write it. */
const FENCED = /^```[a-z]*\s*\n?([^]*?)\s*```$/i;

/** Types of fields that are an empty string without a value. */
const TEXT_TYPES = new Set(['string', 'dateTime']);

/**
 * Returns a function that converts a parameter to the form that its field expects: models write JSON as text and text
 * as JSON, numbers and booleans in quotes, options by their labels, and "null" for no value. Ambiguous values stay
 * unchanged, for the field's reader to refuse.
 *
 * @param fields the parameters of the operation
 */
export function agentArguments(
	fields: readonly INodeProperties[],
): (name: string, value: unknown) => unknown {
	const byName = new Map(fields.map((field) => [field.name, field]));
	return (name, value) => {
		const field = byName.get(name);
		if (!field) return value;
		if (isListOfRecipients(field)) return recipientsFromAgent(field.displayName, plainJson(value));
		return plain(field, value) ?? (TEXT_TYPES.has(field.type) ? '' : undefined);
	};
}

function plain(field: INodeProperties, value: unknown): unknown {
	if (isNothing(field.type === 'string' ? NO_TEXT : NOTHING, value)) return undefined;
	if (field.typeOptions?.multipleValues === true && field.type !== 'fixedCollection')
		return listOf(value).map((one) => plainOne(field, one));
	return plainOne(field, value);
}

const isNothing = (nothing: RegExp, value: unknown): boolean =>
	value === undefined || value === null || (typeof value === 'string' && nothing.test(value.trim()));

function plainOne(field: INodeProperties, value: unknown): unknown {
	const text = typeof value === 'string' ? value.trim() : undefined;
	switch (field.type) {
		case 'collection':
			return isObject(value) ? membersOf((field.options ?? []) as INodeProperties[], value) : value;
		case 'fixedCollection':
			return isObject(value) ? rowsOf((field.options ?? []) as INodePropertyCollection[], value) : value;
		case 'assignmentCollection':
			return isObject(value) && Array.isArray(value.assignments)
				? { ...value, assignments: value.assignments.map(assignmentOf) }
				: value;
		case 'resourceLocator':
			return isObject(value) && isNothing(NOTHING, value.value) ? { ...value, value: '' } : value;
		case 'boolean':
			return /^(true|false)$/i.test(text ?? '') ? text?.toLowerCase() === 'true' : value;
		case 'number':
			return text === undefined || !Number.isFinite(Number(text)) ? value : Number(text);
		case 'options':
			return choice(field, value);
		case 'multiOptions':
			return listOf(value).map((one) => choice(field, one));
		case 'json':
			return plainJson(value);
		default:
			return value;
	}
}

const membersOf = (fields: readonly INodeProperties[], value: Record<string, unknown>) => {
	const byName = new Map(fields.filter(({ type }) => type !== 'hidden').map((field) => [field.name, field]));
	return mapValues(value, (one, name) => {
		const field = byName.get(name);
		return field ? plain(field, one) : one;
	});
};

function rowsOf(
	groups: readonly INodePropertyCollection[],
	value: Record<string, unknown>,
): Record<string, unknown> {
	return mapValues(value, (rows, name) => {
		const fields = groups.find((group) => group.name === name)?.values;
		if (!fields) return rows;
		const row = (one: unknown) => (isObject(one) ? membersOf(fields, one) : one);
		return Array.isArray(rows) ? rows.map(row) : row(rows);
	});
}

/**
 * A row of name, type and value. Its type decides how the value is read later; here, only "null" and the like become no
 * value.
 */
const assignmentOf = (row: unknown): unknown =>
	isObject(row) ? mapValues(row, (one) => (isNothing(NO_TEXT, one) ? undefined : one)) : row;

/** A list, or the JSON text of one; anything else becomes a list of one. */
function listOf(value: unknown): unknown[] {
	const parsed = typeof value === 'string' && /^\s*(\[|```)/.test(value) ? plainJson(value) : value;
	if (Array.isArray(parsed)) return parsed as unknown[];
	return parsed === undefined ? [] : [parsed];
}

/** The value of an option given by its label or spelled differently: `Local time` or `local_time` for `localTime`. */
function choice({ options = [] }: INodeProperties, value: unknown): unknown {
	if (typeof value !== 'string') return value;
	const bare = (text: string) => text.toLowerCase().replace(/[\s_'’-]/g, '');
	const known = options.flatMap((option) => ('value' in option ? [option] : []));
	return (
		known.find((option) => [option.name, String(option.value)].some((name) => bare(name) === bare(value)))
			?.value ?? value
	);
}

/**
 * JSON as an object or list, freed from code fences and quotes. Other text stays unchanged; `undefined` for no value.
 */
function plainJson(value: unknown): unknown {
	if (typeof value !== 'string') return isEmpty(value) ? undefined : value;
	const text = value.trim().replace(FENCED, '$1').trim();
	if (NOTHING.test(text)) return undefined;
	const parsed = parsedJson(text);
	if (typeof parsed === 'string') return plainJson(parsed);
	// Numbers stay text, because identifiers may have more digits than a number can hold.
	const isNumber = typeof parsed === 'number' || parsed instanceof LongInteger;
	return isEmpty(parsed) ? undefined : parsed === undefined || isNumber ? text : parsed;
}

const isEmpty = (value: unknown): boolean =>
	value === null || (typeof value === 'object' && Object.keys(value).length === 0);

/** Parses JSON. Returns `undefined` for text that the JSON reader must report: invalid, or with a repeated key. */
function parsedJson(text: string): unknown {
	try {
		const value = parseExactly(text);
		return repeatedKey(text) ? undefined : value;
	} catch {
		return undefined;
	}
}
