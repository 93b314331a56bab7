import { appFilter } from '../../fields/output/seriesFilters';
import { dailySeries } from '../series';

/** Gets how many people were new on each day. https://www.braze.com/docs/api/endpoints/export/kpi/get_kpi_daily_new_users_date */
export const getNewUsers = dailySeries({
	name: 'Get New Users',
	value: 'getNewUsers',
	action: 'Get daily number of new users',
	description: 'Get how many new users were added each day',
	path: '/kpi/new_users/data_series',
	permission: 'kpi.new_users.data_series',
	filters: [appFilter],
});
