import type { Resource } from '../../operation';
import { create } from './create';
import { deleteCatalog } from './delete';
import { createFields, deleteField } from './fields';
import { getMany } from './getMany';
import { createSelection, deleteSelection } from './selections';

/** Catalogs: tables of items that messages can show. */
export const catalog: Resource = {
	name: 'Catalog',
	value: 'catalog',
	description: 'Tables of data that messages can use, with their fields and selections',
	operations: [getMany, create, deleteCatalog, createFields, deleteField, createSelection, deleteSelection],
};
