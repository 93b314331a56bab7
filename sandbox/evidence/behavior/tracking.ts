import { assumed, documented, type Behavior } from '../evidence';
import { BRAZE_CLI, BRAZE_RUBY, RUDDER } from '../sources';

const TRACK = documented('post_user_track', '2026-10-09');
const ECOMMERCE = documented('recommended_events', '2026-09');
const ATTRIBUTES = documented('user_attributes_object', '2026-07');
const OBJECTS = documented('array_of_objects', '2026-09');

/** What is tracked: attributes, events, purchases and orders. */
export const tracking: Behavior[] = [
	{
		id: 'track-partly-refused',
		of: '/users/track',
		rule: 'Invalid objects are named by array and index, and the others are written; processed and refused objects add up to those sent',
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
		rule: 'An alias alone creates no profile unless `_update_existing_only` is false; the object counts as processed',
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
		rule: '`received` counts requests, and only the newest is still being processed, for as long as `/_sandbox/processing` says',
		known: assumed('the page only names the members'),
	},
	{
		id: 'nested-null',
		of: 'custom attributes',
		rule: '`null` inside an object: no change of that attribute, and success',
		known: TRACK,
	},
	{
		id: 'group-by-email',
		of: '/users/track',
		rule: 'A subscription group for email is set for everybody with the same address',
		known: TRACK,
	},
	{
		id: 'changes-well-formed',
		of: 'custom attributes',
		rule: 'An operator that does not have its documented form is refused',
		known: assumed('the pages show the forms, but not what happens to others'),
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
		rule: 'Arrays keep each element once, at the position where it was last added, and at most 500 elements',
		known: ATTRIBUTES,
	},
	{
		id: 'array-oldest-go',
		of: 'custom attributes',
		rule: 'With more than 500 elements, the oldest are dropped',
		known: assumed('the page only names the limit'),
	},
	{
		id: 'objects-order',
		of: 'custom attributes',
		rule: 'Arrays of objects: `$add`, then `$remove`, then `$update`; `$remove` removes every match',
		known: OBJECTS,
	},
	{
		id: 'objects-update',
		of: 'custom attributes',
		rule: '`$update` without `_merge_objects` replaces the old object with the new one',
		known: OBJECTS,
	},
	{
		id: 'objects-100-kb',
		of: 'custom attributes',
		rule: 'An update that makes an array of objects larger than 100 KB is dropped; the response is a success',
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
		rule: 'Properties of eCommerce events: only known ones, all required ones, of the right type; amounts of 0 or more',
		known: ECOMMERCE,
	},
	{
		id: 'ecommerce-carts',
		of: '/users/track',
		rule: 'A cart is replaced, or changed line by line; it is forgotten after 30 days',
		known: ECOMMERCE,
	},
	{
		id: 'ecommerce-revenue',
		of: '/users/track',
		rule: 'Placed orders add to revenue and to the number of orders; cancelled orders reduce the number; refunds reduce revenue. No data points',
		known: ECOMMERCE,
	},
	{
		id: 'ecommerce-cart-of-order',
		of: '/users/track',
		rule: 'The cart of a placed order is empty afterwards; revenue is not converted',
		known: assumed('the page says nothing about the cart, and Braze converts revenue'),
	},
];
