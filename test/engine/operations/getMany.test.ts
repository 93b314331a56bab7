import { manySegments } from '../../../sandbox/seeds/segments';
import { Bench, jsons, pairing, stop } from '../../support/bench';
import { KINDS, type Kind } from '../../support/kinds';

type Listed = Pick<Kind, 'resource' | 'path' | 'list' | 'permission' | 'fill'>;

const LISTS = [
	...(KINDS as Listed[]),
	{
		resource: 'segment',
		path: '/segments',
		list: 'segments',
		permission: 'segments',
		fill: (state, count) => {
			state.segments = manySegments(count).map((segment, index) => ({
				...segment,
				name: `Number ${index + 1}`,
			}));
		},
	} as { [Key in keyof Listed]: Key extends 'fill' ? Kind['fill'] : string },
];

jest.setTimeout(20_000);

describe.each(LISTS)('$resource: get many', ({ resource, path, list, permission, fill }) => {
	const bench = new Bench({ resource, operation: 'getMany' });

	const names = (count: number) => Array.from({ length: count }, (_, index) => `Number ${index + 1}`);
	const pages = (...numbers: number[]) =>
		numbers.map((page) => ({
			method: 'GET',
			path: `${path}/list`,
			query: { page: String(page) },
			body: undefined,
		}));
	/** Fails one page of a list. */
	const fault = (nth: number, times: number, status: number) =>
		bench.sandbox.faults.add({
			match: { nth },
			times,
			kind: { type: 'status', status, body: { message: 'No' } },
		});

	it('gives 50 by default, from one page', async () => {
		fill(bench.sandbox.state, 230);
		const result = await bench.run();

		expect(stop(result)).toEqual({});
		expect(bench.wire).toEqual(pages(0));
		expect(jsons(result).map(({ name }) => name)).toEqual(names(50));
		expect(result.ok[49].pairedItem).toEqual({ item: 0 });
	});

	it('gives all of 230 from three pages', async () => {
		fill(bench.sandbox.state, 230);
		const result = await bench.run({ returnAll: true });

		expect(bench.wire).toEqual(pages(0, 1, 2));
		expect(jsons(result).map(({ name }) => name)).toEqual(names(230));
	});

	it.each([
		[1, 1],
		[100, 1],
		[101, 2],
		[230, 3],
		[500, 3],
	])('stops as soon as %i are there', async (limit, requests) => {
		fill(bench.sandbox.state, 230);
		const result = await bench.run({ limit });

		expect(bench.wire).toEqual(pages(...[0, 1, 2].slice(0, requests)));
		expect(result.ok).toHaveLength(Math.min(limit, 230));
	});

	it('ends after a last page that is full', async () => {
		fill(bench.sandbox.state, 200);
		const result = await bench.run({ returnAll: true });

		expect(bench.wire).toEqual(pages(0, 1, 2));
		expect(result.ok).toHaveLength(200);
	});

	it('does not loop when the list keeps answering the same page', async () => {
		const page = Array.from({ length: 100 }, (_, index) => ({
			id: String(index),
			name: `Number ${index + 1}`,
			tags: [],
		}));
		const body = { [list]: page, message: 'success' };
		bench.sandbox.faults.add({ times: -1, kind: { type: 'status', status: 200, body } });
		const result = await bench.run({ returnAll: true });

		expect(bench.wire).toEqual(pages(0, 1));
		expect(result.ok).toHaveLength(100);
	});

	it('gives nothing, and no error, where there is nothing', async () => {
		fill(bench.sandbox.state, 0);
		const result = await bench.run();

		expect(result.ok).toEqual([]);
		expect(result.status).toBe('success');
	});

	it('is an error and not a short list when the second of three pages is refused', async () => {
		fill(bench.sandbox.state, 230);
		fault(2, 1, 403);
		const result = await bench.run({ returnAll: true });

		expect(bench.wire).toEqual(pages(0, 1));
		expect(result.ok).toEqual([]);
		expect(result.error?.message).toBe(`The API key lacks the permission ${permission}.list`);
	});

	it('asks again for a page that came to nothing', async () => {
		fill(bench.sandbox.state, 230);
		fault(2, 1, 500);
		const result = await bench.run({ returnAll: true });

		expect(bench.wire).toEqual(pages(0, 1, 1, 2));
		expect(result.ok).toHaveLength(230);
	});

	it('lists once for each item, paired with it', async () => {
		fill(bench.sandbox.state, 230);
		const result = await bench.run(
			{ limit: '={{ $json.wanted }}' },
			{ items: [{ wanted: 1 }, { wanted: '2' }] },
		);

		expect(pairing(result)).toEqual([{ item: 0 }, { item: 1 }, { item: 1 }]);
	});

	it.each([
		['={{ 0 }}', '0'],
		['={{ "many" }}', '"many"'],
		['={{ 1.5 }}', '1.5'],
	])('takes no limit of %s', async (limit, told) => {
		const result = await bench.run({ limit });

		expect(bench.wire).toEqual([]);
		expect(stop(result)).toEqual({
			message: `'Limit' must be a whole number, 1 or more, but is ${told}`,
			description: "Enter a higher limit, or turn on 'Return All'. Nothing was sent.",
		});
	});
});
