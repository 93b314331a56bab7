import { randomUUID } from 'crypto';

/**
 * A whole number beyond 2^53, where JavaScript numbers skip some. Databases use such numbers as IDs. It goes into a
 * request as the digits that were written, as a number: nothing is lost, and its type stays. As text it could be: Braze
 * takes the type of an attribute from its first value, and may ignore values of another one.
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

/** Whether a number may stand for several: beyond 2^53, the IDs of two people become one. */
export const hasLostDigits = (value: number): boolean => Math.abs(value) > Number.MAX_SAFE_INTEGER;

/** Whether a number is the one that was meant: finite, and no whole number that lost digits. */
export const isExact = (value: number): boolean =>
	Number.isFinite(value) && !(Number.isInteger(value) && hasLostDigits(value));

/** The shortest run of digits that can be beyond 2^53. */
const MAYBE_LONG = /\d{16}/;

/** Strings, to pass over them, and numbers. */
const STRINGS_AND_NUMBERS = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/**
 * As `JSON.parse`, but keeps the digits of every whole number.
 *
 * @param long what becomes of a whole number that JavaScript numbers cannot hold, given as its digits
 * @throws {SyntaxError} as `JSON.parse` does
 */
export function parseExactly(
	text: string,
	long: (digits: string) => unknown = (digits) => new LongInteger(digits),
): unknown {
	const value = JSON.parse(text) as unknown;
	if (!MAYBE_LONG.test(text)) return value;
	// No text can contain this by chance.
	const mark = randomUUID();
	const marked = text.replace(STRINGS_AND_NUMBERS, (token) => (isLong(token) ? `"${mark}${token}"` : token));
	if (marked.length === text.length) return value;
	return JSON.parse(marked, (_, one: unknown) =>
		typeof one === 'string' && one.startsWith(mark) ? long(one.slice(mark.length)) : one,
	);
}

/** Whether a number of JSON text is whole, and one of those that JavaScript numbers cannot tell apart. */
const isLong = (token: string): boolean =>
	token.length > 15 && /^-?\d+$/.test(token) && !Number.isSafeInteger(Number(token));

/** Whether a value of JSON contains a {@link LongInteger}, at any depth. */
export function holdsLongInteger(value: unknown): boolean {
	if (typeof value !== 'object' || value === null) return false;
	if (value instanceof LongInteger) return true;
	for (const name in value) if (holdsLongInteger((value as Record<string, unknown>)[name])) return true;
	return false;
}

/** As `JSON.stringify`, with the digits of each {@link LongInteger} as a number. */
export function stringifyExactly(value: unknown): string {
	if (!holdsLongInteger(value)) return JSON.stringify(value);
	const mark = randomUUID();
	// The replacer gets what toJSON() returned; the value itself is in its holder.
	const text = JSON.stringify(value, function (this: Record<string, unknown>, name, one: unknown) {
		return this[name] instanceof LongInteger ? mark + this[name].digits : one;
	});
	return text.replace(new RegExp(`"${mark}(-?\\d+)"`, 'g'), '$1');
}
