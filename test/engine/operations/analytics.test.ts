import { ORDER_SHIPPED_ID } from '../../../sandbox/seeds/campaigns';
import { ONBOARDING_ID } from '../../../sandbox/seeds/canvases';
import { PRO_PLAN_ID } from '../../../sandbox/seeds/segments';
import { Bench, jsons, pairing, stop } from '../../support/bench';
import { byId } from '../../support/kinds';

interface Series {
	resource: string;
	operation: string;
	path: string;
	parameters: object;
	/** What it is about, in the query and in the output. */
	key: Record<string, string>;
	/** The query without the period, where there is more in it. */
	asked?: Record<string, string>;
	max: number;
}

/** Each series of days, with what it asks for besides the period. */
const SERIES: Series[] = [
	{
		resource: 'canvas',
		operation: 'getAnalytics',
		path: '/canvas/data_series',
		parameters: { canvasId: byId(ONBOARDING_ID) },
		key: { canvas_id: ONBOARDING_ID },
		max: 14,
	},
	{
		resource: 'campaign',
		operation: 'getAnalytics',
		path: '/campaigns/data_series',
		parameters: { campaignId: byId(ORDER_SHIPPED_ID) },
		key: { campaign_id: ORDER_SHIPPED_ID },
		max: 100,
	},
	{
		resource: 'campaign',
		operation: 'getSendAnalytics',
		path: '/sends/data_series',
		parameters: { campaignId: byId(ORDER_SHIPPED_ID), sendId: 'spring_26' },
		key: { campaign_id: ORDER_SHIPPED_ID, send_id: 'spring_26' },
		max: 100,
	},
	{
		resource: 'segment',
		operation: 'getAnalytics',
		path: '/segments/data_series',
		parameters: { segmentId: byId(PRO_PLAN_ID) },
		key: { segment_id: PRO_PLAN_ID },
		max: 100,
	},
	{
		resource: 'customEvent',
		operation: 'getAnalytics',
		path: '/events/data_series',
		parameters: { eventName: { __rl: true, mode: 'name', value: 'payment_failed' } },
		key: { event: 'payment_failed' },
		asked: { event: 'payment_failed', unit: 'day' },
		max: 100,
	},
	...[
		['kpi', 'getDailyActiveUsers', '/kpi/dau/data_series', {}],
		['kpi', 'getMonthlyActiveUsers', '/kpi/mau/data_series', {}],
		['kpi', 'getNewUsers', '/kpi/new_users/data_series', {}],
		['kpi', 'getUninstalls', '/kpi/uninstalls/data_series', {}],
		['purchase', 'getQuantityAnalytics', '/purchases/quantity_series', { unit: 'day' }],
		['purchase', 'getRevenueAnalytics', '/purchases/revenue_series', { unit: 'day' }],
		['session', 'getAnalytics', '/sessions/data_series', { unit: 'day' }],
	].map(
		([resource, operation, path, asked]) =>
			({ resource, operation, path, parameters: {}, key: {}, asked, max: 100 }) as Series,
	),
];

const WEEK = ['01', '02', '03', '04', '05', '06', '07'].map((day) => `2026-09-${day}`);

describe.each(SERIES)(
	'$resource: $operation',
	({ resource, operation, path, parameters, key, asked = key, max }) => {
		const bench = new Bench({ resource, operation, ...parameters } as never);

		beforeEach(() => {
			bench.sandbox.state.sendIds.push({
				send_id: 'spring_26',
				campaign_id: ORDER_SHIPPED_ID,
				created_at: '2026-09-01',
			});
		});

		it('gives a week up to now, one item for each day, oldest first', async () => {
			const result = await bench.run();

			expect(stop(result)).toEqual({});
			expect(bench.wire).toEqual([
				{
					method: 'GET',
					path,
					query: { ...asked, length: '7', ending_at: '2026-09-07T09:00:00Z' },
					body: undefined,
				},
			]);
			expect(jsons(result).map(({ time }) => time)).toEqual(WEEK);
			expect(jsons(result)).toEqual(WEEK.map(() => expect.objectContaining(key) as unknown));
			expect(pairing(result)).toEqual(WEEK.map(() => ({ item: 0 })));
		});

		it('gives the answer as it is, in one item', async () => {
			const result = await bench.run({ analyticsOutput: 'whole' });

			expect(jsons(result)).toEqual([{ ...(bench.sandbox.requests[0].response as object), ...key }]);
		});

		it.each([
			['of the picker', '2026-09-03T12:00:00', '2026-09-03T10:00:00Z'],
			['with a plus in its offset', '2026-09-03T12:00:00+02:00', '2026-09-03T10:00:00Z'],
			['of an expression', '={{ $now.minus({ days: 2 }) }}', '2026-09-05T09:00:00Z'],
			['that is a date', '2026-09-03', '2026-09-02T22:00:00Z'],
		])('ends at a time %s', async (_, until, sent) => {
			await bench.run({ days: '={{ "3" }}', until });

			expect(bench.wire[0].query).toEqual({ ...asked, length: '3', ending_at: sent });
		});

		it('gives no items, and no error, where there are no days', async () => {
			const data = resource === 'canvas' ? { name: 'Onboarding', stats: [] } : [];
			bench.sandbox.faults.add({ kind: { type: 'status', status: 200, body: { data, message: 'success' } } });
			const result = await bench.run();

			expect(result.ok).toEqual([]);
			expect(result.status).toBe('success');
		});

		it.each([[{ message: 'success' }], [{ message: 'success', data: null }]])(
			'takes an answer without data for no empty series: %j',
			async (body) => {
				bench.sandbox.faults.add({ kind: { type: 'status', status: 200, body } });
				const result = await bench.run();

				expect(stop(result)).toEqual({
					message: "Braze's response does not contain 'data'",
					description: expect.stringContaining('which is not the same as an empty list') as string,
				});
				expect(result.ok).toEqual([]);
			},
		);

		it.each([
			['={{ 0 }}', '0'],
			[max + 1, `${max + 1}`],
			['={{ 1.5 }}', '1.5'],
			['={{ "week" }}', '"week"'],
			['={{ $json.missing }}', 'nothing'],
		])('takes no period of %s days', async (days, told) => {
			const result = await bench.run({ days });

			expect(bench.wire).toEqual([]);
			expect(stop(result)).toEqual({
				message: `'Days' must be a whole number from 1 to ${max}, but is ${told}`,
				description: 'Split longer periods into several requests. Nothing was sent.',
			});
		});

		it('takes no end that is no date', async () => {
			const result = await bench.run({ until: '={{ "yesterday" }}' });

			expect(bench.wire).toEqual([]);
			expect(result.error?.message).toBe(`'Until' is not a date and time: "yesterday"`);
		});

		it('takes no other word for the output', async () => {
			const result = await bench.run({ analyticsOutput: '={{ "weeks" }}' });

			expect(bench.wire).toEqual([]);
			expect(result.error?.message).toBe(`'Output' is "weeks"`);
		});
	},
);
