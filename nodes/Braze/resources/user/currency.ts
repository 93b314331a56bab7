import type { INodeProperties } from 'n8n-workflow';

import { describe } from '../../input/describe';
import { readIdentifier } from '../../input/identifier';
import { InputError } from '../../input/inputError';
import { identifies } from '../../fields/declarations';

/** The currency of a purchase. */
export const currencyField: INodeProperties = identifies({
	displayName: 'Currency',
	name: 'currency',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. USD',
	description: 'The ISO 4217 code of the currency',
});

/** Reads a currency code, in upper case. Throws an InputError if it does not look like one. */
export function readCurrency(value: unknown): string {
	const currency = readIdentifier(currencyField.displayName, value).toUpperCase();
	if (/^[A-Z]{3}$/.test(currency)) return currency;
	throw new InputError(
		currencyField.displayName,
		`is not a currency code: ${describe(currency)}`,
		'Enter a three-letter code, such as USD.',
	);
}

/** Codes that older versions of Node.js don't know. */
const NEWER = ['SLE', 'VED', 'XCG', 'ZWG'];

const KNOWN: ReadonlySet<string> = new Set([...Intl.supportedValuesOf('currency'), ...NEWER]);

/**
 * Like {@link readCurrency}, but the currency must exist: Braze silently drops eCommerce events with an unknown one.
 */
export function readKnownCurrency(value: unknown): string {
	const currency = readCurrency(value);
	if (KNOWN.has(currency)) return currency;
	throw new InputError(
		currencyField.displayName,
		`is not a currency of ISO 4217: ${describe(currency)}`,
		'Enter a code of the list, such as USD.',
	);
}
