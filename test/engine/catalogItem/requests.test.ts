import { CAFES, manyItems } from '../../../sandbox/seeds/catalogs';
import { Bench, itemErrors, jsons, pairing, stop } from '../../support/bench';
import { useClock, withoutWaits } from '../../support/clocks';
import { byName } from '../../support/kinds';

// Waits between tries are no part of what is tested here.
useClock(withoutWaits);

const bench = new Bench({ resource: 'catalogItem', catalogName: byName(CAFES) });

const MAPPED = { specifyItemValues: 'autoMap' };
const ALONE = { options: { combineItems: false } };
const CONTINUE = { settings: { onError: 'continueErrorOutput' as const } };

/** Input items that are catalog items. */
const numbered = (count: number) =>
	Array.from({ length: count }, (_, index) => ({ id: `n${index}`, Name: `Number ${index}` }));

const sentIds = () =>
	bench.bodies.map((body) => (body as { items: Array<{ id: string }> }).items.map(({ id }) => id));
const kept = (id: string) => bench.sandbox.state.catalogs[0].items.find((item) => item.id === id);

describe.each([
	['createOrUpdate', 'PUT', { id: 'cafe-1', Name: 'New', Rating: 5 }],
	['create', 'POST', { id: 'cafe-9', Name: 'New', Rating: 5 }],
	['update', 'PATCH', { id: 'cafe-1', Name: 'New', Rating: 5 }],
])('%s', (operation, method, item) => {
	const { id, ...values } = item;

	it('sends all items in one request', async () => {
		const result = await bench.run(
			{ operation, ...MAPPED },
			{ items: [item, { id: 'cafe-2', Terrace: false }] },
		);

		expect(stop(result)).toEqual({});
		expect(bench.wire).toEqual([
			{
				method,
				path: '/catalogs/cafes/items',
				query: {},
				body: { items: [item, { id: 'cafe-2', Terrace: false }] },
			},
		]);
		expect(jsons(result).map((json) => [json.catalog_name, json.id, json.message])).toEqual([
			[CAFES, id, 'success'],
			[CAFES, 'cafe-2', 'success'],
		]);
		expect(pairing(result)).toEqual([{ item: 0 }, { item: 1 }]);
		expect(kept(id)).toMatchObject(item);
	});

	it('sends each by itself, without the ID in the body, where items are not combined', async () => {
		const result = await bench.run({ operation, ...MAPPED, ...ALONE }, { items: [item] });

		expect(stop(result)).toEqual({});
		expect(bench.wire).toEqual([
			{ method, path: `/catalogs/cafes/items/${id}`, query: {}, body: { items: [values] } },
		]);
		expect(jsons(result)).toEqual([{ catalog_name: CAFES, id, message: 'success' }]);
		expect(kept(id)).toMatchObject(item);
	});

	it('names the permission for what it does', async () => {
		bench.sandbox.faults.add({ kind: { type: 'status', status: 403, body: { message: 'Access Denied' } } });
		const alone = await bench.run({ operation, ...MAPPED, ...ALONE }, { items: [item] });

		expect(alone.error?.message).toMatch(
			/^The API key lacks the permission catalogs\.(replace|create|update)_item$/,
		);
	});
});

describe('the hint about requests that could be saved', () => {
	const hintsOf = async (count: number, changes: object) =>
		(
			await bench.run(
				{ operation: 'createOrUpdate', ...MAPPED, ...changes },
				{ items: numbered(count), ...CONTINUE },
			)
		).hints.map(({ message }) => message);

	it('counts what the requests for many items would be', async () => {
		const catalogName = byName('={{ $itemIndex % 2 ? "cafes" : "bars" }}');
		expect(await hintsOf(6, ALONE)).toEqual([
			expect.stringContaining(
				"This run needs 6 requests. With 'Combine Items' in the options, it would need 1;",
			) as string,
		]);
		expect(await hintsOf(7, { ...ALONE, catalogName })).toContainEqual(
			expect.stringContaining(
				"This run needs 7 requests. With 'Combine Items' in the options, it would need 2;",
			) as string,
		);
	});

	it('is not shown if few would be saved, or items are combined', async () => {
		expect(await hintsOf(5, ALONE)).toEqual([]);
		expect(await hintsOf(6, {})).toEqual([]);
	});
});

describe('delete', () => {
	const chosen = { operation: 'delete', itemId: '={{ $json.id }}' };

	it('sends the IDs in the body of a DELETE', async () => {
		const result = await bench.run(chosen, { items: [{ id: 'cafe-1' }, { id: 'cafe-3' }] });

		expect(stop(result)).toEqual({});
		expect(bench.wire).toEqual([
			{
				method: 'DELETE',
				path: '/catalogs/cafes/items',
				query: {},
				body: { items: [{ id: 'cafe-1' }, { id: 'cafe-3' }] },
			},
		]);
		expect(jsons(result)[1]).toMatchObject({
			accepted: true,
			catalog_name: CAFES,
			id: 'cafe-3',
			message: 'success',
		});
		expect(bench.sandbox.state.catalogs[0].items.map(({ id }) => id)).toEqual(['cafe-2']);
	});

	it('sends a single one without a body', async () => {
		const result = await bench.run({ ...chosen, ...ALONE }, { items: [{ id: 'cafe-1' }] });

		expect(bench.wire).toEqual([
			{ method: 'DELETE', path: '/catalogs/cafes/items/cafe-1', query: {}, body: undefined },
		]);
		expect(jsons(result)).toEqual([{ deleted: true, catalog_name: CAFES, id: 'cafe-1', message: 'success' }]);
	});
});

describe('items of one run', () => {
	it('are 50 a request', async () => {
		const result = await bench.run({ operation: 'create', ...MAPPED }, { items: numbered(120) });

		expect(stop(result)).toEqual({});
		expect(sentIds().map(({ length }) => length)).toEqual([50, 50, 20]);
		expect(result.ok).toHaveLength(120);
	});

	it('never stand twice in a request, and keep their order', async () => {
		const items = [
			{ id: 'a', Name: '1' },
			{ id: 'b', Name: '1' },
			{ id: 'a', Name: '2' },
			{ id: 'a', Name: '3' },
			{ id: 'b', Name: '2' },
		];
		const result = await bench.run({ operation: 'createOrUpdate', ...MAPPED }, { items });

		expect(stop(result)).toEqual({});
		expect(sentIds()).toEqual([['a', 'b'], ['a', 'b'], ['a']]);
		expect([kept('a')?.Name, kept('b')?.Name]).toEqual(['3', '2']);
		expect(result.ok).toHaveLength(5);
	});

	it('keep their order also one by one', async () => {
		const items = ['1', '2', '3', '4'].map((Name) => ({ id: 'a', Name }));
		await bench.run({ operation: 'createOrUpdate', ...MAPPED, ...ALONE }, { items });

		expect(bench.bodies).toEqual(items.map(({ Name }) => ({ items: [{ Name }] })));
		expect(kept('a')?.Name).toBe('4');
	});

	it('go to the catalog that each names', async () => {
		const [cafes] = bench.sandbox.state.catalogs;
		bench.sandbox.state.catalogs.push({ ...cafes, name: 'bars', items: [] });
		const items = [
			{ id: 'a', Name: 'x', catalog: 'cafes' },
			{ id: 'a', Name: 'y', catalog: 'bars' },
		];
		await bench.run(
			{ operation: 'create', ...MAPPED, listedFields: ['Name'], catalogName: byName('={{ $json.catalog }}') },
			{ items },
		);

		expect(bench.wire.map(({ path, body }) => [path, body])).toEqual([
			['/catalogs/cafes/items', { items: [{ id: 'a', Name: 'x' }] }],
			['/catalogs/bars/items', { items: [{ id: 'a', Name: 'y' }] }],
		]);
	});

	it('that Braze refuses do not keep the others back', async () => {
		const items = numbered(20).map((item, index) => (index === 13 ? { ...item, Nmae: 'x' } : item));
		const result = await bench.run({ operation: 'create', ...MAPPED }, { items, ...CONTINUE });

		expect(result.ok).toHaveLength(19);
		expect(result.failed.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 13 }]);
		expect(itemErrors(result)[0]).toMatchObject({
			message: 'Some of the fields given do not exist in the catalog',
			description: 'Correct the value that Braze names.',
			outcome: 'refused',
		});
	});

	it('that Braze names by ID fail at once, and the others need one more request', async () => {
		const bad = [3, 13, 47];
		const items = numbered(50).map((item, index) => (bad.includes(index) ? { ...item, Nmae: 'x' } : item));
		const result = await bench.run({ operation: 'create', ...MAPPED }, { items, ...CONTINUE });

		expect(sentIds().map(({ length }) => length)).toEqual([50, 47]);
		expect(result.failed.map(({ pairedItem }) => pairedItem)).toEqual(bad.map((item) => ({ item })));
		expect(result.ok).toHaveLength(47);
		expect(itemErrors(result).map(({ reason }) => reason)).toEqual(
			new Array(3).fill('Some of the fields given do not exist in the catalog'),
		);
	});

	it('are searched for the refused one if Braze names none', async () => {
		const refusal = {
			status: 400,
			body: {
				message: 'Invalid Request',
				errors: [{ id: 'arbitrary-error', message: 'No', parameters: [], parameter_values: [] }],
			},
		};
		bench.sandbox.faults.add({ kind: { type: 'status', ...refusal } });
		const result = await bench.run({ operation: 'create', ...MAPPED }, { items: numbered(8), ...CONTINUE });

		expect(sentIds().map(({ length }) => length)).toEqual([8, 4, 4]);
		expect(result.ok).toHaveLength(8);
	});

	it('are told which of them exist already, one by one', async () => {
		const result = await bench.run(
			{ operation: 'create', ...MAPPED, ...ALONE },
			{
				items: [
					{ id: 'cafe-1', Name: 'x' },
					{ id: 'new', Name: 'x' },
				],
				...CONTINUE,
			},
		);

		expect(itemErrors(result)[0].description).toBe(
			'Braze refused the request (400). Nothing was created by this request.',
		);
		expect(jsons(result)).toEqual([{ catalog_name: CAFES, id: 'new', message: 'success' }]);
	});

	it('are not sent again by a retry', async () => {
		bench.sandbox.faults.add({
			match: { nth: 2 },
			kind: { type: 'status', status: 400, body: { message: 'No' } },
		});
		const settings = { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 };
		const items = numbered(51);
		const result = await bench.run(
			{ operation: 'create', ...MAPPED, options: { parallelRequests: 1 } },
			{ items, settings },
		);

		expect(stop(result)).toEqual({});
		expect(sentIds().map((ids) => ids[0])).toEqual(['n0', 'n50', 'n50']);
	});
});

describe('get', () => {
	it('gives the item', async () => {
		const result = await bench.run({ operation: 'get', itemId: 'cafe-2' });

		expect(stop(result)).toEqual({});
		expect(bench.wire).toEqual([
			{ method: 'GET', path: '/catalogs/cafes/items/cafe-2', query: {}, body: undefined },
		]);
		expect(jsons(result)).toEqual([kept('cafe-2')]);
	});

	it('says what is missing', async () => {
		const result = await bench.run({ operation: 'get', itemId: 'none' });

		expect(stop(result)).toEqual({
			message: 'Could not find item',
			description:
				'Check the IDs in this item. Also check the instance in the credential (/catalogs/{catalog_name}/items/{item_id}). Braze refused the request (404).',
		});
	});
});

describe('get many', () => {
	const fill = (count: number) => void (bench.sandbox.state.catalogs[0].items = manyItems(count));
	const cursors = () => bench.wire.map(({ query }) => typeof query.cursor);

	it('gives 50 by default, from one page', async () => {
		fill(120);
		const result = await bench.run({ operation: 'getMany' });

		expect(bench.wire).toEqual([
			{ method: 'GET', path: '/catalogs/cafes/items', query: {}, body: undefined },
		]);
		expect(result.ok).toHaveLength(50);
	});

	it('follows the cursor through all pages', async () => {
		fill(120);
		const result = await bench.run({ operation: 'getMany', returnAll: true });

		expect(cursors()).toEqual(['undefined', 'string', 'string']);
		expect(jsons(result)).toEqual(bench.sandbox.state.catalogs[0].items);
	});

	it.each([
		[50, 1],
		[51, 2],
		[100, 2],
	])('asks for no page beyond a limit of %i', async (limit, requests) => {
		fill(120);
		const result = await bench.run({ operation: 'getMany', limit });

		expect([result.ok.length, bench.wire.length]).toEqual([limit, requests]);
	});

	it('gives nothing, and no error, where there is nothing', async () => {
		fill(0);
		const result = await bench.run({ operation: 'getMany' });

		expect([result.status, result.ok]).toEqual(['success', []]);
	});
});
