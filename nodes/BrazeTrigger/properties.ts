import type { INodeProperties } from 'n8n-workflow';

import { sources } from './sources/index';
import type { Source } from './sources/source';

/**
 * n8n passes the body unread to nodes of version 1 whose saved options contain `binaryData`, as its own Webhook node
 * does. So the secret is checked before anything is parsed, and invalid JSON gets the 400 that Currents expects.
 */
const rawBodyOptions: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'hidden',
	default: { binaryData: true },
};

function shownFor({ option, properties }: Source): INodeProperties[] {
	return properties.map((property) => ({
		...property,
		displayOptions: { show: { source: [option.value], ...property.displayOptions?.show } },
	}));
}

/** The parameters of the Braze Trigger. */
export const properties: INodeProperties[] = [
	{
		displayName: 'Authentication',
		name: 'authentication',
		type: 'options',
		options: [
			{
				name: 'Secret',
				value: 'secret',
				description: 'Accept only calls with the secret from the credential',
			},
			{
				name: 'None',
				value: 'none',
				description:
					'Accept calls from anyone who knows the URL. Braze does not sign its calls, so they can be forged.',
			},
		],
		default: 'secret',
		description: 'How to verify that a call comes from Braze',
	},
	{
		displayName: 'Source',
		name: 'source',
		type: 'options',
		noDataExpression: true,
		options: sources.map(({ option }) => option),
		default: 'webhookMessage',
		description: 'What starts the workflow',
	},
	...sources.flatMap(shownFor),
	rawBodyOptions,
];
