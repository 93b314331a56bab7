import { appFilter, segmentFilter } from '../../fields/output/seriesFilters';
import { hourlySeries } from '../series';

/** Gets how often the apps were used. https://www.braze.com/docs/api/endpoints/export/sessions/get_sessions_analytics */
export const getAnalytics = hourlySeries({
	name: 'Get Analytics',
	value: 'getAnalytics',
	action: 'Get daily or hourly number of app sessions',
	description: 'Get how many app sessions there were, by day or hour',
	path: '/sessions/data_series',
	permission: 'sessions.data_series',
	filters: [appFilter, segmentFilter],
});
