import { describe } from './describe';
import { identifierProblem, identifierText } from './identifier';
import { type Problem, type Reading, valueOf } from './inputError';

/** Whether a text is a single email address. Braze refuses addresses whose domain has no dot. */
export const isEmail = (text: string): boolean =>
	/^[^\s@,;<>\p{Cf}]+@[^\s@,;<>.\p{Cf}]+(\.[^\s@,;<>.\p{Cf}]+)+$/u.test(text);

/** Reads an email address, or returns the problem with it. */
export function emailReading(given: unknown): Reading<string> {
	const email = identifierText(given);
	const wrong = identifierProblem(email);
	if (wrong) return wrong;
	if (isEmail(email as string)) return { value: email as string };
	return {
		problem: `is not an email address: ${describe(email)}`,
		resolution: 'Enter a single address, such as name@email.com.',
	};
}

/**
 * Reads a phone number into E.164 form (`+`, country code, digits), removing the spaces and dashes that people type. A
 * number without a country code is refused, because it would be somebody else's.
 */
export function phoneReading(given: unknown): Reading<string> {
	const typed = identifierText(given);
	const wrong = identifierProblem(typed) ?? phoneProblem(typed as string);
	if (wrong) return wrong;
	const phone = (typed as string).replace(/[\s().-]/g, '');
	if (/^\+[1-9]\d{6,14}$/.test(phone)) return { value: phone };
	return {
		problem: `is not a phone number with a country code: ${describe(typed)}`,
		resolution: 'Enter it as in +14155550100.',
	};
}

/** Reads an email address. Throws an InputError if it is not one. */
export const readEmail = (field: string, given: unknown): string => valueOf(emailReading(given), () => field);

/** Reads a phone number into E.164 form. Throws an InputError if it is not one. */
export const readPhone = (field: string, given: unknown): string => valueOf(phoneReading(given), () => field);

/**
 * Country codes and a trunk 0: in these countries, people dial a 0 before the number that is not part of it, and no
 * number begins with one. Where the 0 is part of the number, as in Italy, it stays.
 */
const TRUNK_ZERO = /^\+(20|27|3[0-46]|4[013469]|6[0-46]|8[1246]|9[0-58]|35[13589]|38[156])0/;

/** Codes of the countries where a leading 0 is dialled from abroad, too: Italy, San Marino and the Vatican. */
const KEEPS_ZERO = /^\+(39|37[89])/;

/**
 * The problem with a number that has both a country code and the 0 that is dialled instead of it, such as `+49 (0)171
 * 1234567`: with both, nobody has that number.
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

/** A key that is equal for all spellings of an email address, because Braze ignores case. */
export const addressKey = (email: string): string => email.toLowerCase();
