import { propertiesProblem } from '../fields/content/properties';
import { readProfileFields } from '../fields/content/profileFields';
import { booleanReading } from '../fields/values/boolean';
import { reservedAs } from '../input/dataName';
import { describe } from '../input/describe';
import type { Reading } from '../input/inputError';
import { isObject } from '../input/object';
import { IDENTIFIER_READERS, type PersonKind } from './person';
import { readPrioritization } from './prioritization';

/** One person as a Braze endpoint expects it. https://www.braze.com/docs/api/objects_filters/recipient_object */
export type Recipient = Record<string, unknown>;

/** What recipients of an endpoint call their own properties: the names we read, and the one we send. */
export interface RecipientProperties {
	readonly accepts: readonly string[];
	readonly sends: string;
	/** What the editor calls them. */
	readonly label: string;
}

/** How the value of a member becomes what Braze gets, or what is wrong with it. */
type ReadMember = (given: unknown) => Reading;

/** What the recipients of an endpoint may have. Made once for each kind of endpoint. */
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

/** The members that recipients can have, each read on its own. */
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

/** Recipients of triggered Canvases and campaigns: they may carry properties of their own. */
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

/** Recipients of messages whose content is in the request carry nothing but who they are. */
export const MESSAGE_RECIPIENT = recipientType(['external_user_id', 'user_alias'], NO_PROPERTIES);

/** The recipient of a transactional email. */
export const TRANSACTIONAL_RECIPIENT = recipientType(
	['external_user_id', 'user_alias', 'attributes'],
	NO_PROPERTIES,
);

function recipientType(own: Array<keyof typeof MEMBERS>, properties: RecipientProperties): RecipientType {
	const members = new Map<string, ReadMember>([
		...own.map((name) => [name, MEMBERS[name]] as const),
		...properties.accepts.map((name) => [name, readProperties] as const),
	]);
	const kinds = RECIPIENT_KINDS.filter((kind) => members.has(IDENTIFIER_MEMBERS[kind]));
	return { ...properties, members, kinds };
}

const readProperties = (given: unknown): Reading => propertiesProblem(given) ?? { value: given };

/** Attributes, with the fields of a profile in the form that Braze expects. */
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
