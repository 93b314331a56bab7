import type { INodeProperties } from 'n8n-workflow';

import { describe, oneOf } from '../input/describe';
import { isExact } from '../input/exactJson';
import { readIdentifier } from '../input/identifier';
import { InputError, missing, type Reading } from '../input/inputError';
import { isObject } from '../input/object';
import { refuseSize } from '../input/size';
import type { ItemReader } from '../itemReader';

/** Reads required text unchanged, including spaces around it. Throws an InputError if it is empty or not text. */
export function readText(field: string, value: unknown): string {
	const text = readAnyText(field, value);
	if (text.trim() !== '') return text;
	throw new InputError(
		field,
		'is empty',
		'Enter a value. If it is an expression, it returned an empty string.',
	);
}

/** Like {@link readText}, for text that may be empty. An expression that returns no value is still an error. */
export function readAnyText(field: string, value: unknown): string {
	if (value === undefined || value === null) throw missing(field);
	if (typeof value === 'string') return value;
	if (typeof value === 'number') return textOfNumber(field, value);
	if (typeof value === 'boolean') return String(value);
	throw new InputError(field, `must be text, but is ${describe(value)}`, 'Use a single value from it.');
}

/** Like {@link readText}, for optional text. Returns `undefined` if it is empty or blank. */
export function readOptionalText(field: string, value: unknown): string | undefined {
	const text = isGiven(value) ? readAnyText(field, value) : '';
	return text.trim() === '' ? undefined : text;
}

/** Like {@link readText}, up to a size in kilobytes of UTF-8. */
export function readLimitedText(field: string, value: unknown, maxKilobytes: number): string {
	const text = readText(field, value);
	refuseSize(field, text, maxKilobytes, 'Shorten it.');
	return text;
}

/** The names in a list from the editor or an expression, trimmed and without blank ones. */
export const namesIn = (value: unknown): string[] =>
	(Array.isArray(value) ? (value as unknown[]) : [value])
		.map((name) => String(name ?? '').trim())
		.filter((name) => name !== '');

/** Whether an optional field was filled in. */
export const isGiven = (value: unknown): boolean => value !== undefined && value !== null && value !== '';

/**
 * The text of a number. Throws an InputError for a number that can't be what was meant, such as NaN or an ID that lost
 * digits.
 */
export function textOfNumber(field: string, value: number): string {
	if (isExact(value)) return String(value);
	throw new InputError(
		field,
		`is ${describe(value)}`,
		Number.isFinite(value)
			? 'Pass long numeric IDs as text. As numbers, they lose digits.'
			: 'Correct the expression: it calculates with a value that is not a number.',
	);
}

/**
 * Reads the chosen option of a field, which may come from an expression.
 *
 * @typeParam T the values of its options
 * @throws {InputError} if the field has no such option
 */
export function readChoice<T extends string = string>(
	{ displayName, options = [] }: INodeProperties,
	value: unknown,
): T {
	return readOneOf(
		displayName,
		options.flatMap((option) => ('value' in option ? [option.value as T] : [])),
		value,
	);
}

/** Reads one of several values, which may come from an expression. Throws an InputError if it is none of them. */
export function readOneOf<T extends string>(field: string, known: readonly T[], value: unknown): T {
	const found = known.find((one) => one === value);
	if (found !== undefined) return found;
	throw new InputError(field, `is ${describe(value)}`, `Use ${oneOf(known)}.`);
}

/**
 * Reads a boolean, which an expression may return as a boolean or a string. Throws an InputError for anything else,
 * because treating it as off could do something other than intended.
 *
 * @param fallback the value if nothing was set
 */
export function readBoolean(field: string, value: unknown, fallback = false): boolean {
	if (!isGiven(value)) return fallback;
	if (value === true || value === 'true') return true;
	if (value === false || value === 'false') return false;
	throw new InputError(
		field,
		`must be true or false, but is ${describe(value)}`,
		'Set it in the editor, or use a boolean.',
	);
}

/** Reads a boolean, but not text such as `"true"`. Returns the problem otherwise. */
export function booleanReading(given: unknown): Reading<boolean> {
	if (typeof given === 'boolean') return { value: given };
	return {
		problem: `must be true or false, but is ${describe(given)}`,
		resolution: 'Enter true or false, without quotes.',
	};
}

/**
 * Matches digits with an optional decimal point and exponent, as spreadsheets export them. `0x10` and `0b11` are codes.
 */
const NUMBER = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?\s*$/i;

/** Converts a value to a number, including text as spreadsheets export it. Returns `undefined` for anything else. */
export function parseNumber(value: unknown): number | undefined {
	const number = typeof value === 'string' && NUMBER.test(value) ? Number(value) : value;
	return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

/** Reads any number. Throws an InputError for anything else. */
export function readNumber(field: string, value: unknown): number {
	const number = parseNumber(value);
	if (number !== undefined) return number;
	throw new InputError(
		field,
		`must be a number, but is ${describe(value)}`,
		'Use digits and a decimal point.',
	);
}

/**
 * Reads a whole number within the bounds of its field.
 *
 * @param resolution the advice for a number outside of them
 * @throws {InputError} naming the field and its bounds
 */
export function readWholeNumber(
	{ displayName, typeOptions = {} }: INodeProperties,
	value: unknown,
	resolution = 'Enter a number in this range.',
): number {
	const { minValue = 1, maxValue = Infinity } = typeOptions;
	const number = parseNumber(value);
	if (number !== undefined && Number.isInteger(number) && number >= minValue && number <= maxValue)
		return number;
	const range = maxValue === Infinity ? `, ${minValue} or more` : ` from ${minValue} to ${maxValue}`;
	throw new InputError(displayName, `must be a whole number${range}, but is ${describe(value)}`, resolution);
}

/**
 * The rows of a field with several, as entered; empty if it was never filled in.
 *
 * @param raw `{ [name]: rows }`
 */
export function rowsIn(raw: unknown, name: string): unknown[] {
	const rows = isObject(raw) ? raw[name] : undefined;
	return Array.isArray(rows) ? (rows as unknown[]) : [];
}

/** Like {@link rowsIn}, with each row as an object. Anything else counts as an empty row. */
export const filledRows = (raw: unknown, name: string): Array<Record<string, unknown>> =>
	rowsIn(raw, name).map((row) => (isObject(row) ? row : {}));

/** The fields that were added to a collection, such as 'Additional Fields' or 'Filters'; `{}` if none. */
export function addedTo(item: ItemReader, name: string): Record<string, unknown> {
	const added = item.get(name, {});
	return isObject(added) ? added : {};
}

/** Web servers commonly accept request lines of about 8 KB. */
const MAX_URL_BYTES = 8_000;

/** Reads the URL of a file that Braze fetches. Throws an InputError if it is not an http or https URL. */
export function readWebAddress(field: string, value: unknown): string {
	const address = readIdentifier(field, value, MAX_URL_BYTES);
	if (/^https?:\/\/\S+$/i.test(address)) return address;
	throw new InputError(
		field,
		`is not a URL: ${describe(address)}`,
		'Enter a full URL that starts with https://.',
	);
}
