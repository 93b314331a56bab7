import { InputError } from '../input/inputError';

/** The key in pasted text: without the scheme before it in the header, and without white space, which no key contains. */
export function bareKey(given: unknown): string {
	return typeof given === 'string' ? given.replace(/^\s*bearer\s+|\s+/gi, '') : '';
}

/** Characters that no key contains. Most of them cannot be in a header either. */
const FOREIGN = /["']|[^!-~]/;

/**
 * Returns the API key as it is sent.
 *
 * @throws {InputError} if it is empty or cannot be a key; the error does not contain it
 */
export function readKey(given: unknown): string {
	const field = 'REST API Key';
	const key = bareKey(given);
	if (key === '') {
		throw new InputError(
			field,
			'is empty in the credential',
			'Paste a REST API key from your Braze settings (APIs and Identifiers).',
		);
	}
	if (FOREIGN.test(key)) {
		throw new InputError(
			field,
			'in the credential contains a character that is not allowed in a key',
			'Copy the key from Braze again, without quotation marks or anything else around it.',
		);
	}
	return key;
}
