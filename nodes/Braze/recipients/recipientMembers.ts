import type { Problem } from '../input/problem';
import { reservedAs } from '../input/dataName';
import { describe, oneOf } from '../input/describe';
import { identifierProblem, identifierText } from '../input/identifier';
import { isObject } from '../input/json';
import { isEmail } from '../input/address';

const PRIORITIZATIONS = [
	'identified',
	'unidentified',
	'most_recently_updated',
	'least_recently_updated',
] as const;

/** How to fix a prioritization that is missing or cannot be used. */
export const PRIORITIZATION_ADVICE = `Several profiles can share an email address. Choose which one to use with a list of ${oneOf(PRIORITIZATIONS)}, with at most one of the first two.`;

/** Names and labels of aliases: at most 236 bytes each. */
const MAX_ALIAS_BYTES = 236;

const ALIAS_MEMBERS = ['alias_name', 'alias_label'];

/** How a member of a recipient is read and checked. */
export interface RecipientMember {
	/** Returns what Braze gets; a value that is none stays as it is, for `problem`. */
	readonly read?: (value: unknown) => unknown;
	readonly problem: (read: unknown) => Problem | undefined;
}

const identifier: RecipientMember = { read: identifierText, problem: (id) => identifierProblem(id) };

/** The members that recipients can have, each checked on its own. */
export const RECIPIENT_MEMBERS = {
	external_user_id: identifier,
	user_alias: { read: readAlias, problem: aliasProblem },
	email: { read: identifierText, problem: (email) => identifierProblem(email) ?? emailProblem(email) },
	braze_id: identifier,
	prioritization: { problem: prioritizationProblem },
	attributes: { problem: attributesProblem },
	send_to_existing_only: { problem: booleanProblem },
} satisfies Record<string, RecipientMember>;

function emailProblem(email: unknown): Problem | undefined {
	if (isEmail(String(email))) return undefined;
	return {
		problem: `is not an email address: ${describe(email)}`,
		resolution: 'Enter a single address, such as name@email.com.',
	};
}

function readAlias(value: unknown): unknown {
	return isObject(value)
		? {
				...value,
				alias_name: identifierText(value.alias_name),
				alias_label: identifierText(value.alias_label),
			}
		: value;
}

function aliasProblem(value: unknown): Problem | undefined {
	if (!isObject(value)) {
		return {
			problem: `must be an object with alias_name and alias_label, but is ${describe(value)}`,
			resolution: 'Enter it as { "alias_name": "…", "alias_label": "…" }.',
		};
	}
	const unknown = Object.keys(value).find((name) => !ALIAS_MEMBERS.includes(name));
	if (unknown !== undefined)
		return {
			path: [unknown],
			problem: 'is not part of an alias',
			resolution: 'An alias has only alias_name and alias_label.',
		};
	for (const name of ALIAS_MEMBERS) {
		const problem = identifierProblem(value[name], MAX_ALIAS_BYTES);
		if (problem) return { ...problem, path: [name] };
	}
	return undefined;
}

function prioritizationProblem(value: unknown): Problem | undefined {
	const known: readonly unknown[] = PRIORITIZATIONS;
	const isList = Array.isArray(value) && value.length > 0;
	if (
		isList &&
		value.every((one) => known.includes(one)) &&
		!(value.includes('identified') && value.includes('unidentified'))
	)
		return undefined;
	return {
		problem: `cannot be ${isList ? `the list ${value.map(String).join(', ')}` : describe(value)}`,
		resolution: PRIORITIZATION_ADVICE,
	};
}

function attributesProblem(value: unknown): Problem | undefined {
	if (!isObject(value))
		return {
			problem: `must be an object, but is ${describe(value)}`,
			resolution: 'Enter it as { "first_name": "…" }.',
		};
	const reserved = Object.keys(value).find((name) => reservedAs(name) !== undefined);
	if (reserved === undefined) return undefined;
	return {
		path: [reserved],
		problem: `${reservedAs(reserved)}, so it cannot be an attribute`,
		resolution: 'Remove it from the attributes.',
	};
}

function booleanProblem(value: unknown): Problem | undefined {
	return typeof value === 'boolean'
		? undefined
		: {
				problem: `must be true or false, but is ${describe(value)}`,
				resolution: 'Enter true or false, without quotes.',
			};
}
