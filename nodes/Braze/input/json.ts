import { describe, shorten } from './describe';
import { parseExactly } from './exactJson';
import { InputError } from './inputError';
import { isTooDeep, jsonErrorPosition, repeatedKey } from './jsonScanner';
import { MAX_LEVELS, toJsonValue, tooDeep } from './jsonValue';
import { isObject } from './object';

/** How many characters of invalid text an error quotes. */
const EXCERPT_LENGTH = 30;

/**
 * Reads a JSON parameter, no matter how its value was entered: as text, as an object or list from an expression, or as
 * text from an expression. Dates and other objects become the plain JSON that is sent for them. Whole numbers in text
 * keep all digits, see `LongInteger` in exactJson.ts.
 *
 * @returns the value, or `undefined` if nothing was given (empty text, null, undefined)
 * @throws {InputError} on text that is not valid JSON or repeats a key in an object, with line and column; on values
 * that are nested too deeply, or that JSON would turn into null
 */
export function readJson(field: string, raw: unknown): unknown {
	if (raw === undefined || raw === null) return undefined;
	if (typeof raw !== 'string') return toJsonValue(field, raw);
	if (raw.trim() === '') return undefined;
	refuseDepth(field, raw);
	const value = parsed(field, raw);
	refuseRepeatedKey(field, raw);
	// Numbers such as 1e400 became Infinity.
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

/**
 * Refuses a key that appears twice in an object: only one of its values would be sent, so a filter or a recipient would
 * be lost.
 */
function refuseRepeatedKey(field: string, text: string): void {
	const repeated = repeatedKey(text);
	if (repeated)
		refuse(
			field,
			`has the key "${shorten(repeated.name)}" twice in one object, again at ${placeOf(text, repeated.at)}`,
			'Only one of the two values would be sent. Remove or rename one, or put both into a list.',
		);
}

/** Whether text looks like JSON, so that the JSON reader should report it if it is invalid. */
export const looksLikeJson = (text: string): boolean => /^\s*[[{"]/.test(text);

/** Like {@link readJson}, for fields that require an object. Returns `{}` if nothing was entered. */
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

/** Member names that are lost on the way into a request, except in a list. */
const PROTOTYPE_NAME = /"(__proto__|constructor|prototype)":/;

/** Refuses an object with a member name that would not reach Braze. */
export function refusePrototypeNames(field: string, value: Record<string, unknown>): void {
	const lost = PROTOTYPE_NAME.exec(JSON.stringify(value));
	if (lost)
		throw new InputError(
			field,
			`uses the name "${lost[1]}", which cannot be sent`,
			'Use another name, here and in Braze.',
		);
}

/** Refuses text that is nested too deeply: it would exhaust the stack in a later step on the way to Braze. */
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

/** Quotation marks of programming languages and of texts, as word processors and chats make them. */
const OTHER_QUOTES = /^['`‘’‚“”„«»]/;

function resolutionFor(text: string, at: number): string {
	if (text.includes('[object Object]')) {
		return 'An object was inserted into text. Use one expression for the whole field, or wrap the object in JSON.stringify(…).';
	}
	const rest = text.slice(at).trim();
	const excerpt =
		rest === ''
			? `It ends with "${text.trim().slice(-EXCERPT_LENGTH)}".`
			: `Found "${shorten(rest, EXCERPT_LENGTH)}".`;
	if (OTHER_QUOTES.test(rest))
		return `${excerpt} JSON needs straight double quotes: replace the quotation mark there and all others like it with ".`;
	return `Check the quotes, commas and brackets there. ${excerpt} If values come from expressions, use one expression for the whole field.`;
}
