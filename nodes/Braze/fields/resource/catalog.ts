import { readCatalogName } from '../../schemas/catalogName';
import { resourceChoice } from './resourceChoice';

/** Chooses the catalog. Catalogs have no IDs: Braze knows them by name. */
export const catalogChoice = resourceChoice({
	label: 'Catalog',
	name: 'catalogName',
	description: 'The catalog to work with',
	search: 'searchCatalogs',
	hint: 'In Braze: the name under Catalogs',
	manual: { displayName: 'By Name', mode: 'name', placeholder: 'e.g. cafes', read: readCatalogName },
});
