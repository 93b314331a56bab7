import { CRM_MESSAGES_ID } from '../../../sandbox/seeds/campaigns';
import { PRO_PLAN_ID } from '../../../sandbox/seeds/segments';
import { type Sandbox, startSandbox } from '../../../sandbox/server';
import { call, MONDAY } from './client';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ port: 0, now: () => new Date(MONDAY) });
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.stop());

const email = { app_id: 'app', from: 'Shop <hello@example.com>', body: '<p>Hi</p>' };
const sms = { app_id: 'app', subscription_group_id: 'group', body: 'Hi' };
const body = (changes: object = {}) => ({ external_user_ids: ['user-001'], messages: { sms }, ...changes });
const send = async (changes?: object) => await call(sandbox, 'POST', '/messages/send', body(changes));
const schedule = { time: '2026-09-09T07:00:00Z' };
const create = async (changes?: object) =>
	await call(sandbox, 'POST', '/messages/schedule/create', body({ schedule, ...changes }));
const reached = () => sandbox.state.deliveries.map(({ id }) => id);
const everyone = { external_user_ids: undefined, broadcast: true };
const alias = { alias_name: 'lead-1', alias_label: 'crm' };
const pro = { custom_attribute: { custom_attribute_name: 'plan', comparison: 'equals', value: 'pro' } };

describe('whom a message reaches', () => {
	it('is users by id and alias, once each, who exist', async () => {
		const user_aliases = [alias, { alias_name: 'crm-001', alias_label: 'crm' }];
		await send({ external_user_ids: ['user-001', 'user-001', 'nobody'], user_aliases });
		expect(reached()).toEqual(['crm:crm-001', 'crm:lead-1']);
		expect(sandbox.state.sends[0].recipients).toHaveLength(5);
	});

	it('is the members of a segment, or those of the users who are in it', async () => {
		await send({ ...everyone, segment_id: PRO_PLAN_ID });
		expect(sandbox.state.sends[0]).toMatchObject({ target: 'audience', segment_id: PRO_PLAN_ID });
		expect(reached()).toHaveLength(11);
		await send({ external_user_ids: ['user-001', 'user-003'], segment_id: PRO_PLAN_ID });
		expect(sandbox.state.sends[1].target).toBe('recipients in audience');
		expect(reached().slice(11)).toEqual(['user-003']);
	});

	it('is an audience', async () => {
		await send({ ...everyone, audience: pro });
		expect(reached()).toHaveLength(11);
	});

	it.each([
		[undefined, ['user-001', 'user-002', 'user-003']],
		['subscribed', ['user-001', 'user-002', 'user-003']],
		['opted_in', ['user-001']],
		['all', ['user-001', 'user-002', 'user-003', 'user-004']],
	])('goes by the email subscription: %p', async (recipient_subscription_state, ids) => {
		const external_user_ids = ['user-001', 'user-002', 'user-003', 'user-004'];
		await send({ external_user_ids, messages: { email }, recipient_subscription_state });
		expect(reached()).toEqual(ids);
	});

	it.each<[string, object, string]>([
		['nobody', { external_user_ids: undefined }, 'No Recipients'],
		['an empty list', { external_user_ids: [] }, 'No Recipients'],
		['broadcast alone', everyone, 'No Recipients'],
		[
			'a segment without broadcast',
			{ external_user_ids: undefined, segment_id: PRO_PLAN_ID },
			'No Recipients',
		],
		['broadcast with users', { broadcast: true }, 'broadcast cannot be true'],
		['broadcast with aliases', { ...everyone, user_aliases: [alias] }, 'broadcast cannot be true'],
		['an unknown segment', { ...everyone, segment_id: 'x' }, 'Invalid Segment ID'],
		['recipients', { recipients: [{ external_user_id: 'user-001' }] }, 'unknown key: recipients'],
		['ids as text', { external_user_ids: 'user-001' }, 'must be array'],
		['a blank id', { external_user_ids: [' '] }, 'must not be blank'],
		[
			'a subscription state of another kind',
			{ recipient_subscription_state: 'unsubscribed' },
			'must be one of',
		],
		['a send id without a campaign', { send_id: 'x' }, 'send_id'],
	])('is not %s', async (_what, changes, words) => {
		for (const post of [send, create]) {
			const reply = await post(changes);
			expect([reply.status, reply.body.message]).toEqual([400, expect.stringContaining(words)]);
		}
	});

	it('is at most 50 users, ids and aliases together', async () => {
		const external_user_ids = Array.from({ length: 50 }, (_, index) => `u${index}`);
		expect((await send({ external_user_ids })).status).toBe(201);
		const { body: refused } = await send({ external_user_ids, user_aliases: [alias] });
		expect(refused.message).toBe('The max number of external_ids and aliases per request was exceeded');
	});
});

describe('the two endpoints', () => {
	it('name the override differently', async () => {
		expect((await send({ override_frequency_capping: true })).status).toBe(201);
		expect((await send({ override_messaging_limits: true })).body.message).toContain('unknown key');
		expect((await create({ override_messaging_limits: true })).status).toBe(201);
		expect((await create({ override_frequency_capping: true })).body.message).toContain('unknown key');
	});

	it('know WhatsApp at once only', async () => {
		const message = { body: 'Hi' };
		const whats_app = {
			app_id: 'a',
			subscription_group_id: 'g',
			message_type: 'text_response_message',
			message,
		};
		expect((await send({ messages: { whats_app } })).status).toBe(201);
		expect((await create({ messages: { whats_app } })).body.message).toContain('unknown key: whats_app');
	});

	it('limit broadcasts at once, but not scheduled ones', async () => {
		const blast = { ...everyone, segment_id: PRO_PLAN_ID };
		for (let count = 0; count < 10; count++) expect((await send(blast)).status).toBe(201);
		expect((await send(blast)).status).toBe(429);
		const { status, headers } = await create(blast);
		expect([status, headers.get('x-ratelimit-limit')]).toEqual([201, '250000']);
	});

	it('give a campaign’s broadcast a send id', async () => {
		const campaign = sandbox.state.campaigns.find(({ id }) => id === CRM_MESSAGES_ID);
		const message_variation_id = campaign?.variations.find(({ channel }) => channel === 'sms')?.id;
		const messages = { sms: { ...sms, message_variation_id } };
		const tracked = { ...everyone, audience: pro, campaign_id: CRM_MESSAGES_ID, messages };
		expect((await send(tracked)).body.send_id).toEqual(expect.any(String));
		expect((await create(tracked)).body.send_id).toEqual(expect.any(String));
		expect((await send({ ...everyone, audience: pro })).body).not.toHaveProperty('send_id');
	});
});

describe('a scheduled message', () => {
	const post = async (name: string, changes: object) =>
		await call(sandbox, 'POST', `/messages/schedule/${name}`, changes);

	it('goes out at its moment', async () => {
		const { status, body: answer } = await create();
		expect([status, answer]).toEqual([
			201,
			{ dispatch_id: expect.any(String), schedule_id: expect.any(String), message: 'success' },
		]);
		expect(sandbox.state.schedules[0]).toMatchObject({
			kind: 'message',
			channels: ['sms'],
			messages: { sms },
		});
		sandbox.clock.set(new Date('2026-09-09T07:00:00Z'));
		expect(reached()).toEqual(['user-001']);
	});

	it('is updated in its schedule, its messages, or both', async () => {
		const { schedule_id } = (await create({ schedule: { time: '2026-09-09T09:00:00', in_local_time: true } }))
			.body;
		expect((await post('update', { schedule_id, schedule })).body).toEqual({ message: 'success' });
		expect(sandbox.state.schedules[0].mode).toBe('one moment');
		expect((await post('update', { schedule_id, messages: { email } })).status).toBe(201);
		expect(sandbox.state.schedules[0]).toMatchObject({ channels: ['email'], messages: { email } });
		expect((await post('update', { schedule_id })).body.message).toContain('At least one of');
		expect((await post('update', { schedule_id, messages: {} })).body.message).toBe('No message to send');
		expect((await post('update', { schedule })).body.message).toContain("'schedule_id'");
		expect((await post('update', { schedule_id, schedule, campaign_id: 'x' })).status).toBe(400);
	});

	it('is cancelled once, by its id alone', async () => {
		const { schedule_id } = (await create()).body;
		expect((await post('delete', { schedule_id, canvas_id: 'x' })).status).toBe(400);
		expect((await post('delete', { schedule_id })).body).toEqual({ message: 'success' });
		expect((await post('delete', { schedule_id })).body.message).toContain('already been cancelled');
		expect((await post('delete', { schedule_id: 'x' })).body.message).toContain('not found');
		sandbox.clock.advance(10 * 86_400);
		expect(reached()).toEqual([]);
	});
});

describe('the dashboard’s schedules', () => {
	const list = async (end_time: string) =>
		await call(sandbox, 'GET', `/messages/scheduled_broadcasts?end_time=${encodeURIComponent(end_time)}`);

	it('appear once each, with their next time, up to midnight UTC of the end', async () => {
		await create();
		expect((await list('2026-09-15T10:00:00-04:00')).body).toEqual({
			scheduled_broadcasts: [
				{
					name: 'Morning Tip',
					id: expect.any(String),
					type: 'Campaign',
					tags: ['Newsletter'],
					next_send_time: '2026-09-08T07:15:00',
					schedule_type: 'local_time_zones',
				},
				expect.objectContaining({
					type: 'Canvas',
					next_send_time: '2026-09-11T12:00:00',
					schedule_type: 'intelligent_delivery',
				}),
				expect.objectContaining({
					next_send_time: '2026-09-14T09:30:00+02:00',
					schedule_type: 'Europe/Paris',
				}),
			],
		});
		expect((await list('2026-09-08T23:00:00Z')).body.scheduled_broadcasts).toEqual([]);
	});

	it('need an end', async () => {
		expect((await call(sandbox, 'GET', '/messages/scheduled_broadcasts')).body.message).toContain('end_time');
		expect((await list('soon')).body.message).toContain('ISO 8601');
	});
});
