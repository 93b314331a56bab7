import type { INodeProperties } from 'n8n-workflow';

import { describe, oneOf } from '../input/describe';
import { MISSING, type Problem, type Reading } from '../input/inputError';

const RULES = [
	{ name: 'Identified', value: 'identified', description: 'Profiles that have an external ID' },
	{
		name: 'Least Recently Updated',
		value: 'least_recently_updated',
		description: 'The profile that was updated least recently',
	},
	{
		name: 'Most Recently Updated',
		value: 'most_recently_updated',
		description: 'The profile that was updated most recently',
	},
	{ name: 'Unidentified', value: 'unidentified', description: 'Profiles without an external ID' },
];

/** The rules supported by every endpoint that chooses between profiles. */
export const PRIORITIZATIONS: readonly string[] = RULES.map(({ value }) => value);

/**
 * The field that decides which of several profiles with the same email or phone to use, by the rules that the endpoint
 * supports.
 */
export const prioritizationField = (rules: readonly string[] = PRIORITIZATIONS): INodeProperties => ({
	displayName: 'Prioritization',
	name: 'prioritization',
	type: 'multiOptions',
	options: RULES.filter(({ value }) => rules.includes(value)),
	default: ['identified', 'most_recently_updated'],
	required: true,
	description: 'Which profile to use when several share the email or phone, in the chosen order',
});

/** The problem with an email or phone without a prioritization, because several profiles may share it. */
export const noPrioritization = (rules: readonly string[] = PRIORITIZATIONS): Problem => ({
	problem: MISSING.problem,
	resolution: `Several profiles can share an email or phone. Choose which one to use: ${oneOf(rules)}.`,
});

/** Returns the chosen rules without repetitions, or the problem: there are none, or they exclude each other. */
export function readPrioritization(
	value: unknown,
	rules: readonly string[] = PRIORITIZATIONS,
): Reading<string[]> {
	if (value === undefined || value === null) return noPrioritization(rules);
	const list: unknown[] = Array.isArray(value) ? value : [value];
	if (list.length === 0 || value === '') return { ...noPrioritization(rules), problem: 'is empty' };
	const chosen = list.filter((one): one is string => rules.some((rule) => rule === one));
	if (chosen.length < list.length) {
		const unknown = list.find((one) => !rules.some((rule) => rule === one));
		return { ...noPrioritization(rules), problem: `has ${describe(unknown)}` };
	}
	if (chosen.includes('identified') && chosen.includes('unidentified'))
		return { problem: "has both 'identified' and 'unidentified'", resolution: 'Keep one of them.' };
	// Braze refuses a rule that is listed twice.
	return { value: [...new Set(chosen)] };
}
