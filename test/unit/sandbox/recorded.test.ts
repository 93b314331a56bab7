import { ORDER_SHIPPED_ID } from '../../../sandbox/seeds/campaigns';
import { PRO_PLAN_ID } from '../../../sandbox/seeds/segments';
import { NEWSLETTER_ID } from '../../../sandbox/seeds/subscriptionGroups';
import { type Sandbox, startSandbox } from '../../../sandbox/server';
import { call, MONDAY } from './client';

/** Answers of real workspaces that others published (sandbox/evidence/sources.ts): the sandbox gives the same. */

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ port: 0, now: () => new Date(MONDAY) });
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.stop());

const text = expect.any(String) as string;
const number = expect.any(Number) as number;
const success = { message: 'success' };
const person = { external_id: 'user-001' };

type Exchange = [
	what: string,
	request: [method: string, path: string, body?: object],
	answer: [status: number, body: object],
];

const EXCHANGES: Exchange[] = [
	[
		'a campaign for an unknown user, whose ID is a number',
		[
			'POST',
			'/campaigns/trigger/send',
			{ campaign_id: ORDER_SHIPPED_ID, recipients: [{ external_user_id: 12345 }] },
		],
		[201, { dispatch_id: text, ...success }],
	],
	[
		'a message for an unknown user, whose ID is a number',
		['POST', '/messages/send', { messages: { apple_push: { alert: 'hello' } }, external_user_ids: [12345] }],
		[201, { dispatch_id: text, ...success }],
	],
	[
		'an unknown Canvas',
		['GET', '/canvas/details?canvas_id=non-existing'],
		[400, { message: 'canvas_id must be a string of the Canvas api identifier' }],
	],
	[
		'an alias inside user_alias',
		[
			'POST',
			'/users/alias/new',
			{ user_aliases: [{ user_alias: { alias_name: 'abc', alias_label: 'foo' } }] },
		],
		[201, { aliases_processed: 1, ...success }],
	],
	[
		'an identification by a number',
		[
			'POST',
			'/users/identify',
			{
				aliases_to_identify: [{ external_id: 12345, user_alias: { alias_name: 'abc', alias_label: 'foo' } }],
			},
		],
		[201, { aliases_processed: 1, ...success }],
	],
	[
		'a deletion by numbers',
		['POST', '/users/delete', { external_ids: [400, 401] }],
		[201, { deleted: number, ...success }],
	],
	[
		'an export of an unknown ID',
		['POST', '/users/export/ids', { external_ids: ['nope'], fields_to_export: ['external_id'] }],
		[201, { users: [], invalid_user_ids: ['nope'], ...success }],
	],
	[
		'an export of an unknown ID that is a number',
		['POST', '/users/export/ids', { external_ids: [12345], fields_to_export: ['external_id'] }],
		[201, { users: [], ...success }],
	],
	[
		'an export of a segment',
		[
			'POST',
			'/users/export/segment',
			{
				segment_id: PRO_PLAN_ID,
				callback_endpoint: 'https://example.com',
				fields_to_export: ['external_id'],
			},
		],
		[201, { object_prefix: text, url: text, ...success }],
	],
	[
		'a subscription state in the older form',
		[
			'POST',
			'/subscription/status/set',
			{ ...person, subscription_group_id: NEWSLETTER_ID, subscription_state: 'subscribed' },
		],
		[201, success],
	],
	[
		'the state in an unknown group',
		['GET', '/subscription/status/get?external_id=user-001&subscription_group_id=non-existing'],
		[400, { message: 'Invalid subscription group ID' }],
	],
	[
		'a malformed address',
		['POST', '/users/track', { attributes: [{ ...person, email: '123@a' }] }],
		[
			400,
			{
				message: "Valid data must be provided in the 'attributes', 'events', or 'purchases' fields.",
				errors: [
					{
						type: "The value provided for the 'email' field is not a valid email.",
						input_array: 'attributes',
						index: 0,
					},
				],
			},
		],
	],
	[
		'an empty list of groups',
		['POST', '/users/track', { attributes: [{ ...person, email: 'a@b.co', subscription_groups: [] }] }],
		[201, { attributes_processed: 1, ...success }],
	],
	[
		'an email status',
		['POST', '/email/status', { email: 'nobody@example.com', subscription_state: 'unsubscribed' }],
		[201, success],
	],
];

it.each(EXCHANGES)('%s', async (_what, [method, path, body], [status, answer]) => {
	const got = await call(sandbox, method, path, body);
	expect([got.status, got.body]).toEqual([status, answer]);
});

it('a wrong key is repeated, and the headers of the rate limit are empty', async () => {
	const { status, body, headers } = await call(sandbox, 'GET', '/canvas/list', undefined, {
		authorization: 'Bearer non-existent',
	});
	const limits = ['limit', 'remaining', 'reset'].map((name) => headers.get(`x-ratelimit-${name}`));
	expect([status, body, limits]).toEqual([401, { message: 'Invalid API key: non-existent' }, ['', '', '']]);
});

it('the figures of a campaign have four conversion events, and a variation its ID only', async () => {
	const { body } = await call(
		sandbox,
		'GET',
		`/campaigns/data_series?campaign_id=${ORDER_SHIPPED_ID}&length=1`,
	);
	const [day] = body.data as Array<{ messages: { email: object[] } }>;
	expect(Object.keys(day).sort()).toEqual(
		['', '1', '2', '3']
			.flatMap((event) => [`conversions${event}`, `conversions${event}_by_send_time`])
			.concat('messages', 'revenue', 'time', 'unique_recipients')
			.sort(),
	);
	expect(Object.keys(day.messages.email[0])).toEqual(
		expect.arrayContaining(['variation_api_id', 'machine_open']),
	);
	expect(day.messages.email[0]).not.toHaveProperty('variation_name');
});
