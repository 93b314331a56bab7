import { PRO_PLAN_ID } from '../../../sandbox/seeds/segments';
import { type Sandbox, startSandbox } from '../../../sandbox/server';
import { call, MONDAY } from './client';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ port: 0, now: () => new Date(MONDAY) });
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.stop());

const post = async (path: string, body: object) => await call(sandbox, 'POST', path, body);
const user = (external_id: string) => sandbox.state.users.find((one) => one.external_id === external_id);
const lead = { alias_name: 'lead-1', alias_label: 'crm' };
const byEmail = (email: string, ...prioritization: string[]) => ({ email, prioritization });
const fifty = (count: number) => Array.from({ length: count }, (_, n) => `n-${n}`);

/** What an endpoint refuses, and a piece of its words. */
const REFUSED: Array<[what: string, path: string, body: object, words: string]> = [
	['an empty identification', '/users/identify', {}, 'is required'],
	['no aliases', '/users/alias/new', {}, "'user_aliases'"],
	[
		'merge updates as an object',
		'/users/merge',
		{ merge_updates: {} },
		"'merge_updates' must be an array of objects",
	],
	[
		'a merge of 51',
		'/users/merge',
		{ merge_updates: fifty(51).map(() => ({})) },
		'may not contain more than 50 merge updates',
	],
	[
		'a merge with another key',
		'/users/merge',
		{ merge_updates: [{ identifier_to_merge: {} }] },
		'must only have',
	],
	[
		'a merge of nobody',
		'/users/merge',
		{ merge_updates: [{ identifier_to_merge: {}, identifier_to_keep: {} }] },
		'identifiers must be objects',
	],
	[
		'a merge by a name that every object has',
		'/users/merge',
		{ merge_updates: [{ identifier_to_merge: { toString: 'x' }, identifier_to_keep: { external_id: 'a' } }] },
		'identifiers must be objects',
	],
	[
		'a merge by a prototype',
		'/users/merge',
		JSON.parse(
			'{"merge_updates":[{"identifier_to_merge":{"__proto__":{}},"identifier_to_keep":{"external_id":"a"}}]}',
		) as object,
		'identifiers must be objects',
	],
	[
		'a merge of a profile that is identified and not',
		'/users/merge',
		{
			merge_updates: [
				{
					identifier_to_merge: { email: 'ada@example.com', prioritization: ['identified', 'unidentified'] },
					identifier_to_keep: { external_id: 'a' },
				},
			],
		},
		'can have only one of identified and unidentified',
	],
	['two kinds in a deletion', '/users/delete', { external_ids: ['a'], braze_ids: ['b'] }, 'Exactly one kind'],
	['an empty deletion', '/users/delete', {}, 'Exactly one kind'],
	['a deletion of nobody', '/users/delete', { external_ids: [] }, 'external_ids'],
	['a deletion of an empty ID', '/users/delete', { external_ids: [''] }, 'external_ids[0]'],
	['a deletion of 51', '/users/delete', { external_ids: fifty(51) }, 'The max number of ids'],
	[
		'a deletion of the least recently updated',
		'/users/delete',
		{ email_addresses: [byEmail('a@b.co', 'least_recently_updated')] },
		'prioritization',
	],
	[
		'a rename without the new ID',
		'/users/external_ids/rename',
		{ external_id_renames: [{ current_external_id: 'a' }] },
		"'new_external_id'",
	],
	['an export without fields', '/users/export/ids', { external_ids: ['a'] }, "'fields_to_export'"],
	[
		'an export by email and phone',
		'/users/export/ids',
		{ email_address: 'a@b.co', phone: '+14155550100', fields_to_export: ['email'] },
		'Only one of',
	],
	[
		'an export of 51',
		'/users/export/ids',
		{ external_ids: fifty(51), fields_to_export: ['email'] },
		'The max number of external_ids',
	],
	[
		'an export of an unknown segment',
		'/users/export/segment',
		{ segment_id: 'x', fields_to_export: ['email'] },
		'Invalid Segment ID',
	],
	[
		'an unknown key',
		'/users/export/global_control_group',
		{ fields_to_export: ['email'], segment_id: 'x' },
		'unknown key',
	],
	['no group', '/v2/subscription/status/set', { subscription_groups: [] }, 'subscription_groups'],
];

it.each(REFUSED)('refuses %s', async (_what, path, body, words) => {
	const { status, body: answer } = await post(path, body);

	expect([status, answer.message]).toEqual([400, expect.stringContaining(words)]);
	expect(sandbox.state.users).toHaveLength(32);
});

describe('identifying', () => {
	it('gives an unidentified profile its ID', async () => {
		const { status, body } = await post('/users/identify', {
			aliases_to_identify: [{ external_id: 'c-1', user_alias: lead }],
		});
		expect([status, body]).toEqual([201, { aliases_processed: 1, message: 'success' }]);
		expect(user('c-1')?.email).toBe('lead-1@example.com');
	});

	it('merges it into a user who has the ID already', async () => {
		const emails_to_identify = [{ external_id: 'user-002', ...byEmail('ada@example.com', 'unidentified') }];
		await post('/users/identify', { emails_to_identify });
		expect(sandbox.state.users).toHaveLength(31);
		expect(user('user-001')).toBeDefined();
	});

	const crm = (alias_name: string) => ({ alias_name, alias_label: 'crm' });
	const ada = byEmail('ada@example.com', 'unidentified');

	it.each<[string, object]>([
		['no profile', { aliases_to_identify: [{ external_id: 'c-1', user_alias: crm('no') }] }],
		['an alias in other case', { aliases_to_identify: [{ external_id: 'c-1', user_alias: crm('LEAD-1') }] }],
		['a user with an ID', { aliases_to_identify: [{ external_id: 'c-1', user_alias: crm('crm-001') }] }],
		[
			'several profiles with the email',
			{
				emails_to_identify: [{ external_id: 'c-1', ...byEmail('ada@example.com', 'most_recently_updated') }],
			},
		],
		[
			'an email that the user with the ID shares',
			{ emails_to_identify: [{ external_id: 'user-001', ...ada }] },
		],
		[
			'a user who has an alias of the same label',
			{ aliases_to_identify: [{ external_id: 'user-001', user_alias: lead }] },
		],
	])('says success and does nothing: %s', async (_what, body) => {
		const twin = { ...sandbox.state.users[31], braze_id: 'twin', email: 'ada@example.com' };
		if ('emails_to_identify' in body) sandbox.state.users.push(twin);
		const before = structuredClone(sandbox.state.users);

		expect((await post('/users/identify', body)).body).toEqual({ aliases_processed: 1, message: 'success' });
		expect(sandbox.state.users).toEqual(before);
	});

	it('names what it refuses by its index, and does the rest', async () => {
		const aliases_to_identify = [{ user_alias: lead }, { external_id: 7, user_alias: lead }];
		const { status, body } = await post('/users/identify', { aliases_to_identify });

		expect([status, body]).toEqual([
			201,
			{
				aliases_processed: 1,
				message: 'success',
				errors: [{ type: "'external_id' is required", input_array: 'user_identifiers', index: 0 }],
			},
		]);
		expect(user('7')?.email).toBe('lead-1@example.com');
	});

	it.each<[string, object, string]>([
		['an address in a list', { email: ['a@b.co'], prioritization: ['identified'] }, "'email' is not valid"],
		[
			'rules in lists',
			{ email: 'a@b.co', prioritization: [['identified']] },
			"'prioritization' is not valid",
		],
		[
			'rules that exclude each other',
			{ email: 'a@b.co', prioritization: ['identified', 'unidentified'] },
			"'prioritization' is not valid",
		],
	])('refuses %s', async (_what, contact, type) => {
		const emails_to_identify = [{ external_id: 'c-1', ...contact }];
		expect((await post('/users/identify', { emails_to_identify })).body).toEqual({
			aliases_processed: 0,
			message: 'success',
			errors: [{ type, input_array: 'user_identifiers', index: 0 }],
		});
	});

	it('counts the index over all lists', async () => {
		const body = {
			aliases_to_identify: [{ external_id: 'c-1', user_alias: lead }],
			emails_to_identify: [{ external_id: 'c-2', email: 'a@b.co' }],
		};
		expect((await post('/users/identify', body)).body.errors).toEqual([
			{ type: "'prioritization' is required", input_array: 'user_identifiers', index: 1 },
		]);
	});
});

describe('aliases', () => {
	it('are added to a user, or to a new one', async () => {
		const user_aliases = [
			{ external_id: 'user-001', alias_name: 'a', alias_label: 'shop' },
			{ external_id: 'nobody', alias_name: 'b', alias_label: 'shop' },
			{ alias_name: 'c', alias_label: 'shop' },
		];
		expect((await post('/users/alias/new', { user_aliases })).body).toEqual({
			aliases_processed: 3,
			message: 'success',
		});
		const names = sandbox.state.users.flatMap((one) => one.user_aliases).map(({ alias_name }) => alias_name);
		expect([names.includes('a'), names.includes('b'), names.includes('c')]).toEqual([true, false, true]);
		expect(sandbox.state.users).toHaveLength(33);
	});

	it.each<[string, object, string]>([
		['/users/alias/new', { user_aliases: [{ alias_name: 'a' }] }, "'alias_label' is required"],
		['/users/alias/new', { user_aliases: [{ ...lead, external_id: '' }] }, "'external_id' is required"],
		[
			'/users/alias/new',
			{ user_aliases: [{ alias_name: 'a'.repeat(237), alias_label: 'b' }] },
			"'alias_name' is not valid",
		],
		[
			'/users/alias/update',
			{ alias_updates: [{ alias_label: 'a', old_alias_name: 'b' }] },
			"'new_alias_name' is required",
		],
	])('are refused one by one at %s: %j', async (path, body, type) => {
		expect((await post(path, body)).body).toEqual({
			aliases_processed: 0,
			message: 'success',
			errors: [{ type, input_array: 'user_identifiers', index: 0 }],
		});
	});

	it('stay with whoever has them, and the answer is the same', async () => {
		const user_aliases = [{ external_id: 'user-002', alias_name: 'crm-001', alias_label: 'crm' }];
		const before = structuredClone(sandbox.state.users);
		expect((await post('/users/alias/new', { user_aliases })).body).toEqual({
			aliases_processed: 1,
			message: 'success',
		});
		expect(sandbox.state.users).toEqual(before);
	});

	it('get another name', async () => {
		const alias_updates = [{ alias_label: 'crm', old_alias_name: 'crm-001', new_alias_name: 'crm-x' }];
		await post('/users/alias/update', { alias_updates });
		expect(user('user-001')?.user_aliases).toEqual([{ alias_label: 'crm', alias_name: 'crm-x' }]);
	});
});

describe('external IDs', () => {
	const rename = async (current_external_id: string, new_external_id: string) =>
		await post('/users/external_ids/rename', {
			external_id_renames: [{ current_external_id, new_external_id }],
		});

	it('find their user by the old and the new one, until the old one is removed', async () => {
		expect((await rename('user-001', 'c-1')).body).toEqual({
			message: 'success',
			external_ids: [{ current_external_id: 'user-001', new_external_id: 'c-1' }],
			rename_errors: [],
		});
		const fields = { fields_to_export: ['external_id'] };
		const found = async () =>
			(await post('/users/export/ids', { external_ids: ['user-001'], ...fields })).body;
		expect(await found()).toEqual({ message: 'success', users: [{ external_id: 'c-1' }] });
		await post('/users/external_ids/remove', { external_ids: ['user-001'] });
		expect(await found()).toEqual({ message: 'success', users: [], invalid_user_ids: ['user-001'] });
	});

	it('delete their user also by the old one', async () => {
		await rename('user-001', 'c-1');
		expect((await post('/users/delete', { external_ids: ['user-001'] })).body).toEqual({
			deleted: 1,
			message: 'success',
		});
		expect(user('c-1')).toBeUndefined();
	});

	it.each([
		['user-001', 'user-002', 'already in use'],
		['user-001', 'user-001', 'the same'],
		['nobody', 'c-1', 'not found'],
	])('are not renamed from %s to %s', async (current, next, words) => {
		expect((await rename(current, next)).body.rename_errors).toEqual([[0, expect.stringContaining(words)]]);
	});

	it('are not renamed once they are old, nor removed while in use', async () => {
		await rename('user-001', 'c-1');
		expect((await rename('user-001', 'c-2')).body.rename_errors).toEqual([
			[0, expect.stringContaining('deprecated')],
		]);
		const { body } = await post('/users/external_ids/remove', { external_ids: ['c-1'] });
		expect(body.removal_errors).toEqual([[0, expect.stringContaining('not deprecated')]]);
	});
});

it('deletes the one profile that the prioritization leaves, and nobody on a tie', async () => {
	const remove = async (...rules: string[]) =>
		(await post('/users/delete', { email_addresses: [byEmail('ada@example.com', ...rules)] })).body.deleted;
	sandbox.state.users.push({ ...sandbox.state.users[31], braze_id: 'twin' });
	expect(await remove('unidentified')).toBe(0);
	expect(await remove('identified')).toBe(1);
	expect(user('user-001')).toBeUndefined();
});

it('exports what is not empty of the wanted fields', async () => {
	const time = '2026-09-01T10:00:00.000Z';
	Object.assign(sandbox.state.users[0], {
		custom_events: [
			{ name: 'a', time },
			{ name: 'a', time: MONDAY },
		],
		purchases: [{ product_id: 'tea', currency: 'EUR', price: 2, quantity: 3, time }],
	});
	const fields_to_export = ['custom_events', 'purchases', 'total_revenue', 'phone', 'email'];
	expect(
		(await post('/users/export/ids', { external_ids: ['user-001'], fields_to_export })).body.users,
	).toEqual([
		{
			email: 'ada@example.com',
			custom_events: [{ name: 'a', first: time, last: MONDAY, count: 2 }],
			purchases: [{ name: 'tea', first: time, last: time, count: 1 }],
			total_revenue: 6,
		},
	]);
});

it('exports a segment once at a time, until it is done or cancelled', async () => {
	const start = async () =>
		(await post('/users/export/segment', { segment_id: PRO_PLAN_ID, fields_to_export: ['email'] })).status;
	expect([await start(), await start()]).toEqual([201, 429]);
	await post('/export/segment/cancel', { segment_id: PRO_PLAN_ID });
	expect(await start()).toBe(201);
	sandbox.clock.advance(61);
	expect(await start()).toBe(201);
});

it('lists who unsubscribed by attributes, until they subscribe again', async () => {
	const listed = async () => {
		const path = '/email/unsubscribes?start_date=2026-09-01&end_date=2026-09-30';
		return (await call(sandbox, 'GET', path)).body.emails;
	};
	const set = async (email_subscribe: string) =>
		await post('/users/track', { attributes: [{ external_id: 'user-001', email_subscribe }] });
	await set('unsubscribed');
	expect(await listed()).toEqual([
		{ email: 'ada@example.com', unsubscribed_at: '2026-09-07 09:00:00 +0000' },
	]);
	await post('/email/status', { email: 'ADA@example.com', subscription_state: 'subscribed' });
	expect(await listed()).toEqual([]);
});

describe('subscription groups', () => {
	const group = {
		subscription_group_id: 'a7f2c1d4-3b58-4e90-9c26-5d8e1f0a4b71',
		subscription_state: 'subscribed',
	};
	const set = async (change: object) =>
		await post('/v2/subscription/status/set', { subscription_groups: [{ ...group, ...change }] });

	it.each<[string, object, string]>([
		['emails and phones', { emails: ['a@b.co'], phones: ['+14155550100'] }, 'but not both'],
		['nobody', {}, 'is required'],
		['a phone without a plus', { phones: ['14155550100'] }, 'Invalid phone number'],
		[
			'an unknown group',
			{ subscription_group_id: 'x', external_ids: ['a'] },
			'Invalid subscription group ID',
		],
		['another state', { subscription_state: 'opted_in', external_ids: ['a'] }, 'must be one of'],
		['51 people', { external_ids: fifty(51) }, 'The max number of ids'],
	])('are not set for %s', async (_what, change, words) => {
		expect((await set(change)).body.message).toContain(words);
	});

	it.each(['external_id', 'email', 'phone', 'external_id[]'])(
		'are not read for an empty %s',
		async (name) => {
			for (const path of ['/subscription/status/get', '/subscription/user/status']) {
				const query = `subscription_group_id=${group.subscription_group_id}&${encodeURIComponent(name)}=`;
				const { status, body } = await call(sandbox, 'GET', `${path}?${query}`);
				expect([status, body.message]).toEqual([400, 'external_id, email or phone is required']);
			}
		},
	);

	it('are set by the older version, for one group', async () => {
		const { status, body } = await post('/subscription/status/set', {
			...group,
			external_id: ['user-001', 2],
		});
		expect([status, body]).toEqual([201, { message: 'success' }]);
		expect(user('user-001')?.subscription_groups).toEqual({ [group.subscription_group_id]: 'subscribed' });
		const both = await post('/subscription/status/set', { ...group, email: 'a@b.co', phone: '+14155550100' });
		expect(both.body.message).toContain('but not both');
	});

	it('are set for every profile with the email, and read by the same', async () => {
		await set({ emails: ['ada@example.com'] });
		expect(sandbox.state.users.filter((one) => one.subscription_groups)).toHaveLength(2);
		const { body } = await call(
			sandbox,
			'GET',
			`/subscription/status/get?subscription_group_id=${group.subscription_group_id}&email[]=ada@example.com&email[]=no@b.co`,
		);
		expect(body.status).toEqual({ 'ada@example.com': 'Subscribed', 'no@b.co': 'Unknown' });
	});

	it('keep a person who unsubscribed before a schedule’s moment from its message', async () => {
		sandbox.state.canvases[0].subscription_group_id = group.subscription_group_id;
		await post('/canvas/trigger/schedule/create', {
			canvas_id: sandbox.state.canvases[0].id,
			recipients: [{ external_user_id: 'user-001' }, { external_user_id: 'user-002' }],
			schedule: { time: '2026-09-09T07:00:00Z' },
		});
		await set({ subscription_state: 'unsubscribed', external_ids: ['user-001'] });
		sandbox.clock.set(new Date('2026-09-10T00:00:00Z'));
		expect(sandbox.state.deliveries.map(({ external_id }) => external_id)).toEqual(['user-002']);
	});
});
