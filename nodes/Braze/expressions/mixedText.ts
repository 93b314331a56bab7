import { DateTime } from 'luxon';

import { hasLostDigits } from '../input/exactJson';
import { isBrokenText, isInvisible } from '../input/identifier';

/** A text with expressions in it, in its parts: one text more than there are expressions. */
export interface MixedText {
	readonly texts: readonly string[];
	/** The expressions, each with its braces, so that n8n can evaluate it alone. */
	readonly sources: readonly string[];
	/** The texts without what nobody sees, and their commas: what {@link mayHaveHole} looks for. */
	readonly bare: readonly string[];
	readonly commas: number;
	/** The expressions, by their place, of which whoever wrote them says when they are empty: `($json.a ? '-' + $json.a : '')`. */
	readonly optional: ReadonlySet<number>;
}

/**
 * Splits a saved parameter into its texts and expressions, as n8n does: the first `}}` ends an expression, even inside a
 * string. `undefined` if nothing is mixed: there is no expression, or nothing but one, whose type n8n keeps.
 * `=a {{ x }} b` has the texts `a ` and ` b`, and the source `{{ x }}`.
 */
export function splitMixed(raw: string): MixedText | undefined {
	// n8n's own two splitters disagree about escaped braces.
	if (!raw.startsWith('=') || /\\(\{\{|\}\})/.test(raw)) return undefined;
	const texts: string[] = [];
	const sources: string[] = [];
	let rest = raw.slice(1);
	for (;;) {
		const open = rest.indexOf('{{');
		texts.push(open < 0 ? rest : rest.slice(0, open).replace(/\\\\/g, '\\'));
		if (open < 0) break;
		const close = rest.indexOf('}}', open + 2);
		sources.push(close < 0 ? rest.slice(open) : rest.slice(open, close + 2));
		rest = close < 0 ? '' : rest.slice(close + 2);
	}
	return isWhole(texts, sources) ? undefined : mixedText(texts, sources);
}

const isWhole = (texts: readonly string[], sources: readonly string[]): boolean =>
	sources.length === 0 || (sources.length === 1 && texts.every((text) => text === ''));

export function mixedText(
	texts: readonly string[],
	sources: readonly string[],
	optional: ReadonlySet<number> = new Set(),
): MixedText {
	return { texts, sources, bare: texts.map(withoutSpace), commas: commasIn(texts.join('')), optional };
}

/** The text that n8n makes of the texts and the values of the expressions. */
export function joinParts({ texts }: MixedText, values: readonly unknown[]): string {
	return texts.reduce(
		(all, text, index) => all + text + (index < values.length ? partText(values[index]) : ''),
		'',
	);
}

function partText(value: unknown): string {
	return value || value === 0 || value === false ? [value].join('') : '';
}

/** What an expression that gave nothing usable leaves in a text; the empty text first. */
const LEFT_BEHIND = ['', 'undefined', 'null', 'NaN', 'Infinity', '-Infinity'];

/** Signs of objects, dates and functions in a text. */
const SIGNS = ['[object ', 'Invalid Date', ' GMT', '[native code]'];

/** What whole numbers look like that JavaScript numbers cannot tell apart. */
const LONG_NUMBER = /\d{16}|\de\+\d/;

/**
 * Whether some expression may have left a hole in the text that n8n made: a look at the text alone, because evaluating
 * the expressions again would double the time that an item takes. It misses no hole; if it finds one, the expressions
 * have to be evaluated to know. A hole at an expression means that what it leaves behind stands between its two texts.
 */
export function mayHaveHole(mixed: MixedText, full: string): boolean {
	if (SIGNS.some((sign) => full.includes(sign)) || LONG_NUMBER.test(full)) return true;
	// A list, which n8n joins with commas.
	if (commasIn(full) > mixed.commas) return true;
	const result = withoutSpace(full);
	// The leftmost place where the texts before an expression can end.
	let left = 0;
	for (let index = 0; index < mixed.sources.length; index++) {
		left = result.indexOf(mixed.bare[index], left) + mixed.bare[index].length;
		if (LEFT_BEHIND.some((word) => fits(mixed, index, result, left, word))) return true;
	}
	return false;
}

function fits({ bare }: MixedText, index: number, result: string, left: number, word: string): boolean {
	const before = bare[index];
	const tail = word + bare[index + 1];
	if (index + 1 < bare.length - 1)
		return index === 0
			? result.startsWith(before + tail)
			: result.includes(before + tail, left - before.length);
	const end = result.length - tail.length;
	if (end < left || !result.endsWith(tail)) return false;
	return index === 0 ? end === before.length : result.slice(0, end).endsWith(before);
}

/**
 * Whether an expression in a text gave nothing that can be part of an identifier. A part that is the text `null` is
 * none: it may be somebody's name.
 */
export function isHole(part: unknown): boolean {
	if (typeof part === 'string') return isInvisible(part) || isBrokenText(part);
	if (typeof part === 'number') return !Number.isFinite(part) || hasLostDigits(part);
	if (typeof part === 'boolean') return false;
	if (typeof part === 'bigint') return part === 0n;
	// The text of any other date depends on the zone of the server.
	return !(DateTime.isDateTime(part) && part.isValid);
}

/** Whether a part says itself that it may be empty beside another: `($json.size ?? '')` in `'cart-' + $json.id + ($json.size ?? '')`. */
export const fallsBackToEmpty = (source: string): boolean =>
	/(\?\?|\|\|)\s*(''|""|``)\s*\)*\s*\}\}$/.test(source);

/** Without anything that nobody sees, so that a part of nothing else looks like an empty one. */
const withoutSpace = (text: string): string => text.replace(/[\s\p{Cc}\p{Cf}]+/gu, '');

const commasIn = (text: string): number => text.split(',').length - 1;
