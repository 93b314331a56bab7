import { allowAgentOption } from '../../fields/values/confirmation';
import { itemIdField, itemValuesFields, readItemId, readItemValues } from './itemValues';
import { ARRAY_OPERATORS } from './itemRules';
import { changeOf } from './change';

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
 * Updates some values of items. Not repeated after an unclear answer: an element may be added to a list twice.
 * https://www.braze.com/docs/api/endpoints/catalogs/catalog_items/asynchronous/patch_catalog_items_bulk
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
	done: { deleted: true },
});
