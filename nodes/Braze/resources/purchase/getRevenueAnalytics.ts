import { appFilter, productFilter } from '../../fields/output/seriesFilters';
import { hourlySeries } from '../series';

/** Gets how much money was spent. https://www.braze.com/docs/api/endpoints/export/purchases/get_revenue_series */
export const getRevenueAnalytics = hourlySeries({
	name: 'Get Revenue Analytics',
	value: 'getRevenueAnalytics',
	action: 'Get revenue of purchases',
	description: 'Get how much people spent by day or hour',
	path: '/purchases/revenue_series',
	permission: 'purchases.revenue_series',
	filters: [appFilter, productFilter],
});
