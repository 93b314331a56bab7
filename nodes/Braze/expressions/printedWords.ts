import type { MixedText } from './mixedText';

/** What JavaScript writes into a text for values that are none. */
const WORDS = ['undefined', 'null', 'NaN', 'Infinity'];

/** A word that stands in a text in place of a value. */
export interface PrintedWord {
	readonly word: string;
	/** The expression that gave no value. */
	readonly source: string;
}

/**
 * Finds a word in a text that JavaScript wrote for a value that is none: `Hi undefined`. A text that merely contains such a
 * word is whole, and so is one with nothing in place of the value.
 *
 * @param evaluate evaluates an expression in braces; called only if there is such a word
 * @param anyCase whether the text was written in another way, such as in capitals
 */
export function printedWord(
	mixed: MixedText,
	full: string,
	evaluate: (source: string) => unknown,
	anyCase = false,
): PrintedWord | undefined {
	const written = (text: string) => (anyCase ? text.toLowerCase() : text);
	const countIn = (texts: readonly string[], word: string): number =>
		texts.reduce((all, text) => all + written(text).split(written(word)).length - 1, 0);
	const words = WORDS.filter((word) => countIn([full], word) > 0);
	if (words.length === 0) return undefined;
	const parts = mixed.sources.map(evaluate);
	const given = [...mixed.texts, ...parts.filter((part) => typeof part === 'string')];
	const printed = words.filter((word) => countIn([full], word) > countIn(given, word));
	for (const [index, part] of parts.entries()) {
		const word = typeof part === 'string' ? undefined : printed.find((one) => one === wordFor(part));
		if (word !== undefined) return { word, source: mixed.sources[index] };
	}
	return undefined;
}

function wordFor(part: unknown): string | undefined {
	if (part === undefined || part === null || typeof part === 'number') return String(part).replace('-', '');
	return undefined;
}
