import { Refusal } from '../types/refusal';
import { isEmail, isPhone } from './values';

/** How the user endpoints accept people, as JSON Schema. */

const ALIAS_PART = { type: 'string', format: 'notBlank', maxBytes: 236 };

/** An external ID, which may also be a JSON number. */
export const ID = { type: ['string', 'integer'], format: 'notBlank', maxBytes: 987, readsNumbers: true };

export const ALIAS = {
	type: 'object',
	required: ['alias_name', 'alias_label'],
	additionalProperties: false,
	properties: { alias_name: ALIAS_PART, alias_label: ALIAS_PART },
};

const RULES = ['identified', 'unidentified', 'most_recently_updated', 'least_recently_updated'];

/** Braze's rules to choose between profiles; endpoints support different ones. */
export const prioritizationOf = (rules = RULES) => ({
	type: 'array',
	minItems: 1,
	uniqueItems: true,
	items: { enum: rules },
	oneKind: true,
});

export const EMAIL = { type: 'string', format: 'notBlank' };
export const PHONE = { type: 'string', format: 'notBlank' };

/** An object of exactly these keys, all of them required. */
export const exactly = (properties: Record<string, unknown>) => ({
	type: 'object',
	required: Object.keys(properties),
	additionalProperties: false,
	properties,
});

/** A list of at most 50, and at least one. */
export const upTo50 = (items: object) => ({ type: 'array', minItems: 1, items });

const MAX = 50;

/** Refuses more than 50 before anything in them is looked at. The words for other lists than IDs are a guess. */
export function checkCount(lists: unknown[], words = 'The max number of ids per request was exceeded'): void {
	const count = lists.reduce<number>((sum, list) => sum + (Array.isArray(list) ? list.length : 0), 0);
	if (count > MAX) throw new Refusal(400, words);
}

/** Refuses invalid addresses and numbers; the words are a guess. */
export function checkContacts(emails: unknown, phones: unknown): void {
	for (const email of listOf(emails))
		if (!isEmail(email)) throw new Refusal(400, `Invalid email address: ${String(email)}`);
	for (const phone of listOf(phones)) {
		if (!isPhone(phone) || !phone.startsWith('+'))
			throw new Refusal(400, `Invalid phone number: ${String(phone)}`);
	}
}

/** A value that may be given alone or as a list. */
export function listOf(value: unknown): unknown[] {
	if (value === undefined) return [];
	return Array.isArray(value) ? value : [value];
}

/** The limit that the endpoints about the identity of users share. */
export const identityPool = () => [{ name: 'user identity', limit: 20_000, windowSeconds: 60 }];
