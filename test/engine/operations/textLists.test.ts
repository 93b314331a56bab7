import { makeEvent } from '../../../sandbox/seeds/events';
import { Bench, jsons, pairing, stop } from '../../support/bench';

/** Lists whose entries Braze returns as plain strings. */

const LISTS = [
	{
		resource: 'customEvent',
		operation: 'getManyNames',
		path: '/events/list',
		key: 'name',
		size: 250,
		endsAtShortPage: true,
	},
	{
		resource: 'purchase',
		operation: 'getManyProducts',
		path: '/purchases/product_list',
		key: 'product_id',
		size: 100,
		endsAtShortPage: false,
	},
];

const texts = (count: number) =>
	Array.from({ length: count }, (_, index) => `Number ${String(index).padStart(3, '0')}`);

describe.each(LISTS)('$resource: $operation', ({ resource, operation, path, key, size, endsAtShortPage }) => {
	const bench = new Bench({ resource, operation });

	const fill = (count: number) => {
		bench.sandbox.state.customEvents = texts(count).map((name) => makeEvent(name));
		bench.sandbox.state.products = texts(count);
	};
	const pages = () =>
		bench.wire.map(({ method, path: asked, query, body }) => [method, asked, query.page, body]);

	it('gives an item for each of the first 50', async () => {
		fill(300);
		const result = await bench.run();

		expect(stop(result)).toEqual({});
		expect(pages()).toEqual([['GET', path, '0', undefined]]);
		expect(result.ok).toEqual(texts(50).map((text) => ({ json: { [key]: text }, pairedItem: { item: 0 } })));
	});

	it('gives all of them', async () => {
		fill(size + 30);
		const result = await bench.run({ returnAll: true });

		expect(pages().map(([, , page]) => page)).toEqual(endsAtShortPage ? ['0', '1'] : ['0', '1', '2']);
		expect(jsons(result)).toEqual(texts(size + 30).map((text) => ({ [key]: text })));
	});

	it('gives nothing, and no error, where there is nothing', async () => {
		fill(0);
		const result = await bench.run({ returnAll: true });

		expect([result.ok, result.status, bench.wire.length]).toEqual([[], 'success', 1]);
	});

	it('is an error and not a short list when the second page is refused', async () => {
		fill(size + 30);
		bench.sandbox.faults.add({
			match: { nth: 2 },
			kind: { type: 'status', status: 400, body: { message: 'No' } },
		});
		const result = await bench.run({ returnAll: true });

		expect(result.ok).toEqual([]);
		expect(result.error?.message).toBe('No');
	});

	it('lists for each item as many as it wants', async () => {
		fill(9);
		const result = await bench.run(
			{ limit: '={{ $json.wanted }}' },
			{ items: [{ wanted: 1 }, { wanted: '2' }] },
		);

		expect(pairing(result)).toEqual([{ item: 0 }, { item: 1 }, { item: 1 }]);
	});
});
