import { appFilter, segmentFilter } from '../../fields/output/seriesFilters';
import { customEventField, readCustomEvent } from '../../fields/resource/customEvent';
import { hourlySeries } from '../series';

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
