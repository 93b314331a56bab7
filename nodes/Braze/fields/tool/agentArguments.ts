import { mapValues } from 'lodash';
import type { INodeProperties, INodePropertyCollection } from 'n8n-workflow';

import { LongInteger, parseExactly } from '../../input/exactJson';
import { repeatedKey } from '../../input/jsonScanner';
import { isObject } from '../../input/object';
import { isListOfRecipients, recipientsFromAgent } from './agentRecipients';

/** How models write a missing value. "None" can be actual text. */
const NO_TEXT = /^(null|undefined)$/i;
const NOTHING = /^(null|undefined|none)?$/i;

/** JSON in a fenced code block, as models often write it. */
const FENCED = /^```[a-z]*\s*\n?([^]*?)\s*```$/i;

/** Fields that are empty without a value. */
const WRITTEN = new Set(['string', 'dateTime']);

/**
 * Returns a function that converts a parameter to the form its field expects: models write JSON as text and text as
 * JSON, numbers and booleans in quotes, options by their labels, and "null" for no value. Ambiguous values stay as
 * they are, for the field's reader to refuse.
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
		return plain(field, value) ?? (WRITTEN.has(field.type) ? '' : undefined);
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

/** A row of name, type and value. Its type decides how the value is read; only "null" and the like mean no value. */
const assignmentOf = (row: unknown): unknown =>
	isObject(row) ? mapValues(row, (one) => (isNothing(NO_TEXT, one) ? undefined : one)) : row;

/** A list, or the JSON text of one; anything else becomes a list of one. */
function listOf(value: unknown): unknown[] {
	const parsed = typeof value === 'string' && /^\s*(\[|```)/.test(value) ? plainJson(value) : value;
	if (Array.isArray(parsed)) return parsed as unknown[];
	return parsed === undefined ? [] : [parsed];
}

/** The value of a choice entered by its label, or spelled differently: `Local time` or `local_time` for `localTime`. */
function choice({ options = [] }: INodeProperties, value: unknown): unknown {
	if (typeof value !== 'string') return value;
	const bare = (text: string) => text.toLowerCase().replace(/[\s_'’-]/g, '');
	const known = options.flatMap((option) => ('value' in option ? [option] : []));
	return (
		known.find((option) => [option.name, String(option.value)].some((name) => bare(name) === bare(value)))
			?.value ?? value
	);
}

/** JSON as an object or list, without any wrapping; other text as it is, and `undefined` for no value. */
function plainJson(value: unknown): unknown {
	if (typeof value !== 'string') return isEmpty(value) ? undefined : value;
	const text = value.trim().replace(FENCED, '$1').trim();
	if (NOTHING.test(text)) return undefined;
	const parsed = parsedJson(text);
	if (typeof parsed === 'string') return plainJson(parsed);
	// Numbers stay text: as identifiers they may be longer than numbers can be.
	const isNumber = typeof parsed === 'number' || parsed instanceof LongInteger;
	return isEmpty(parsed) ? undefined : parsed === undefined || isNumber ? text : parsed;
}

const isEmpty = (value: unknown): boolean =>
	value === null || (typeof value === 'object' && Object.keys(value).length === 0);

/** `undefined` for what the JSON reader has to report: text that is not valid, or loses one of two members. */
function parsedJson(text: string): unknown {
	try {
		const value = parseExactly(text);
		return repeatedKey(text) ? undefined : value;
	} catch {
		return undefined;
	}
}
