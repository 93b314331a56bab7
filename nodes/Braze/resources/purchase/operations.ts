import { optionsField, requestOptionFields } from '../../fields/options/commonOptions';
import { textsAt } from '../../fields/output/analyticsOutput';
import { readLimit, returnAllFields } from '../../fields/output/returnAll';
import type { Operation } from '../../operation';
import { appFilter, productFilter } from '../../fields/output/seriesFilters';
import { hourlySeries } from '../series';

/** Braze does not document the page size, so only an empty page marks the end. */
const ANY_SIZE = 1;

/**
 * Lists product IDs as one output item each.
 * https://www.braze.com/docs/api/endpoints/export/purchases/get_list_product_id
 */
export const getManyProducts: Operation = {
	name: 'Get Many Products',
	value: 'getManyProducts',
	action: 'Get many purchased products',
	description: 'Get the IDs of purchased products',
	fields: [...returnAllFields, optionsField(requestOptionFields)],
	endpoint: { method: 'GET', path: '/purchases/product_list', permission: 'purchases.product_list' },
	safety: 'idempotent',
	paging: { list: 'products', style: 'page', size: ANY_SIZE },
	entry: (item) => ({
		envelope: { query: { page: 0 }, limit: readLimit(item), subject: 'products' },
		output: (answer) => textsAt(answer, 'products').map((id) => ({ product_id: id })),
	}),
};

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
