import { appFilter } from '../../fields/output/seriesFilters';
import { dailySeries } from '../series';

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
