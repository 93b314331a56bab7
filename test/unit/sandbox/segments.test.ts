import { manySegments, PRO_PLAN_ID } from '../../../sandbox/seeds/segments';
import { type Sandbox, startSandbox } from '../../../sandbox/server';
import { call, MONDAY } from './client';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ port: 0, now: () => new Date(MONDAY) });
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.stop());

const get = async (path: string) => await call(sandbox, 'GET', `/segments/${path}`);
const names = async (query = '') =>
	((await get(`list${query}`)).body.segments as Array<{ name: string }>).map(({ name }) => name);

it('lists segments that are not archived, oldest first, a hundred a page', async () => {
	const { body } = await get('list');
	expect((body.segments as object[])[1]).toEqual({
		id: PRO_PLAN_ID,
		name: 'Pro Plan',
		analytics_tracking_enabled: true,
		tags: ['CRM'],
	});
	expect(await names()).toHaveLength(6);
	expect(await names('?sort_direction=desc')).toEqual((await names()).reverse());
	sandbox.state.segments = manySegments(250);
	expect([(await names()).length, (await names('?page=2')).length, (await names('?page=3')).length]).toEqual([
		100, 50, 0,
	]);
});

it('tells a segment’s filters in words', async () => {
	const { body } = await get(`details?segment_id=${PRO_PLAN_ID}`);
	expect(body).toMatchObject({
		message: 'success',
		name: 'Pro Plan',
		description: 'Custom attribute "plan" equals "pro"',
		updated_at: expect.any(String),
	});
	expect((await get('details?segment_id=x')).body.message).toBe('Invalid Segment ID');
	expect((await get('details')).body.message).toBe('segment_id is required');
});

it('gives a segment’s size day by day, today’s being that of its members', async () => {
	const { body } = await get(`data_series?segment_id=${PRO_PLAN_ID}&length=30`);
	const data = body.data as Array<{ time: string; size: number }>;
	expect(data).toHaveLength(30);
	expect(data.at(-1)).toEqual({ time: '2026-09-07', size: 11 });
	expect(data[0].size).toBeLessThan(11);
	expect((await get(`data_series?segment_id=${PRO_PLAN_ID}&length=101`)).status).toBe(400);
});
