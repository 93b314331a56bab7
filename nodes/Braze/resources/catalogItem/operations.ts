import type { IDataObject } from 'n8n-workflow';

import { allowAgentOption } from '../../fields/confirmation';
import { optionsField, requestOptionFields } from '../../fields/options/commonOptions';
import { readLimit, returnAllFields } from '../../fields/output/returnAll';
import { catalogChoice } from '../../fields/resource/choices';
import type { Operation } from '../../operation';
import { itemIdField, itemValuesFields, readItemId, readItemValues } from './itemValues';
import { ARRAY_OPERATORS } from './itemRules';
import { changeOf } from './itemChange';

/** Creates items. https://www.braze.com/docs/api/endpoints/catalogs/catalog_items/asynchronous/post_create_catalog_items_bulk */
export const create = changeOf({
	name: 'Create',
	value: 'create',
	action: 'Create item in catalog',
	description: 'Add a new item to a catalog',
	endpoint: { method: 'POST', verb: 'created' },
	permissions: { bulk: 'catalogs.add_items', single: 'catalogs.create_item' },
	safety: 'notIdempotent',
	fields: itemValuesFields,
	read: (item) => readItemValues(item, []),
});

/** Replaces items, or creates them. https://www.braze.com/docs/api/endpoints/catalogs/catalog_items/asynchronous/put_update_catalog_items */
export const createOrUpdate = changeOf({
	name: 'Create or Update',
	value: 'createOrUpdate',
	action: 'Create or replace item in catalog',
	description: 'Create or replace an item; fields that are not sent lose their value',
	endpoint: { method: 'PUT', verb: 'saved' },
	permissions: { bulk: 'catalogs.replace_items', single: 'catalogs.replace_item' },
	safety: 'idempotent',
	fields: itemValuesFields,
	read: (item) => readItemValues(item, []),
});

/**
 * Updates some values of items. Not repeated after an unclear response, because that could add an element to a list
 * twice. https://www.braze.com/docs/api/endpoints/catalogs/catalog_items/asynchronous/patch_catalog_items_bulk
 */
export const update = changeOf({
	name: 'Update',
	value: 'update',
	action: 'Update values of catalog item',
	description: 'Change some values of an item and keep the others',
	endpoint: { method: 'PATCH', verb: 'updated' },
	permissions: { bulk: 'catalogs.update_items', single: 'catalogs.update_item' },
	safety: 'notIdempotent',
	fields: itemValuesFields,
	read: (item) => readItemValues(item, ARRAY_OPERATORS),
});

/** Deletes items. https://www.braze.com/docs/api/endpoints/catalogs/catalog_items/asynchronous/delete_catalog_items_bulk */
export const deleteItem = changeOf({
	name: 'Delete',
	value: 'delete',
	action: 'Delete item from catalog',
	description: 'Delete an item from a catalog',
	endpoint: { method: 'DELETE', verb: 'deleted', repetitionHint: 'The first attempt may have deleted it' },
	permissions: { bulk: 'catalogs.delete_items', single: 'catalogs.delete_item' },
	safety: 'idempotent',
	fields: [itemIdField],
	options: [allowAgentOption],
	read: (item) => ({ id: readItemId(item) }),
	confirmsDeletion: true,
});

/**
 * Gets one item of a catalog; `found: false` if the response has none.
 * https://www.braze.com/docs/api/endpoints/catalogs/catalog_items/synchronous/get_catalog_item_details
 */
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
	response: { leftOut: ['items'], contains: { message: 'value', items: 'optionalList' } },
	entry(item) {
		const path = { catalog_name: catalogChoice.read(item), item_id: readItemId(item) };
		return {
			envelope: { path, subject: `${path.catalog_name}/${path.item_id}` },
			output: ({ items = [] }) =>
				(items as IDataObject[]).length > 0 ? (items as IDataObject[]) : [{ found: false }],
		};
	},
};

/**
 * Lists the items of a catalog as one output item each.
 * https://www.braze.com/docs/api/endpoints/catalogs/catalog_items/synchronous/get_catalog_items_details_bulk
 */
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
