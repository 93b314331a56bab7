import { Bench, jsons, stop } from '../../support/bench';
import { useClock, withoutWaits } from '../../support/clocks';

// Waits between tries are no part of what is tested here.
useClock(withoutWaits);

describe.each([
	['canvas', '/canvas', 'canvas_id', 'canvas_name', 'canvases'],
	['campaign', '/campaigns', 'campaign_id', 'campaign_name', 'campaigns'],
] as const)('%s: Get Analytics for All', (resource, path, idKey, nameKey, list) => {
	const bench = new Bench({ resource, operation: 'getAllAnalytics', days: 3, until: '2026-09-07T09:00:00' });

	const listed = () => bench.sandbox.state[list].filter(({ archived }) => !archived);

	const series = () => bench.wire.filter((request) => request.path === `${path}/data_series`);

	it('gives one item for each and day, the series like those of Get Analytics', async () => {
		const result = await bench.run();
		const rows = jsons(result);
		const [first] = listed();

		expect(stop(result)).toEqual({});
		expect(bench.wire[0]).toMatchObject({ method: 'GET', path: `${path}/list`, query: { page: '0' } });
		expect(
			series()
				.map(({ query }) => query[idKey])
				.sort(),
		).toEqual(
			listed()
				.map(({ id }) => id)
				.sort(),
		);
		expect(
			series().every(({ query }) => query.length === '3' && query.ending_at === '2026-09-07T07:00:00Z'),
		).toBe(true);
		expect(rows).toHaveLength(3 * listed().length);
		expect(new Set(rows.map((row) => row[nameKey]))).toEqual(new Set(listed().map(({ name }) => name)));

		const one = await bench.run({
			operation: 'getAnalytics',
			[`${resource}Id`]: { __rl: true, mode: 'id', value: first.id },
		});
		expect(rows.slice(0, 3)).toEqual(jsons(one).map((row) => ({ ...row, [nameKey]: first.name })));
	});

	it('reads every page of the list', async () => {
		const known = bench.sandbox.state[list] as unknown[];
		const [first] = listed();
		for (let index = known.length; index < 230; index++)
			known.push({
				...first,
				id: `5f0c7a52-1d1e-4c5b-9a3f-${String(index).padStart(12, '0')}`,
				name: `No. ${index}`,
			});
		const result = await bench.run({ days: 1 });

		expect(bench.wire.filter((request) => request.path === `${path}/list`)).toHaveLength(3);
		expect(jsons(result)).toHaveLength(listed().length);
	});

	it('filters the list, and splits by variant', async () => {
		const result = await bench.run({
			analyticsOutput: 'variants',
			filters: { editedAfter: '2026-09-01T00:00:00', includeArchived: true },
		});

		expect(bench.wire[0].query).toMatchObject({
			include_archived: 'true',
			'last_edit.time[gt]': '2026-08-31T22:00:00Z',
		});
		expect(stop(result)).toEqual({});
		for (const { query } of series())
			expect(query.include_variant_breakdown).toBe(resource === 'canvas' ? 'true' : undefined);
	});

	it('leaves out what Braze refuses by itself, and says so', async () => {
		const [, ...others] = listed();
		bench.sandbox.faults.add({
			match: { path: `${path}/data_series` },
			kind: { type: 'status', status: 400, body: { message: 'no numbers' } },
		});
		const result = await bench.run();

		expect(jsons(result)).toHaveLength(3 * others.length);
		expect(result.hints.map(({ message }) => message).join()).toMatch(
			/^Braze refused to return the numbers of this .*, so they are missing: “[^”]+”\. \(1 item\)$/,
		);
	});

	it('asks for no numbers of entries without an ID, and says that they are missing', async () => {
		const [{ id, name }] = listed();
		const entries = [null, { name: 'Lost' }, { id, name }];
		bench.sandbox.faults.add({ kind: { type: 'status', status: 200, body: { [list]: entries } } });
		const result = await bench.run();

		expect(stop(result)).toEqual({});
		expect(series().map(({ query }) => query[idKey])).toEqual([id]);
		expect(jsons(result)).toHaveLength(3);
		expect(result.hints.map(({ message }) => message).join()).toContain('“without a name”, “Lost”');
	});

	it('names the permission of the series, and asks for no more of them', async () => {
		bench.sandbox.faults.add({
			match: { path: `${path}/data_series` },
			times: -1,
			kind: { type: 'status', status: 403, body: { message: 'Access Denied' } },
		});
		const result = await bench.run();

		expect(stop(result).message).toBe(`The API key lacks the permission ${path.slice(1)}.data_series`);
		expect(series().length).toBeLessThanOrEqual(10);
	});

	it('waits where Braze asks to', async () => {
		bench.sandbox.faults.add({
			match: { path: `${path}/data_series` },
			times: 2,
			kind: { type: 'rateLimit', header: 'retry-after', seconds: 1 },
		});
		const result = await bench.run();

		expect(jsons(result)).toHaveLength(3 * listed().length);
	});

	it.each([{}, { message: 'success' }, { data: 'soon' }])(
		'takes %j for no numbers of one of them',
		async (body) => {
			bench.sandbox.faults.add({
				match: { path: `${path}/data_series` },
				kind: { type: 'status', status: 200, body },
			});
			const result = await bench.run();

			expect(stop(result).message).toMatch(/'data'/);
			expect(result.ok).toEqual([]);
		},
	);

	it('gives nothing for an empty workspace', async () => {
		bench.sandbox.state[list].length = 0;
		const result = await bench.run();

		expect([stop(result), result.ok]).toEqual([{}, []]);
	});

	it.each([
		['no days', { days: 0 }, /^'Days' must be a whole number/],
		['a broken end', { until: 'later' }, /^'Until'/],
	])('refuses %s', async (_what, changes, message) => {
		const result = await bench.run(changes);

		expect(stop(result).message).toMatch(message);
		expect(bench.wire).toEqual([]);
	});
});
