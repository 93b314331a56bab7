import type { Member } from '../delivery/entry';
import { readProfileFields } from '../fields/content/profileFields';
import { propertiesProblem } from '../fields/content/properties';
import { booleanReading } from '../fields/values';
import { addressKey } from '../input/address';
import { reservedAs } from '../input/dataName';
import { describe } from '../input/describe';
import type { Reading } from '../input/inputError';
import { isObject } from '../input/object';
import { IDENTIFIER_READERS, type PersonKind } from './person';
import { readPrioritization } from './prioritization';

/** One person as a Braze endpoint expects it. https://www.braze.com/docs/api/objects_filters/recipient_object */
export type Recipient = Record<string, unknown>;

/** The properties of single recipients: the names under which the node accepts them, and the one it sends. */
export interface RecipientProperties {
	readonly accepts: readonly string[];
	readonly sends: string;
	/** Their label in the editor. */
	readonly label: string;
}

/** Reads the value of a member: returns it as sent to Braze, or the problem with it. */
type ReadMember = (given: unknown) => Reading;

/** What the recipients of an endpoint may have. Created once for each kind of endpoint. */
export interface RecipientType extends RecipientProperties {
	/** The members that a recipient may have, under Braze's names, and how each is read. */
	readonly members: ReadonlyMap<string, ReadMember>;
	/** The identifiers among them. */
	readonly kinds: readonly RecipientKind[];
}

/** How the editor identifies recipients. */
export type RecipientKind = Exclude<PersonKind, 'phone'>;

/** The members that identify a recipient, by the kind of identifier. Exactly one goes out for each person. */
export const IDENTIFIER_MEMBERS = {
	externalId: 'external_user_id',
	userAlias: 'user_alias',
	email: 'email',
	brazeId: 'braze_id',
} as const satisfies Record<RecipientKind, string>;

export const RECIPIENT_KINDS = Object.keys(IDENTIFIER_MEMBERS) as RecipientKind[];

/** Their names. */
export const IDENTIFIERS: readonly string[] = Object.values(IDENTIFIER_MEMBERS);

/** All members that recipients can have, with their readers. */
const MEMBERS = {
	external_user_id: IDENTIFIER_READERS.externalId,
	user_alias: IDENTIFIER_READERS.userAlias,
	email: IDENTIFIER_READERS.email,
	braze_id: IDENTIFIER_READERS.brazeId,
	prioritization: readPrioritization as ReadMember,
	attributes: readAttributes,
	send_to_existing_only: booleanReading,
};

const NO_PROPERTIES: RecipientProperties = { accepts: [], sends: '', label: '' };

/** Recipients of triggered Canvases and campaigns, who may have properties of their own. */
export const triggerRecipient = (properties: RecipientProperties): RecipientType =>
	recipientType(
		[
			'external_user_id',
			'user_alias',
			'email',
			'braze_id',
			'prioritization',
			'attributes',
			'send_to_existing_only',
		],
		properties,
	);

/** Recipients of messages with content in the request, who have nothing but an identifier. */
export const MESSAGE_RECIPIENT = recipientType(['external_user_id', 'user_alias'], NO_PROPERTIES);

/** The recipient of a transactional email. */
export const TRANSACTIONAL_RECIPIENT = recipientType(
	['external_user_id', 'user_alias', 'attributes'],
	NO_PROPERTIES,
);

function recipientType(allowed: Array<keyof typeof MEMBERS>, properties: RecipientProperties): RecipientType {
	const members = new Map<string, ReadMember>([
		...allowed.map((name) => [name, MEMBERS[name]] as const),
		...properties.accepts.map((name) => [name, readProperties] as const),
	]);
	const kinds = RECIPIENT_KINDS.filter((kind) => members.has(IDENTIFIER_MEMBERS[kind]));
	return { ...properties, members, kinds };
}

const readProperties = (given: unknown): Reading => propertiesProblem(given) ?? { value: given };

/** Reads attributes, converting profile fields to the form that Braze expects. */
function readAttributes(given: unknown): Reading {
	if (!isObject(given))
		return {
			problem: `must be an object, but is ${describe(given)}`,
			resolution: 'Enter it as { "first_name": "…" }.',
		};
	const reserved = Object.keys(given).find((name) => reservedAs(name) !== undefined);
	if (reserved !== undefined)
		return {
			path: [reserved],
			problem: `${reservedAs(reserved)}, so it cannot be an attribute`,
			resolution: 'Remove it from the attributes.',
		};
	const read = readProfileFields(given);
	return 'problem' in read ? read : { value: read.attributes };
}

/** The maximum number of recipients that Braze accepts per request. */
const MAX_RECIPIENTS = 50;

/** How recipients fill requests of the trigger endpoints. */
export const RECIPIENTS = {
	limit: MAX_RECIPIENTS,
	key: recipientKey,
	body: (recipients: Recipient[]): { recipients: Recipient[] } => ({ recipients }),
};

/** How recipients fill requests of the messages endpoints: in two lists, with 50 people in total. */
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

/** Identifies a person within a request. Braze would message two entries with the same key only once. */
function recipientKey(recipient: Recipient): string {
	return identifierKey(recipient, IDENTIFIERS);
}

/** Identifies the person of an object by the first of these members that it has. */
export function identifierKey(object: Readonly<Record<string, unknown>>, members: readonly string[]): string {
	const name = members.find((member) => object[member] !== undefined);
	return personKey({ [String(name)]: name && object[name] });
}

/**
 * A key that is equal for identifiers of the same person. Braze ignores the case of email addresses, which are still
 * sent as written.
 *
 * @param identifier `{ external_id }`, `{ email }` and the like, or a single value
 */
export function personKey(identifier: unknown): string {
	const email = (identifier as { email?: unknown } | undefined)?.email;
	return JSON.stringify(
		typeof email === 'string' ? { ...(identifier as object), email: addressKey(email) } : identifier,
	);
}
