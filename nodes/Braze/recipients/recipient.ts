import { errorOf, type Labels, type Problem } from '../input/problem';
import { describe, oneOf } from '../input/describe';
import { MISSING } from '../input/inputError';
import { isObject } from '../input/json';
import { readProfileFields } from '../fields/content/profileFields';
import { propertiesProblem } from '../fields/content/properties';
import { personKey } from '../input/address';
import { PRIORITIZATION_ADVICE, RECIPIENT_MEMBERS, type RecipientMember } from './recipientMembers';

/** One person as a Braze endpoint expects it. https://www.braze.com/docs/api/objects_filters/recipient_object */
export type Recipient = Record<string, unknown>;

/** What recipients of an endpoint call their own properties: the names we read, and the one we send. */
export interface RecipientProperties {
	readonly accepts: readonly string[];
	readonly sends: string;
	/** What the editor calls them. */
	readonly label: string;
}

/** What the recipients of an endpoint may have. Made once for each kind of endpoint. */
export interface RecipientType extends RecipientProperties {
	/** The members that a recipient may have, under Braze's names. */
	readonly members: ReadonlySet<string>;
	/** How each of these members is read and checked. */
	readonly rules: ReadonlyMap<string, RecipientMember>;
}

/** The members that can identify a recipient. */
export const IDENTIFIERS = ['external_user_id', 'user_alias', 'email', 'braze_id'] as const;

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
		profileProblem(checked) ??
		creationProblem(checked);
	if (problem) throw errorOf(problem, labels);
	// Braze refuses this one together with an alias, even where it would change nothing.
	if (checked.user_alias !== undefined) delete checked.send_to_existing_only;
	return checked;
}

/** Reads and checks the members one by one, into `checked`. Those that a recipient lacks cost nothing. */
function membersProblem(
	recipient: Recipient,
	{ rules, accepts, sends }: RecipientType,
	checked: Recipient,
): Problem | undefined {
	for (const name of Object.keys(recipient)) {
		const rule = rules.get(name);
		if (!rule || !isGiven(recipient[name])) continue;
		const value = rule.read ? rule.read(recipient[name]) : recipient[name];
		const problem = rule.problem(value);
		if (problem) return { ...problem, path: [name, ...(problem.path ?? [])] };
		checked[accepts.includes(name) ? sends : name] = value;
	}
	return undefined;
}

/** Brings the attributes into the form that Braze expects for the fields of a profile. */
function profileProblem(checked: Recipient): Problem | undefined {
	if (!isObject(checked.attributes)) return undefined;
	const read = readProfileFields(checked.attributes);
	if ('problem' in read) return { ...read, path: ['attributes'] };
	checked.attributes = read.attributes;
	return undefined;
}

/** Identifies a person within one request: two entries with the same key would be messaged only once. */
export function recipientKey(recipient: Recipient): string {
	const name = IDENTIFIERS.find((candidate) => recipient[candidate] !== undefined);
	return personKey({ [String(name)]: name && recipient[name] });
}

function recipientType(
	own: Array<keyof typeof RECIPIENT_MEMBERS>,
	properties: RecipientProperties,
): RecipientType {
	const rules = new Map<string, RecipientMember>([
		...own.map((name) => [name, RECIPIENT_MEMBERS[name]] as const),
		...properties.accepts.map((name) => [name, { problem: propertiesProblem }] as const),
	]);
	return { ...properties, rules, members: new Set(rules.keys()) };
}

const isGiven = (value: unknown): boolean => value !== undefined && value !== null;

function formProblem(
	value: unknown,
	members: ReadonlySet<string>,
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
			: `A recipient can have ${oneOf([...members])}. ${others}`;
	return { path: [unknown], problem: 'is not part of a recipient here', resolution };
}

function identifierChoiceProblem(recipient: Recipient, members: ReadonlySet<string>): Problem | undefined {
	const given = IDENTIFIERS.filter((name) => isGiven(recipient[name]));
	if (given.length > 1) {
		return {
			problem: `has ${given.length} identifiers: ${given.join(' and ')}`,
			resolution: 'Braze accepts exactly one per recipient. Keep the one that identifies the right profile.',
		};
	}
	if (given.length === 0) return nobodyProblem(recipient, members);
	const isEmail = given[0] === 'email';
	if (isEmail === isGiven(recipient.prioritization)) return undefined;
	return isEmail
		? { path: ['prioritization'], problem: MISSING.problem, resolution: PRIORITIZATION_ADVICE }
		: {
				path: ['prioritization'],
				problem: 'is only for recipients identified by email',
				resolution: 'Remove it.',
			};
}

/** Where a single identifier is there without a value, the error names it. */
function nobodyProblem(recipient: Recipient, members: ReadonlySet<string>): Problem {
	const empty = IDENTIFIERS.filter((name) => name in recipient);
	if (empty.length === 1) return { path: [empty[0]], ...MISSING };
	return {
		problem: 'has no identifier',
		resolution: `Add ${oneOf(IDENTIFIERS.filter((name) => members.has(name)))}.`,
	};
}

function ownPropertiesProblem(recipient: Recipient, { accepts }: RecipientProperties): Problem | undefined {
	if (accepts.length < 2) return undefined;
	const given = accepts.filter((name) => isGiven(recipient[name]));
	return given.length > 1
		? { problem: `has its properties twice: ${given.join(' and ')}`, resolution: 'Keep one of them.' }
		: undefined;
}

/** A missing person is created only with attributes, and never by an alias. */
function creationProblem(recipient: Recipient): Problem | undefined {
	if (recipient.send_to_existing_only !== false) return undefined;
	if (isGiven(recipient.user_alias)) {
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
