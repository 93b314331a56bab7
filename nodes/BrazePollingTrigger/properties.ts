import { cronNodeOptions, type INodeProperties } from 'n8n-workflow';

import { watches } from './watches/index';
import type { Watch } from './watches/watch';

function shownFor({ option, properties }: Watch): INodeProperties[] {
	return properties.map((property) => ({
		...property,
		displayOptions: { show: { watch: [option.value], ...property.displayOptions?.show } },
	}));
}

/**
 * n8n gives every node that polls the parameter Poll Times, which starts with every minute: far more often than
 * broadcasts and segments change. This one of the same name comes later, so that its default counts. The editor shows
 * it only as long as there are no times, that is, never.
 */
const hourly: INodeProperties = {
	displayName: 'Poll Times',
	name: 'pollTimes',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Poll Time' },
	default: { item: [{ mode: 'everyHour' }] },
	description: 'When to check Braze',
	placeholder: 'Add Poll Time',
	options: cronNodeOptions,
	displayOptions: { hide: { '/pollTimes': [{ _cnd: { exists: true } }] } },
};

/** The parameters of the Braze Polling Trigger. */
export const properties: INodeProperties[] = [
	hourly,
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
