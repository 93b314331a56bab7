import { describe, shorten } from './describe';
import { InputError, missing } from './inputError';

/** What failed expressions insert into text. */
const BROKEN = /^(null|NaN|Invalid Date)$|(^|[^a-z])undefined($|[^a-z])|\[object Object\]/;

/**
 * Reads an identifier: text is trimmed, whole numbers become text, everything else is refused. A comma stays part of
 * the identifier.
 *
 * @param maxBytes the longest identifier that Braze takes, in bytes of UTF-8
 * @throws {InputError} when nothing is left, or the value is not an ID
 */
export function readIdentifier(field: string, value: unknown, maxBytes = 987): string {
	const id = toText(field, value).trim();
	if (id === '') {
		throw new InputError(field, 'is empty', 'Enter a value. If it is an expression, it returned an empty string.');
	}
	if (BROKEN.test(id)) {
		throw new InputError(field, `is "${shorten(id)}"`, 'An expression in it returned no value. Check the name of the input field.');
	}
	if (Buffer.byteLength(id) > maxBytes) {
		throw new InputError(field, `is longer than ${maxBytes} bytes`, 'Braze does not accept longer IDs.');
	}
	return id;
}

/** As {@link readIdentifier}, for identifiers that Braze gives to Canvases, apps and the like: they hold no space or slash. */
export function readApiIdentifier(field: string, value: unknown, resolution = 'Copy the ID from Braze.'): string {
	const id = readIdentifier(field, value);
	if (/[\s/]/.test(id)) throw new InputError(field, `is not an ID: ${describe(id)}`, resolution);
	return id;
}

function toText(field: string, value: unknown): string {
	if (typeof value === 'string') return value;
	if (typeof value === 'number') {
		if (Number.isSafeInteger(value)) return String(value);
		throw new InputError(
			field,
			`is ${describe(value)}, which is not a whole number that can be stored exactly`,
			'Pass long numeric IDs as text. As numbers, they lose digits.',
		);
	}
	if (typeof value === 'bigint') return value.toString();
	if (value === undefined || value === null) {
		throw missing(field);
	}
	throw new InputError(field, `must be text or a number, but is ${describe(value)}`, 'Use a single value from it.');
}
