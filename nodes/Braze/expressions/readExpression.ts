import { mixedText, type MixedText, splitMixed } from './mixedText';

/** What an expression is made of. */
export interface ExpressionText {
	/** Its texts and expressions, if it has both. */
	readonly mixed?: MixedText;
	/** Whether the texts and expressions are those of JavaScript, which joins them in its own way. */
	readonly composed?: boolean;
	/** Set if it is nothing but one expression: its code, and whether that only leads to a field. */
	readonly whole?: { readonly code: string; readonly isPath: boolean };
}

/** Takes an expression apart, as it is saved: with its leading `=`. */
export function readExpression(raw: string): ExpressionText {
	const mixed = splitMixed(raw);
	if (mixed) return { mixed: withComposedParts(mixed) };
	const code = wholeExpression(raw);
	if (code === undefined) return {};
	const composed = composedText(code) ?? sumText(code);
	return { mixed: composed, composed: composed !== undefined, whole: { code, isPath: isPath(code) } };
}

/** The code of a parameter that is nothing but one expression; `undefined` for any other. */
function wholeExpression(raw: string): string | undefined {
	const code = /^=\{\{(.*)\}\}$/s.exec(raw)?.[1];
	return code === undefined || code.includes('{{') || code.includes('}}') ? undefined : code;
}

/** A text whose expressions put text together themselves, with the texts and expressions of those: `cart-{{ 'x-' + $json.a }}`. */
function withComposedParts({ texts, sources }: MixedText): MixedText {
	const all = [texts[0]];
	const parts: string[] = [];
	const optional = new Set<number>();
	sources.forEach((source, index) => {
		const code = wholeExpression(`=${source}`);
		const inner = code === undefined ? undefined : composedText(code);
		const own = inner ?? mixedText(['', ''], [source]);
		for (const place of own.optional) optional.add(parts.length + place);
		all[all.length - 1] += own.texts[0];
		all.push(...own.texts.slice(1));
		parts.push(...own.sources);
		all[all.length - 1] += texts[index + 1];
	});
	return mixedText(all, parts, optional);
}

/** A way to a field of an item, and nothing else: such an expression returns what is there, and makes no text itself. */
const ONLY_PATH =
	/^\s*\$(?:json|input\.item\.json|\('[^'\\]*'\)\.(?:item|first\(\))\.json)(?:\??\.[A-Za-z_$][\w$]*|\[(?:\d+|'[^'\\]*'|"[^"\\]*")\])*\s*$/;

const isPath = (code: string): boolean => ONLY_PATH.test(code);

const JOINED = /^\[(.*)\]\s*\.join\(\s*('[^'\\]*'|"[^"\\]*")\s*\)$/s;

/**
 * The texts and expressions of code that puts text together in one of the three usual ways: `'cart-' + $json.token`, a
 * template literal, or `[…].join('-')`. `undefined` for any other code: only its result is known.
 */
export function composedText(code: string): MixedText | undefined {
	const trimmed = code.trim();
	if (trimmed.startsWith('`')) return template(trimmed);
	const joined = JOINED.exec(trimmed);
	if (joined) return fromTerms(splitCode(joined[1], ','), stringIn(joined[2]));
	const terms = splitCode(trimmed, '+');
	// Two numbers would be added.
	return terms?.slice(0, 2).some((term) => stringIn(term) !== undefined) ? fromTerms(terms) : undefined;
}

/** The same for `$json.prefix + $json.token`, where the result tells: it is text, or a number that was added up. */
const sumText = (code: string): MixedText | undefined => fromTerms(splitCode(code.trim(), '+'));

function template(code: string): MixedText | undefined {
	const inside = /^`((?:[^`\\$]|\$(?!\{)|\$\{[^{}`]*\})*)`$/.exec(code)?.[1];
	// Code is at the odd places.
	const pieces = inside?.split(/\$\{([^{}`]*)\}/) ?? [];
	return textOf(
		pieces.filter((_, index) => index % 2 === 0),
		pieces.filter((_, index) => index % 2 === 1),
	);
}

function fromTerms(terms: readonly string[] | undefined, between = ''): MixedText | undefined {
	if (!terms || terms.length < 2 || terms.some((term) => term.startsWith('...'))) return undefined;
	const texts = [''];
	const codes: string[] = [];
	terms.forEach((term, index) => {
		if (index > 0) texts[texts.length - 1] += between;
		const text = stringIn(term);
		if (text !== undefined) texts[texts.length - 1] += text;
		else {
			codes.push(term);
			texts.push('');
		}
	});
	return textOf(texts, codes);
}

function textOf(texts: readonly string[], codes: readonly string[]): MixedText | undefined {
	if (codes.length === 0 || codes.some((code) => code.trim() === '')) return undefined;
	const optional = codes.flatMap((code, index) => (CHOOSES.test(withoutStrings(code)) ? [index] : []));
	return mixedText(texts, codes.map(inBraces), new Set(optional));
}

/** A condition in code: `a ? b : c`, or `a && b`. */
const CHOOSES = /(?<!\?)\?(?![.?])|&&/;

const withoutStrings = (code: string): string => code.replace(/'[^']*'|"[^"]*"/g, "''");

const inBraces = (code: string): string => `{{ ${code.trim()} }}`;

/** Quotes, each of which ends what it begins. */
const QUOTES = '\'"`';

const OPENING = '([{';
const CLOSING = ')]}';

/** Operators that bind as loosely as `+` or looser, or of which only the code before tells what they are. */
const LOOSE = '?|&=<>-*/%,;:!~^';

/**
 * Splits JavaScript at a sign that stands outside of strings and brackets: the terms of a sum, or the values of a list.
 *
 * @returns `undefined` if it cannot be split there, because something binds more loosely, or is not understood
 */
export function splitCode(code: string, sign: '+' | ','): string[] | undefined {
	const pieces: string[] = [];
	let from = 0;
	let depth = 0;
	for (let at = 0; at < code.length; at++) {
		const character = code[at];
		if (QUOTES.includes(character)) {
			at = endOfString(code, at);
			if (at < 0) return undefined;
		} else if (OPENING.includes(character)) depth++;
		else if (CLOSING.includes(character)) {
			if (--depth < 0) return undefined;
		} else if (depth === 0 && character === sign) {
			pieces.push(code.slice(from, at));
			from = at + 1;
		} else if (depth === 0 && sign === '+' && LOOSE.includes(character) && !code.startsWith('?.', at))
			return undefined;
	}
	pieces.push(code.slice(from));
	const trimmed = pieces.map((piece) => piece.trim());
	return depth === 0 && trimmed.every((piece) => piece !== '') ? trimmed : undefined;
}

/** Where a string ends that begins at a quote; -1 if it does not, or has code in it that may contain quotes. */
function endOfString(code: string, start: number): number {
	for (let at = start + 1; at < code.length; at++) {
		if (code[at] === '\\') at++;
		else if (code[at] === code[start]) return at;
		else if (code[start] === '`' && code.startsWith('${', at)) return -1;
	}
	return -1;
}

/** The text of a term that is nothing but a string in quotes, without escapes; `undefined` for any other. */
export function stringIn(term: string): string | undefined {
	const [, single, double] = /^\s*(?:'([^'\\]*)'|"([^"\\]*)")\s*$/.exec(term) ?? [];
	return single ?? double;
}

/** Strings and pieces of template literals anywhere in code, without escapes. */
export function stringsIn(code: string): string[] {
	return [...code.matchAll(/'([^'\\]*)'|"([^"\\]*)"|`((?:[^`\\$]|\$(?!\{)|\$\{[^{}`]*\})*)`/g)].flatMap(
		([, single, double, template]) =>
			template === undefined ? [single ?? double] : template.split(/\$\{[^{}]*\}/),
	);
}
