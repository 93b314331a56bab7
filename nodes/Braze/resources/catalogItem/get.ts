import type { IDataObject } from 'n8n-workflow';

import { requestOptionFields } from '../../fields/options/requestOptions';
import { optionsField } from '../../fields/options/optionsCollection';
import { readLimit, returnAllFields } from '../../fields/output/returnAll';
import { catalogChoice } from '../../fields/resource/choices';
import type { Operation } from '../../operation';
import { itemIdField, readItemId } from './itemValues';

/** Gets one item of a catalog. https://www.braze.com/docs/api/endpoints/catalogs/catalog_items/synchronous/get_catalog_item_details */
export const get: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get values of catalog item',
	description: 'Get one catalog item with its values',
	fields: [catalogChoice.field, itemIdField, optionsField(requestOptionFields)],
	endpoint: {
		method: 'GET',
		path: '/catalogs/{catalog_name}/items/{item_id}',
		permission: 'catalogs.get_item',
	},
	safety: 'idempotent',
	response: { leftOut: ['items'] },
	entry(item) {
		const path = { catalog_name: catalogChoice.read(item), item_id: readItemId(item) };
		return {
			envelope: { path, subject: `${path.catalog_name}/${path.item_id}` },
			output: ({ items }) => items as IDataObject[],
		};
	},
};

/** Lists the items of a catalog, one output item each. https://www.braze.com/docs/api/endpoints/catalogs/catalog_items/synchronous/get_catalog_items_details_bulk */
export const getMany: Operation = {
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many items in catalog',
	description: 'Get the items in a catalog with their values',
	fields: [catalogChoice.field, ...returnAllFields, optionsField(requestOptionFields)],
	endpoint: { method: 'GET', path: '/catalogs/{catalog_name}/items', permission: 'catalogs.get_items' },
	safety: 'idempotent',
	paging: { list: 'items', style: 'cursor', size: 50 },
	entry(item) {
		const catalog = catalogChoice.read(item);
		return {
			envelope: { path: { catalog_name: catalog }, limit: readLimit(item), subject: catalog },
			output: ({ items }) => items as IDataObject[],
		};
	},
};
