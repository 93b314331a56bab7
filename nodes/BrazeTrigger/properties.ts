import type { INodeProperties } from 'n8n-workflow';

import { sources } from './sources/index';
import type { Source } from './sources/source';

/**
 * n8n hands the body over unread to a node of version 1 whose saved options say `binaryData`, as its own Webhook node
 * does. So the secret is checked before anything is parsed, and broken JSON gets the 400 that Currents expects.
 */
const keptRaw: INodeProperties = { displayName: 'Options', name: 'options', type: 'hidden', default: { binaryData: true } };

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
			{ name: 'Secret', value: 'secret', description: 'Accept only calls that carry the secret of the credential' },
			{ name: 'None', value: 'none', description: 'Accept calls from anyone who knows the URL. Braze signs nothing, so such calls can be forged.' },
		],
		default: 'secret',
		description: 'How to tell the calls of Braze from those of others',
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
	keptRaw,
];
