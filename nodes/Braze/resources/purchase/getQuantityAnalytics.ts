import { appFilter, productFilter } from '../../fields/output/seriesFilters';
import { hourlySeries } from '../series';

/** Gets how much was purchased. https://www.braze.com/docs/api/endpoints/export/purchases/get_number_of_purchases */
export const getQuantityAnalytics = hourlySeries({
	name: 'Get Quantity Analytics',
	value: 'getQuantityAnalytics',
	action: 'Get counts of purchases',
	description: 'Get the number of purchases by day or hour',
	path: '/purchases/quantity_series',
	permission: 'purchases.quantity_series',
	filters: [appFilter, productFilter],
});
