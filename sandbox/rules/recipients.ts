import { attributesRefusal, contactsRefusal } from '../people/attributeRules';
import { chosenByContact, userWithAlias, userWithBrazeId, userWithExternalId } from '../people/identifiers';
import { ALIAS, ID } from '../people/personSchemas';
import type { SandboxState } from '../state';
import type { Recipient } from '../types/deliveries';
import type { JsonObject } from '../types/json';
import type { User } from '../types/people';
import { Refusal } from '../types/refusal';

/** The recipient object (recipient_object.md). */

const MAX_RECIPIENTS = 50;

/** The key of a recipient's properties; Canvases support the first two, campaigns the last. */
export type PropertyKey = 'context' | 'canvas_entry_properties' | 'trigger_properties';

/** Entry or trigger properties: at most 50 KB. */
export const PROPERTIES = { type: 'object', maxBytes: 50 * 1024 };

/** The schema of one recipient, for an endpoint whose properties have one of these names. */
export const recipientSchema = (propertyKeys: PropertyKey[]) => ({
	type: 'object',
	additionalProperties: false,
	properties: {
		external_user_id: ID,
		user_alias: ALIAS,
		braze_id: { type: 'string', format: 'notBlank' },
		email: { type: 'string', format: 'notBlank' },
		prioritization: {
			type: 'array',
			minItems: 1,
			uniqueItems: true,
			items: { enum: ['identified', 'unidentified', 'most_recently_updated', 'least_recently_updated'] },
		},
		...Object.fromEntries(propertyKeys.map((key) => [key, PROPERTIES])),
		send_to_existing_only: { type: 'boolean' },
		attributes: { type: 'object' },
	},
});

const IDENTIFIERS = ['external_user_id', 'user_alias', 'braze_id', 'email'] as const;

export type Identifier = (typeof IDENTIFIERS)[number];

/** A recipient's identifier and its value; an alias as `label:name`. */
export function identityOf(recipient: Recipient): { identifier: Identifier; id: string } {
	const identifier = IDENTIFIERS.find((name) => recipient[name] !== undefined) ?? 'external_user_id';
	const alias = recipient.user_alias;
	const id = alias ? `${alias.alias_label}:${alias.alias_name}` : String(recipient[identifier]);
	return { identifier, id };
}

/** A recipient's properties, under any of their names. */
export function propertiesOf(recipient: Recipient): JsonObject | undefined {
	return recipient.context ?? recipient.canvas_entry_properties ?? recipient.trigger_properties;
}

/** Refuses an empty or overlong list before anything in it is looked at. */
export function checkRecipientCount(recipients: unknown): void {
	if (!Array.isArray(recipients)) return;
	if (recipients.length === 0) throw new Refusal(400, 'No Recipients');
	if (recipients.length > MAX_RECIPIENTS) {
		throw new Refusal(400, 'The max number of external_ids and aliases per request was exceeded');
	}
}

/**
 * Throws a 400 for what the schema cannot express about a recipient. Adds the property names that it uses to `used`.
 */
export function checkRecipient(
	recipient: Recipient,
	path: string,
	propertyKeys: PropertyKey[],
	used: Set<string>,
	state: SandboxState,
): void {
	const refuse = (words: string) => new Refusal(400, `${path} ${words}`);
	const given = IDENTIFIERS.filter((name) => name in recipient);
	if (given.length !== 1) throw refuse(`must have exactly one identifier: ${IDENTIFIERS.join(', ')}`);
	const [identifier] = given;
	const priorities = recipient.prioritization;
	if (identifier === 'email' && !priorities) throw refuse('needs prioritization to be found by email');
	if (identifier !== 'email' && priorities) throw refuse('can have prioritization only with email');
	if (priorities?.includes('identified') && priorities.includes('unidentified')) {
		throw refuse('can have only one of identified and unidentified in prioritization');
	}
	if (identifier === 'user_alias' && 'send_to_existing_only' in recipient) {
		throw refuse('cannot have send_to_existing_only with user_alias');
	}
	if (recipient.send_to_existing_only === false && Object.keys(recipient.attributes ?? {}).length === 0) {
		throw refuse('needs attributes when send_to_existing_only is false');
	}
	checkAttributes(recipient, path, state);
	for (const key of propertyKeys) if (key in recipient) used.add(key);
}

/** Refuses attributes that `/users/track` would refuse. How Braze responds to them here is a guess. */
export function checkAttributes({ attributes }: Recipient, path: string, state: SandboxState): void {
	if (!attributes) return;
	const broken = contactsRefusal(attributes) ?? attributesRefusal(attributes, state);
	if (broken) throw new Refusal(400, `${path}.attributes: ${broken}`);
}

/** The profile a recipient names; undefined when there is none, or an email leaves more than one. */
export function findUser(state: SandboxState, recipient: Recipient): User | undefined {
	const { identifier, id } = identityOf(recipient);
	switch (identifier) {
		case 'external_user_id':
			return userWithExternalId(state, id);
		case 'braze_id':
			return userWithBrazeId(state, id);
		case 'user_alias':
			return recipient.user_alias && userWithAlias(state, recipient.user_alias);
		case 'email':
			return chosenByContact(state, recipient);
	}
}
