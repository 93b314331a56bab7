import { CAFES } from '../../../sandbox/seeds/catalogs';
import { Bench, jsons, pairing, stop } from '../../support/bench';
import { byName, fromList } from '../../support/kinds';

const rows = (...field: Array<{ name?: unknown; type?: unknown }>) => ({ field });

describe('create', () => {
	const bench = new Bench({
		resource: 'catalog',
		operation: 'create',
		name: 'drinks',
		description: 'All drinks',
	});

	it('sends name, description and fields, the ID first', async () => {
		const result = await bench.run({
			catalogFields: rows(
				{ name: 'Price', type: 'number' },
				{ name: 'Hot', type: 'boolean' },
				{ name: 'Name' },
			),
		});

		expect(stop(result)).toEqual({});
		const fields = [
			{ name: 'id', type: 'string' },
			{ name: 'Price', type: 'number' },
			{ name: 'Hot', type: 'boolean' },
			{ name: 'Name', type: 'string' },
		];
		const body = { catalogs: [{ name: 'drinks', description: 'All drinks', fields }] };
		expect(bench.wire).toEqual([{ method: 'POST', path: '/catalogs', query: {}, body }]);
		expect(result.ok).toEqual([
			{
				json: {
					description: 'All drinks',
					fields: fields.map((field) => ({ ...field, token: '-1' })),
					name: 'drinks',
					num_items: 0,
					selections: [],
					selections_size: 0,
					source: 'Braze',
					storage_size: 0,
					updated_at: '2026-09-07T09:00:00.000+00:00',
					message: 'success',
				},
				pairedItem: { item: 0 },
			},
		]);
	});

	it('needs no row for the ID, and takes one of the right type', async () => {
		await bench.run();
		await bench.run({
			name: 'more',
			catalogFields: rows({ name: 'Price', type: 'number' }, { name: 'id', type: 'string' }),
		});

		const sent = bench.bodies as Array<{ catalogs: Array<{ fields: Array<{ name: string }> }> }>;
		expect(sent.map(({ catalogs }) => catalogs[0].fields.map(({ name }) => name))).toEqual([
			['id'],
			['id', 'Price'],
		]);
	});

	it.each<[string, Record<string, unknown>, string]>([
		['an empty name', { name: '={{ $json.missing }}' }, "'Name' is missing"],
		['a name with a slash', { name: 'a/b' }, `'Name' has characters that Braze does not accept: "a/b"`],
		['a long name', { name: 'x'.repeat(251) }, "'Name' is longer than 250 bytes"],
		['no description', { description: '={{ "" }}' }, "'Description' must be text, but is an empty string"],
		['a long description', { description: 'x'.repeat(251) }, "'Description' is longer than 250 characters"],
		['a field without a name', { catalogFields: rows({ type: 'number' }) }, "'Fields 1: Name' is empty"],
		[
			'a field name with a space',
			{ catalogFields: rows({ name: 'a b' }) },
			`'Fields 1: Name' has characters that Braze does not accept: "a b"`,
		],
		[
			'another type',
			{ catalogFields: rows({ name: 'a', type: '={{ "text" }}' }) },
			`'Fields 1: Type' is "text"`,
		],
		[
			'a name twice',
			{ catalogFields: rows({ name: 'a' }, { name: 'b' }, { name: 'a' }) },
			`'Fields 3' repeats the name "a"`,
		],
		[
			'an ID that is a number',
			{ catalogFields: rows({ name: 'id', type: 'number' }) },
			`'Fields' sets the type of the field "id" to number`,
		],
		[
			'too many fields',
			{ catalogFields: rows(...Array.from({ length: 500 }, (_, index) => ({ name: `f${index}` }))) },
			"'Fields' has 500 rows, but Braze accepts at most 499",
		],
	])('does not send %s', async (_, changes, message) => {
		const result = await bench.run(changes);

		expect(bench.wire).toEqual([]);
		expect(result.error?.message).toBe(message);
		expect(result.error?.description).toContain('Nothing was sent.');
	});

	it('quotes Braze where the catalog exists', async () => {
		const result = await bench.run({ name: CAFES });

		expect(stop(result)).toEqual({
			message: 'A catalog with that name already exists',
			description: 'Braze refused the request (400). Nothing was created by this request.',
		});
	});
});

describe('delete', () => {
	const bench = new Bench({
		resource: 'catalog',
		operation: 'delete',
		catalogName: byName(CAFES),
		confirmDelete: true,
	});

	it('sends a DELETE without a body', async () => {
		const result = await bench.run();

		expect(stop(result)).toEqual({});
		expect(bench.wire).toEqual([{ method: 'DELETE', path: '/catalogs/cafes', query: {}, body: undefined }]);
		expect(result.ok).toEqual([
			{ json: { deleted: true, catalog_name: CAFES, message: 'success' }, pairedItem: { item: 0 } },
		]);
		expect(bench.sandbox.state.catalogs).toEqual([]);
	});

	it.each([false, undefined, '', 'true', 1])(
		'deletes nothing while the confirmation is %j',
		async (confirmDelete) => {
			const result = await bench.run({ confirmDelete });

			expect(bench.wire).toEqual([]);
			expect(stop(result)).toEqual({
				message: "'Confirm Delete' is off",
				description: 'This operation cannot be undone in Braze. To go ahead, turn this on. Nothing was sent.',
			});
		},
	);

	it.each<[string, unknown]>([
		['={{ "" }}', "'Catalog' is empty"],
		['..', `'Catalog' has characters that Braze does not accept: ".."`],
		['.', `'Catalog' has characters that Braze does not accept: "."`],
		['cafes/items', `'Catalog' has characters that Braze does not accept: "cafes/items"`],
		['cafes?x=1', `'Catalog' has characters that Braze does not accept: "cafes?x=1"`],
		['cafes%2Fitems', `'Catalog' has characters that Braze does not accept: "cafes%2Fitems"`],
		['cafés', `'Catalog' has characters that Braze does not accept: "cafés"`],
		['={{ $json.missing }}', "'Catalog' is missing"],
		['x'.repeat(251), "'Catalog' is longer than 250 bytes"],
	])('sends nothing for the name %j', async (name, message) => {
		const result = await bench.run({ catalogName: byName(name) });

		expect(bench.wire).toEqual([]);
		expect(result.error?.message).toBe(message);
	});

	it.each([{ mode: 'dryRun' }, { options: { dryRun: true } }])(
		'only shows the request in a dry run, which needs the confirmation too: %j',
		async (dry) => {
			const { ok, hints } = await bench.run(dry);
			const unconfirmed = await bench.run({ ...dry, confirmDelete: false });

			expect(bench.wire).toEqual([]);
			expect(ok.map(({ json }) => json)).toMatchObject([
				{ dry_run: true, request: { method: 'DELETE', url: `${bench.sandbox.url}/catalogs/cafes` } },
			]);
			expect(hints.map(({ message }) => message).join()).toContain('Dry run: nothing was sent');
			expect(unconfirmed.error?.message).toBe("'Confirm Delete' is off");
			expect(bench.sandbox.state.catalogs).toHaveLength(1);
		},
	);

	it('takes the name from the list', async () => {
		await bench.run({ catalogName: fromList(CAFES, CAFES) });

		expect(bench.wire[0].path).toBe('/catalogs/cafes');
	});

	it('asks once where several items name the same catalog', async () => {
		const result = await bench.run({}, { items: [{}, {}] });

		expect(bench.wire).toHaveLength(1);
		expect(pairing(result)).toEqual([{ item: 0 }, { item: 1 }]);
	});

	it('says that the first of two attempts may have deleted it', async () => {
		bench.sandbox.faults.add({ kind: { type: 'status', status: 500, body: {}, act: true } });
		const result = await bench.run();

		expect(bench.wire).toHaveLength(2);
		expect(stop(result)).toEqual({
			message: 'Braze returned 500, so it is unknown whether this was carried out',
			description:
				'The retry failed: Could not find catalog. The first attempt may have deleted it. Also check the instance in the credential (/catalogs/{catalog_name}). Braze refused the request (404).',
		});
	});
});

describe('get many', () => {
	const bench = new Bench({ resource: 'catalog', operation: 'getMany' });
	const fill = (count: number) => {
		const [cafes] = bench.sandbox.state.catalogs;
		bench.sandbox.state.catalogs = Array.from({ length: count }, (_, index) => ({
			...cafes,
			name: `catalog-${index}`,
		}));
	};

	it('gives 50 by default, and all on demand, from one request', async () => {
		fill(60);
		expect(jsons(await bench.run())).toHaveLength(50);
		expect(jsons(await bench.run({ returnAll: true }))).toHaveLength(60);
		expect(jsons(await bench.run({ limit: 2 })).map(({ name }) => name)).toEqual(['catalog-0', 'catalog-1']);
		expect(bench.wire).toEqual(
			Array.from({ length: 3 }, () => ({ method: 'GET', path: '/catalogs', query: {}, body: undefined })),
		);
	});

	it('gives nothing, and no error, where there is none', async () => {
		fill(0);
		const result = await bench.run();

		expect([result.status, result.ok]).toEqual(['success', []]);
	});
});

describe('fields', () => {
	const bench = new Bench({ resource: 'catalog', catalogName: byName(CAFES) });

	it('are added', async () => {
		const result = await bench.run({
			operation: 'createFields',
			catalogFields: rows({ name: 'Phone', type: 'string' }, { name: 'Spot', type: 'geo' }),
		});

		const fields = [
			{ name: 'Phone', type: 'string' },
			{ name: 'Spot', type: 'geo' },
		];
		expect(stop(result)).toEqual({});
		expect(bench.wire).toEqual([
			{ method: 'POST', path: '/catalogs/cafes/fields', query: {}, body: { fields } },
		]);
		expect(jsons(result)).toEqual([{ catalog_name: CAFES, fields, message: 'success' }]);
	});

	it('are deleted by name', async () => {
		const result = await bench.run({ operation: 'deleteField', fieldName: 'City' });

		expect(stop(result)).toEqual({});
		expect(bench.wire).toEqual([
			{ method: 'DELETE', path: '/catalogs/cafes/fields/City', query: {}, body: undefined },
		]);
		expect(jsons(result)).toEqual([
			{ accepted: true, catalog_name: CAFES, field_name: 'City', message: 'success' },
		]);
	});

	it.each<[Record<string, unknown>, string]>([
		[{ operation: 'createFields' }, "'Fields' is empty"],
		[
			{
				operation: 'createFields',
				catalogFields: rows(...Array.from({ length: 51 }, (_, index) => ({ name: `f${index}` }))),
			},
			"'Fields' has 51 rows, but Braze accepts at most 50",
		],
		[{ operation: 'deleteField', fieldName: '={{ "" }}' }, "'Field Name' is empty"],
		[
			{ operation: 'deleteField', fieldName: '..' },
			`'Field Name' has characters that Braze does not accept: ".."`,
		],
	])('are not sent with %j', async (changes, message) => {
		const result = await bench.run(changes);

		expect(bench.wire).toEqual([]);
		expect(result.error?.message).toBe(message);
	});
});
