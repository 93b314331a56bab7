import { appFilter, segmentFilter } from '../../fields/output/seriesFilters';
import { hourlySeries } from '../series';
import type { Resource } from '../../operation';

/** Gets how often the apps were used. https://www.braze.com/docs/api/endpoints/export/sessions/get_sessions_analytics */
const getAnalytics = hourlySeries({
	name: 'Get Analytics',
	value: 'getAnalytics',
	action: 'Get counts of app sessions',
	description: 'Get the number of app sessions by day or hour',
	path: '/sessions/data_series',
	permission: 'sessions.data_series',
	filters: [appFilter, segmentFilter],
});

/** Sessions: each time an app was used. */
export const session: Resource = {
	name: 'Session',
	value: 'session',
	description: 'How often your apps were opened',
	operations: [getAnalytics],
};
