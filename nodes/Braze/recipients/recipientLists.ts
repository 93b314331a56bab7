import type { Member } from '../delivery/entry';
import { addressKey } from '../input/address';
import { IDENTIFIERS, type Recipient } from './recipient';

/** The most recipients that Braze accepts in one request. */
const MAX_RECIPIENTS = 50;

/** How recipients fill requests of the trigger endpoints. */
export const RECIPIENTS = {
	limit: MAX_RECIPIENTS,
	key: recipientKey,
	body: (recipients: Recipient[]): { recipients: Recipient[] } => ({ recipients }),
};

/** How recipients fill requests of the messages endpoints: two lists, 50 people in all. */
export const MESSAGE_RECIPIENTS = {
	limit: MAX_RECIPIENTS,
	key: recipientKey,
	body(members: Member[]): Record<string, unknown> {
		const ids = members.flatMap(({ external_user_id: id }) => (id === undefined ? [] : [id]));
		const aliases = members.flatMap(({ user_alias: alias }) => (alias === undefined ? [] : [alias]));
		return {
			...(ids.length > 0 && { external_user_ids: ids }),
			...(aliases.length > 0 && { user_aliases: aliases }),
		};
	},
};

/** Identifies a person within one request: two entries with the same key would be messaged only once. */
function recipientKey(recipient: Recipient): string {
	return identifierKey(recipient, IDENTIFIERS);
}

/** Identifies the person of an object: by the first of these members that it has. */
export function identifierKey(object: Readonly<Record<string, unknown>>, members: readonly string[]): string {
	const name = members.find((member) => object[member] !== undefined);
	return personKey({ [String(name)]: name && object[name] });
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
