/**
 * What JavaScript, luxon and n8n write when an expression has no usable value. The only list of such words: whoever
 * wants to know whether a text is broken asks here.
 */

/** Never data, wherever it stands in a text. */
const NEVER_DATA = ['Invalid DateTime', '[object Object]'];

/** Broken wherever it stands in the text of an identifier. */
const NEVER_IN_IDENTIFIERS = [...NEVER_DATA, 'Invalid Date', '[object '];

/** Broken only if the text is nothing else: `undefined-behavior-101` is an ID. */
const NEVER_AN_IDENTIFIER: ReadonlySet<string> = new Set(['undefined', 'NaN']);

/** Whether a text cannot be an identifier or a value to compare with, because a failed expression wrote it. */
export function isBrokenText(text: string): boolean {
	return NEVER_AN_IDENTIFIER.has(text.trim()) || NEVER_IN_IDENTIFIERS.some((sign) => text.includes(sign));
}

/** What in a text is never data, not even in content; `undefined` if nothing. */
export function neverDataIn(text: string): string | undefined {
	return NEVER_DATA.find((sign) => text.includes(sign));
}

/** Characters that nobody sees: control and format characters, such as NUL and the zero-width space, and white space. */
const INVISIBLE = /^[\p{Cc}\p{Cf}\p{Z}]*$/u;

/** Whether a text shows nothing. */
export const isInvisible = (text: string): boolean => INVISIBLE.test(text);

/** The number of characters in a text, as Braze counts: an emoji outside the first 65,536 characters of Unicode is one, not two. */
export const lengthOf = (text: string): number => [...text].length;
