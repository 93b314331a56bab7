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
