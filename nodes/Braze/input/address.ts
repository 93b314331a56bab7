import { describe } from './describe';
import { readIdentifier } from './identifier';
import { InputError } from './inputError';
import type { Problem } from './problem';

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
	const wrong = phoneProblem(given);
	if (wrong) throw new InputError(field, wrong.problem, wrong.resolution);
	const phone = given.replace(/[\s().-]/g, '');
	if (/^\+[1-9]\d{6,14}$/.test(phone)) return phone;
	throw new InputError(
		field,
		`is not a phone number with a country code: ${describe(given)}`,
		'Enter it as in +14155550100.',
	);
}

/**
 * Countries, by their code, where people write a 0 before a number that is not part of it, and no number begins with
 * one. Where the 0 is part of it, as in Italy, it stays.
 */
const TRUNK_ZERO = /^\+(20|27|3[0-46]|4[013469]|6[0-46]|8[1246]|9[0-58]|35[13589]|38[156])0/;

/** Codes of the countries in whose numbers a leading 0 is dialled from abroad: Italy, San Marino and the Vatican. */
const KEEPS_ZERO = /^\+(39|37[89])/;

/**
 * What is wrong with a number that has both a country code and the 0 that is dialled instead of it, such as
 * `+49 (0)171 1234567`: with both, it is a number that nobody has.
 */
export function phoneProblem(given: string): Problem | undefined {
	const bare = given.replace(/[\s.-]/g, '');
	const doubled = /^\+\d+\(0\)/.test(bare)
		? !KEEPS_ZERO.test(bare)
		: TRUNK_ZERO.test(bare.replace(/[()]/g, ''));
	if (!doubled) return undefined;
	return {
		problem: `has both a country code and a leading 0: ${describe(given)}`,
		resolution: 'Remove the 0 after the country code, as in +491711234567.',
	};
}

/**
 * Identifies a person: two identifiers with the same key mean the same one. Braze ignores the case of email addresses;
 * they are sent as they were written.
 *
 * @param identifier `{ external_id }`, `{ email }` and the like, or a single value
 */
export function personKey(identifier: unknown): string {
	const email = (identifier as { email?: unknown } | undefined)?.email;
	return JSON.stringify(
		typeof email === 'string' ? { ...(identifier as object), email: addressKey(email) } : identifier,
	);
}

/** Equal for all spellings of an email address. */
export const addressKey = (email: string): string => email.toLowerCase();
