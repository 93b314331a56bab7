import { describe, shorten } from './describe';
import { parseExactly } from './exactJson';
import { InputError } from './inputError';
import { isTooDeep, jsonErrorPosition, repeatedKey } from './jsonScanner';
import { MAX_LEVELS, toJsonValue, tooDeep } from './jsonValue';
import { isObject } from './object';

/** How much of a faulty text an error repeats. */
const SEEN = 30;

/**
 * Reads a JSON parameter, however its value was entered: typed text, an object or list from an expression, or a text
 * that an expression made. Dates and other objects come back as the plain JSON they would be sent as. Whole numbers in
 * text keep their digits: see `LongInteger` in exactJson.ts.
 *
 * @returns `undefined` where nothing was given (empty text, null, undefined); else the value
 * @throws {InputError} on text that is not valid JSON or has a key twice in one object, with line and column; on values
 * with too many levels, and on those that JSON would turn into null
 */
export function readJson(field: string, raw: unknown): unknown {
	if (raw === undefined || raw === null) return undefined;
	if (typeof raw !== 'string') return toJsonValue(field, raw);
	if (raw.trim() === '') return undefined;
	refuseDepth(field, raw);
	const value = parsed(field, raw);
	refuseRepeatedKey(field, raw);
	// A number such as 1e400 becomes Infinity.
	return toJsonValue(field, value);
}

function parsed(field: string, text: string): unknown {
	try {
		return parseExactly(text);
	} catch {
		const at = jsonErrorPosition(text) ?? 0;
		return refuse(field, `is not valid JSON at ${placeOf(text, at)}`, resolutionFor(text, at));
	}
}

/** Of a key that is there twice, only one value would be sent: a filter or a recipient would be lost. */
function refuseRepeatedKey(field: string, text: string): void {
	const repeated = repeatedKey(text);
	if (repeated)
		refuse(
			field,
			`has the key "${shorten(repeated.name)}" twice in one object, again at ${placeOf(text, repeated.at)}`,
			'Only one of the two values would be sent. Remove or rename one, or put both into a list.',
		);
}

/** Whether text looks like JSON: if it is invalid, the JSON reader reports it. */
export const looksLikeJson = (text: string): boolean => /^\s*[[{"]/.test(text);

/** As {@link readJson}, for fields that require an object. Returns `{}` if nothing was entered. */
export function readJsonObject(field: string, raw: unknown): Record<string, unknown> {
	const value = readJson(field, raw) ?? {};
	if (!isObject(value)) {
		throw new InputError(
			field,
			`must be a JSON object, but is ${describe(value)}`,
			'Enter it as { "name": "value" }.',
		);
	}
	return value;
}

/** Names of members that get lost on the way into a request, except in a list. */
const LOST = /"(__proto__|constructor|prototype)":/;

/** Refuses an object with such a name: Braze would not get its value. */
export function refuseLostNames(field: string, value: Record<string, unknown>): void {
	const lost = LOST.exec(JSON.stringify(value));
	if (lost)
		throw new InputError(
			field,
			`uses the name "${lost[1]}", which cannot be sent`,
			'Use another name, here and in Braze.',
		);
}

/** Deeply nested values would exhaust the stack in one of the steps on the way to Braze. */
function refuseDepth(field: string, text: string): void {
	if (isTooDeep(text)) throw tooDeep(field, MAX_LEVELS);
}

function refuse(field: string, problem: string, resolution: string): never {
	throw new InputError(field, problem, resolution);
}

function placeOf(text: string, at: number): string {
	const before = text.slice(0, at);
	const line = before.split('\n').length;
	const column = before.length - before.lastIndexOf('\n');
	return `line ${line}, column ${column}${at === text.length ? ' (it ends early)' : ''}`;
}

function resolutionFor(text: string, at: number): string {
	if (text.includes('[object Object]')) {
		return 'An object was inserted into text. Use one expression for the whole field, or wrap the object in JSON.stringify(…).';
	}
	const rest = text.slice(at).trim();
	const seen =
		rest === '' ? `It ends with "${text.trim().slice(-SEEN)}".` : `Found "${shorten(rest, SEEN)}".`;
	return `Check the quotes, commas and brackets there. ${seen} If values come from expressions, use one expression for the whole field.`;
}
