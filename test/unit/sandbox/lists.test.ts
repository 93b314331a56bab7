import { ANDROID_APP_ID, IOS_APP_ID } from '../../../sandbox/seeds/apps';
import { makeEvent } from '../../../sandbox/seeds/events';
import { LISTS } from '../../../sandbox/state/rateLimits';
import { type Sandbox, startSandbox } from '../../../sandbox/server';
import { call, MONDAY } from './client';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ port: 0, now: () => new Date(MONDAY) });
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.stop());

const get = async (path: string) => await call(sandbox, 'GET', path);

it('links the pages of events in a header, both ways', async () => {
	sandbox.state.customEvents = Array.from({ length: 120 }, (_, index) => makeEvent(`event ${index}`));
	const link = async (cursor: string) => (await get(`/events${cursor}`)).headers.get('link');
	expect(await link('')).toBe('</events?cursor=c2tpcDo1MA==>; rel="next"');
	expect(await link('?cursor=c2tpcDo1MA==')).toBe(
		'</events?cursor=c2tpcDow>; rel="prev",</events?cursor=c2tpcDoxMDA=>; rel="next"',
	);
	expect(await link('?cursor=c2tpcDoxMDA=')).toBe('</events?cursor=c2tpcDo1MA==>; rel="prev"');
	expect((await get('/events?cursor=x')).body.message).toBe('Invalid cursor');
	sandbox.state.customEvents.length = 50;
	expect(await link('')).toBeNull();
});

it('lists names 250 a page', async () => {
	sandbox.state.customEvents = Array.from({ length: 260 }, (_, index) => makeEvent(`event ${index}`));
	expect((await get('/events/list')).body.events).toHaveLength(250);
	expect((await get('/events/list?page=1')).body.events).toEqual(
		Array.from({ length: 10 }, (_, index) => `event ${index + 250}`),
	);
});

it('lets all of these lists draw from one pool', async () => {
	for (const path of [
		'/events',
		'/events/list',
		'/custom_attributes',
		'/purchases/product_list',
		'/purchases/quantity_series?length=1',
		'/purchases/revenue_series?length=1',
	]) {
		sandbox.limits.leave(LISTS, 1, sandbox.clock.now());
		expect((await get(path)).headers.get('x-ratelimit-limit')).toBe('1000');
		expect((await get('/events')).status).toBe(429);
	}
	expect((await get('/events/data_series?event=booked_demo&length=1')).headers.get('x-ratelimit-limit')).toBe(
		'250000',
	);
});

it('gives series of days and hours, the same at every call', async () => {
	const { body } = await get('/sessions/data_series?length=2&unit=hour&ending_at=2026-09-07T05:30:00Z');
	expect(body.data).toMatchObject([{ time: '2026-09-07T04:00:00Z' }, { time: '2026-09-07T05:00:00Z' }]);
	expect((await get('/sessions/data_series?length=2&unit=hour&ending_at=2026-09-07T05:30:00Z')).body).toEqual(
		body,
	);
	expect((await get('/sessions/data_series?length=2')).body.data).toMatchObject([
		{ time: '2026-09-06' },
		{ time: '2026-09-07' },
	]);
	expect((await get('/sessions/data_series?length=2&unit=week')).body.message).toBe(
		'unit must be day or hour',
	);
	expect((await get('/sessions/data_series?unit=hour')).body.message).toBe('length is required');
});

it('counts less for one app than for all', async () => {
	const dau = async (query: string) =>
		((await get(`/kpi/dau/data_series?length=1${query}`)).body.data as Array<{ dau: number }>)[0].dau;
	const all = await dau('');
	expect(await dau(`&app_id=${IOS_APP_ID}`)).toBeLessThan(all);
	expect(await dau(`&app_id=${ANDROID_APP_ID}`)).toBeLessThan(all);
	expect((await get('/kpi/dau/data_series?length=1&app_id=x')).body.message).toBe('Invalid app_id');
	expect((await get('/events/data_series?length=1&event=x')).body.message).toBe('Invalid event');
	expect((await get('/events/data_series?length=1')).body.message).toBe('event is required');
});
