import { propertiesProblem } from '../fields/content/properties';
import { readProfileFields } from '../fields/content/profileFields';
import { reservedAs } from '../input/dataName';
import { describe, oneOf } from '../input/describe';
import { errorOf, InputError, type Labels, MISSING, type Problem, type Reading } from '../input/inputError';
import { isObject } from '../input/json';
import { IDENTIFIER_READERS, personKey, type PersonKind } from './person';
import { noPrioritization, readPrioritization } from './prioritization';

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

const IDENTIFIERS: readonly string[] = Object.values(IDENTIFIER_MEMBERS);

/** The members that recipients can have, each read on its own. */
const MEMBERS = {
	external_user_id: IDENTIFIER_READERS.externalId,
	user_alias: IDENTIFIER_READERS.userAlias,
	email: IDENTIFIER_READERS.email,
	braze_id: IDENTIFIER_READERS.brazeId,
	prioritization: readPrioritization as ReadMember,
	attributes: readAttributes,
	send_to_existing_only: readBoolean,
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

/**
 * Checks one recipient, and returns it as Braze expects it: exactly one identifier, trimmed; prioritization where the
 * person is addressed by email; attributes where the person may be created.
 *
 * @param value a plain object with Braze's names
 * @throws {InputError} naming the member by its label
 */
export function checkRecipient(type: RecipientType, value: unknown, labels: Labels): Recipient {
	const formWrong = formProblem(value, type.members, type);
	if (formWrong) throw errorOf(formWrong, labels);
	const recipient = value as Recipient;
	const checked: Recipient = {};
	const problem =
		identifierChoiceProblem(recipient, type.members) ??
		ownPropertiesProblem(recipient, type) ??
		membersProblem(recipient, type, checked) ??
		creationProblem(checked);
	if (problem) throw errorOf(problem, labels);
	// Braze refuses this one together with an alias, even where it would change nothing.
	if (checked.user_alias !== undefined) delete checked.send_to_existing_only;
	return checked;
}

/**
 * Checks a list of recipients, in whatever form the user entered them.
 *
 * @param field what errors call the list
 * @param given plain objects with Braze's names
 * @param labelsOf the labels of one recipient's members, by its place in the list
 * @throws {InputError} when the list is empty, or naming the recipient and member that Braze would refuse
 */
export function checkRecipients(
	field: string,
	type: RecipientType,
	given: readonly unknown[],
	labelsOf: (index: number) => Labels,
): Recipient[] {
	if (given.length === 0) throw nobody(field);
	return given.map((one, index) => checkRecipient(type, one, labelsOf(index)));
}

/** The error for an empty recipient field: an empty list never becomes a wider audience. */
export function nobody(field: string): InputError {
	return new InputError(field, 'has no recipients', 'Add at least one recipient, or check the expression.');
}

/** The most recipients that Braze accepts in one request. */
const MAX_RECIPIENTS = 50;

/** How recipients fill requests of the trigger endpoints. */
export const RECIPIENTS = {
	limit: MAX_RECIPIENTS,
	key: recipientKey,
	body: (recipients: Recipient[]): { recipients: Recipient[] } => ({ recipients }),
};

/** Identifies a person within one request: two entries with the same key would be messaged only once. */
export function recipientKey(recipient: Recipient): string {
	const name = IDENTIFIERS.find((candidate) => recipient[candidate] !== undefined);
	return personKey({ [String(name)]: name && recipient[name] });
}

/** Reads and checks the members one by one, into `checked`. Those that a recipient lacks cost nothing. */
function membersProblem(
	recipient: Recipient,
	{ members, accepts, sends }: RecipientType,
	checked: Recipient,
): Problem | undefined {
	for (const name of Object.keys(recipient)) {
		const read = members.get(name);
		if (!read || !isThere(recipient[name])) continue;
		const reading = read(recipient[name]);
		if ('problem' in reading) return { ...reading, path: [name, ...(reading.path ?? [])] };
		checked[accepts.includes(name) ? sends : name] = reading.value;
	}
	return undefined;
}

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

function readBoolean(given: unknown): Reading {
	if (typeof given === 'boolean') return { value: given };
	return {
		problem: `must be true or false, but is ${describe(given)}`,
		resolution: 'Enter true or false, without quotes.',
	};
}

const isThere = (value: unknown): boolean => value !== undefined && value !== null;

function formProblem(
	value: unknown,
	members: ReadonlyMap<string, ReadMember>,
	{ accepts }: RecipientProperties,
): Problem | undefined {
	if (!isObject(value))
		return {
			problem: `must be an object, but is ${describe(value)}`,
			resolution: 'Enter it as { "external_user_id": "…" }.',
		};
	const unknown = Object.keys(value).find((name) => !members.has(name));
	if (unknown === undefined) return undefined;
	const others = accepts.length > 0 ? `Put other values into ${accepts[0]}.` : 'Nothing else is allowed.';
	const resolution =
		unknown === 'external_id'
			? 'Use external_user_id to identify a recipient.'
			: `A recipient can have ${oneOf([...members.keys()])}. ${others}`;
	return { path: [unknown], problem: 'is not part of a recipient here', resolution };
}

function identifierChoiceProblem(
	recipient: Recipient,
	members: ReadonlyMap<string, ReadMember>,
): Problem | undefined {
	const given = IDENTIFIERS.filter((name) => isThere(recipient[name]));
	if (given.length > 1) {
		return {
			problem: `has ${given.length} identifiers: ${given.join(' and ')}`,
			resolution: 'Braze accepts exactly one per recipient. Keep the one that identifies the right profile.',
		};
	}
	if (given.length === 0) return nobodyProblem(recipient, members);
	const isEmail = given[0] === 'email';
	if (isEmail === isThere(recipient.prioritization)) return undefined;
	return isEmail
		? { path: ['prioritization'], ...noPrioritization() }
		: {
				path: ['prioritization'],
				problem: 'is only for recipients identified by email',
				resolution: 'Remove it.',
			};
}

/** Where a single identifier is there without a value, the error names it. */
function nobodyProblem(recipient: Recipient, members: ReadonlyMap<string, ReadMember>): Problem {
	const empty = IDENTIFIERS.filter((name) => name in recipient);
	if (empty.length === 1) return { path: [empty[0]], ...MISSING };
	return {
		problem: 'has no identifier',
		resolution: `Add ${oneOf(IDENTIFIERS.filter((name) => members.has(name)))}.`,
	};
}

function ownPropertiesProblem(recipient: Recipient, { accepts }: RecipientProperties): Problem | undefined {
	if (accepts.length < 2) return undefined;
	const given = accepts.filter((name) => isThere(recipient[name]));
	return given.length > 1
		? { problem: `has its properties twice: ${given.join(' and ')}`, resolution: 'Keep one of them.' }
		: undefined;
}

/** A missing person is created only with attributes, and never by an alias. */
function creationProblem(recipient: Recipient): Problem | undefined {
	if (recipient.send_to_existing_only !== false) return undefined;
	if (isThere(recipient.user_alias)) {
		return {
			path: ['send_to_existing_only'],
			problem: 'does not work with an alias',
			resolution: 'Braze cannot create a profile from an alias. Identify new people by external ID.',
		};
	}
	if (Object.keys(recipient.attributes ?? {}).length > 0) return undefined;
	return {
		path: ['attributes'],
		problem: 'are required to create a missing profile',
		resolution: 'Add at least one, such as first_name, or do not create missing profiles.',
	};
}
