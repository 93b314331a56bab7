import { mixedText, type MixedText } from './mixedText';

/** A way to a field of an item, and nothing else: such an expression returns what is there, and makes no text itself. */
const PATH = String.raw`\$(?:json|input\.item\.json|\('[^'\\]*'\)\.(?:item|first\(\))\.json)(?:\??\.[A-Za-z_$][\w$]*|\[(?:\d+|'[^'\\]*'|"[^"\\]*")\])*`;

const ONLY_PATH = new RegExp(String.raw`^\s*${PATH}\s*$`);

const TERM = new RegExp(String.raw`\s*(?:'([^'\\]*)'|"([^"\\]*)"|(${PATH}))\s*`, 'y');

const LIST = /^\[(.*)\]\s*\.join\(\s*(?:'([^'\\]*)'|"([^"\\]*)")\s*\)$/s;

/** The code of a parameter that is nothing but one expression; `undefined` for any other. */
export function wholeExpression(raw: string): string | undefined {
	const code = /^=\{\{(.*)\}\}$/s.exec(raw)?.[1];
	return code === undefined || code.includes('{{') || code.includes('}}') ? undefined : code;
}

export const isPath = (code: string): boolean => ONLY_PATH.test(code);

/**
 * The texts and paths of an expression that puts text together in one of the three usual ways: `'cart-' + $json.token`,
 * a template literal, or `[…].join('-')`. `undefined` for any other expression: only its result is known.
 */
export function composedText(code: string): MixedText | undefined {
	const trimmed = code.trim();
	return trimmed.startsWith('`') ? template(trimmed) : terms(trimmed);
}

function template(code: string): MixedText | undefined {
	const inside = /^`([^`\\]*)`$/.exec(code)?.[1];
	// Code is at the odd places.
	const pieces = inside?.split(/\$\{([^{}`]*)\}/) ?? [];
	const sources = pieces.filter((_, index) => index % 2 === 1);
	if (sources.length === 0 || !sources.every(isPath)) return undefined;
	return mixedText(
		pieces.filter((_, index) => index % 2 === 0),
		sources.map(inBraces),
	);
}

type Term = { text: string } | { path: string };

function terms(code: string): MixedText | undefined {
	const list = LIST.exec(code);
	const found = readTerms(list ? list[1] : code, list ? ',' : '+');
	if (!found || found.length < 2 || !found.some((term) => 'path' in term)) return undefined;
	// Two numbers would be added.
	if (!list && !found.slice(0, 2).some((term) => 'text' in term)) return undefined;
	const between = list ? (list[2] ?? list[3]) : '';
	const texts = [''];
	const sources: string[] = [];
	found.forEach((term, index) => {
		if (index > 0) texts[texts.length - 1] += between;
		if ('text' in term) texts[texts.length - 1] += term.text;
		else {
			sources.push(inBraces(term.path));
			texts.push('');
		}
	});
	return mixedText(texts, sources);
}

function readTerms(code: string, separator: string): Term[] | undefined {
	const found: Term[] = [];
	for (let at = 0; ; at++) {
		TERM.lastIndex = at;
		const match = TERM.exec(code);
		if (!match) return undefined;
		found.push(match[3] === undefined ? { text: match[1] ?? match[2] } : { path: match[3] });
		at = TERM.lastIndex;
		if (at === code.length) return found;
		if (code[at] !== separator) return undefined;
	}
}

const inBraces = (path: string): string => `{{ ${path.trim()} }}`;
