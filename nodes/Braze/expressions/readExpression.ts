import { type CalculatedField, calculatedFields } from './calculations';
import { piecesOfTemplate, splitCode, stringIn, unwrap, withoutStrings } from './code';
import { mixedText, type MixedText, splitMixed } from './mixedText';

/** What an expression is made of. */
export interface ExpressionText {
	/** Its texts and expressions, if it has both. */
	readonly mixed?: MixedText;
	/** Whether the texts and expressions are those of JavaScript, which joins them in its own way. */
	readonly composed?: boolean;
	/** Whether what they make is written in another way before it is the value: `('cart-' + $json.token).toLowerCase()`. */
	readonly disguised?: boolean;
	/** Set if it is nothing but one expression: its code, and whether that only leads to a field. */
	readonly whole?: { readonly code: string; readonly isPath: boolean };
	/** The fields that its code calculates with. */
	readonly calculated?: readonly CalculatedField[];
}

/** Takes an expression apart, as it is saved: with its leading `=`. */
export function readExpression(raw: string): ExpressionText {
	const text = readText(raw);
	const codes = text.mixed?.sources.map((source) => wholeExpression(`=${source}`) ?? '');
	return {
		...text,
		calculated: (codes ?? [text.whole?.code ?? '']).flatMap((code, part) =>
			isPath(code) ? [] : calculatedFields(code, part),
		),
	};
}

function readText(raw: string): ExpressionText {
	const split = splitMixed(raw);
	if (split) return withInnerParts(split);
	const code = wholeExpression(raw);
	if (code === undefined) return {};
	const whole = { code, isPath: isPath(code) };
	const text = textMadeBy(code);
	if (text) return { ...text, whole };
	const sum = sumText(code);
	return sum ? { ...withInnerParts(sum), composed: true, whole } : { whole };
}

/** The code of a parameter that is nothing but one expression; `undefined` for any other. */
function wholeExpression(raw: string): string | undefined {
	const code = /^=\{\{(.*)\}\}$/s.exec(raw)?.[1];
	return code === undefined || code.includes('{{') || code.includes('}}') ? undefined : code;
}

/** The text that code makes, with what is in it at any depth. */
type MadeText = Required<Pick<ExpressionText, 'mixed' | 'composed' | 'disguised'>>;

/**
 * Reads code that puts text together, or that makes something even of an empty text, such as its hash. `undefined` for any
 * other: only its result is known.
 */
function textMadeBy(code: string): MadeText | undefined {
	let rest = code.trim();
	let isChanged = false;
	let filled: string | undefined;
	for (;;) {
		const composed = composedText(rest);
		if (composed) {
			const { mixed, disguised } = withInnerParts(composed);
			return { mixed, composed: true, disguised: disguised || isChanged };
		}
		const wrapped = unwrap(rest);
		if (!wrapped) break;
		rest = wrapped.inner;
		isChanged ||= wrapped.isChanged;
		if (wrapped.isFilled) filled = inBraces(rest);
	}
	return filled === undefined ? undefined : { mixed: onlyPart(filled), composed: false, disguised: true };
}

/** A text whose expressions put text together themselves, with the texts and expressions of those: `cart-{{ 'x-' + $json.a }}`. */
function withInnerParts({ texts, sources, optional }: MixedText): Omit<MadeText, 'composed'> {
	const all = [texts[0]];
	const parts: string[] = [];
	const mayBeEmpty = new Set<number>();
	let disguised = false;
	sources.forEach((source, index) => {
		const code = wholeExpression(`=${source}`);
		const inner = code === undefined ? undefined : textMadeBy(code);
		const { mixed: own } = inner ?? { mixed: onlyPart(source, optional.has(index)) };
		disguised ||= inner?.disguised === true;
		for (const place of own.optional) mayBeEmpty.add(parts.length + place);
		all[all.length - 1] += own.texts[0];
		all.push(...own.texts.slice(1));
		parts.push(...own.sources);
		all[all.length - 1] += texts[index + 1];
	});
	return { mixed: mixedText(all, parts, mayBeEmpty), disguised };
}

const onlyPart = (source: string, mayBeEmpty = false): MixedText =>
	mixedText(['', ''], [source], new Set(mayBeEmpty ? [0] : []));

/** A way to a field of an item, and nothing else: such an expression returns what is there, and makes no text itself. */
const ONLY_PATH =
	/^\s*\$(?:json|input\.item\.json|\('[^'\\]*'\)\.(?:item|first\(\))\.json)(?:\??\.[A-Za-z_$][\w$]*|\[(?:\d+|'[^'\\]*'|"[^"\\]*")\])*\s*$/;

const isPath = (code: string): boolean => ONLY_PATH.test(code);

const JOINED = /^\[(.*)\]\s*\.join\(\s*('[^'\\]*'|"[^"\\]*")\s*\)$/s;

const CONCATENATED = /^('[^'\\]*'|"[^"\\]*")\s*\.concat\((.*)\)$/s;

/**
 * The texts and expressions of code that puts text together in one of the usual ways: `'cart-' + $json.token`, a template
 * literal, `[…].join('-')` or `'cart-'.concat($json.token)`. `undefined` for any other code.
 */
function composedText(code: string): MixedText | undefined {
	const pieces = piecesOfTemplate(code);
	if (pieces)
		return textOf(
			pieces.filter((_, index) => index % 2 === 0),
			pieces.filter((_, index) => index % 2 === 1),
		);
	const joined = JOINED.exec(code);
	const list = joined && fromTerms(splitCode(joined[1], ','), stringIn(joined[2]));
	if (list) return list;
	const [, first, others] = CONCATENATED.exec(code) ?? [];
	const added = others === undefined ? undefined : splitCode(others, ',');
	if (added) return fromTerms([first, ...added]);
	const terms = splitCode(code, '+');
	// Two numbers would be added.
	return terms?.slice(0, 2).some(isText) ? fromTerms(terms) : undefined;
}

const isText = (term: string): boolean => stringIn(term) !== undefined || term.startsWith('`');

/** The same for `$json.prefix + $json.token`, where the result tells: it is text, or a number that was added up. */
const sumText = (code: string): MixedText | undefined => fromTerms(splitCode(code.trim(), '+'));

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

const inBraces = (code: string): string => `{{ ${code.trim()} }}`;
