import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { ItemReader } from '../itemReader';
import { describe, oneOf } from '../input/describe';
import { InputError } from '../input/inputError';

export const IDENTIFY_BY = ['externalId', 'userAlias', 'email', 'brazeId'] as const;

/** Which identifier addresses the recipients. Exactly one goes out for each person. */
export type IdentifyBy = (typeof IDENTIFY_BY)[number];

/** The identifiers that every endpoint accepts. */
export const idOrAliasChoices: INodePropertyOptions[] = [
	{
		name: 'External User ID',
		value: 'externalId',
		description: 'The ID of the person in your own system',
	},
	{
		name: 'User Alias',
		value: 'userAlias',
		description: 'A name and a label; the person must exist in Braze',
	},
];

const choices: INodePropertyOptions[] = [
	...idOrAliasChoices,
	{
		name: 'Email',
		value: 'email',
		description: 'The email address; several profiles can share one',
	},
	{
		name: 'Braze ID',
		value: 'brazeId',
		description: 'The ID that Braze assigned to the person',
	},
];

/** The identifier of all recipients of a request, and for email which profile to use. */
export const identifyByFields: INodeProperties[] = [
	{
		displayName: 'Identify By',
		name: 'identifyBy',
		type: 'options',
		noDataExpression: true,
		options: choices,
		default: 'externalId',
		description: 'How to identify the recipients',
	},
	{
		displayName: 'Prioritization',
		name: 'prioritization',
		type: 'multiOptions',
		options: [
			{
				name: 'Identified',
				value: 'identified',
				description: 'Profiles that have an external ID',
			},
			{
				name: 'Unidentified',
				value: 'unidentified',
				description: 'Profiles without an external ID',
			},
			{
				name: 'Most Recently Updated',
				value: 'most_recently_updated',
				description: 'The profile that was updated most recently',
			},
			{
				name: 'Least Recently Updated',
				value: 'least_recently_updated',
				description: 'The profile that was updated least recently',
			},
		],
		default: ['identified', 'most_recently_updated'],
		required: true,
		description:
			'Which profile to use when several share the address, in the chosen order. Braze sends only if exactly one is left.',
		displayOptions: { show: { identifyBy: ['email'] } },
	},
];

/** Returns the chosen identifier. Throws an InputError when an expression returned something else. */
export function readIdentifyBy(item: ItemReader): IdentifyBy {
	const chosen = item.get('identifyBy', 'externalId');
	const known = IDENTIFY_BY.find((name) => name === chosen);
	if (known) return known;
	throw new InputError('Identify By', `is ${describe(chosen)}`, `Use ${oneOf(IDENTIFY_BY)}.`);
}
