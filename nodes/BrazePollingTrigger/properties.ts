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
 * n8n gives every polling node the parameter Poll Times with a default of every minute, which is far more often than
 * broadcasts and segments change. This parameter has the same name but comes later, so its default applies. The editor
 * would show it only if there were no times, which is never the case.
 */
const hourlyPollTimes: INodeProperties = {
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
	hourlyPollTimes,
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
