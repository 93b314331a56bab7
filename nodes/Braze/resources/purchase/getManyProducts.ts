import { requestOptionFields } from '../../fields/options/deliveryOptions';
import { optionsField } from '../../fields/options/optionsCollection';
import { textsAt } from '../../fields/output/analyticsOutput';
import { readLimit, returnAllFields } from '../../fields/output/returnAll';
import type { Operation } from '../../operation';

/** Braze does not document the page size, so only an empty page marks the end. */
const ANY_SIZE = 1;

/** Lists the IDs of products, one output item each. https://www.braze.com/docs/api/endpoints/export/purchases/get_list_product_id */
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
