import { assumed, documented, type Evidence } from './evidence';
import { BRAZE_CLI, BRAZE_RUBY, RUDDER } from './sources';

/** What the sandbox does beyond the form of requests and answers. The parity cases name these rules by their IDs. */
interface Behavior {
	id: string;
	of: string;
	rule: string;
	known: Evidence;
}

const IDENTIFY = documented('post_user_identify', '2026-10-09');
const TRACK = documented('post_user_track', '2026-10-09');
const ECOMMERCE = documented('recommended_events', '2026-09');
const ATTRIBUTES = documented('user_attributes_object', '2026-07');
const OBJECTS = documented('array_of_objects', '2026-09');
const LIMITS = documented('api_limits', '2026-10');
const RECIPIENTS = documented('recipient_object', '2026-09-02');
const SCHEDULE = documented('schedule_object', '2026-09-02');

const people: Behavior[] = [
	{
		id: 'identify-gives-the-id',
		of: '/users/identify',
		rule: 'An unidentified profile gets the external ID, or is merged into the user who has it',
		known: IDENTIFY,
	},
	{
		id: 'identify-names-refused',
		of: '/users/identify',
		rule: 'An element without its parts is named in `errors` as `user_identifiers`, with its index; status 201 and `success`',
		known: RUDDER,
	},
	{
		id: 'identify-index',
		of: '/users/identify',
		rule: 'With several lists, the index counts over aliases, emails and phone numbers together',
		known: assumed('only requests with one list are quoted'),
	},
	{
		id: 'identify-nobody',
		of: '/users/identify',
		rule: 'No profile with the alias, email or phone: counted as processed, `success`, nothing changes',
		known: IDENTIFY,
	},
	{
		id: 'identify-shared-contact',
		of: '/users/identify',
		rule: 'Several profiles share the email or phone, also with the user who has the ID: `success`, nothing changes',
		known: IDENTIFY,
	},
	{
		id: 'identify-same-label',
		of: '/users/identify',
		rule: 'The user has an alias with the same label: `success`, nothing changes',
		known: IDENTIFY,
	},
	{
		id: 'alias-taken',
		of: '/users/alias/new',
		rule: 'An alias that any user has stays with them: counted as processed, `success`',
		known: documented('post_user_alias', '2026-10-08'),
	},
	{
		id: 'alias-names-refused',
		of: '/users/alias/new, /users/alias/update',
		rule: 'Elements that are not valid are named in `errors`, as identify does',
		known: assumed('quoted for identify only'),
	},
	{
		id: 'alias-nested',
		of: '/users/alias/new',
		rule: 'An alias inside `user_alias` is accepted too',
		known: BRAZE_RUBY,
	},
	{
		id: 'ids-as-numbers',
		of: 'user and message endpoints',
		rule: 'External and product IDs may be JSON numbers, which are read as text',
		known: BRAZE_RUBY,
	},
	{
		id: 'rename-answers-objects',
		of: '/users/external_ids/rename',
		rule: '`external_ids` has objects of the current and the new ID, though the page says texts',
		known: BRAZE_RUBY,
	},
	{
		id: 'rename-errors',
		of: '/users/external_ids/rename, …/remove',
		rule: 'Errors are lists of the place in the request and the reason',
		known: assumed('the page says lists that refer to the place'),
	},
	{
		id: 'merge-of-nobody',
		of: '/users/merge',
		rule: 'Status 202 and `success` also when nobody is merged; no result for single entries',
		known: documented('post_users_merge', '2026-10-09'),
	},
	{
		id: 'delete-counts-known',
		of: '/users/delete',
		rule: '`deleted` counts only the people who exist',
		known: assumed('the one recording does not say whether its users existed'),
	},
	{
		id: 'export-unknown',
		of: '/users/export/ids',
		rule: 'Unknown IDs are listed in `invalid_user_ids`',
		known: BRAZE_CLI,
	},
	{
		id: 'export-unknown-number',
		of: '/users/export/ids',
		rule: 'An unknown ID that was sent as a number is not listed',
		known: BRAZE_RUBY,
	},
	{
		id: 'segment-export-once',
		of: '/users/export/segment',
		rule: 'A second export of a segment is 429 while one runs',
		known: documented('post_users_segment', '2026-10-09'),
	},
	{
		id: 'segment-export-file',
		of: '/users/export/segment',
		rule: '`url` answers 403 until the file is ready, and again after four hours; the address of the request is called when it is',
		known: documented('post_users_segment', '2026-10-09'),
	},
	{
		id: 'segment-export-gzip',
		of: '/users/export/segment',
		rule: 'As GZIP, all people are in one file',
		known: assumed('the page describes only the ZIP file'),
	},
	{
		id: 'subscription-unknown-group',
		of: '/subscription/status/set, …/get',
		rule: 'An unknown group is refused with 400',
		known: BRAZE_RUBY,
	},
	{
		id: 'subscription-of-nobody',
		of: '/subscription/status/set',
		rule: 'A person who does not exist: `success`, no `errors`',
		known: assumed('no page and no recording shows errors of single people'),
	},
	{
		id: 'subscription-set',
		of: '/subscription/status/set, …/get',
		rule: 'What was set for a person is what the status says',
		known: documented('get_list_user_subscription_group_status', '2026-09-02'),
	},
	{
		id: 'email-status-of-nobody',
		of: '/email/status',
		rule: 'An address that nobody has: 201 and `success`',
		known: BRAZE_RUBY,
	},
];

const tracking: Behavior[] = [
	{
		id: 'track-partly-refused',
		of: '/users/track',
		rule: 'Objects that are not valid are named by array and index, the others are written; processed and refused make up the sent',
		known: BRAZE_CLI,
	},
	{
		id: 'track-all-refused',
		of: '/users/track',
		rule: 'All objects refused: status 400, with the same `errors`',
		known: RUDDER,
	},
	{
		id: 'track-times',
		of: '/users/track',
		rule: 'Times such as `2019-02-15 00:00:00 -0500` are accepted',
		known: BRAZE_RUBY,
	},
	{
		id: 'track-together',
		of: '/users/track',
		rule: 'At most 75 objects in all three arrays together',
		known: TRACK,
	},
	{
		id: 'alias-existing-only',
		of: '/users/track',
		rule: 'An alias alone makes no profile unless `_update_existing_only` is false; the object counts as processed',
		known: documented('post_user_track', '2026-10-09'),
	},
	{
		id: 'group-id',
		of: '/users/track, /users/track/status',
		rule: 'Requests with the same `group_id` can be followed for 24 hours; a bad one is an error without an index, and the data is written',
		known: documented('get_users_track_status', '2026-10'),
	},
	{
		id: 'group-counts-requests',
		of: '/users/track/status',
		rule: '`received` counts requests, and only the newest is worked on: for as long as `/_sandbox/processing` says',
		known: assumed('the page names the members only'),
	},
	{
		id: 'purchase-reserved-properties',
		of: '/users/track',
		rule: 'Six property names of purchases are reserved; properties have at most 50 KB',
		known: documented('purchase_object', '2026-09'),
	},
	{
		id: 'array-unique',
		of: 'custom attributes',
		rule: 'Arrays keep each element once, where it was added last, and at most 500 of them',
		known: ATTRIBUTES,
	},
	{
		id: 'array-oldest-go',
		of: 'custom attributes',
		rule: 'Of more than 500 elements, the oldest go',
		known: assumed('the page names the limit only'),
	},
	{
		id: 'objects-order',
		of: 'custom attributes',
		rule: 'Arrays of objects: `$add`, then `$remove`, then `$update`; `$remove` takes every match away',
		known: OBJECTS,
	},
	{
		id: 'objects-update',
		of: 'custom attributes',
		rule: '`$update` without `_merge_objects` puts the new object in the place of the old one',
		known: OBJECTS,
	},
	{
		id: 'objects-100-kb',
		of: 'custom attributes',
		rule: 'An update that makes an array of objects larger than 100 KB is dropped; the answer is a success',
		known: OBJECTS,
	},
	{
		id: 'ecommerce-dropped',
		of: '/users/track',
		rule: 'An invalid eCommerce event is dropped; 201, `success`, and an error under `purchases` with its index among the events',
		known: ECOMMERCE,
	},
	{
		id: 'ecommerce-codes',
		of: '/users/track',
		rule: 'Properties of eCommerce events: required ones, no others, no other types; amounts from 0 on',
		known: ECOMMERCE,
	},
	{
		id: 'ecommerce-carts',
		of: '/users/track',
		rule: 'A cart is replaced, or changed by lines; it is forgotten after 30 days',
		known: ECOMMERCE,
	},
	{
		id: 'ecommerce-revenue',
		of: '/users/track',
		rule: 'Placed orders add revenue and count; cancelled ones count less; refunds take revenue away. No data points',
		known: ECOMMERCE,
	},
	{
		id: 'ecommerce-cart-of-order',
		of: '/users/track',
		rule: 'The cart of a placed order is empty afterwards; revenue is not converted',
		known: assumed('the page says nothing about the cart, and Braze converts'),
	},
];

const catalogs: Behavior[] = [
	{
		id: 'catalog-members',
		of: '/catalogs',
		rule: 'Catalogs have `source`, `storage_size`, `selections_size`, `selections`, and fields a `token`',
		known: BRAZE_RUBY,
	},
	{
		id: 'catalog-name-taken',
		of: '/catalogs',
		rule: 'A name that is taken is refused with 400',
		known: BRAZE_RUBY,
	},
	{
		id: 'item-patch-merges',
		of: 'catalog items',
		rule: 'PATCH changes the fields it has and leaves the others',
		known: documented('patch_catalog_item, patch_catalog_items_bulk', '2026-09-02'),
	},
	{
		id: 'item-create-existing',
		of: 'catalog items',
		rule: 'POST of one item that exists is refused, and changes nothing',
		known: documented('post_create_catalog_item', '2026-09-02'),
	},
	{
		id: 'item-bulk-create-existing',
		of: 'catalog items',
		rule: 'POST in bulk leaves an item that exists as it is',
		known: assumed('no page says it'),
	},
	{
		id: 'item-bulk-put',
		of: 'catalog items',
		rule: 'PUT in bulk creates items, or replaces them whole',
		known: documented('put_update_catalog_items', '2026-10'),
	},
	{
		id: 'item-bulk-lands',
		of: 'catalog items',
		rule: 'A bulk request is carried out once: usually within seconds, and an hour later at most',
		known: assumed('no page says it; schedule keys rely on it, and read back what they wrote'),
	},
	{
		id: 'item-list-shows-earlier',
		of: 'catalog items',
		rule: 'A list shows what was written before it was asked for',
		known: assumed(
			'bulk requests are asynchronous; here they are done at once, unless a test says how long they take',
		),
	},
	{
		id: 'item-unknown',
		of: 'catalog items',
		rule: 'An unknown item is 404',
		known: documented('get_catalog_item_details', '2026-09-02'),
	},
	{
		id: 'item-patch-unknown',
		of: 'catalog items',
		rule: 'PATCH of one unknown item is 404 `item-not-found`',
		known: assumed('the status of this error is printed as 400 and as 404'),
	},
	{
		id: 'item-deleted',
		of: 'catalog items',
		rule: 'DELETE of one item is 202',
		known: documented('delete_catalog_item', '2026-10'),
	},
	{
		id: 'item-unknown-field',
		of: 'catalog items',
		rule: 'A field that the catalog does not have is refused for all items of the request, with the IDs at fault',
		known: documented('post_create_catalog_items_bulk', '2026-09-02'),
	},
];

const messaging: Behavior[] = [
	{
		id: 'canvas-details-unknown',
		of: '/canvas/details',
		rule: 'An unknown Canvas is refused with 400',
		known: BRAZE_RUBY,
	},
	{
		id: 'schedule-a-year-ahead',
		of: 'schedules of Canvases and campaigns',
		rule: 'A schedule may lie a year ahead; it is created, updated and deleted with 201',
		known: assumed(
			'older pages allow 90 days, newer ones name no limit; no page prints the answers of update and delete',
		),
	},
	{
		id: 'schedule-unknown',
		of: 'schedules of Canvases and campaigns',
		rule: 'An unknown or cancelled schedule is refused with 400, in words about the schedule',
		known: assumed('no page prints it'),
	},
	{
		id: 'send-to-nobody',
		of: '/campaigns/trigger/send, /messages/send',
		rule: 'People who do not exist: `success`, and nobody gets anything',
		known: BRAZE_RUBY,
	},
	{
		id: 'schedule-of-nobody',
		of: 'schedules of Canvases and campaigns',
		rule: 'Recipients who do not exist: `success`, and nobody gets anything',
		known: assumed('recorded for sending a campaign at once'),
	},
	{
		id: 'schedule-zones',
		of: 'schedules',
		rule: 'With local or optimal time, `time` has no zone; otherwise it is a moment, in UTC unless it says otherwise',
		known: SCHEDULE,
	},
	{
		id: 'schedule-both-flags',
		of: 'schedules',
		rule: 'Both flags together, and a moment in the past, are refused',
		known: assumed('no page says what happens'),
	},
	{
		id: 'schedule-notice',
		of: 'schedules of Canvases and campaigns',
		rule: 'The notice about a paused Canvas comes with schedules and campaigns too',
		known: assumed('documented for sending a Canvas'),
	},
	{
		id: 'drafts-refused',
		of: 'Canvases and campaigns',
		rule: 'Drafts, and what no API call triggers, are refused',
		known: assumed('no page says it'),
	},
	{
		id: 'recipients-collapse',
		of: 'recipients',
		rule: 'A person who is named twice gets one message, with the properties of the last entry',
		known: RECIPIENTS,
	},
	{
		id: 'recipient-email',
		of: 'recipients',
		rule: 'An email needs `prioritization`, and reaches nobody unless it leaves exactly one profile',
		known: RECIPIENTS,
	},
	{
		id: 'audience-filters',
		of: 'connected audiences',
		rule: 'Four filters, joined by AND and OR, with `is_any_of` and `is_none_of`',
		known: documented('connected_audience', '2026-09'),
	},
	{
		id: 'webhook-body',
		of: '/messages/send, /messages/schedule/create',
		rule: 'The body of a webhook is a string or an object',
		known: documented('webhook_object', '2026-09'),
	},
];

const everywhere: Behavior[] = [
	{
		id: 'wrong-key',
		of: 'all endpoints',
		rule: 'A wrong key is 401; the answer repeats the key, and the rate limit headers are empty',
		known: BRAZE_RUBY,
	},
	{
		id: 'permission',
		of: 'all endpoints',
		rule: 'A missing permission is 403; a trailing slash too',
		known: documented('errors', '2026-07-21'),
	},
	{ id: 'rate-limits', of: 'all endpoints', rule: 'Limits, and which endpoints share one', known: LIMITS },
	{
		id: 'rate-limit-headers',
		of: 'all endpoints',
		rule: 'Every answer has three headers; the reset is in epoch seconds',
		known: BRAZE_RUBY,
	},
	{
		id: 'schema-words',
		of: 'all endpoints',
		rule: 'A member that is missing, unknown or of another type is refused with 400, with its path in words of the sandbox',
		known: assumed('pages list what is allowed, and not the words'),
	},
	{
		id: 'unknown-members',
		of: 'all endpoints',
		rule: 'Unknown members are refused, so that mistakes are found',
		known: assumed('Braze may ignore them'),
	},
	{
		id: 'at-once',
		of: 'all endpoints',
		rule: 'What Braze does later is done at once',
		known: assumed('Braze advises to wait for minutes between requests that depend on each other'),
	},
];

export const BEHAVIOR: Behavior[] = [...people, ...tracking, ...catalogs, ...messaging, ...everywhere];
