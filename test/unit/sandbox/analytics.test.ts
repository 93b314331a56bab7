import { CRM_MESSAGES_ID, ORDER_SHIPPED_ID } from '../../../sandbox/seeds/campaigns';
import { ONBOARDING_ID } from '../../../sandbox/seeds/canvases';
import { type Sandbox, startSandbox } from '../../../sandbox/server';
import { call, MONDAY, sendCampaign } from './client';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ port: 0, now: () => new Date(MONDAY) });
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.stop());

type Day = Record<string, unknown> & {
	time: string;
	messages: Record<string, Array<Record<string, number>>>;
};
const get = async (path: string, query: Record<string, string>) =>
	await call(sandbox, 'GET', `${path}?${new URLSearchParams(query).toString()}`);
const campaignDays = async (query: Record<string, string>) =>
	(await get('/campaigns/data_series', { campaign_id: ORDER_SHIPPED_ID, ...query })).body.data as Day[];

describe('a campaign’s figures', () => {
	it('come day by day, oldest first, up to today, always the same', async () => {
		const days = await campaignDays({ length: '3' });
		expect(days.map(({ time }) => time)).toEqual(['2026-09-05', '2026-09-06', '2026-09-07']);
		expect(await campaignDays({ length: '3' })).toEqual(days);
		const [email] = days[0].messages.email;
		expect(email.sent).toBeGreaterThan(0);
		expect(email.opens).toBeGreaterThanOrEqual(email.unique_opens);
		expect(email.delivered).toBeLessThanOrEqual(email.sent);
		expect(days[0]).not.toEqual(days[1]);
	});

	it('end when asked, by the company’s days, and never in the future', async () => {
		const ended = await campaignDays({ length: '2', ending_at: '2026-08-31T23:30:00Z' });
		expect(ended.map(({ time }) => time)).toEqual(['2026-08-31', '2026-09-01']);
		const future = await campaignDays({ length: '3', ending_at: '2026-09-08T12:00:00Z' });
		expect(future.map(({ time }) => time)).toEqual(['2026-09-06', '2026-09-07']);
	});

	it('are counted by variation, for each channel', async () => {
		const [day] = await campaignDays({ length: '1', campaign_id: CRM_MESSAGES_ID });
		expect(Object.keys(day.messages).sort()).toEqual([
			'android_push',
			'content_cards',
			'email',
			'ios_push',
			'kindle_push',
			'sms',
			'web_push',
			'webhook',
			'whats_app',
		]);
		expect(day.messages.sms[0]).toHaveProperty('variation_api_id');
	});

	it.each([
		['no length', {}, 'length is required'],
		['a length of 0', { length: '0' }, 'between 1 and 100'],
		['a length of 101', { length: '101' }, 'between 1 and 100'],
		['a length in words', { length: 'ten' }, 'between 1 and 100'],
		['a bad end', { length: '1', ending_at: 'today' }, 'ISO 8601'],
		['an unknown campaign', { length: '1', campaign_id: 'x' }, 'Invalid Campaign ID'],
	])('are refused for %s', async (_what, query, words) => {
		const reply = await get('/campaigns/data_series', { campaign_id: ORDER_SHIPPED_ID, ...query });
		expect([reply.status, reply.body.message]).toEqual([400, expect.stringContaining(words)]);
	});

	it('have a limit of their own', async () => {
		const { headers } = await get('/campaigns/data_series', { campaign_id: ORDER_SHIPPED_ID, length: '1' });
		expect(headers.get('x-ratelimit-limit')).toBe('50000');
	});
});

describe('a send id’s figures', () => {
	it('count what was sent under it, for 14 days', async () => {
		const { send_id } = (await sendCampaign(sandbox, { recipients: undefined, broadcast: true })).body;
		const query = { campaign_id: ORDER_SHIPPED_ID, send_id: String(send_id), length: '30' };
		const days = (await get('/sends/data_series', query)).body.data as Day[];
		expect(days).toHaveLength(14);
		expect(days.at(-1)?.messages.email[0].sent).toBe(sandbox.state.users.length);
		expect(days.at(-2)?.messages.email[0].sent).toBe(0);
		sandbox.clock.advance(14 * 86_400);
		const later = (await get('/sends/data_series', query)).body.data as Day[];
		expect(later.every(({ messages }) => messages.email[0].sent === 0)).toBe(true);
		const unknown = await get('/sends/data_series', { ...query, send_id: 'x' });
		expect([unknown.status, unknown.body.message]).toEqual([400, 'Invalid send_id']);
	});
});

describe('a Canvas’s figures', () => {
	const ask = async (path: string, query: Record<string, string>) =>
		await get(path, { canvas_id: ONBOARDING_ID, ending_at: '2026-09-06T12:00:00Z', ...query });

	it('come day by day, without breakdowns unless asked for', async () => {
		const { body } = await ask('/canvas/data_series', { length: '2' });
		expect(body).toEqual({
			data: {
				name: 'Onboarding',
				stats: ['2026-09-05', '2026-09-06'].map((time) => ({
					time,
					total_stats: {
						revenue: expect.any(Number),
						conversions: expect.any(Number),
						conversions_by_entry_time: expect.any(Number),
						entries: expect.any(Number),
					},
				})),
			},
			message: 'success',
		});
	});

	it('are broken down by variant and step, deleted ones too', async () => {
		const flags = { include_variant_breakdown: 'true', include_step_breakdown: 'true' };
		const count = async (more = {}) => {
			const { body } = await ask('/canvas/data_series', { length: '1', ...flags, ...more });
			const [{ variant_stats, step_stats }] = (body.data as { stats: Array<Record<string, object>> }).stats;
			return [Object.keys(variant_stats).length, Object.keys(step_stats).length];
		};
		expect(await count()).toEqual([1, 1]);
		expect(await count({ include_deleted_step_data: 'true' })).toEqual([1, 2]);
	});

	it('are summed up', async () => {
		const query = { starting_at: '2026-09-01T12:00:00Z', include_step_breakdown: 'true' };
		const { stats } = (await ask('/canvas/data_series', query)).body.data as {
			stats: Array<{ total_stats: { entries: number } }>;
		};
		const { body } = await ask('/canvas/data_summary', query);
		expect(stats).toHaveLength(6);
		const entries = stats.reduce((sum, { total_stats }) => sum + total_stats.entries, 0);
		expect(body).toMatchObject({
			data: { name: 'Onboarding', total_stats: { entries } },
			message: 'success',
		});
		expect(JSON.stringify(body)).toContain('"unique_opens":');
	});

	it.each([
		['neither length nor start', {}, 'length or starting_at'],
		['no end', { length: '1', ending_at: '' }, 'ending_at is required'],
		['a length of 15', { length: '15' }, 'between 1 and 14'],
		['a start 15 days ago', { starting_at: '2026-08-23T12:00:00Z' }, '14 days'],
		['a start after the end', { starting_at: '2026-09-07T12:00:00Z' }, 'after ending_at'],
		['a flag in words', { length: '1', include_step_breakdown: 'yes' }, 'true or false'],
	])('are refused for %s', async (_what, query, words) => {
		for (const path of ['/canvas/data_series', '/canvas/data_summary']) {
			const { status, body } = await ask(path, query);
			expect([status, body.message]).toEqual([400, expect.stringContaining(words)]);
		}
	});
});
