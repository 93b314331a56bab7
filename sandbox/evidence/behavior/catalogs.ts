import { assumed, documented, type Behavior } from '../evidence';
import { BRAZE_RUBY } from '../sources';

/** Catalogs and their items. */
export const catalogs: Behavior[] = [
	{
		id: 'catalog-members',
		of: '/catalogs',
		rule: 'Catalogs have `source`, `storage_size`, `selections_size`, `selections`, and fields a `token`',
		known: BRAZE_RUBY,
	},
	{
		id: 'catalog-name-taken',
		of: '/catalogs',
		rule: 'A name that already exists is refused with 400',
		known: BRAZE_RUBY,
	},
	{
		id: 'item-patch-merges',
		of: 'catalog items',
		rule: 'PATCH changes the fields in the request and keeps the others',
		known: documented('patch_catalog_item, patch_catalog_items_bulk', '2026-09-02'),
	},
	{
		id: 'item-create-existing',
		of: 'catalog items',
		rule: 'POST of one existing item is refused, and changes nothing',
		known: documented('post_create_catalog_item', '2026-09-02'),
	},
	{
		id: 'item-bulk-create-existing',
		of: 'catalog items',
		rule: 'POST in bulk does not change existing items',
		known: assumed('no page says it'),
	},
	{
		id: 'item-bulk-put',
		of: 'catalog items',
		rule: 'PUT in bulk creates items, or replaces them completely',
		known: documented('put_update_catalog_items', '2026-10'),
	},
	{
		id: 'item-bulk-lands',
		of: 'catalog items',
		rule: 'A bulk request is carried out once: usually within seconds, and an hour later at most',
		known: assumed('no page says so; schedule keys rely on it, and read back what they wrote'),
	},
	{
		id: 'item-list-shows-earlier',
		of: 'catalog items',
		rule: 'A list shows everything that was written before it was requested',
		known: assumed(
			'bulk requests are asynchronous; here they are carried out at once, unless a test says how long they take',
		),
	},
	{
		id: 'item-unknown',
		of: 'catalog items',
		rule: 'An unknown item gets 404',
		known: documented('get_catalog_item_details', '2026-09-02'),
	},
	{
		id: 'item-patch-unknown',
		of: 'catalog items',
		rule: 'PATCH of one unknown item gets 404 `item-not-found`',
		known: assumed('the pages show this error with status 400 and with 404'),
	},
	{
		id: 'item-deleted',
		of: 'catalog items',
		rule: 'DELETE of one item gets 202',
		known: documented('delete_catalog_item', '2026-10'),
	},
	{
		id: 'item-unknown-field',
		of: 'catalog items',
		rule: 'A field that the catalog does not have is refused for all items of the request, with the IDs at fault',
		known: documented('post_create_catalog_items_bulk', '2026-09-02'),
	},
];
