import { isNil } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { isBrokenText, isInvisible, refuseNeverData } from '../input/identifier';
import { describe, shorten } from '../input/describe';
import { hasLostDigits } from '../input/exactJson';
import { InputError, missing } from '../input/inputError';
import { isContainer } from '../input/object';
import { type CalculatedField, valueOf } from './calculations';
import { findOutsideContent, isContentPart } from './contentMembers';
import { refuseOpenEdges } from './edges';
import { isShown, type Leaf, valueAt } from './leaf';
import { DIGITS_ADVICE, refuseLostDigits } from './lostDigits';
import { fallsBackToEmpty, isHole, joinParts, mayHaveHole, type MixedText } from './mixedText';
import { refuseOpenPatterns } from './patterns';
import { printedWord } from './printedWords';

/** What the check of an item needs. */
export interface CheckedItem {
	/** The fields of the input item. */
	readonly json: IDataObject;
	/** Evaluates one expression, with its braces, for the item. */
	readonly evaluate: (source: string) => unknown;
}

const EXPRESSION_ADVICE = 'Check the name of the input field.';

/**
 * Checks what n8n made of a value: its purpose decides what it may be.
 *
 * @param value the whole value of the parameter, before anything else is done to it
 * @returns a problem that counts only if whoever reads the value has no better words for it, or none at all
 * @throws {InputError} naming the value, and the expression that gave nothing
 */
export function checkLeaf(leaf: Leaf, value: unknown, item: CheckedItem): InputError | undefined {
	const { purpose, type, whole, composed } = leaf;
	if (!isShown(leaf, value)) return undefined;
	const found = valueAt(value, leaf.keys);
	const needsParts = purpose === 'identifies' || purpose === 'selects' || purpose === 'time';
	// Where parts are looked at, an error names the one that is empty.
	if (whole && !(composed && needsParts) && (isNothing(found) || isEmptyList(found)))
		return nothingError(leaf, found);
	if (purpose === 'content' && typeof found === 'string') refuseBrokenContent(leaf, found, item);
	if (purpose !== 'content') refuseCalculatedNothing(leaf, item);
	if (!needsParts) return undefined;
	const hole = holeIn(leaf, found, item);
	if (purpose === 'time' || (type === 'json' && hole)) return hole;
	if (hole) throw hole;
	if (purpose === 'selects') refuseOpenPatterns(leaf, found, valueAt(value, leaf.keys.slice(0, -1)));
	refuseBroken(leaf, found, item.json);
	return undefined;
}

/** Parts of content may be empty, but they never say that there was nothing. */
function refuseBrokenContent(
	{ label, mixed, disguised, type }: Leaf,
	found: string,
	item: CheckedItem,
): void {
	refuseNeverData(label, found, `An expression in it has no usable value. ${EXPRESSION_ADVICE}`);
	const printed = mixed && printedWord(mixed, found, (source) => partOf(source, item), disguised);
	// In JSON, null is a value.
	if (!printed || (type === 'json' && printed.word === 'null')) return;
	throw new InputError(
		label,
		`contains ${describe(printed.word)}, which came from ${shorten(printed.source, 200)}`,
		`${EXPRESSION_ADVICE} If it may be empty, add ?? '' after it.`,
	);
}

/**
 * Refuses what was calculated with a field that has no value, which counts as 0, or as no days at all. In JSON, only what
 * is outside of content counts, so an expression for all of it is not looked at.
 */
function refuseCalculatedNothing(leaf: Leaf, item: CheckedItem): void {
	const { label, purpose, type, mixed, calculated = [] } = leaf;
	if (type === 'json' && !mixed) return;
	const evaluate = (source: string) => partOf(source, item);
	const isContent = (part: number) =>
		type === 'json' && mixed && isContentPart(mixed, mixed.sources.map(evaluate), part);
	const isEmpty = (field: CalculatedField): boolean => {
		const found = valueOf(field, item.json, evaluate);
		return isNothing(found) && !(field.mayBeMissing && isNil(found)) && !isContent(field.part);
	};
	const empty = calculated.filter(({ isNumeric }) => isNumeric || purpose === 'time').find(isEmpty);
	if (!empty) return;
	const { path } = empty;
	const advice = `${EXPRESSION_ADVICE} If it may be empty, say what to use then: {{ ${shorten(path, 200)} || 0 }}.`;
	throw emptyPartError(label, `{{ ${path} }}`, advice);
}

/** The value of one of several expressions. What cannot be evaluated alone is not said to be broken. */
function partOf(source: string, { evaluate }: CheckedItem): unknown {
	try {
		return evaluate(source);
	} catch {
		return source;
	}
}

const isNothing = (value: unknown): boolean =>
	value === undefined || value === null || (typeof value === 'string' && isInvisible(value));

const isEmptyList = (value: unknown): boolean => Array.isArray(value) && value.length === 0;

/** Nothing is not "off", not "all of them", not "now", and not "no properties"; content may be empty text or an empty list. */
function nothingError(
	{ label, purpose, type, inRow, raw, keys, takesNothing }: Leaf,
	found: unknown,
): InputError | undefined {
	if (takesNothing || (purpose === 'content' && (type === 'string' || isEmptyList(found)))) return undefined;
	// A model leaves out what it has no value for, and required fields of rows are checked with their row.
	if (raw.includes('$fromAI') || (inRow && (purpose === 'identifies' || purpose === 'selects')))
		return undefined;
	if (isEmptyList(found))
		return new InputError(
			label,
			'is an empty list',
			`An expression in it has no values. ${EXPRESSION_ADVICE}`,
		);
	if (typeof found !== 'string') return missing(label);
	const isOption = keys.length > 0;
	const mayStayEmpty = !isOption && (purpose === 'identifies' || purpose === 'time');
	if (mayStayEmpty && found === '' && FALLS_BACK_TO_EMPTY.test(raw)) return undefined;
	return new InputError(
		label,
		'is empty',
		mayStayEmpty
			? "Enter a value. If it is an expression that may return none, end it with ?? ''."
			: 'Enter a value. If it is an expression, it returned an empty string.',
	);
}

/**
 * An expression such as `{{ $json.send_id ?? '' }}` or `{{ $ifEmpty($json.send_id, '') }}`: its author says that an optional
 * field may stay empty. A cell that happens to be blank says no such thing, nor does the argument of another call, and an
 * option, such as a key, is added to be used.
 */
const FALLS_BACK_TO_EMPTY =
	/((\?\?|\|\||:)\s*\(*(''|""|``)\s*\)*|\$if(Empty)?\(([^()]|\([^()]*\))*,\s*(''|""|``)\s*\))\s*\}\}\s*$/;

function holeIn(leaf: Leaf, found: unknown, item: CheckedItem): InputError | undefined {
	const { mixed, composed, disguised, label, type } = leaf;
	if (!mixed || !mayBeBroken(leaf, mixed, found)) return undefined;
	const parts = mixed.sources.map((source) => partOf(source, item));
	const isAddition = (index: number) =>
		composed &&
		fallsBackToEmpty(mixed.sources[index]) &&
		parts.some((part, at) => at !== index && !isHole(part));
	const hole = parts.findIndex(
		(part, index) =>
			isHole(part) &&
			!(part === '' && (mixed.optional.has(index) || isAddition(index))) &&
			!(type === 'json' && isContentPart(mixed, parts, index)),
	);
	if (hole >= 0) return holeError(label, mixed.sources[hole], parts[hole]);
	if (composed || disguised || type === 'json' || joinParts(mixed, parts) === found) return undefined;
	return new InputError(
		label,
		`cannot be checked: ${describe(found)}`,
		'Use a single expression for the whole field.',
	);
}

/** Whether the parts have to be looked at. A sum of numbers may have counted nothing as 0. */
function mayBeBroken({ composed, disguised }: Leaf, mixed: MixedText, found: unknown): boolean {
	if (typeof found === 'number') return composed === true;
	return typeof found === 'string' && (disguised === true || mayHaveHole(mixed, found));
}

function holeError(label: string, source: string, part: unknown): InputError {
	if (isNothing(part)) return emptyPartError(label, source, EXPRESSION_ADVICE);
	const problem = `has a broken part: ${describe(part)} came from ${shorten(source, 200)}`;
	return new InputError(label, problem, adviceFor(part));
}

const emptyPartError = (label: string, source: string, advice: string): InputError =>
	new InputError(label, `has an empty part: nothing came from ${shorten(source, 200)}`, advice);

function adviceFor(part: unknown): string {
	if (isContainer(part))
		return 'Insert a single value from it. In JSON, use one expression for the whole field, or JSON.stringify(…).';
	return typeof part === 'number' && hasLostDigits(part) ? DIGITS_ADVICE : EXPRESSION_ADVICE;
}

function refuseBroken(leaf: Leaf, found: unknown, json: IDataObject): void {
	const { label, purpose } = leaf;
	const text = brokenIn(found, leaf);
	if (text !== undefined)
		throw new InputError(
			label,
			`is ${describe(text)}`,
			`An expression in it has no usable value. ${EXPRESSION_ADVICE}`,
		);
	if (typeof found !== 'string') return;
	refuseLostDigits(leaf, found);
	if (purpose === 'identifies' && ONLY_SEPARATORS.test(found))
		throw new InputError(
			label,
			`is only ${describe(found)}`,
			`An expression in it returned nothing. ${EXPRESSION_ADVICE}`,
		);
	refuseOpenEdges(leaf, found);
	if (madeBrokenWord(leaf, found, json))
		throw new InputError(
			label,
			`is ${describe(found)}`,
			`An expression in it returned nothing. ${EXPRESSION_ADVICE}`,
		);
}

/** What is left of parts that are joined when all of them are empty. Whoever reads the value says that blank text is empty. */
const ONLY_SEPARATORS = /^\s*[-_/.:|,;#+=][\s\-_/.:|,;#+=]*$/;

function brokenIn(found: unknown, { type }: Leaf): string | undefined {
	return typeof found === 'string' && type === 'json' ? undefined : findOutsideContent(found, brokenText);
}

const brokenText = (value: unknown): string | undefined =>
	typeof value === 'string' && isBrokenText(value) ? value : undefined;

const BROKEN_WORD = /(^|[^a-z0-9])(undefined|null|NaN|Infinity)($|[^a-z0-9])/i;

/**
 * Whether an expression wrote a word such as "undefined" into a text, as `$json.vip ? 'cart-' + $json.token : 'none'` does.
 * A text of the input item, or a word in the expression itself, may say so rightly; of other nodes' items nothing is known
 * here.
 */
function madeBrokenWord({ whole, raw }: Leaf, text: string, json: IDataObject): boolean {
	if (!whole || whole.isPath || !BROKEN_WORD.test(text)) return false;
	const readsOthers = /\$\(|\$node|\$input|\$items|\$vars|\$fromAI/.test(raw);
	return !readsOthers && !BROKEN_WORD.test(raw) && !BROKEN_WORD.test(textsOf(json));
}

/** The names and texts of an item, without its nulls, which are no words. */
const textsOf = (json: IDataObject): string =>
	JSON.stringify(json, (_, value: unknown) => (value === null ? '' : value));
