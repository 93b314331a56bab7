import { appFilter, segmentFilter } from '../../fields/output/seriesFilters';
import { customEventField, readCustomEvent } from '../../fields/resource/names';
import { hourlySeries } from '../series';
import { optionsField, requestOptionFields } from '../../fields/options/commonOptions';
import { listAt, textsAt } from '../../fields/output/analyticsOutput';
import { readLimit, returnAllFields } from '../../fields/output/returnAll';
import type { Operation } from '../../operation';

/** Gets how often an event happened. https://www.braze.com/docs/api/endpoints/export/custom_events/get_custom_events_analytics */
export const getAnalytics = hourlySeries({
	name: 'Get Analytics',
	value: 'getAnalytics',
	action: 'Get counts of custom events',
	description: 'Get how often a custom event happened by day or hour',
	path: '/events/data_series',
	permission: 'events.data_series',
	filters: [appFilter, segmentFilter],
	of: { field: customEventField, key: 'event', read: readCustomEvent },
});

/**
 * Lists custom events as one output item each.
 * https://www.braze.com/docs/api/endpoints/export/custom_events/get_custom_events_data
 */
export const getMany: Operation = {
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many custom events',
	description: 'Get the custom events of the workspace with description, status and tags',
	fields: [...returnAllFields, optionsField(requestOptionFields)],
	endpoint: { method: 'GET', path: '/events', permission: 'events.get' },
	safety: 'idempotent',
	paging: { list: 'events', style: 'cursor', size: 50 },
	entry: (item) => ({
		envelope: { limit: readLimit(item), subject: 'events' },
		output: (answer) => listAt(answer, 'events'),
	}),
};

/**
 * Lists the names of custom events as one output item each.
 * https://www.braze.com/docs/api/endpoints/export/custom_events/get_custom_events
 */
export const getManyNames: Operation = {
	name: 'Get Many Names',
	value: 'getManyNames',
	action: 'Get many names of custom events',
	description: 'Get only the names of custom events, in fewer requests',
	fields: [...returnAllFields, optionsField(requestOptionFields)],
	endpoint: { method: 'GET', path: '/events/list', permission: 'events.list' },
	safety: 'idempotent',
	paging: { list: 'events', style: 'page', size: 250 },
	entry: (item) => ({
		envelope: { query: { page: 0 }, limit: readLimit(item), subject: 'event names' },
		output: (answer) => textsAt(answer, 'events').map((name) => ({ name })),
	}),
};
