import type { INodeProperties } from 'n8n-workflow';

import { watches } from './watches/index';
import type { Watch } from './watches/watch';

function shownFor({ option, properties }: Watch): INodeProperties[] {
	return properties.map((property) => ({
		...property,
		displayOptions: { show: { watch: [option.value], ...property.displayOptions?.show } },
	}));
}

/** The parameters of the Braze Polling Trigger; n8n adds the times of the polls. */
export const properties: INodeProperties[] = [
	{
		displayName: 'Watch',
		name: 'watch',
		type: 'options',
		noDataExpression: true,
		options: watches.map(({ option }) => option),
		default: 'broadcasts',
		description: 'What to watch in Braze',
	},
	...watches.flatMap(shownFor),
];
