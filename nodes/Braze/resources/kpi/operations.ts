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

/**
 * Gets how many people used an app in the 30 days before each day.
 * https://www.braze.com/docs/api/endpoints/export/kpi/get_kpi_mau_30_days
 */
export const getMonthlyActiveUsers = dailySeries({
	name: 'Get Monthly Active Users',
	value: 'getMonthlyActiveUsers',
	action: 'Get number of monthly active users',
	description: 'Get how many people used an app in the 30 days before each day',
	path: '/kpi/mau/data_series',
	permission: 'kpi.mau.data_series',
	filters: [appFilter],
});

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

/** Gets how many people uninstalled an app on each day. https://www.braze.com/docs/api/endpoints/export/kpi/get_kpi_uninstalls_date */
export const getUninstalls = dailySeries({
	name: 'Get Uninstalls',
	value: 'getUninstalls',
	action: 'Get daily number of app uninstalls',
	description: 'Get how many people uninstalled an app each day',
	path: '/kpi/uninstalls/data_series',
	permission: 'kpi.uninstalls.data_series',
	filters: [appFilter],
});
