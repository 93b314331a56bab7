import { z } from 'zod';

import { issueOf, type Problem } from './check';
import { describe, oneOf } from './describe';
import { identifier } from './identifier';
import { isObject } from './json';

const PRIORITIZATIONS = ['identified', 'unidentified', 'most_recently_updated', 'least_recently_updated'] as const;

/** How to fix a prioritization that is missing or cannot be used. */
export const PRIORITIZATION_ADVICE = `Several profiles can share an email address. Say which one is meant by a list of ${oneOf(PRIORITIZATIONS)}, with at most one of the first two.`;

/** Names and labels of aliases: at most 236 bytes each. */
const MAX_ALIAS_BYTES = 236;

const ALIAS_MEMBERS = ['alias_name', 'alias_label'];

/** Turns a function that looks for a problem into a schema that keeps the value as it is. */
export const without = (problemOf: (value: unknown) => Problem | undefined) =>
	z.unknown().superRefine((value, ctx) => {
		const problem = problemOf(value);
		if (problem) ctx.addIssue({ code: 'custom', ...issueOf(problem) });
	});

/** The members that recipients can have, each checked by itself. */
export const RECIPIENT_MEMBERS = {
	external_user_id: identifier(),
	user_alias: without(aliasProblem).pipe(z.object({ alias_name: identifier(MAX_ALIAS_BYTES), alias_label: identifier(MAX_ALIAS_BYTES) })),
	email: identifier().pipe(without(emailProblem)),
	braze_id: identifier(),
	prioritization: without(prioritizationProblem),
	attributes: without(attributesProblem),
	send_to_existing_only: without(booleanProblem),
};

function emailProblem(email: unknown): Problem | undefined {
	if (/^[^\s@,;]+@[^\s@,;]+$/.test(String(email))) return undefined;
	return { problem: `is no email address: ${describe(email)}`, resolution: 'Give one address, as in name@email.com.' };
}

function aliasProblem(value: unknown): Problem | undefined {
	if (!isObject(value)) {
		return {
			problem: `must be an object with alias_name and alias_label, but is ${describe(value)}`,
			resolution: 'Write it as { "alias_name": "…", "alias_label": "…" }.',
		};
	}
	const unknown = Object.keys(value).find((name) => !ALIAS_MEMBERS.includes(name));
	return unknown === undefined ? undefined : { path: [unknown], problem: 'is not part of an alias', resolution: 'An alias has alias_name and alias_label.' };
}

function prioritizationProblem(value: unknown): Problem | undefined {
	const known: readonly unknown[] = PRIORITIZATIONS;
	const isList = Array.isArray(value) && value.length > 0;
	if (isList && value.every((one) => known.includes(one)) && !(value.includes('identified') && value.includes('unidentified'))) return undefined;
	return { problem: `cannot be ${isList ? `the list ${value.map(String).join(', ')}` : describe(value)}`, resolution: PRIORITIZATION_ADVICE };
}

function attributesProblem(value: unknown): Problem | undefined {
	return isObject(value) ? undefined : { problem: `must be an object, but is ${describe(value)}`, resolution: 'Write it as { "first_name": "…" }.' };
}

function booleanProblem(value: unknown): Problem | undefined {
	return typeof value === 'boolean' ? undefined : { problem: `must be true or false, but is ${describe(value)}`, resolution: 'Give true or false, without quotes.' };
}
