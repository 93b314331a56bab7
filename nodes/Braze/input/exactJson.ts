import { randomUUID } from 'crypto';

/**
 * A whole number beyond 2^53, where JavaScript numbers skip some. Databases use such numbers as IDs. A request contains
 * it as a number with exactly these digits, so nothing is lost and its type stays. Sending it as text could lose it:
 * Braze takes the type of an attribute from its first value, and may ignore values of another type.
 * https://www.braze.com/docs/user_guide/data/activation/custom_data/managing_custom_data
 *
 * Where JSON is only shown or compared, `JSON.stringify` writes it as text.
 */
export class LongInteger {
	constructor(readonly digits: string) {}

	toString(): string {
		return this.digits;
	}

	toJSON(): string {
		return this.digits;
	}
}

/** Whether a number may have lost digits: beyond 2^53, several integers become one, such as the IDs of two people. */
export const hasLostDigits = (value: number): boolean => Math.abs(value) > Number.MAX_SAFE_INTEGER;

/**
 * Whether a number is certain to be the one that was meant: it is finite, and not an integer that may have lost digits.
 */
export const isExact = (value: number): boolean =>
	Number.isFinite(value) && !(Number.isInteger(value) && hasLostDigits(value));

/** The shortest run of digits that can exceed 2^53. */
const MAYBE_LONG = /\d{16}/;

/** Matches strings, which are skipped, and numbers. */
const STRINGS_AND_NUMBERS = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/**
 * Like `JSON.parse`, but keeps all digits of every whole number.
 *
 * @param long converts a whole number that JavaScript can't represent, given as its digits
 * @throws {SyntaxError} as `JSON.parse` does
 */
export function parseExactly(
	text: string,
	long: (digits: string) => unknown = (digits) => new LongInteger(digits),
): unknown {
	const value = JSON.parse(text) as unknown;
	if (!MAYBE_LONG.test(text)) return value;
	// Random, so that no text contains it by chance.
	const mark = randomUUID();
	const marked = text.replace(STRINGS_AND_NUMBERS, (token) => (isLong(token) ? `"${mark}${token}"` : token));
	if (marked.length === text.length) return value;
	return JSON.parse(marked, (_, one: unknown) =>
		typeof one === 'string' && one.startsWith(mark) ? long(one.slice(mark.length)) : one,
	);
}

/** Whether a token of JSON text is a whole number that JavaScript can't represent. */
const isLong = (token: string): boolean =>
	token.length > 15 && /^-?\d+$/.test(token) && !Number.isSafeInteger(Number(token));

/** Whether a value of JSON contains a {@link LongInteger}, at any depth. */
export function holdsLongInteger(value: unknown): boolean {
	if (typeof value !== 'object' || value === null) return false;
	if (value instanceof LongInteger) return true;
	for (const name in value) if (holdsLongInteger((value as Record<string, unknown>)[name])) return true;
	return false;
}

/** Like `JSON.stringify`, but writes each {@link LongInteger} as a number with all of its digits. */
export function stringifyExactly(value: unknown): string {
	if (!holdsLongInteger(value)) return JSON.stringify(value);
	const mark = randomUUID();
	// The replacer gets what toJSON() returned; the original value is in `this`.
	const text = JSON.stringify(value, function (this: Record<string, unknown>, name, one: unknown) {
		return this[name] instanceof LongInteger ? mark + this[name].digits : one;
	});
	return text.replace(new RegExp(`"${mark}(-?\\d+)"`, 'g'), '$1');
}
