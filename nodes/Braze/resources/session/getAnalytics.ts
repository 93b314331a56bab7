import { appFilter, segmentFilter } from '../../fields/output/seriesFilters';
import { hourlySeries } from '../series';

/** Gets how often the apps were used. https://www.braze.com/docs/api/endpoints/export/sessions/get_sessions_analytics */
export const getAnalytics = hourlySeries({
	name: 'Get Analytics',
	value: 'getAnalytics',
	action: 'Get counts of app sessions',
	description: 'Get the number of app sessions by day or hour',
	path: '/sessions/data_series',
	permission: 'sessions.data_series',
	filters: [appFilter, segmentFilter],
});
