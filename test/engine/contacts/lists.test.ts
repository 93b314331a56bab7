import type { INodeParameters } from 'n8n-workflow';

import { Bench, itemErrors, jsons, stop } from '../../support/bench';

/** Email addresses and phone numbers, whoever they belong to. */

const bench = new Bench();

const CHANGES: Array<[name: string, parameters: INodeParameters, path: string, body: object]> = [
	[
		'set a status',
		{ resource: 'email', operation: 'setStatus', subscriptionState: 'unsubscribed' },
		'/email/status',
		{ email: ['a@example.com', 'b@example.com'], subscription_state: 'unsubscribed' },
	],
	[
		'take from the bounce list',
		{ resource: 'email', operation: 'removeFromBounceList' },
		'/email/bounce/remove',
		{ email: ['a@example.com', 'b@example.com'] },
	],
	[
		'take from the spam list',
		{ resource: 'email', operation: 'removeFromSpamList' },
		'/email/spam/remove',
		{ email: ['a@example.com', 'b@example.com'] },
	],
	[
		'block',
		{ resource: 'email', operation: 'addToBlocklist' },
		'/email/blocklist',
		{ email: ['a@example.com', 'b@example.com'] },
	],
	[
		'take from the invalid numbers',
		{ resource: 'sms', operation: 'removeInvalidNumbers' },
		'/sms/invalid_phone_numbers/remove',
		{ phone_numbers: ['+14155550190', '+14155550191'] },
	],
];

const ITEMS = [
	{ email: 'a@example.com', phone: '+1 415 555 0190' },
	{ email: 'b@example.com', phone: '+14155550191' },
];

describe.each(CHANGES)('%s', (_, parameters, path, body) => {
	const change = { ...parameters, email: '={{ $json.email }}', phone: '={{ $json.phone }}' };

	it('names the addresses of several items in one request', async () => {
		const result = await bench.run(change, { items: ITEMS });

		expect(stop(result)).toEqual({});
		expect(bench.wire).toEqual([{ method: 'POST', path, query: {}, body }]);
		expect(jsons(result)).toHaveLength(2);
	});

	it('refuses an item without one', async () => {
		const result = await bench.run(change, {
			items: [ITEMS[0], {}],
			settings: { onError: 'continueErrorOutput' },
		});

		expect(bench.wire).toHaveLength(1);
		expect(itemErrors(result)).toMatchObject([{ outcome: 'invalid' }]);
	});

	it('names at most 50 in a request', async () => {
		const items = Array.from({ length: 120 }, (_one, n) => ({
			email: `u${n}@example.com`,
			phone: `+1415555${1000 + n}`,
		}));
		await bench.run(change, { items });

		expect(bench.wire).toHaveLength(3);
	});
});

it('changes what later lists show', async () => {
	const email = { resource: 'email', email: 'ada@example.com' };
	await bench.run({ ...email, operation: 'addToBlocklist' });
	const find = { ...email, findBy: 'email' };
	const bounced = await bench.run({ ...find, operation: 'getHardBounces' });
	const unsubscribed = await bench.run({ ...find, operation: 'getUnsubscribes' });

	expect(jsons(bounced)).toEqual([
		{ email: 'ada@example.com', hard_bounced_at: '2026-09-07 09:00:00 +0000' },
	]);
	expect(jsons(unsubscribed)).toEqual([
		{ email: 'ada@example.com', unsubscribed_at: '2026-09-07 09:00:00 +0000' },
	]);
	expect(bench.sandbox.state.users[0].email_subscribe).toBe('unsubscribed');
	await bench.run({ ...email, operation: 'removeFromBounceList' });
	expect(jsons(await bench.run({ ...find, operation: 'getHardBounces' }))).toEqual([]);
});

describe.each([
	['email', 'getHardBounces', '/email/hard_bounces', 'email'],
	['email', 'getUnsubscribes', '/email/unsubscribes', 'email'],
	['sms', 'getInvalidNumbers', '/sms/invalid_phone_numbers', 'phone'],
])('%s: %s', (resource, operation, path, key) => {
	const list = { resource, operation, startDate: '2026-08-01', endDate: '2026-08-31' };

	it('asks for whole days, the last one included', async () => {
		const result = await bench.run(list);

		expect(stop(result)).toEqual({});
		expect(bench.wire).toEqual([
			{
				method: 'GET',
				path,
				query: { start_date: '2026-08-01', end_date: '2026-09-01', limit: '500', offset: '0' },
				body: undefined,
			},
		]);
		expect(jsons(result)[0]).toHaveProperty(key);
	});

	it('covers the last 30 days by default', async () => {
		await bench.run({ resource, operation });

		expect(bench.wire[0].query).toMatchObject({ start_date: '2026-08-08', end_date: '2026-09-08' });
	});

	it('follows the pages', async () => {
		const at = '2026-08-10T10:00:00.000Z';
		const many = Array.from({ length: 1200 }, (_, n) => n);
		const { state } = bench.sandbox;
		state.hardBounces = many.map((n) => ({ email: `u${n}@example.com`, at }));
		state.unsubscribes = state.hardBounces;
		state.invalidPhones = many.map((n) => ({ phone: `+1415${5550000 + n}`, at, reason: 'deactivated' }));
		const result = await bench.run({ ...list, returnAll: true });

		expect(jsons(result)).toHaveLength(1200);
		expect(bench.wire.map(({ query }) => query.offset)).toEqual(['0', '500', '1000']);
		expect(jsons(await bench.run({ ...list, limit: 7 }))).toHaveLength(7);
	});

	it.each([
		['an end before the start', { endDate: '2026-07-31' }, "'End Date' is before the start date"],
		['what is not a date', { startDate: '={{ "soon" }}' }, "'Start Date' is no"],
		['an empty name', { findBy: key, email: '={{ "" }}', phone: '={{ "" }}' }, 'is empty'],
	])('asks for nothing with %s', async (_, changes, message) => {
		const result = await bench.run({ ...list, ...changes });

		expect(bench.wire).toEqual([]);
		expect(result.error?.message).toContain(message);
	});
});

it('finds a single number, and those with one reason', async () => {
	const list = { resource: 'sms', operation: 'getInvalidNumbers' };
	await bench.run({ ...list, findBy: 'phone', phone: '+14155550190' });
	await bench.run({ ...list, startDate: '2026-08-01', filters: { reason: 'deactivated' } });

	expect(bench.wire.map(({ query }) => query)).toEqual([
		{ 'phone_numbers[]': '+14155550190', limit: '500', offset: '0' },
		{ start_date: '2026-08-01', end_date: '2026-09-08', reason: 'deactivated', limit: '500', offset: '0' },
	]);
});

it('sorts unsubscribes', async () => {
	await bench.run({ resource: 'email', operation: 'getUnsubscribes', filters: { sortDirection: 'desc' } });

	expect(bench.wire[0].query).toMatchObject({ sort_direction: 'desc' });
});
