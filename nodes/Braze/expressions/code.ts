/** Takes JavaScript apart as far as it has to be: strings, brackets, and what stands outside of both. */

const OPENING = '([{';
const CLOSING = ')]}';

/** What may stand before a regular expression; behind anything else, a slash divides. */
const BEFORE_REGEX = '([{,;:=!&|?+-*%<>~^';

/** Operators that bind as loosely as `+` or looser, or of which only the code before tells what they are. */
const LOOSE = '?|&=<>-,;:!~^';

/** Operators that bind more tightly than `+`. */
const TIGHT = '*/%';

/** A sign outside of strings, regular expressions and brackets, and where it stands. */
interface Sign {
	readonly sign: string;
	readonly at: number;
}

/**
 * Splits code at a sign that stands outside of strings and brackets: the terms of a sum, or the values of a list.
 *
 * @returns `undefined` if it cannot be split there, because something binds more loosely, or is not understood
 */
export function splitCode(code: string, sign: '+' | ','): string[] | undefined {
	const signs = signsOutside(code);
	if (!signs || (sign === '+' && signs.some((one) => LOOSE.includes(one.sign)))) return undefined;
	const places = signs.filter((one) => one.sign === sign).map(({ at }) => at);
	const pieces = [-1, ...places].map((place, index) => code.slice(place + 1, places[index]).trim());
	return pieces.every((piece) => piece !== '') ? pieces : undefined;
}

/** The operators and opening brackets outside of brackets; `undefined` for code that is not understood. */
function signsOutside(code: string): Sign[] | undefined {
	const signs: Sign[] = [];
	let before = '';
	for (let at = 0; at < code.length; at++) {
		const start = at;
		const sign = code[at];
		if (/\s/.test(sign)) continue;
		if (isLiteral(sign, before)) at = endOfLiteral(code, at);
		else if (OPENING.includes(sign)) {
			at = endOfBrackets(code, at);
			signs.push({ sign, at: start });
		} else if (CLOSING.includes(sign)) return undefined;
		else if (code.startsWith('?.', at)) at++;
		else if (LOOSE.includes(sign) || TIGHT.includes(sign) || sign === '+') signs.push({ sign, at });
		if (at < 0) return undefined;
		before = code[at];
	}
	return signs;
}

const isLiteral = (sign: string, before: string): boolean =>
	'\'"`'.includes(sign) || (sign === '/' && (before === '' || BEFORE_REGEX.includes(before)));

/** Where a string, template literal or regular expression ends; -1 if it does not. */
function endOfLiteral(code: string, start: number): number {
	const isRegex = code[start] === '/';
	let inClass = false;
	for (let at = start + 1; at < code.length; at++) {
		if (code[at] === '\\') at++;
		else if (code[start] === '`' && code.startsWith('${', at)) {
			at = endOfBrackets(code, at + 1);
			if (at < 0) return -1;
		} else if (isRegex && code[at] === '[') inClass = true;
		else if (code[at] === ']') inClass = false;
		else if (code[at] === code[start] && !inClass) return at;
	}
	return -1;
}

/** Where brackets end that open at a place; -1 if they do not. */
function endOfBrackets(code: string, start: number): number {
	let depth = 0;
	let before = '';
	for (let at = start; at < code.length; at++) {
		const sign = code[at];
		if (/\s/.test(sign)) continue;
		if (isLiteral(sign, before)) {
			at = endOfLiteral(code, at);
			if (at < 0) return -1;
		} else if (OPENING.includes(sign)) depth++;
		else if (CLOSING.includes(sign) && --depth === 0) return at;
		before = code[at];
	}
	return -1;
}

/** Functions around a text that write it in another way. */
const FUNCTIONS = /^(?:String|encodeURI|encodeURIComponent)$/;

/** Methods of a text that write it, or a piece of it, in another way, those of n8n included. */
const METHODS =
	/^(?:at|normalize|pad(?:Start|End)|quote|repeat|replace(?:All|SpecialChars)?|slice|substr(?:ing)?|toString|trim(?:Start|End)?|to(?:Locale)?(?:Lower|Upper)Case|to(?:Title|Sentence|Snake|Camel|Kebab|Pascal)Case|url(?:Encode|Decode)|base64(?:Encode|Decode)|hash|remove(?:Markdown|Tags))$/;

/** Of these, those that make something out of nothing. */
const FILLS = /^(?:pad(?:Start|End)|hash|quote)$/;

/** What stands inside of brackets, a function or a method that writes a text in another way. */
export interface Wrapped {
	readonly inner: string;
	/** Whether the text itself is written in another way; brackets change nothing. */
	readonly isChanged: boolean;
	/** Whether something came of it even if it is empty. */
	readonly isFilled: boolean;
}

/** Takes the outermost call or brackets off: `(a + b).trim()` is `(a + b)`, and that is `a + b`. `undefined` if there is none. */
export function unwrap(code: string): Wrapped | undefined {
	const signs = signsOutside(code);
	if (!signs?.length || signs.some(({ sign }) => !OPENING.includes(sign))) return undefined;
	const { at } = signs[signs.length - 1];
	if (code[at] !== '(' || endOfBrackets(code, at) !== code.length - 1) return undefined;
	const called = code.slice(0, at);
	const inside = code.slice(at + 1, -1).trim();
	if (called === '') return { inner: inside, isChanged: false, isFilled: false };
	if (FUNCTIONS.test(called)) return { inner: inside, isChanged: true, isFilled: false };
	const [, inner, method] = /^(.*?)\s*\??\.\s*(\w+)$/s.exec(called) ?? [];
	return method !== undefined && METHODS.test(method)
		? { inner, isChanged: true, isFilled: FILLS.test(method) }
		: undefined;
}

/** The texts and the codes of a template literal, in turns; `undefined` for any other code, and for one with escapes. */
export function piecesOfTemplate(code: string): string[] | undefined {
	if (!code.startsWith('`') || endOfLiteral(code, 0) !== code.length - 1) return undefined;
	const pieces: string[] = [];
	let from = 1;
	for (let open = code.indexOf('${'); open >= 0; open = code.indexOf('${', from)) {
		const close = endOfBrackets(code, open + 1);
		pieces.push(code.slice(from, open), code.slice(open + 2, close));
		from = close + 1;
	}
	pieces.push(code.slice(from, -1));
	return pieces.some((piece, index) => index % 2 === 0 && piece.includes('\\')) ? undefined : pieces;
}

/** The text of a term that is nothing but a string in quotes, without escapes; `undefined` for any other. */
export function stringIn(term: string): string | undefined {
	const [, single, double] = /^\s*(?:'([^'\\]*)'|"([^"\\]*)")\s*$/.exec(term) ?? [];
	return single ?? double;
}

/** Calls whose arguments are looked for, or put in place of what was found: `.replace(/[^a-z0-9]+/g, '-')`. */
export const SEARCHES =
	/\.(?:replace|replaceAll|split|match|search)\((?:[^()'"]|'[^']*'|"[^"]*"|\([^()]*\))*\)/g;

/** Code with its strings emptied. */
export const withoutStrings = (code: string): string => code.replace(/'[^']*'|"[^"]*"/g, "''");

/** A string, or a text of a template literal, that stands in code. */
export interface WrittenText {
	readonly text: string;
	/** Whether it is the last of several that are added, and so ends what they make. */
	readonly isLast: boolean;
	/** The same for the first. */
	readonly isFirst: boolean;
}

/** Strings and pieces of template literals anywhere in code, without escapes. */
export function textsIn(code: string): WrittenText[] {
	const found = [...code.matchAll(/'([^'\\]*)'|"([^"\\]*)"|`((?:[^`\\$]|\$(?!\{)|\$\{[^{}`]*\})*)`/g)];
	return found.flatMap(({ 0: whole, 1: single, 2: double, 3: template, index }) => {
		const isAdded = /\+\s*$/.test(code.slice(0, index));
		const isAddedTo = /^\s*\+/.test(code.slice(index + whole.length));
		const pieces = template === undefined ? [single ?? double] : template.split(/\$\{[^{}]*\}/);
		return pieces.map((text, place) => {
			const follows = isAdded || place > 0;
			const isFollowed = isAddedTo || place < pieces.length - 1;
			return { text, isLast: follows && !isFollowed, isFirst: isFollowed && !follows };
		});
	});
}
