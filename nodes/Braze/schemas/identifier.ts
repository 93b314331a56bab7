import { z } from 'zod';

import { check, issueOf, type Problem } from './check';
import { describe, shorten } from './describe';
import { InputError, MISSING } from './inputError';

/** What broken expressions leave behind when they are pasted into text. */
const BROKEN = /^(null|NaN|Invalid Date)$|(^|[^a-z])undefined($|[^a-z])|\[object Object\]/;

/** The longest identifier that Braze takes, in bytes of UTF-8, unless an endpoint says otherwise. */
const MAX_BYTES = 987;

/**
 * An identifier: text is trimmed, whole numbers become text, everything else is refused. A comma stays part of the
 * identifier.
 *
 * @param maxBytes the longest one that Braze takes, in bytes of UTF-8
 */
export const identifier = (maxBytes = MAX_BYTES) =>
	z.unknown().transform((value, ctx): string => {
		const id = typeof value === 'string' ? value.trim() : asText(value);
		const problem = typeof id === 'string' ? textProblem(id, maxBytes) : id;
		if (problem === undefined) return id as string;
		ctx.addIssue({ code: 'custom', ...issueOf(problem) });
		return z.NEVER;
	});

/** Reads an {@link identifier}. Throws an InputError naming `field`. */
export function readIdentifier(field: string, value: unknown, maxBytes = MAX_BYTES): string {
	return check(identifierOf(maxBytes), value, () => field);
}

/** As {@link readIdentifier}, for identifiers that Braze gives to Canvases, apps and the like: they hold no space or slash. */
export function readApiIdentifier(field: string, value: unknown, resolution = 'Copy the ID from Braze.'): string {
	const id = readIdentifier(field, value);
	if (/[\s/]/.test(id)) throw new InputError(field, `is no identifier: ${describe(id)}`, resolution);
	return id;
}

const identifiers = new Map<number, ReturnType<typeof identifier>>();

/** Each length has one schema, however often it is read. */
function identifierOf(maxBytes: number): ReturnType<typeof identifier> {
	const known = identifiers.get(maxBytes) ?? identifier(maxBytes);
	identifiers.set(maxBytes, known);
	return known;
}

function asText(value: unknown): string | Problem {
	if (Number.isSafeInteger(value) || typeof value === 'bigint') return String(value);
	if (typeof value === 'number') {
		return {
			problem: `is ${describe(value)}, which is no whole number that can be kept exactly`,
			resolution: 'Pass long numeric identifiers as text, or digits get lost.',
		};
	}
	if (value === undefined || value === null) return MISSING;
	return { problem: `must be a text or a number, but is ${describe(value)}`, resolution: 'Pick one value of it.' };
}

function textProblem(id: string, maxBytes: number): Problem | undefined {
	if (id === '') return { problem: 'is empty', resolution: 'Fill it in. If it is an expression, that gave an empty text.' };
	if (BROKEN.test(id)) {
		return { problem: `is the text "${shorten(id)}"`, resolution: 'An expression in it found no value. Check the name of the input field.' };
	}
	// No character takes more than three bytes for each of its UTF-16 units: short texts need no counting.
	if (id.length * 3 <= maxBytes || Buffer.byteLength(id) <= maxBytes) return undefined;
	return { problem: `is longer than ${maxBytes} bytes`, resolution: 'Braze accepts no longer identifiers.' };
}
