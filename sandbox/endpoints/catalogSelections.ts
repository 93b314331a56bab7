import type { Catalog, CatalogField, CatalogSelection } from '../types/catalogs';
import { CATALOG_FIELDS } from '../state/rateLimits';
import { catalogOf, fromPath, refuse, touched } from '../rules/catalogs';
import { refuseOthers } from '../rules/members';
import { isObject } from '../people/values';
import type { JsonObject } from '../types/json';
import type { Endpoint } from './endpoint';

const MAX_FILTERS = 10;
const MAX_RESULTS = 50;

const MEMBERS = [
	'name',
	'description',
	'external_id',
	'source',
	'filters',
	'results_limit',
	'sort_field',
	'sort_order',
];

/** Which filters a field allows, and the type of their value; the form of places is undocumented. */
const OPERATORS: Partial<Record<CatalogField['type'], { operators: string[]; value?: string }>> = {
	string: { operators: ['equals', 'does not equal'], value: 'string' },
	number: { operators: ['equals', 'does not equal', 'greater than', 'less than'], value: 'number' },
	boolean: { operators: ['is'], value: 'boolean' },
	time: { operators: ['before', 'after'], value: 'string' },
	array: { operators: ['includes value', 'does not include value'], value: 'string' },
	geo: { operators: ['geo within', 'geo outside'] },
};

/** `POST /catalogs/{catalog_name}/selections` (post_create_catalog_selections.md): asynchronous; done immediately here. */
const create: Endpoint = {
	method: 'POST',
	path: '/catalogs/{catalog_name}/selections',
	permission: 'catalogs.create_selection',
	pools: () => [CATALOG_FIELDS],
	handle: (call) => {
		const catalog = catalogOf(call);
		catalog.selections.push(checked(catalog, call.body.selection));
		touched(catalog, call);
		return { status: 202, body: { message: 'success' } };
	},
};

function checked(catalog: Catalog, raw: unknown): CatalogSelection {
	if (!isObject(raw)) return refuse('invalid-selection', 'The selection is not valid');
	refuseOthers(raw, MEMBERS, 'selection');
	const selection = raw as unknown as CatalogSelection & JsonObject;
	const { name, filters, results_limit: limit } = selection;
	if (typeof name !== 'string' || name.trim() === '')
		refuse('invalid-selection', 'The selection has no name');
	if (catalog.selections.some((one) => one.name === name)) {
		refuse('selection-name-already-exists', 'A selection with that name already exists', [['name', name]]);
	}
	if (!Array.isArray(filters) || !filters.every(isObject))
		refuse('selection-has-invalid-filter', 'The filters are not valid');
	if (filters.length > MAX_FILTERS)
		refuse('too-many-filters', `A selection cannot have more than ${MAX_FILTERS} filters`);
	for (const filter of filters) checkFilter(catalog, filter);
	const lists = new Set(
		filters.map(({ field }) => field).filter((field) => typeOf(catalog, field) === 'array'),
	);
	if (lists.size > 1)
		refuse('selection-contains-too-many-arrays', 'A selection can filter by one array field only');
	if (!Number.isInteger(limit) || limit < 1 || limit > MAX_RESULTS) {
		refuse('selection-invalid-results-limit', `results_limit must be between 1 and ${MAX_RESULTS}`, [
			['results_limit', limit],
		]);
	}
	checkSorting(catalog, selection);
	return selection;
}

const typeOf = ({ fields }: Catalog, field: string) => fields.find(({ name }) => name === field)?.type;

function checkFilter(
	catalog: Catalog,
	{ field, operator, value }: CatalogSelection['filters'][number],
): void {
	const type = typeOf(catalog, field);
	const known = type && OPERATORS[type];
	const fits =
		known?.value === undefined ? value !== undefined && value !== null : typeof value === known.value;
	if (!known?.operators.includes(operator) || !fits) {
		refuse('selection-has-invalid-filter', 'A filter is not valid', [['field', field]]);
	}
}

function checkSorting({ fields }: Catalog, { sort_field: field, sort_order: order }: CatalogSelection): void {
	if ((field === undefined) !== (order === undefined))
		refuse('invalid-sorting', 'sort_field and sort_order belong together');
	if (field === undefined) return;
	if (!fields.some(({ name }) => name === field))
		refuse('invalid-sort-field', 'The sort field is not valid', [['sort_field', field]]);
	if (order !== 'asc' && order !== 'desc')
		refuse('invalid-sort-order', 'The sort order is not valid', [['sort_order', order]]);
}

/** `DELETE /catalogs/{catalog_name}/selections/{selection_name}` (delete_catalog_selection.md): asynchronous; done immediately here. */
const remove: Endpoint = {
	method: 'DELETE',
	path: '/catalogs/{catalog_name}/selections/{selection_name}',
	permission: 'catalogs.delete_selection',
	pools: () => [CATALOG_FIELDS],
	handle: (call) => {
		const catalog = catalogOf(call);
		const name = fromPath(call.params.selection_name);
		if (!catalog.selections.some((one) => one.name === name)) {
			refuse('invalid-selection', 'The selection is not valid', [['selection_name', name]], 404);
		}
		catalog.selections = catalog.selections.filter((one) => one.name !== name);
		touched(catalog, call);
		return { status: 202, body: { message: 'success' } };
	},
};

export const catalogSelections: Endpoint[] = [create, remove];
