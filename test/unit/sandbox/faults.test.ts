import type { FaultSpec, RateLimitHeader } from '../../../sandbox/state/faults';
import { Waits } from '../../../sandbox/server/platform';
import { type Sandbox, startSandbox } from '../../../sandbox/server';
import { call, create, MONDAY, send } from './client';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ port: 0, now: () => new Date(MONDAY) });
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.stop());

const kept = () => sandbox.state.schedules.length;

describe('a fault', () => {
	it.each([
		[false, 0],
		[true, 1],
	])('answers with a status, and does the work or not (act: %p)', async (act, schedules) => {
		sandbox.faults.add({
			kind: { type: 'status', status: 503, body: { message: 'Busy' }, headers: { 'x-a': 'b' }, act },
		});
		const { status, body, headers } = await create(sandbox);
		expect([status, body, headers.get('x-a'), kept()]).toEqual([503, { message: 'Busy' }, 'b', schedules]);
		expect(sandbox.requests[0]).toMatchObject({ acted: act, fault: { type: 'status' }, status: 503 });
		expect((await create(sandbox)).status).toBe(201);
	});

	it.each<[RateLimitHeader, string, string | null]>([
		['x-ratelimit-retry-after', 'x-ratelimit-retry-after', '7'],
		['retry-after', 'retry-after', '7'],
		['http-date', 'retry-after', 'Mon, 07 Sep 2026 09:00:07 GMT'],
		['reset-epoch', 'x-ratelimit-reset', String(Date.parse(MONDAY) / 1000 + 7)],
		['reset-delta', 'x-ratelimit-reset', '7'],
		['none', 'x-ratelimit-reset', null],
	])('limits the rate with %s', async (header, name, value) => {
		sandbox.faults.add({ kind: { type: 'rateLimit', header, seconds: 7 } });
		const { status, headers } = await create(sandbox);
		expect([status, headers.get(name), kept()]).toEqual([429, value, 0]);
	});

	it.each<['before' | 'after', number]>([
		['before', 0],
		['after', 1],
	])('drops the connection %s the work', async (when, schedules) => {
		sandbox.faults.add({ kind: { type: 'drop', when } });
		await expect(create(sandbox)).rejects.toThrow('fetch failed');
		expect(kept()).toBe(schedules);
		expect(sandbox.requests[0]).toMatchObject({ status: null, acted: schedules === 1 });
	});

	it('answers late, with the work done at once', async () => {
		sandbox.faults.add({ kind: { type: 'slow', ms: 150 } });
		const started = Date.now();
		const answer = create(sandbox);
		expect((await answer).status).toBe(201);
		expect(Date.now() - started).toBeGreaterThanOrEqual(145);
		expect(kept()).toBe(1);
	});

	it('answers late and in vain', async () => {
		sandbox.faults.add({ kind: { type: 'slow', ms: 10, act: false } });
		expect((await create(sandbox)).status).toBe(504);
		expect(kept()).toBe(0);
	});

	it('answers with HTML', async () => {
		sandbox.faults.add({ kind: { type: 'nonJson', status: 502 } });
		const response = await fetch(`${sandbox.url}/canvas/list`);
		expect([response.status, await response.text()]).toEqual([502, expect.stringContaining('<html>')]);
	});

	it('adds errors or a notice to a success', async () => {
		sandbox.faults.add({ kind: { type: 'errors', errors: ['one failed'] } });
		expect((await send(sandbox)).body).toMatchObject({ message: 'success', errors: ['one failed'] });
		sandbox.faults.add({ kind: { type: 'notice', notice: 'Careful.' } });
		expect((await send(sandbox)).body).toMatchObject({ message: 'success', notice: 'Careful.' });
	});

	it('refuses members by their index, and does the rest', async () => {
		const kind = { type: 'refuseMembers' as const, reason: 'no', indexes: [1] };
		const user_aliases = ['a', 'b', 'c'].map((alias_name) => ({ alias_name, alias_label: 'x' }));
		const post = async (path: string, body: object) => (await call(sandbox, 'POST', path, body)).body;
		const error = { type: 'no', input_array: 'user_identifiers', index: 1 };
		sandbox.faults.add({ kind });
		expect(await post('/users/alias/new', { user_aliases })).toEqual({
			aliases_processed: 2,
			message: 'success',
			errors: [error],
		});
		expect(sandbox.state.users.slice(-2).map(({ user_aliases: [{ alias_name }] }) => alias_name)).toEqual([
			'a',
			'c',
		]);

		sandbox.faults.add({ kind: { ...kind, indexes: [0] } });
		expect(await post('/users/alias/new', { user_aliases: user_aliases.slice(0, 1) })).toEqual({
			aliases_processed: 0,
			message: 'success',
			errors: [{ ...error, index: 0 }],
		});

		sandbox.faults.add({ kind: { ...kind, list: 'subscription_groups.0.emails' } });
		const [{ id: subscription_group_id }] = sandbox.state.subscriptionGroups;
		const emails = ['ada@example.com', 'bruno@example.com'];
		const group = { subscription_group_id, subscription_state: 'subscribed', emails };
		expect(await post('/v2/subscription/status/set', { subscription_groups: [group] })).toEqual({
			message: 'success',
			errors: [{ ...error, input_array: 'emails' }],
		});
		expect(sandbox.state.users[1].subscription_groups).toBeUndefined();
	});

	it('refuses a recipient whenever it is named', async () => {
		sandbox.faults.add({ kind: { type: 'refuseRecipient', id: 'user-002' } });
		const both = [{ external_user_id: 'user-001' }, { external_user_id: 'user-002' }];
		for (const recipients of [both, both.slice(1)])
			expect((await create(sandbox, { recipients })).status).toBe(400);
		expect((await create(sandbox, { recipients: both.slice(0, 1) })).status).toBe(201);
		expect(kept()).toBe(1);
	});

	it.each([
		['/messages/send', { external_user_ids: ['user-002'] }],
		['/messages/send', { user_aliases: [{ alias_name: 'user-002', alias_label: 'crm' }] }],
		['/transactional/v1/campaigns/x/send', { recipient: { external_user_id: 'user-002' } }],
	])('refuses a person named in another way, at %s', async (path, body) => {
		sandbox.faults.add({ kind: { type: 'refuseRecipient', id: 'user-002' } });
		expect((await call(sandbox, 'POST', path, body)).body.message).toBe('Invalid recipient: user-002');
	});

	it('hits only what it fits, as often as it should', async () => {
		const kind: FaultSpec['kind'] = { type: 'status', status: 500 };
		sandbox.faults.add({
			kind,
			match: { path: '/canvas/trigger/*', bodyIncludes: 'user-009', nth: 2 },
			times: 2,
		});
		const one = async (id: string) =>
			(await send(sandbox, { recipients: [{ external_user_id: id }] })).status;
		expect(await one('user-001')).toBe(201);
		const statuses = [
			await one('user-009'),
			await one('user-009'),
			await one('user-009'),
			await one('user-009'),
		];
		expect(statuses).toEqual([201, 500, 500, 201]);
		expect(sandbox.faults.active()).toEqual([]);
	});

	it('stays when told to, until cleared', async () => {
		sandbox.faults.add({ kind: { type: 'status', status: 500 }, match: { method: 'post' }, times: Infinity });
		expect([(await send(sandbox)).status, (await send(sandbox)).status]).toEqual([500, 500]);
		expect((await call(sandbox, 'GET', '/canvas/list')).status).toBe(200);
		sandbox.faults.clear();
		expect((await send(sandbox)).status).toBe(201);
	});
});

it('stops at once, even with a slow answer on its way', async () => {
	const other = await startSandbox({ port: 0 });
	other.faults.add({ kind: { type: 'slow', ms: 60_000 } });
	const hanging = expect(call(other, 'GET', '/canvas/list'))
		.resolves.toBeDefined()
		.catch(() => undefined);
	while (other.requests.length === 0) await new Waits().for(5);
	await other.stop();
	await hanging;
	await expect(fetch(other.url)).rejects.toThrow();
});
