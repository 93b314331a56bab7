import type { INodeProperties } from 'n8n-workflow';

import { describe, oneOf } from '../input/describe';
import { InputError } from '../input/inputError';

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
export const PRIORITIZATIONS = RULES.map(({ value }) => value);

/**
 * Which of several profiles with the same email or phone to use.
 *
 * @param rules those that the endpoint supports
 * @param kinds the identifiers that need it
 */
export const prioritizationField = (rules: readonly string[], kinds: readonly string[]): INodeProperties => ({
	displayName: 'Prioritization',
	name: 'prioritization',
	type: 'multiOptions',
	options: RULES.filter(({ value }) => rules.includes(value)),
	default: ['identified', 'most_recently_updated'],
	required: true,
	description: 'Which profile to use when several share the email or phone, in the chosen order',
	displayOptions: { show: { identifyBy: [...kinds] } },
});

/** Whether several profiles can share an identifier, and the endpoint has rules to choose between them. */
export const hasPrioritization = (kind: string, rules: readonly string[]): boolean =>
	rules.length > 0 && (kind === 'email' || kind === 'phone');

/** Returns the chosen rules, each once. Throws an InputError when there is none, or they exclude each other. */
export function readPrioritization(value: unknown, rules: readonly string[], suffix: string): string[] {
	const field = `Prioritization${suffix}`;
	const list: unknown[] = Array.isArray(value)
		? value
		: value === undefined || value === null || value === ''
			? []
			: [value];
	const chosen = list.filter((one): one is string => rules.some((rule) => rule === one));
	if (list.length === 0 || chosen.length < list.length) {
		const found =
			list.length === 0
				? 'is empty'
				: `has ${describe(list.find((one) => !rules.some((rule) => rule === one)))}`;
		throw new InputError(
			field,
			found,
			`Several profiles can share an email or phone. Choose which one to use: ${oneOf(rules)}.`,
		);
	}
	if (chosen.includes('identified') && chosen.includes('unidentified')) {
		throw new InputError(field, "has both 'identified' and 'unidentified'", 'Keep one of them.');
	}
	// Braze refuses a rule that is listed twice.
	return [...new Set(chosen)];
}
