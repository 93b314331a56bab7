import { describe } from './describe';
import { readIdentifier } from './identifier';
import { InputError } from './inputError';

/** Names and labels of aliases: at most 236 bytes each. */
export const MAX_ALIAS_BYTES = 236;

/** Whether text is a single email address. Braze refuses those whose domain has no dot. */
export const isEmail = (text: string): boolean => /^[^\s@,;<>]+@[^\s@,;<>.]+(\.[^\s@,;<>.]+)+$/.test(text);

/** Returns an email address. Throws an InputError when it is not one. */
export function readEmail(field: string, value: unknown): string {
	const email = readIdentifier(field, value);
	if (isEmail(email)) return email;
	throw new InputError(
		field,
		`is not an email address: ${describe(email)}`,
		'Enter a single address, such as name@email.com.',
	);
}

/**
 * Returns a phone number in E.164 form: the plus, country code and digits, without the spaces and dashes that people type.
 * Throws an InputError when it is not one: without a country code the number would be somebody else's.
 */
export function readPhone(field: string, value: unknown): string {
	const given = readIdentifier(field, value);
	const phone = given.replace(/[\s().-]/g, '');
	if (/^\+[1-9]\d{6,14}$/.test(phone)) return phone;
	throw new InputError(
		field,
		`is not a phone number with a country code: ${describe(given)}`,
		'Enter it as in +14155550100.',
	);
}
