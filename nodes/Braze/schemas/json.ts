import { describe, shorten } from './describe';
import { InputError } from './inputError';
import { isTooDeep, MAX_LEVELS } from './jsonDepth';
import { jsonErrorPosition } from './jsonErrorPosition';

/** How much of a faulty text an error repeats. */
const SEEN = 30;

/**
 * Reads a JSON parameter, whatever way its value came: typed text, an object or list from an expression, or a text
 * that an expression made. Dates and other objects come back as the plain JSON they would be sent as.
 *
 * @returns `undefined` where nothing was given (empty text, null, undefined); else the value
 * @throws {InputError} on text that is not valid JSON, with line and column, and on values with too many levels
 */
export function readJson(field: string, raw: unknown): unknown {
	if (raw === undefined || raw === null) return undefined;
	if (typeof raw !== 'string') return toPlainJson(field, raw);
	if (raw.trim() === '') return undefined;
	refuseDepth(field, raw);
	try {
		return JSON.parse(raw) as unknown;
	} catch {
		const at = jsonErrorPosition(raw) ?? 0;
		return refuse(field, `is not valid JSON at ${placeOf(raw, at)}`, cureFor(raw, at));
	}
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

/** Whether a value is a plain `{…}` object: not a list, not null. */
export function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What a value becomes in a request: dates turn into ISO texts, undefined members vanish. */
function toPlainJson(field: string, value: unknown): unknown {
	const text = jsonText(field, value);
	if (text === undefined) return undefined;
	refuseDepth(field, text);
	return JSON.parse(text) as unknown;
}

function jsonText(field: string, value: unknown): string | undefined {
	try {
		return JSON.stringify(value) as string | undefined;
	} catch {
		return refuse(
			field,
			'cannot be converted to JSON',
			'The expression returns an object that contains itself.',
		);
	}
}

/** Deeply nested values would exhaust the stack in one of the steps on the way to Braze. */
function refuseDepth(field: string, text: string): void {
	if (isTooDeep(text))
		refuse(field, `is nested more than ${MAX_LEVELS} levels deep`, 'Send a value with fewer levels.');
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

function cureFor(text: string, at: number): string {
	if (text.includes('[object Object]')) {
		return 'An object was inserted into text. Use one expression for the whole field, or wrap the object in JSON.stringify(…).';
	}
	const rest = text.slice(at).trim();
	const seen =
		rest === '' ? `It ends with "${text.trim().slice(-SEEN)}".` : `Found "${shorten(rest, SEEN)}".`;
	return `Check the quotes, commas and brackets there. ${seen} If values come from expressions, use one expression for the whole field.`;
}
