import { describe, oneOf } from '../input/describe';
import { errorOf, InputError, type Labels, MISSING, type Problem } from '../input/inputError';
import { isObject } from '../input/object';
import { noPrioritization } from './prioritization';
import { IDENTIFIERS, type Recipient, type RecipientProperties, type RecipientType } from './recipient';

/**
 * Checks one recipient, and returns it as Braze expects it: exactly one identifier, trimmed; a prioritization if it is
 * an email; attributes if the person may be created.
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
	// Braze refuses this member together with an alias, even where it would change nothing.
	if (checked.user_alias !== undefined) delete checked.send_to_existing_only;
	return checked;
}

/** A recipient as entered: a plain object with Braze's names, and the labels of its members for errors. */
export interface EnteredRecipient {
	readonly given: unknown;
	readonly labels: Labels;
}

/**
 * Checks a list of recipients from any form of input.
 *
 * @param field what errors call the list
 * @throws {InputError} if the list is empty, or naming the recipient and member that Braze would refuse
 */
export function checkRecipients(
	field: string,
	type: RecipientType,
	entered: readonly EnteredRecipient[],
): Recipient[] {
	if (entered.length === 0) throw nobody(field);
	return entered.map(({ given, labels }) => checkRecipient(type, given, labels));
}

/** The error for an empty recipient field. An empty list never becomes a wider audience. */
export function nobody(field: string): InputError {
	return new InputError(field, 'has no recipients', 'Add at least one recipient, or check the expression.');
}

/** Reads and checks the members one by one, and adds them to `checked`. Members that a recipient lacks cost nothing. */
function membersProblem(
	recipient: Recipient,
	{ members, accepts, sends }: RecipientType,
	checked: Recipient,
): Problem | undefined {
	for (const name of Object.keys(recipient)) {
		const read = members.get(name);
		if (!read || !isGiven(recipient[name])) continue;
		const reading = read(recipient[name]);
		if ('problem' in reading) return { ...reading, path: [name, ...(reading.path ?? [])] };
		checked[accepts.includes(name) ? sends : name] = reading.value;
	}
	return undefined;
}

const isGiven = (value: unknown): boolean => value !== undefined && value !== null;

function formProblem(
	value: unknown,
	members: RecipientType['members'],
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
	members: RecipientType['members'],
): Problem | undefined {
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
		? { path: ['prioritization'], ...noPrioritization() }
		: {
				path: ['prioritization'],
				problem: 'is only for recipients identified by email',
				resolution: 'Remove it.',
			};
}

/** The problem with a recipient that has no identifier. If exactly one is given without a value, the error names it. */
function nobodyProblem(recipient: Recipient, members: RecipientType['members']): Problem {
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

/**
 * The problem with a recipient that may be created. Braze creates a missing profile only with attributes, and never
 * from an alias.
 */
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
