import type { Resource } from '../../operation';
import { create, createOrUpdate, deleteItem, update } from './changes';
import { get, getMany } from './get';

/** The items of catalogs. */
export const catalogItem: Resource = {
	name: 'Catalog Item',
	value: 'catalogItem',
	description: 'Rows of a catalog',
	operations: [createOrUpdate, create, update, deleteItem, get, getMany],
};
