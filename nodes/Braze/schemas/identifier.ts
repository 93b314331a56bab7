import type { Problem } from './problem';
import { describe, shorten } from './describe';
import { InputError, MISSING } from './inputError';

/** What broken expressions leave behind when they are pasted into text. */
const BROKEN = /^(null|NaN|Invalid Date)$|(^|[^a-z])undefined($|[^a-z])|\[object Object\]/;

/** The longest identifier that Braze takes, in bytes of UTF-8, unless an endpoint says otherwise. */
const MAX_BYTES = 987;

/**
 * Reads an identifier: text is trimmed, whole numbers become text, everything else is refused. A comma stays part of
 * the identifier.
 *
 * @param maxBytes the longest identifier that Braze takes, in bytes of UTF-8
 * @throws {InputError} when nothing is left, or the value is no identifier
 */
export function readIdentifier(field: string, value: unknown, maxBytes = MAX_BYTES): string {
	const id = identifierText(value);
	const problem = identifierProblem(id, maxBytes);
	if (problem) throw new InputError(field, problem.problem, problem.resolution);
	return id as string;
}

/** As {@link readIdentifier}, for identifiers that Braze gives to Canvases, apps and the like: they hold no space or slash. */
export function readApiIdentifier(field: string, value: unknown, resolution = 'Copy the ID from Braze.'): string {
	const id = readIdentifier(field, value);
	if (/[\s/]/.test(id)) throw new InputError(field, `is no identifier: ${describe(id)}`, resolution);
	return id;
}

/** Trims text, and makes whole numbers text. What is no identifier stays as it is, for {@link identifierProblem}. */
export function identifierText(value: unknown): unknown {
	if (typeof value === 'string') return value.trim();
	return Number.isSafeInteger(value) || typeof value === 'bigint' ? String(value) : value;
}

/** What is wrong with an identifier, in the form that {@link identifierText} gives it. */
export function identifierProblem(id: unknown, maxBytes = MAX_BYTES): Problem | undefined {
	if (typeof id !== 'string') return typeProblem(id);
	if (id === '') return { problem: 'is empty', resolution: 'Fill it in. If it is an expression, that gave an empty text.' };
	if (BROKEN.test(id)) {
		return { problem: `is the text "${shorten(id)}"`, resolution: 'An expression in it found no value. Check the name of the input field.' };
	}
	// A UTF-16 unit takes at most three bytes of UTF-8: short texts need no counting.
	if (id.length * 3 <= maxBytes || Buffer.byteLength(id) <= maxBytes) return undefined;
	return { problem: `is longer than ${maxBytes} bytes`, resolution: 'Braze accepts no longer identifiers.' };
}

function typeProblem(value: unknown): Problem {
	if (value === undefined || value === null) return MISSING;
	if (typeof value !== 'number') return { problem: `must be a text or a number, but is ${describe(value)}`, resolution: 'Pick one value of it.' };
	return {
		problem: `is ${describe(value)}, which is no whole number that can be kept exactly`,
		resolution: 'Pass long numeric identifiers as text, or digits get lost.',
	};
}
