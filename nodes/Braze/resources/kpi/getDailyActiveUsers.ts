import { appFilter } from '../../fields/output/seriesFilters';
import { dailySeries } from '../series';

/** Gets how many people used an app on each day. https://www.braze.com/docs/api/endpoints/export/kpi/get_kpi_dau_date */
export const getDailyActiveUsers = dailySeries({
	name: 'Get Daily Active Users',
	value: 'getDailyActiveUsers',
	action: 'Get number of daily active users',
	description: 'Get how many people used an app each day',
	path: '/kpi/dau/data_series',
	permission: 'kpi.dau.data_series',
	filters: [appFilter],
});
