import { LISTS } from '../state/rateLimits';
import type { Endpoint } from './endpoint';
import { pageOf } from './query';
import { byApp, byProduct, series } from './series';

/** The page size is undocumented. */
const PRODUCTS_A_PAGE = 100;

/** `GET /purchases/product_list` (get_list_product_id.md). That pages count from 0, as elsewhere, is a guess. */
const products: Endpoint = {
	method: 'GET',
	path: '/purchases/product_list',
	permission: 'purchases.product_list',
	pools: () => [LISTS],
	handle: (call) => ({
		status: 200,
		body: { products: pageOf(call, call.state.products, PRODUCTS_A_PAGE), message: 'success' },
	}),
};

const common = { pools: () => [LISTS], hourly: true, filters: [byProduct, byApp] };

/** `GET /purchases/quantity_series` (get_number_of_purchases.md) and `GET /purchases/revenue_series` (get_revenue_series.md). */
export const purchases: Endpoint[] = [
	products,
	series({
		...common,
		path: '/purchases/quantity_series',
		permission: 'purchases.quantity_series',
		figure: 'purchase_quantity',
		usual: 120,
	}),
	series({
		...common,
		path: '/purchases/revenue_series',
		permission: 'purchases.revenue_series',
		figure: 'revenue',
		usual: 5_400,
	}),
];
