import { manyCampaigns, ORDER_SHIPPED_ID, RECEIPT_ID } from '../../../sandbox/seeds/campaigns';
import { type Sandbox, startSandbox } from '../../../sandbox/server';
import { call, createCampaign, MONDAY, sendCampaign } from './client';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ port: 0, now: () => new Date(MONDAY) });
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.stop());

const SCHEDULE = '/campaigns/trigger/schedule';
const idOf = (name: string) => sandbox.state.campaigns.find((one) => one.name === name)?.id;
const local = (time: string) => ({ schedule: { time, in_local_time: true } });
const attachments = [{ file_name: 'Invoice', url: 'https://example.com/invoice.pdf' }];

describe('triggering a campaign', () => {
	it('sends at once, with the properties of each person', async () => {
		const recipients = [
			{ external_user_id: 'user-001', trigger_properties: { n: 1 } },
			{ external_user_id: 'user-002' },
		];
		const { status, body } = await sendCampaign(sandbox, { recipients, trigger_properties: { n: 0 } });
		expect([status, body]).toEqual([201, { dispatch_id: expect.any(String), message: 'success' }]);
		expect(sandbox.state.sends[0]).toMatchObject({
			kind: 'campaign',
			campaign_name: 'Order Shipped',
			trigger_properties: { n: 0 },
			channels: ['email'],
			delivered: 2,
		});
		expect(sandbox.state.deliveries.map(({ kind, properties }) => [kind, properties])).toEqual([
			['campaign', { n: 1 }],
			['campaign', { n: 0 }],
		]);
		expect(sandbox.state.deliveries[0]).not.toHaveProperty('canvas_id');
	});

	it('keeps a schedule and sends it at its moment', async () => {
		const { status, body } = await createCampaign(sandbox, { trigger_properties: { order: 7 } });
		expect([status, body]).toEqual([
			201,
			{ dispatch_id: expect.any(String), schedule_id: expect.any(String), message: 'success' },
		]);
		sandbox.clock.set(new Date('2026-09-09T07:00:00Z'));
		expect(sandbox.state.schedules[0].status).toBe('sent');
		expect(sandbox.state.deliveries).toEqual([
			expect.objectContaining({ campaign_id: ORDER_SHIPPED_ID, properties: { order: 7 } }),
		]);
	});

	it.each<[string, Record<string, unknown>, string]>([
		['context', { context: {} }, 'unknown key: context'],
		['context of a person', { recipients: [{ external_user_id: 'a', context: {} }] }, 'unknown key: context'],
		['a Canvas id', { canvas_id: 'x' }, 'unknown key: canvas_id'],
		['a segment', { segment_id: 'x' }, 'unknown key: segment_id'],
		['no id', { campaign_id: undefined }, "required property 'campaign_id'"],
		['an unknown campaign', { campaign_id: 'x' }, 'Invalid Campaign ID'],
		['nobody', { recipients: undefined }, 'No Recipients'],
		['broadcast with recipients', { broadcast: true }, 'broadcast cannot be true'],
		['properties over 50 KB', { trigger_properties: { text: 'x'.repeat(51_200) } }, 'too large'],
		['an unknown send id', { send_id: 'x' }, 'send_id'],
	])('refuses %s', async (_what, changes, words) => {
		for (const trigger of [createCampaign, sendCampaign]) {
			const { status, body } = await trigger(sandbox, changes);
			expect([status, body.message]).toEqual([400, expect.stringContaining(words)]);
		}
	});

	it.each([
		['Order Receipt', 'not API-triggered'],
		['CRM Messages', 'not API-triggered'],
		['Weekly Digest', 'not API-triggered'],
		['Loyalty Launch', 'draft'],
	])('refuses %s, which is %s', async (name, words) => {
		const { status, body } = await sendCampaign(sandbox, { campaign_id: idOf(name) });
		expect([status, body.message]).toEqual([400, expect.stringContaining(words)]);
	});

	it.each([
		['Spring Voucher', 'paused. Resume'],
		['Black Friday 2024', 'archived. Unarchive'],
	])('reaches nobody by %s, with success and a notice', async (name, words) => {
		const { status, body } = await sendCampaign(sandbox, { campaign_id: idOf(name) });
		expect([status, body.notice]).toEqual([201, expect.stringContaining(words)]);
		expect(sandbox.state.deliveries).toEqual([]);
	});

	it('takes attachments, but at once only, and not by broadcast', async () => {
		expect((await sendCampaign(sandbox, { attachments })).status).toBe(201);
		expect((await createCampaign(sandbox, { attachments })).body.message).toContain(
			'unknown key: attachments',
		);
		const blast = { recipients: undefined, broadcast: true, attachments };
		expect((await sendCampaign(sandbox, blast)).body.message).toContain('attachments');
		const half = { attachments: [{ file_name: 'Invoice' }] };
		expect((await sendCampaign(sandbox, half)).body.message).toContain("'url'");
	});

	it('gives a broadcast a send id, in the answer too', async () => {
		const blast = { recipients: undefined, broadcast: true };
		for (const trigger of [sendCampaign, createCampaign]) {
			const { body } = await trigger(sandbox, blast);
			expect(sandbox.state.sendIds).toContainEqual(
				expect.objectContaining({ send_id: body.send_id, campaign_id: ORDER_SHIPPED_ID }),
			);
		}
		expect(sandbox.state.deliveries[0].send_id).toBe(sandbox.state.sendIds[0].send_id);
	});

	it('allows ten broadcasts a minute to one audience', async () => {
		const blast = { recipients: undefined, broadcast: true };
		for (let count = 0; count < 10; count++) expect((await sendCampaign(sandbox, blast)).status).toBe(201);
		expect((await createCampaign(sandbox, blast)).status).toBe(429);
		expect((await sendCampaign(sandbox)).status).toBe(201);
	});
});

describe('changing a campaign’s schedule', () => {
	const ids = async (changes?: Record<string, unknown>) => ({
		campaign_id: ORDER_SHIPPED_ID,
		schedule_id: (await createCampaign(sandbox, changes)).body.schedule_id,
	});
	const post = async (name: string, body: unknown) =>
		await call(sandbox, 'POST', `${SCHEDULE}/${name}`, body);

	it('replaces it whole, and cancels it once', async () => {
		const named = await ids(local('2026-09-09T09:00:00'));
		const changed = await post('update', { ...named, schedule: { time: '2026-09-10T09:00:00Z' } });
		expect([changed.status, changed.body]).toEqual([201, { message: 'success' }]);
		expect(sandbox.state.schedules[0]).toMatchObject({ mode: 'one moment', kind: 'campaign' });
		expect((await post('delete', named)).status).toBe(201);
		expect((await post('delete', named)).body.message).toContain('already been cancelled');
		sandbox.clock.advance(10 * 86_400);
		expect(sandbox.state.deliveries).toEqual([]);
	});

	it('refuses one that is unknown, sent, or of another campaign', async () => {
		const named = await ids();
		expect((await post('delete', { ...named, campaign_id: RECEIPT_ID })).body.message).toContain(
			'another campaign',
		);
		expect((await post('delete', { ...named, schedule_id: 'x' })).body.message).toContain('not found');
		expect((await post('delete', { ...named, campaign_id: 'x' })).body.message).toBe('Invalid Campaign ID');
		const asCanvas = { canvas_id: sandbox.state.canvases[0].id, schedule_id: named.schedule_id };
		const crossed = await call(sandbox, 'POST', '/canvas/trigger/schedule/delete', asCanvas);
		expect(crossed.body.message).toContain('not found');
		sandbox.clock.advance(10 * 86_400);
		expect((await post('delete', named)).body.message).toContain('already been sent');
	});

	it('does not update a local time that has passed in any zone', async () => {
		const named = await ids(local('2026-09-09T09:00:00'));
		sandbox.clock.set(new Date('2026-09-08T19:00:00Z'));
		const { status, body } = await post('update', { ...named, schedule: { time: '2026-09-10T09:00:00Z' } });
		expect([status, body.message]).toEqual([400, expect.stringContaining('already passed in a time zone')]);
	});
});

it('sends nothing for a campaign that is paused when the moment comes', async () => {
	await createCampaign(sandbox);
	sandbox.state.campaigns[0].enabled = false;
	sandbox.clock.advance(10 * 86_400);
	expect(sandbox.state.schedules[0].status).toBe('not sent');
	expect(sandbox.state.deliveries).toEqual([]);
});

describe('reading campaigns', () => {
	const list = async (query = '') => {
		const { body } = await call(sandbox, 'GET', `/campaigns/list${query}`);
		return body.campaigns as Array<{ name: string; is_api_campaign: boolean }>;
	};

	it('lists all but archived ones, and marks API campaigns', async () => {
		const all = await list();
		expect(all[0]).toEqual({
			id: ORDER_SHIPPED_ID,
			name: 'Order Shipped',
			tags: ['Revenue'],
			is_api_campaign: false,
			last_edited: expect.any(String),
		});
		expect(all.filter(({ is_api_campaign }) => is_api_campaign).map(({ name }) => name)).toEqual([
			'CRM Messages',
		]);
		expect(all).toHaveLength(13);
		expect(await list('?include_archived=true')).toHaveLength(14);
	});

	it('gives a hundred a page, from page 0', async () => {
		sandbox.state.campaigns = manyCampaigns(130);
		expect([(await list()).length, (await list('?page=1')).length]).toEqual([100, 30]);
	});

	it('gives the message variations by id in the details', async () => {
		const { body } = await call(sandbox, 'GET', `/campaigns/details?campaign_id=${idOf('CRM Messages')}`);
		expect(body).toMatchObject({ name: 'CRM Messages', schedule_type: 'api_triggered', enabled: true });
		const messages = Object.entries(body.messages as Record<string, { channel: string }>);
		expect(messages.map(([, { channel }]) => channel)).toContain('whats_app');
		expect(messages.map(([id]) => id)).toEqual(sandbox.state.campaigns[7].variations.map(({ id }) => id));
		expect((await call(sandbox, 'GET', '/campaigns/details?campaign_id=x')).body.message).toBe(
			'Invalid Campaign ID',
		);
	});
});
