import type { Resource } from '../../operation';
import { create, createOrUpdate, deleteItem, get, getMany, update } from './operations';

/** The items of catalogs. */
export const catalogItem: Resource = {
	name: 'Catalog Item',
	value: 'catalogItem',
	description: 'Rows of a catalog',
	operations: [createOrUpdate, create, update, deleteItem, get, getMany],
};
