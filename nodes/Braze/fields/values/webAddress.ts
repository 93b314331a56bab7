import { describe } from '../../input/describe';
import { readIdentifier } from '../../input/identifier';
import { InputError } from '../../input/inputError';

const MAX_BYTES = 8_000;

/** Reads the address of a file that Braze fetches. Throws an InputError if it is not an http or https address. */
export function readWebAddress(field: string, value: unknown): string {
	const address = readIdentifier(field, value, MAX_BYTES);
	if (/^https?:\/\/\S+$/i.test(address)) return address;
	throw new InputError(
		field,
		`is not a URL: ${describe(address)}`,
		'Enter a full URL that starts with https://.',
	);
}
