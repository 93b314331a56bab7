import type { IDataObject } from 'n8n-workflow';
import { get } from 'lodash';

import { SEARCHES, withoutStrings } from './code';

/** A field of an item that an expression calculates with. */
export interface CalculatedField {
	/** As written, without braces: `$json.lead_days`. */
	readonly path: string;
	/** The way to it in the input item; absent if it is a field of another node's item. */
	readonly keys?: readonly string[];
	/** Whether the code has a fallback for it that `??` uses: an empty text is not replaced. */
	readonly mayBeMissing: boolean;
	/** Whether the code around it turns what it has into a number, and so nothing into 0. */
	readonly isNumeric: boolean;
	/** Which of the expressions in a text it is in. */
	readonly part: number;
}

/** What a field of the input item begins with. */
const OWN_FIELD = /^\$(?:json|input\.item\.json)/;

/** A field of an item in code, with all that leads to it, up to the first call of a method. */
const FIELD =
	/\$(?:json|input\.(?:item|first\(\))\.json|\('[^'\\]*'\)\.(?:item|first\(\))\.json)(?:\??\.[A-Za-z_$][\w$]*(?![\w$]|\s*\()|(?:\?\.)?\[(?:\d+|'[^'\\]*'|"[^"\\]*")\])+/g;

/** One step of the way to a field. */
const KEY = /\.([A-Za-z_$][\w$]*)|\[(\d+)\]|\['([^']*)'\]|\["([^"]*)"\]/g;

/**
 * Code that itself says what happens without a value: by a condition, a fallback that is more than a fixed value, or a
 * function that picks values.
 */
const DECIDES =
	/(?<!\?)\?(?![.?])|(?:\?\?|\|\|)(?!\s*['"\d-])|&&|[!=<>]|\$if|\.(?:compact|every|filter|find|ifEmpty|isEmpty|isNotEmpty|some)\(/;

/** What follows a field whose code has a fallback: `Number($json.days) || 1`. */
const FALLBACK = /^(?:[\s)\]}]|\??\.\w+\([^()]*\))*(\?\?|\|\|)/;

/** Operators and functions that make a number of any value. */
const NUMERIC =
	/[*%]|[\w$)\]]\s*[-/]\s*[\w$(]|\bNumber\(|\bparse(?:Int|Float)\(|\bMath\.|\.to(?:Number|Int|Float)\(/;

/**
 * The fields that the code of an expression calculates with, apart from those for which it has a fallback in any case.
 *
 * @param part which of the expressions in a text it is
 */
export function calculatedFields(code: string, part: number): CalculatedField[] {
	const bare = withoutStrings(code.replace(SEARCHES, ''));
	if (DECIDES.test(bare)) return [];
	const isNumeric = NUMERIC.test(bare);
	return Array.from(code.matchAll(FIELD)).flatMap(({ 0: path, index }) => {
		const [, fallback] = FALLBACK.exec(code.slice(index + path.length)) ?? [];
		if (isQuoted(code, index) || fallback === '||') return [];
		const keys = OWN_FIELD.test(path) ? keysOf(path.replace(OWN_FIELD, '')) : undefined;
		return [{ path, keys, mayBeMissing: fallback === '??', isNumeric, part }];
	});
}

/** Whether a place in code is in a string. */
const isQuoted = (code: string, at: number): boolean =>
	[...code.matchAll(/'[^']*'|"[^"]*"/g)].some(({ 0: text, index }) => at > index && at < index + text.length);

const keysOf = (accessors: string): string[] =>
	Array.from(accessors.matchAll(KEY), ([, ...names]) => names.find((name) => name !== undefined) ?? '');

/**
 * The value of a field.
 *
 * @param evaluate evaluates an expression, with its braces. Takes about half a millisecond, so fields of the input item
 * are read without it.
 */
export function valueOf(
	{ path, keys }: CalculatedField,
	json: IDataObject,
	evaluate: (source: string) => unknown,
): unknown {
	return keys ? get(json, keys) : evaluate(`{{ ${path} }}`);
}
