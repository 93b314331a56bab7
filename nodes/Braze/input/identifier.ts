import { DateTime } from 'luxon';

import { errorOf, InputError, MISSING, type Problem, type Reading } from './inputError';
import { describe, shorten } from './describe';
import { LongInteger } from './exactJson';

/** A lone surrogate. It can't be encoded as UTF-8, so different texts with one would become equal. */
export const HALF_CHARACTER = /\p{Cs}/u;

/** The longest identifier that Braze accepts, in bytes of UTF-8, unless an endpoint has its own limit. */
const MAX_BYTES = 987;

/**
 * Reads an identifier. Text is trimmed, and whole numbers become text; everything else is refused. A comma stays part
 * of the identifier.
 *
 * @param maxBytes the longest identifier that Braze accepts, in bytes of UTF-8
 * @throws {InputError} if it is empty or cannot be an ID
 */
export function readIdentifier(field: string, value: unknown, maxBytes = MAX_BYTES): string {
	const id = identifierText(value);
	const problem = identifierProblem(id, maxBytes);
	if (problem) throw errorOf(problem, () => field);
	return id as string;
}

/** Like {@link readIdentifier}, but returns the problem instead of throwing. */
export function identifierReading(value: unknown): Reading {
	const id = identifierText(value);
	return identifierProblem(id) ?? { value: id };
}

/**
 * Like {@link readIdentifier}, for IDs that Braze assigns to Canvases, apps and the like: letters, digits, hyphens and
 * underscores.
 */
export function readApiIdentifier(
	field: string,
	value: unknown,
	resolution = 'Copy the ID from Braze.',
): string {
	const id = readIdentifier(field, value);
	if (!/^[\w-]+$/.test(id)) throw new InputError(field, `is not an ID: ${describe(id)}`, resolution);
	return id;
}

/**
 * Like {@link readIdentifier}, for keys, which may be the time of an event. A date becomes ISO text, because n8n turns
 * it into that whenever it stores the item. Other identifiers refuse dates, since nobody's ID is one.
 */
export const readKey = (field: string, value: unknown, maxBytes = MAX_BYTES): string =>
	readIdentifier(field, dateText(value) ?? value, maxBytes);

/** Like {@link readIdentifier}, for identifiers in a URL path, where one or two dots would lead to another endpoint. */
export function readPathIdentifier(field: string, value: unknown): string {
	const id = readIdentifier(field, value);
	if (isDotSegment(id))
		throw new InputError(field, `is not an ID: ${describe(id)}`, 'Check where it comes from.');
	return id;
}

const isDotSegment = (id: string): boolean => id === '.' || id === '..';

/**
 * Invisible characters around a text: white space, and format characters such as the zero-width space, which copying
 * from web pages adds. Tag characters stay, because the flag of Wales ends with one.
 */
const INVISIBLE_EDGES = /^(?:\s|(?![\u{E0020}-\u{E007F}])\p{Cf})+|(?:\s|(?![\u{E0020}-\u{E007F}])\p{Cf})+$/gu;

/** The text without invisible characters around it. */
export function trimmed(text: string): string {
	const bare = text.trim();
	return /^\p{Cf}|\p{Cf}$/u.test(bare) ? bare.replace(INVISIBLE_EDGES, '') : bare;
}

/**
 * Trims text, and converts whole numbers to text. Returns other values unchanged, for {@link identifierProblem} to
 * judge.
 */
export function identifierText(value: unknown): unknown {
	if (typeof value === 'string') return trimmed(value);
	if (Number.isSafeInteger(value) || typeof value === 'bigint' || value instanceof LongInteger)
		return String(value);
	return value;
}

/** The ISO text of a date; `undefined` for anything else, and for invalid dates. */
function dateText(value: unknown): string | undefined {
	if (DateTime.isDateTime(value)) return value.toISO() ?? undefined;
	if (Object.prototype.toString.call(value) !== '[object Date]') return undefined;
	return (value as Date).toJSON() ?? undefined;
}

/** The problem with an identifier that {@link identifierText} returned, if any. */
export function identifierProblem(id: unknown, maxBytes = MAX_BYTES): Problem | undefined {
	if (typeof id !== 'string') return typeProblem(id);
	if (isInvisible(id))
		return {
			problem: 'is empty',
			resolution: 'Enter a value. If it is an expression, it returned an empty string.',
		};
	if (HALF_CHARACTER.test(id)) {
		return {
			problem: `contains half of a character: ${describe(id)}`,
			resolution: 'It was cut in the middle of an emoji or a similar character. Cut the text elsewhere.',
		};
	}
	if (/\p{Cc}/u.test(id)) {
		return {
			problem: `contains a line break or another control character: ${describe(visible(id))}`,
			resolution: 'Use a single value. If it is a list, split it into items first.',
		};
	}
	// Other programs write a missing value as `null`. Names are capitalized, so `Null` may be one.
	if (id === 'null' || isBrokenText(id)) {
		return {
			problem: `is "${shorten(id)}"`,
			resolution: 'An expression in it returned no value. Check the name of the input field.',
		};
	}
	// A UTF-16 unit takes at most three bytes of UTF-8, so short strings need no counting.
	if (id.length * 3 <= maxBytes || Buffer.byteLength(id) <= maxBytes) return undefined;
	return { problem: `is longer than ${maxBytes} bytes`, resolution: 'Braze does not accept longer IDs.' };
}

/** Text with its control characters escaped as in JSON. */
const visible = (text: string): string => JSON.stringify(text).slice(1, -1);

function typeProblem(value: unknown): Problem {
	if (value === undefined || value === null) return MISSING;
	if (typeof value !== 'number')
		return {
			problem: `must be text or a number, but is ${describe(value)}`,
			resolution: 'Use a single value from it.',
		};
	return {
		problem: `is ${describe(value)}, which is not a whole number that can be stored exactly`,
		resolution: 'Pass long numeric IDs as text. As numbers, they lose digits.',
	};
}

/**
 * What JavaScript, Luxon and n8n write for an expression without a usable value. This is the only list of such words.
 */

/** Never valid data, anywhere in a text. */
const NEVER_DATA = /Invalid DateTime|\[object Object\]/;

/**
 * Invalid anywhere in an identifier, except `undefined` and `NaN`, which are invalid only alone:
 * `undefined-behavior-101` is a proper identifier.
 */
const NEVER_AN_IDENTIFIER = /Invalid Date|\[object |^\s*(?:undefined|NaN)\s*$/;

/** Whether a text can't be an identifier, or a value to compare with, because a failed expression produced it. */
export const isBrokenText = (text: string): boolean => NEVER_AN_IDENTIFIER.test(text);

/**
 * Refuses text that only a failed expression produces, even in content.
 *
 * @throws {InputError} with the advice as its resolution
 */
export function refuseNeverData(field: string, text: string, advice: string): undefined {
	const sign = NEVER_DATA.exec(text)?.[0];
	if (sign !== undefined) throw new InputError(field, `contains ${describe(sign)}`, advice);
	return undefined;
}

/** Invisible characters: control and format characters, such as NUL and the zero-width space, and white space. */
const INVISIBLE = /^[\p{Cc}\p{Cf}\p{Z}]*$/u;

/** Whether a text has no visible character. */
export const isInvisible = (text: string): boolean => INVISIBLE.test(text);

/**
 * The number of characters in a text as Braze counts them: an emoji counts as one, although it has two UTF-16 units.
 */
export const lengthOf = (text: string): number => [...text].length;
