import { describe, shorten } from './describe';
import { InputError, missing } from './inputError';

/** What broken expressions leave behind when they are pasted into text. */
const BROKEN = /^(null|NaN|Invalid Date)$|(^|[^a-z])undefined($|[^a-z])|\[object Object\]/;

/**
 * Reads an identifier: text is trimmed, whole numbers become text, everything else is refused. A comma stays part of
 * the identifier.
 *
 * @param maxBytes the longest identifier that Braze takes, in bytes of UTF-8
 * @throws {InputError} when nothing is left, or the value is no identifier
 */
export function readIdentifier(field: string, value: unknown, maxBytes = 987): string {
	const id = toText(field, value).trim();
	if (id === '') {
		throw new InputError(field, 'is empty', 'Fill it in. If it is an expression, that gave an empty text.');
	}
	if (BROKEN.test(id)) {
		throw new InputError(field, `is the text "${shorten(id)}"`, 'An expression in it found no value. Check the name of the input field.');
	}
	if (Buffer.byteLength(id) > maxBytes) {
		throw new InputError(field, `is longer than ${maxBytes} bytes`, 'Braze accepts no longer identifiers.');
	}
	return id;
}

/** As {@link readIdentifier}, for identifiers that Braze gives to Canvases, apps and the like: they hold no space or slash. */
export function readApiIdentifier(field: string, value: unknown, resolution = 'Copy the ID from Braze.'): string {
	const id = readIdentifier(field, value);
	if (/[\s/]/.test(id) || isStep(id)) throw new InputError(field, `is no identifier: ${describe(id)}`, resolution);
	return id;
}

/** As {@link readIdentifier}, for identifiers that become part of an address: there, one or two dots are a step to another address. */
export function readPathIdentifier(field: string, value: unknown): string {
	const id = readIdentifier(field, value);
	if (isStep(id)) throw new InputError(field, `is no identifier: ${describe(id)}`, 'Check where it comes from.');
	return id;
}

const isStep = (id: string): boolean => id === '.' || id === '..';

function toText(field: string, value: unknown): string {
	if (typeof value === 'string') return value;
	if (typeof value === 'number') {
		if (Number.isSafeInteger(value)) return String(value);
		throw new InputError(
			field,
			`is ${describe(value)}, which is no whole number that can be kept exactly`,
			'Pass long numeric identifiers as text, or digits get lost.',
		);
	}
	if (typeof value === 'bigint') return value.toString();
	if (value === undefined || value === null) {
		throw missing(field);
	}
	throw new InputError(field, `must be a text or a number, but is ${describe(value)}`, 'Pick one value of it.');
}
