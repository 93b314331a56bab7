import type { INodeProperties } from 'n8n-workflow';

import { describe } from '../../input/describe';
import { InputError } from '../../input/inputError';

/** Digits with an optional decimal point and exponent, as spreadsheets export them. `0x10` and `0b11` are codes. */
const NUMBER = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?\s*$/i;

/** Returns a number, also from text, as spreadsheets export it; `undefined` for anything else. */
export function numberIn(value: unknown): number | undefined {
	const number = typeof value === 'string' && NUMBER.test(value) ? Number(value) : value;
	return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

/** Reads any number. Throws an InputError for anything else. */
export function readNumber(field: string, value: unknown): number {
	const number = numberIn(value);
	if (number !== undefined) return number;
	throw new InputError(
		field,
		`must be a number, but is ${describe(value)}`,
		'Use digits and a decimal point.',
	);
}

/**
 * Reads a whole number within the bounds that its field has in the editor.
 *
 * @param resolution what to do about a number outside of them
 * @throws {InputError} naming the field and its bounds
 */
export function readWholeNumber(
	{ displayName, typeOptions = {} }: INodeProperties,
	value: unknown,
	resolution = 'Enter a number in this range.',
): number {
	const { minValue = 1, maxValue = Infinity } = typeOptions;
	const number = numberIn(value);
	if (number !== undefined && Number.isInteger(number) && number >= minValue && number <= maxValue)
		return number;
	const range = maxValue === Infinity ? `, ${minValue} or more` : ` from ${minValue} to ${maxValue}`;
	throw new InputError(displayName, `must be a whole number${range}, but is ${describe(value)}`, resolution);
}
