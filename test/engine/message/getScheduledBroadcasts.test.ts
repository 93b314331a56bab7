import { Bench, jsons, pairing, stop } from '../../support/bench';

const bench = new Bench({ resource: 'message', operation: 'getScheduledBroadcasts' });

it('lists what the dashboard sends in the next 30 days, one item each', async () => {
	const result = await bench.run();

	expect(stop(result)).toEqual({});
	expect(bench.wire).toEqual([
		{
			method: 'GET',
			path: '/messages/scheduled_broadcasts',
			query: { end_time: '2026-10-07T00:00:00Z' },
			body: undefined,
		},
	]);
	const { scheduled_broadcasts } = bench.sandbox.requests[0].response as { scheduled_broadcasts: object[] };
	expect(jsons(result)).toEqual(scheduled_broadcasts);
	expect(jsons(result).map(({ name, type }) => [name, type])).toEqual(
		expect.arrayContaining([
			['Weekly Digest', 'Campaign'],
			['Morning Tip', 'Campaign'],
			['Product Feedback', 'Canvas'],
		]),
	);
	expect(new Set(pairing(result))).toEqual(new Set(pairing(result).map(() => ({ item: 0 }))));
});

it.each([
	['a day of the picker', '2026-09-14T00:00:00', '2026-09-14T00:00:00Z'],
	['a day', '2026-09-14', '2026-09-14T00:00:00Z'],
	['a moment, by its own date', '2026-09-14T01:00:00+02:00', '2026-09-14T00:00:00Z'],
])('lists up to %s', async (_, until, sent) => {
	await bench.run({ until });

	expect(bench.wire[0].query).toEqual({ end_time: sent });
});

it('stops at the limit, and gives all on demand', async () => {
	expect((await bench.run({ limit: 2 })).ok).toHaveLength(2);
	expect((await bench.run({ returnAll: true })).ok).toHaveLength(3);
});

it('gives nothing where nothing is scheduled', async () => {
	bench.sandbox.state.dashboardSchedules = [];
	const result = await bench.run();

	expect(result.ok).toEqual([]);
	expect(result.status).toBe('success');
});

it.each([
	['={{ "soon" }}', `'Until' is not a date and time: "soon"`],
	['={{ $json.missing }}', "'Until' is missing"],
])('takes no end of %s', async (until, message) => {
	const result = await bench.run({ until });

	expect(bench.wire).toEqual([]);
	expect(result.error?.message).toBe(message);
});
