import { assumed, documented, type Behavior } from '../evidence';
import { BRAZE_CLI, BRAZE_RUBY, RUDDER } from '../sources';

const IDENTIFY = documented('post_user_identify', '2026-10-09');

/** People: identifying, merging, exporting, subscribing. */
export const people: Behavior[] = [
	{
		id: 'identify-gives-the-id',
		of: '/users/identify',
		rule: 'An unidentified profile gets the external ID, or is merged into the user who has it',
		known: IDENTIFY,
	},
	{
		id: 'identify-names-refused',
		of: '/users/identify',
		rule: 'An incomplete element is named in `errors` as `user_identifiers`, with its index; status 201 and `success`',
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
		rule: 'An alias that another user already has stays with that user: counted as processed, `success`',
		known: documented('post_user_alias', '2026-10-08'),
	},
	{
		id: 'alias-names-refused',
		of: '/users/alias/new, /users/alias/update',
		rule: 'Invalid elements are named in `errors`, as with identify',
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
		rule: '`external_ids` contains objects with the current and the new ID, although the page says strings',
		known: BRAZE_RUBY,
	},
	{
		id: 'rename-errors',
		of: '/users/external_ids/rename, …/remove',
		rule: 'Errors are lists of the position in the request and the reason',
		known: assumed('the page mentions lists that refer to the position'),
	},
	{
		id: 'merge-of-nobody',
		of: '/users/merge',
		rule: 'Status 202 and `success` even if nobody is merged; no result for individual entries',
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
		rule: 'A second export of a segment gets 429 while one is running',
		known: documented('post_users_segment', '2026-10-09'),
	},
	{
		id: 'segment-export-file',
		of: '/users/export/segment',
		rule: '`url` returns 403 until the file is ready, and again after four hours; `callback_endpoint` is called when the file is ready',
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
		known: assumed('no page and no recording shows errors for individual people'),
	},
	{
		id: 'subscription-set',
		of: '/subscription/status/set, …/get',
		rule: 'The status is the one that was set for the person',
		known: documented('get_list_user_subscription_group_status', '2026-09-02'),
	},
	{
		id: 'email-status-of-nobody',
		of: '/email/status',
		rule: 'An unknown address: 201 and `success`',
		known: BRAZE_RUBY,
	},
];
