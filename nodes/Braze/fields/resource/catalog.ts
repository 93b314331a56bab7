import { readCatalogName } from '../../schemas/catalogName';
import { resourceChoice } from './resourceChoice';

/** Chooses the catalog. Catalogs have no IDs: Braze identifies them by name. */
export const catalogChoice = resourceChoice({
	label: 'Catalog',
	name: 'catalogName',
	description: 'The catalog to work with',
	search: 'searchCatalogs',
	hint: 'In Braze, open Catalogs and copy the name',
	manual: { displayName: 'By Name', mode: 'name', placeholder: 'e.g. cafes', read: readCatalogName },
});
