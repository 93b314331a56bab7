import { appFilter } from '../../fields/output/seriesFilters';
import { dailySeries } from '../series';

/** Gets for each day how many people used an app in the 30 days before. https://www.braze.com/docs/api/endpoints/export/kpi/get_kpi_mau_30_days */
export const getMonthlyActiveUsers = dailySeries({
	name: 'Get Monthly Active Users',
	value: 'getMonthlyActiveUsers',
	action: 'Get number of monthly active users',
	description: 'Get how many people used an app in the 30 days before each day',
	path: '/kpi/mau/data_series',
	permission: 'kpi.mau.data_series',
	filters: [appFilter],
});
