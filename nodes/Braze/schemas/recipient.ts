import { z } from 'zod';

import { describe, oneOf } from './describe';
import { readIdentifier } from './identifier';
import { InputError } from './inputError';
import { isObject } from './json';
import { checkProperties } from './properties';

/** One person as a trigger endpoint of Braze takes it. https://www.braze.com/docs/api/objects_filters/recipient_object */
export type Recipient = Record<string, unknown>;

/** What recipients of this endpoint call their own entry properties: the names we read, and the one we send. */
export interface RecipientProperties {
	readonly accepts: readonly string[];
	readonly sends: string;
	/** What the editor calls them. */
	readonly label?: string;
}

const IDENTIFIERS = ['external_user_id', 'user_alias', 'email', 'braze_id'] as const;

/** What every recipient may have; its properties come by names of their own. */
const MEMBERS = new Set<string>([...IDENTIFIERS, 'prioritization', 'attributes', 'send_to_existing_only']);

export const PRIORITIZATIONS = [
	'identified',
	'unidentified',
	'most_recently_updated',
	'least_recently_updated',
] as const;

/** Names and labels of aliases: at most 236 bytes each. */
export const MAX_ALIAS_BYTES = 236;

const prioritizationSchema = z
	.array(z.enum(PRIORITIZATIONS))
	.min(1)
	.refine((list) => !(list.includes('identified') && list.includes('unidentified')));

/**
 * Checks one recipient given as an object and gives it back as Braze takes it: exactly one identifier, trimmed;
 * prioritization where the person is addressed by email; attributes where the person may be created.
 *
 * @param field how errors name this recipient, for example `Recipients[2]`
 * @throws {InputError} naming the member of the recipient
 */
export function checkRecipient(field: string, value: unknown, properties: RecipientProperties): Recipient {
	if (!isObject(value)) {
		throw new InputError(field, `must be an object, but is ${describe(value)}`, 'Write it as { "external_user_id": "…" }.');
	}
	refuseUnknownMembers(field, value, properties);
	const identifier = theOneIdentifier(field, value);
	const recipient: Recipient = { ...readIdentifierMembers(field, identifier, value) };
	const own = ownProperties(field, value, properties);
	if (own) recipient[properties.sends] = own;
	return { ...recipient, ...creation(field, identifier, value) };
}

/** What tells people apart within one request: two entries with the same key would be messaged once only. */
export function recipientKey(recipient: Recipient): string {
	const identifier = IDENTIFIERS.find((name) => recipient[name] !== undefined);
	return `${identifier}:${JSON.stringify(identifier && recipient[identifier])}`;
}

function refuseUnknownMembers(field: string, value: Record<string, unknown>, properties: RecipientProperties): void {
	const unknown = Object.keys(value).find((name) => !MEMBERS.has(name) && !properties.accepts.includes(name));
	if (unknown === undefined) return;
	const known = [...MEMBERS, ...properties.accepts];
	const resolution =
		unknown === 'external_id'
			? 'Recipients are addressed by external_user_id.'
			: `A recipient has ${oneOf(known)}. Put other values into ${properties.accepts[0]}.`;
	throw new InputError(`${field}.${unknown}`, 'is not known to Braze', resolution);
}

function theOneIdentifier(field: string, value: Record<string, unknown>): (typeof IDENTIFIERS)[number] {
	const given = IDENTIFIERS.filter((name) => value[name] !== undefined && value[name] !== null);
	if (given.length === 1) return given[0];
	if (given.length === 0) {
		throw new InputError(field, 'names nobody', `Give it one of ${oneOf(IDENTIFIERS)}.`);
	}
	throw new InputError(
		field,
		`has ${given.length} identifiers: ${given.join(' and ')}`,
		'Braze takes exactly one per recipient. Keep the one that finds the right profile.',
	);
}

function readIdentifierMembers(
	field: string,
	identifier: (typeof IDENTIFIERS)[number],
	value: Record<string, unknown>,
): Recipient {
	const prioritization = value.prioritization;
	if (identifier === 'email') {
		return {
			email: checkEmail(`${field}.email`, value.email),
			prioritization: checkPrioritization(`${field}.prioritization`, prioritization),
		};
	}
	if (prioritization !== undefined && prioritization !== null) {
		throw new InputError(`${field}.prioritization`, 'is only for recipients addressed by email', 'Leave it out here.');
	}
	if (identifier === 'user_alias') return { user_alias: checkAlias(`${field}.user_alias`, value.user_alias) };
	return { [identifier]: readIdentifier(`${field}.${identifier}`, value[identifier]) };
}

function checkAlias(field: string, value: unknown): Record<string, string> {
	if (!isObject(value)) {
		throw new InputError(
			field,
			`must be an object with alias_name and alias_label, but is ${describe(value)}`,
			'Write it as { "alias_name": "…", "alias_label": "…" }.',
		);
	}
	const unknown = Object.keys(value).find((name) => name !== 'alias_name' && name !== 'alias_label');
	if (unknown !== undefined) {
		throw new InputError(`${field}.${unknown}`, 'is not part of an alias', 'An alias has alias_name and alias_label.');
	}
	return {
		alias_name: readIdentifier(`${field}.alias_name`, value.alias_name, MAX_ALIAS_BYTES),
		alias_label: readIdentifier(`${field}.alias_label`, value.alias_label, MAX_ALIAS_BYTES),
	};
}

/** Gives an email address. Throws an InputError when it is none. */
export function checkEmail(field: string, value: unknown): string {
	const email = readIdentifier(field, value);
	if (!/^[^\s@,;]+@[^\s@,;]+$/.test(email)) {
		throw new InputError(field, `is no email address: ${describe(email)}`, 'Give one address, as in name@email.com.');
	}
	return email;
}

/** Gives the order in which profiles that share an email address are chosen. Throws an InputError. */
export function checkPrioritization(field: string, value: unknown): string[] {
	const parsed = prioritizationSchema.safeParse(value);
	if (parsed.success) return parsed.data;
	const found = Array.isArray(value) && value.length > 0 ? `the list ${value.map(String).join(', ')}` : describe(value);
	throw new InputError(
		field,
		value === undefined || value === null ? 'is missing' : `cannot be ${found}`,
		`Several profiles can share an email address. Say which one is meant by a list of ${oneOf(PRIORITIZATIONS)}, with at most one of the first two.`,
	);
}

function ownProperties(
	field: string,
	value: Record<string, unknown>,
	properties: RecipientProperties,
): Record<string, unknown> | undefined {
	const given = properties.accepts.filter((name) => value[name] !== undefined && value[name] !== null);
	if (given.length > 1) {
		throw new InputError(field, `has its properties twice: ${given.join(' and ')}`, 'Keep one of them.');
	}
	return given.length === 1 ? checkProperties(`${field}.${given[0]}`, value[given[0]]) : undefined;
}

/** `attributes` and `send_to_existing_only`: a missing person is created only with attributes, and never by an alias. */
function creation(field: string, identifier: string, value: Record<string, unknown>): Recipient {
	const { attributes, send_to_existing_only: existingOnly } = value;
	const result: Recipient = {};
	if (attributes !== undefined && attributes !== null) {
		if (!isObject(attributes)) {
			throw new InputError(`${field}.attributes`, `must be an object, but is ${describe(attributes)}`, 'Write it as { "first_name": "…" }.');
		}
		result.attributes = attributes;
	}
	if (existingOnly === undefined || existingOnly === null) return result;
	if (typeof existingOnly !== 'boolean') {
		throw new InputError(
			`${field}.send_to_existing_only`,
			`must be true or false, but is ${describe(existingOnly)}`,
			'Write it without quotes.',
		);
	}
	if (identifier === 'user_alias') {
		if (existingOnly) return result;
		throw new InputError(
			`${field}.send_to_existing_only`,
			'cannot be false for an alias',
			'Braze cannot create a person from an alias. Address new people by external ID.',
		);
	}
	if (!existingOnly && (!isObject(attributes) || Object.keys(attributes).length === 0)) {
		throw new InputError(
			`${field}.attributes`,
			'is needed to create a missing person',
			'Add at least one attribute, such as first_name, or do not create missing people.',
		);
	}
	return { ...result, send_to_existing_only: existingOnly };
}
