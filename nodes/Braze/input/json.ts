import { describe, shorten } from './describe';
import { LongInteger, parseExactly } from './exactJson';
import { InputError } from './inputError';
import { MAX_LEVELS, toJsonValue } from './jsonValue';

/** How much of a faulty text an error repeats. */
const SEEN = 30;

/**
 * Reads a JSON parameter, whatever way its value came: typed text, an object or list from an expression, or a text
 * that an expression made. Dates and other objects come back as the plain JSON they would be sent as. Whole numbers in
 * text keep their digits: see {@link LongInteger}.
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

/** Whether a value is a plain `{…}` object: not a list, not null. */
export function isObject(value: unknown): value is Record<string, unknown> {
	return (
		typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof LongInteger)
	);
}

/** Whether a value has members: an object of any kind, or a list. */
export const isContainer = (value: unknown): value is Record<string | number, unknown> =>
	typeof value === 'object' && value !== null;

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

function resolutionFor(text: string, at: number): string {
	if (text.includes('[object Object]')) {
		return 'An object was inserted into text. Use one expression for the whole field, or wrap the object in JSON.stringify(…).';
	}
	const rest = text.slice(at).trim();
	const seen =
		rest === '' ? `It ends with "${text.trim().slice(-SEEN)}".` : `Found "${shorten(rest, SEEN)}".`;
	return `Check the quotes, commas and brackets there. ${seen} If values come from expressions, use one expression for the whole field.`;
}

/** A number, `true`, `false` or `null`, with nothing of a longer word behind it. */
const WORD = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.])/y;

/**
 * What may appear between the quotes of a string: no control character, unescaped quote or backslash. A piece at a time,
 * since one match of millions of characters would exhaust the stack.
 */
const LETTERS = /[ !#-[\]-\uffff]{1,10000}|\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y;

const SPACE = /[ \t\n\r]*/y;

/** A key that an object has twice. */
export interface RepeatedKey {
	readonly name: string;
	/** Where it stands for the second time, from 0. */
	readonly at: number;
}

/** Reads JSON text up to the first invalid character. */
class Reader {
	at = 0;

	/** The first key that an object repeats. */
	repeated?: RepeatedKey;

	constructor(private readonly text: string) {}

	/** Reads one value. Like the methods below, returns false at an error; `at` is then its position. */
	value(): boolean {
		this.take(SPACE);
		const opening = this.text[this.at];
		if (opening === '"') return this.quoted();
		if (opening === '{') return this.object();
		if (opening === '[') return this.members(']', () => this.value());
		return this.take(WORD);
	}

	/** Checks that nothing is left of the text. */
	end(): boolean {
		this.take(SPACE);
		return this.at === this.text.length;
	}

	private object(): boolean {
		const names = new Set<string>();
		return this.members('}', () => this.key(names) && this.sign(':') && this.value());
	}

	private key(names: Set<string>): boolean {
		this.take(SPACE);
		const at = this.at;
		if (!this.quoted()) return false;
		const name = JSON.parse(this.text.slice(at, this.at)) as string;
		if (names.has(name)) this.repeated ??= { name, at };
		names.add(name);
		return true;
	}

	private members(closing: string, member: () => boolean): boolean {
		this.at++;
		if (this.sign(closing)) return true;
		do if (!member()) return false;
		while (this.sign(','));
		return this.sign(closing);
	}

	private quoted(): boolean {
		if (!this.sign('"')) return false;
		while (this.take(LETTERS));
		if (this.text[this.at] !== '"') return false;
		this.at++;
		return true;
	}

	private sign(expected: string): boolean {
		this.take(SPACE);
		if (this.text[this.at] !== expected) return false;
		this.at++;
		return true;
	}

	/** Consumes what the pattern matches here, if anything. */
	private take(pattern: RegExp): boolean {
		pattern.lastIndex = this.at;
		const found = pattern.exec(this.text);
		this.at += found?.[0].length ?? 0;
		return found !== null;
	}
}

/**
 * Finds the first character at which text stops being valid JSON: the parser's own message names it in some cases and
 * some versions of Node.js only. Returns the length of the text if it ends too early, `undefined` if it is valid.
 */
export function jsonErrorPosition(text: string): number | undefined {
	const reader = new Reader(text);
	return reader.value() && reader.end() ? undefined : reader.at;
}

/** Finds the first key that an object of valid JSON text has twice. Parsers keep only one of its values. */
export function repeatedKey(text: string): RepeatedKey | undefined {
	const reader = new Reader(text);
	reader.value();
	return reader.repeated;
}

/** Whether JSON text, valid or not, opens more levels of lists and objects than {@link MAX_LEVELS}. Brackets inside strings do not count. */
export function isTooDeep(text: string): boolean {
	if (text.length <= MAX_LEVELS) return false;
	let level = 0;
	let quoted = false;
	for (let at = 0; at < text.length; at++) {
		const letter = text[at];
		if (quoted && letter === '\\') at++;
		else if (letter === '"') quoted = !quoted;
		else if (quoted) continue;
		else if (letter === '{' || letter === '[') level++;
		else if (letter === '}' || letter === ']') level--;
		if (level > MAX_LEVELS) return true;
	}
	return false;
}
