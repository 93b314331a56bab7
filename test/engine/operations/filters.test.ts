import { Bench, jsons, stop } from '../../support/bench';
import { KINDS } from '../../support/kinds';

describe.each(KINDS)('$resource: filters of get many', ({ resource, list }) => {
	const bench = new Bench({ resource, operation: 'getMany', returnAll: true });

	/** The search of the URL as it went over the wire, and what Braze reads in it. */
	const query = () => bench.sandbox.requests[0].query;

	it('lists what was edited after a time of the picker, read in the zone of the workflow', async () => {
		const result = await bench.run({ filters: { editedAfter: '2026-06-01T00:00:00' } });

		expect(stop(result)).toEqual({});
		expect(query()).toEqual({ page: '0', 'last_edit.time[gt]': '2026-05-31T22:00:00Z' });
		const edited = jsons(result).map(({ last_edited }) => String(last_edited));
		expect(edited.length).toBeGreaterThan(0);
		expect(edited.every((time) => time > '2026-05-31T22')).toBe(true);
	});

	it.each([
		['an offset with a plus', '2026-06-01T00:00:00+02:00', '2026-05-31T22:00:00Z'],
		['an expression', '={{ $now.minus({ days: 7 }) }}', '2026-08-31T09:00:00Z'],
		['a date', '2026-06-01', '2026-05-31T22:00:00Z'],
	])('takes %s', async (_, editedAfter, sent) => {
		await bench.run({ filters: { editedAfter } });

		expect(query()).toEqual({ page: '0', 'last_edit.time[gt]': sent });
	});

	it('keeps the filters on every page', async () => {
		KINDS.find((kind) => kind.resource === resource)?.fill(bench.sandbox.state, 150);
		await bench.run({ filters: { sortDirection: 'desc', editedAfter: '2026-01-01T00:00:00Z' } });

		expect(bench.wire.map((request) => request.query)).toEqual(
			['0', '1'].map((page) => ({
				page,
				sort_direction: 'desc',
				'last_edit.time[gt]': '2026-01-01T00:00:00Z',
			})),
		);
	});

	it('leaves archived ones out, and lists them on demand', async () => {
		const without = jsons(await bench.run());
		const all = jsons(await bench.run({ filters: { includeArchived: true } }));

		expect(bench.wire.map((request) => request.query)).toEqual([
			{ page: '0' },
			{ page: '0', include_archived: 'true' },
		]);
		expect(all.length).toBe(without.length + 1);
	});

	it.each([
		['asc', 'a newer one last'],
		['desc', 'a newer one first'],
	])('sorts by creation: %s', async (sortDirection) => {
		const result = await bench.run({ filters: { sortDirection } });

		expect(query()).toEqual({ page: '0', sort_direction: sortDirection });
		const oldestFirst = bench.sandbox.state[list].filter(({ archived }) => !archived).map(({ name }) => name);
		const names = jsons(result).map(({ name }) => name);
		expect(names).toEqual(sortDirection === 'asc' ? oldestFirst : [...oldestFirst].reverse());
	});

	it.each(['', '={{ $json.missing }}', '={{ null }}'])(
		'lists everything where the time is empty: %s',
		async (editedAfter) => {
			const result = await bench.run({ filters: { editedAfter, includeArchived: false } });

			expect(stop(result)).toEqual({});
			expect(query()).toEqual({ page: '0' });
		},
	);

	it('takes no other order', async () => {
		const result = await bench.run({ filters: { sortDirection: '={{ "newest" }}' } });

		expect(bench.wire).toEqual([]);
		expect(stop(result)).toEqual({
			message: `'Sort Direction' is "newest"`,
			description: 'Use desc or asc. Nothing was sent.',
		});
	});

	it('says what is no date', async () => {
		const result = await bench.run({ filters: { editedAfter: '={{ "last week" }}' } });

		expect(bench.wire).toEqual([]);
		expect(result.error?.message).toBe(`'Edited After' is not a date and time: "last week"`);
	});
});

describe('segment: filters of get many', () => {
	const bench = new Bench({ resource: 'segment', operation: 'getMany', returnAll: true });

	it('sorts', async () => {
		await bench.run({ filters: { sortDirection: 'desc' } });

		expect(bench.wire).toEqual([
			{
				method: 'GET',
				path: '/segments/list',
				query: { page: '0', sort_direction: 'desc' },
				body: undefined,
			},
		]);
	});
});
