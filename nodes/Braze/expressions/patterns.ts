import { get } from 'lodash';

import { describe } from '../input/describe';
import { InputError } from '../input/inputError';
import { isContainer } from '../input/object';
import { stringIn } from './code';
import type { Leaf } from './leaf';
import { fallsBackToEmpty } from './mixedText';

/** Texts with nothing in common: a pattern that finds something in each of them matches everyone. */
const UNLIKE = ['a', 'Z9', '0', 'é ü', '-', 'pro plan'];

/** Comparisons of Braze with a regular expression. */
const COMPARES = new Set(['matches_regex', 'does_not_match_regex']);

/**
 * Refuses a regular expression that an expression made and that matches empty text, or any: with an empty variable part, `^`
 * is left of `^pro`, and matches everyone who has the attribute; `^$` does so where it must not match. A typed one is meant:
 * it is the same in every run.
 *
 * @param row what the field stands in
 * @throws {InputError} with the pattern
 */
export function refuseOpenPatterns(leaf: Leaf, found: unknown, row: unknown): void {
	const open = patternsOf(leaf, found, row).find((one) => typeof one === 'string' && matchesAnything(one));
	if (open === undefined) return;
	throw new InputError(
		leaf.label,
		`has a regular expression that matches empty text or everything: ${describe(open)}`,
		"An expression in it may have returned nothing: check the name of the input field. To reach everyone who has the attribute, use 'Exists'.",
	);
}

function patternsOf({ type, pattern, whole, mixed }: Leaf, found: unknown, row: unknown): unknown[] {
	// JSON with texts of its own may have typed patterns; its parts were looked at.
	if (type === 'json') return whole ? patternsIn(found).filter((one) => !isTyped(whole.code, one)) : [];
	// So were those of a text, unless some may be empty.
	if (mixed && mixed.optional.size === 0 && !mixed.sources.some(fallsBackToEmpty)) return [];
	return pattern?.[1].includes(String(get(row, pattern[0]))) ? [found] : [];
}

/** Members of objects in code that are nothing but a string: `value: '^$'`. */
const TYPED = /["']?\bvalue["']?\s*:\s*('[^'\\]*'|"[^"\\]*")\s*[,}]/g;

/** Whether code that makes an object has a pattern as it is, with nothing beside it. */
const isTyped = (code: string, pattern: unknown): boolean =>
	[...code.matchAll(TYPED)].some(([, text]) => stringIn(text) === pattern);

/** The regular expressions of filters at any depth, even one at which no recursion ends; JSON text is read first. */
function patternsIn(found: unknown): unknown[] {
	const patterns: unknown[] = [];
	const open = [typeof found === 'string' ? parsed(found) : found].filter(isContainer);
	for (let value = open.pop(); value !== undefined; value = open.pop()) {
		if (COMPARES.has(String(value.comparison))) patterns.push(value.value);
		for (const member of Object.values(value)) if (isContainer(member)) open.push(member);
	}
	return patterns;
}

/** JSON; nothing for text that is none, which its reader refuses. */
function parsed(text: string): unknown {
	try {
		const value: unknown = JSON.parse(text);
		return isContainer(value) ? value : undefined;
	} catch {
		return undefined;
	}
}

/** Braze's syntax has more than that of JavaScript: of a pattern that is not understood here, nothing is known. */
function matchesAnything(pattern: string): boolean {
	try {
		const expression = new RegExp(pattern.replace(/^\(\?[a-z]+\)/, ''), 'i');
		return expression.test('') || UNLIKE.every((text) => expression.test(text));
	} catch {
		return false;
	}
}
