import isEqual from 'lodash/isEqual';
import type { Catalog, CatalogItem } from '../types/catalogs';
import { CATALOG_ITEMS, CATALOG_ITEMS_BULK } from '../state/rateLimits';
import { catalogOf, fromPath, refuse, touched } from '../rules/catalogs';
import { bulkItems, checkValues, isArrayOperation, singleItem } from '../rules/catalogItems';
import type { Call, Endpoint } from './endpoint';
import { single } from './query';

const PAGE_SIZE = 50;
const MAX_BULK = 50;

const BULK = '/catalogs/{catalog_name}/items';
const ONE = '/catalogs/{catalog_name}/items/{item_id}';

/** Changes a catalog by one item, given the existing item with the same ID, if any. */
type Change = (catalog: Catalog, item: CatalogItem, there: CatalogItem | undefined) => void;

const add: Change = (catalog, item) => void catalog.items.push(item);

const edit: Change = (catalog, item, there) =>
	void (there && replaceWith(catalog, there, { ...there, ...changesOf(item, there) }));

const put: Change = (catalog, item, there) =>
	void (there ? replaceWith(catalog, there, item) : catalog.items.push(item));

const remove: Change = (catalog, _, there) =>
	void (catalog.items = catalog.items.filter((one) => one !== there));

function replaceWith(catalog: Catalog, old: CatalogItem, item: CatalogItem): void {
	catalog.items[catalog.items.indexOf(old)] = item;
}

/** The values after a PATCH. An element that is added again appears twice (a guess). */
function changesOf(item: CatalogItem, there: CatalogItem): CatalogItem {
	const values = Object.entries(item).map(([name, value]) => [
		name,
		isArrayOperation(value) ? changedArray(there[name], value) : value,
	]);
	return Object.fromEntries(values) as CatalogItem;
}

function changedArray(
	there: unknown,
	{ $add = [], $remove = [] }: { $add?: unknown[]; $remove?: unknown[] },
): unknown[] {
	const kept = (Array.isArray(there) ? (there as unknown[]) : []).filter(
		(one) => !$remove.some((gone) => isEqual(gone, one)),
	);
	return [...kept, ...$add];
}

const found = (catalog: Catalog, id: string) => catalog.items.find((one) => one.id === id);

/**
 * Creates an asynchronous endpoint for up to 50 items (…_catalog_items_bulk.md). Writes happen immediately unless the
 * workspace sets a delay. How Braze treats items that already exist, or are missing, is undocumented: they stay
 * unchanged (a guess).
 */
function bulk(method: Endpoint['method'], permission: string, change: Change): Endpoint {
	return {
		method,
		path: BULK,
		permission,
		pools: () => [CATALOG_ITEMS_BULK],
		handle: (call) => {
			const catalog = catalogOf(call);
			const items = bulkItems(call.body);
			if (method !== 'DELETE') checkValues(catalog, items, method === 'PATCH');
			const make = (item: CatalogItem) => {
				const there = found(catalog, item.id);
				if (method !== 'POST' || !there) change(catalog, item, there);
			};
			items.forEach((item, index) => makeLater(call, momentOf(call, index), () => make(item)));
			touched(catalog, call);
			return { status: 202, body: { message: 'success' } };
		},
	};
}

/** When a bulk request writes an item. Neighbouring items are written far apart. */
function momentOf({ state, now }: Call, index: number): number {
	const share = 0.5 + ((index * 7) % MAX_BULK) / (2 * MAX_BULK);
	return now.getTime() + state.bulkWritesTake * share;
}

function makeLater({ state, now }: Call, at: number, make: () => void): void {
	if (at <= now.getTime()) return make();
	state.lateWrites.push({ at, make });
	state.nextDue = Math.min(state.nextDue, at);
}

const STATUS = { GET: 200, POST: 201, PATCH: 200, PUT: 200, DELETE: 202 };

/** Creates a synchronous endpoint for a single item (…_catalog_item.md). */
function one(method: Endpoint['method'], permission: string, change: Change): Endpoint {
	return {
		method,
		path: ONE,
		permission,
		pools: () => [CATALOG_ITEMS],
		handle: (call) => {
			const catalog = catalogOf(call);
			const id = fromPath(call.params.item_id);
			const item = method === 'DELETE' ? { id } : singleItem(call.body, id);
			if (method !== 'DELETE') checkValues(catalog, [item], method === 'PATCH');
			const there = found(catalog, id);
			if (method === 'POST' && there)
				refuse('item-already-exists', 'The item already exists', [['item_id', id]]);
			if ((method === 'PATCH' || method === 'DELETE') && !there) refuseMissing(id);
			change(catalog, item, there);
			touched(catalog, call);
			return { status: STATUS[method], body: { message: 'success' } };
		},
	};
}

const refuseMissing = (id: string): never =>
	refuse('item-not-found', 'Could not find item', [['item_id', id]], 404);

/** `GET /catalogs/{catalog_name}/items/{item_id}` (get_catalog_item_details.md). */
const get: Endpoint = {
	method: 'GET',
	path: ONE,
	permission: 'catalogs.get_item',
	pools: () => [CATALOG_ITEMS],
	handle: (call) => {
		const id = fromPath(call.params.item_id);
		const item = found(catalogOf(call), id) ?? refuseMissing(id);
		return { status: 200, body: { items: [item], message: 'success' } };
	},
};

/** `GET /catalogs/{catalog_name}/items` (get_catalog_items_details_bulk.md): the `Link` header contains the previous and next page. */
const list: Endpoint = {
	method: 'GET',
	path: BULK,
	permission: 'catalogs.get_items',
	pools: () => [CATALOG_ITEMS],
	handle: (call) => {
		const { name, items } = catalogOf(call);
		const from = skipOf(call);
		const link = (skip: number, rel: string) =>
			`</catalogs/${name}/items?cursor=${cursorOf(skip)}>; rel="${rel}"`;
		const links = [
			...(from > 0 ? [link(Math.max(0, from - PAGE_SIZE), 'prev')] : []),
			...(from + PAGE_SIZE < items.length ? [link(from + PAGE_SIZE, 'next')] : []),
		];
		const headers: Record<string, string> = links.length > 0 ? { link: links.join(',') } : {};
		return { status: 200, headers, body: { items: items.slice(from, from + PAGE_SIZE), message: 'success' } };
	},
};

const cursorOf = (skip: number): string => Buffer.from(`skip:${skip}`).toString('base64');

function skipOf(call: Call): number {
	const cursor = single(call, 'cursor');
	if (cursor === undefined) return 0;
	const skip = /^skip:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString())?.[1];
	return skip === undefined
		? refuse('invalid-cursor', "'cursor' is not valid", [['cursor', cursor]])
		: Number(skip);
}

export const catalogItems: Endpoint[] = [
	list,
	get,
	bulk('POST', 'catalogs.add_items', add),
	bulk('PATCH', 'catalogs.update_items', edit),
	bulk('PUT', 'catalogs.replace_items', put),
	bulk('DELETE', 'catalogs.delete_items', remove),
	one('POST', 'catalogs.create_item', add),
	one('PATCH', 'catalogs.update_item', edit),
	one('PUT', 'catalogs.replace_item', put),
	one('DELETE', 'catalogs.delete_item', remove),
];
