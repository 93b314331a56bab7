import { CAFES, manyItems } from '../../../sandbox/seeds/catalogs';
import { type Sandbox, startSandbox } from '../../../sandbox/server';
import { call, MONDAY } from './client';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ port: 0, now: () => new Date(MONDAY) });
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.stop());

const ask = async (method: string, path = '', body?: unknown) =>
	await call(sandbox, method, `/catalogs${path}`, body);
const items = async (method: string, ...list: unknown[]) =>
	await ask(method, '/cafes/items', { items: list });
const one = async (method: string, id: string, item?: unknown) =>
	await ask(method, `/cafes/items/${id}`, item === undefined ? undefined : { items: [item] });
const cafes = () => sandbox.state.catalogs[0];
const kept = (id: string) => cafes().items.find((item) => item.id === id);

const FIELDS = [
	{ name: 'id', type: 'string' },
	{ name: 'Price', type: 'number' },
];
const creating = async (changes: Record<string, unknown> = {}) =>
	await ask('POST', '', {
		catalogs: [{ name: 'drinks', description: 'All drinks', fields: FIELDS, ...changes }],
	});

/** The id of the error in an answer, and what it is about. */
const refusal = ({ status, body }: { status: number; body: Record<string, unknown> }) => {
	const [error] = (body.errors ?? [{}]) as Array<Record<string, unknown>>;
	return [status, error.id, error.parameters, error.parameter_values];
};

describe('catalogs', () => {
	it('are created with their fields, listed and deleted', async () => {
		const made = await creating();
		const drinks = {
			name: 'drinks',
			description: 'All drinks',
			fields: FIELDS.map((field) => ({ ...field, token: '-1' })),
			num_items: 0,
			source: 'Braze',
			storage_size: 0,
			selections_size: 0,
			selections: [],
			updated_at: '2026-09-07T09:00:00.000+00:00',
		};
		expect([made.status, made.body]).toEqual([201, { catalogs: [drinks], message: 'success' }]);
		const { body } = await ask('GET');
		expect(
			(body.catalogs as Array<{ name: string; num_items: number }>).map(({ name, num_items }) => [
				name,
				num_items,
			]),
		).toEqual([
			[CAFES, 3],
			['drinks', 0],
		]);
		expect((await ask('DELETE', '/drinks')).status).toBe(200);
		expect(refusal(await ask('DELETE', '/drinks'))).toEqual([
			404,
			'catalog-not-found',
			['catalog_name'],
			['drinks'],
		]);
	});

	it.each<[string, Record<string, unknown>]>([
		['catalog-name-already-exists', { name: CAFES }],
		['invalid-catalog-name', { name: 'hot drinks' }],
		['catalog-name-too-large', { name: 'x'.repeat(251) }],
		['description-too-long', { description: 'x'.repeat(251) }],
		['id-not-first-column', { fields: FIELDS.slice(1) }],
		['id-not-first-column', { fields: [{ name: 'id', type: 'number' }] }],
		['invalid-field-names', { fields: [...FIELDS, { name: 'a b', type: 'string' }] }],
		['field-names-not-unique', { fields: [...FIELDS, FIELDS[1]] }],
		['field-names-too-large', { fields: [...FIELDS, { name: 'x'.repeat(251), type: 'string' }] }],
		['invalid-field-types', { fields: [...FIELDS, { name: 'x', type: 'text' }] }],
		[
			'too-many-fields',
			{
				fields: [
					...FIELDS,
					...Array.from({ length: 499 }, (_, index) => ({ name: `f${index}`, type: 'string' })),
				],
			},
		],
	])('refuse %s', async (id, changes) => {
		expect(refusal(await creating(changes)).slice(0, 2)).toEqual([400, id]);
		expect(sandbox.state.catalogs).toHaveLength(1);
	});

	it('take one catalog a request', async () => {
		expect(refusal(await ask('POST', '', { catalogs: [{}, {}] }))[1]).toBe('too-many-catalog-atoms');
		expect(refusal(await ask('POST', '', { name: 'x' }))[1]).toBe('catalog-array-invalid');
	});

	it('get and lose fields', async () => {
		expect((await ask('POST', '/cafes/fields', { fields: [{ name: 'Phone', type: 'string' }] })).status).toBe(
			202,
		);
		expect(cafes().fields.at(-1)).toEqual({ name: 'Phone', type: 'string' });
		expect((await ask('DELETE', '/cafes/fields/City')).status).toBe(202);
		expect(kept('cafe-1')).not.toHaveProperty('City');
		expect(refusal(await ask('DELETE', '/cafes/fields/Rating'))[1]).toBe('field-referenced-by-selection');
		expect(refusal(await ask('DELETE', '/cafes/fields/City'))[1]).toBe('invalid-field-name');
		const many = Array.from({ length: 51 }, (_, index) => ({ name: `f${index}`, type: 'string' }));
		expect(refusal(await ask('POST', '/cafes/fields', { fields: many }))[1]).toBe(
			'request-includes-too-many-fields',
		);
	});
});

describe('items in bulk', () => {
	it('are created, edited, replaced and deleted, with a body on DELETE', async () => {
		expect((await items('POST', { id: 'new', Name: 'New' })).status).toBe(202);
		expect(
			(await items('PATCH', { id: 'cafe-1', Rating: 5, Dishes: { $add: ['Soup'], $remove: ['Quiche'] } }))
				.status,
		).toBe(202);
		expect((await items('PUT', { id: 'cafe-2', Name: 'Other' }, { id: 'put', Name: 'Put' })).status).toBe(
			202,
		);
		expect((await items('DELETE', { id: 'cafe-3' })).status).toBe(202);
		expect(cafes().items.map(({ id }) => id)).toEqual(['cafe-1', 'cafe-2', 'new', 'put']);
		expect(kept('cafe-1')).toMatchObject({
			Name: 'Le Petit Moulin',
			Rating: 5,
			Dishes: ['Tarte Tatin', 'Soup'],
		});
		expect(kept('cafe-2')).toEqual({ id: 'cafe-2', Name: 'Other' });
	});

	it.each<[string, string, unknown[]]>([
		['POST', 'items-missing-ids', [{ Name: 'x' }]],
		['POST', 'ids-not-strings', [{ id: 1 }]],
		['POST', 'ids-too-large', [{ id: 'x'.repeat(251) }]],
		['DELETE', 'invalid-ids', [{ id: 'a b' }]],
		['DELETE', 'ids-not-unique', [{ id: 'a' }, { id: 'a' }]],
		['PUT', 'invalid-fields', [{ id: 'a', Nmae: 'x' }]],
		['PUT', 'invalid-keys-in-value-object', [{ id: 'a', Location: { 'a.b': 1 } }]],
		['PUT', 'invalid-keys-in-value-object', [{ id: 'a', Dishes: { $add: ['x'] } }]],
		['PATCH', 'invalid-keys-in-value-object', [{ id: 'a', Location: { $add: ['x'] } }]],
		['PATCH', 'items-too-large', [{ id: 'a', Name: 'x'.repeat(5001) }]],
		['PATCH', 'unable-to-coerce-value', [{ id: 'a', Rating: 'good' }]],
		[
			'POST',
			'request-includes-too-many-items',
			Array.from({ length: 51 }, (_, index) => ({ id: `i${index}` })),
		],
		['POST', 'item-array-invalid', ['x']],
	])('%s refuses %s', async (method, id, list) => {
		const before = JSON.stringify(cafes());
		expect(refusal(await items(method, ...list)).slice(0, 2)).toEqual([400, id]);
		expect(JSON.stringify(cafes())).toBe(before);
	});

	it('name the items at fault', async () => {
		expect(
			refusal(await items('PUT', { id: 'good', Name: 'x' }, { id: 'bad', X: 1 }, { id: 'worse', X: 1 })),
		).toEqual([400, 'invalid-fields', ['id', 'id'], ['bad', 'worse']]);
		expect(kept('good')).toBeUndefined();
	});

	it('are 50 a page, with the neighbours in the Link header', async () => {
		cafes().items = manyItems(120);
		const first = await ask('GET', '/cafes/items');
		expect((first.body.items as unknown[]).length).toBe(50);
		const next = /^<([^>]*)>; rel="next"$/.exec(first.headers.get('link') ?? '')?.[1] ?? '';
		const second = await call(sandbox, 'GET', next);
		expect((second.body.items as Array<{ id: string }>)[0].id).toBe('item-051');
		expect(second.headers.get('link')).toMatch(/^<[^>]*>; rel="prev",<[^>]*>; rel="next"$/);
		expect(refusal(await ask('GET', '/cafes/items?cursor=bad-cursor'))).toEqual([
			400,
			'invalid-cursor',
			['cursor'],
			['bad-cursor'],
		]);
	});
});

describe('a single item', () => {
	it('is created, edited, replaced, shown and deleted', async () => {
		expect((await one('POST', 'new', { Name: 'New' })).status).toBe(201);
		expect((await one('PATCH', 'new', { City: 'Nice' })).status).toBe(200);
		expect((await one('GET', 'new')).body).toEqual({
			items: [{ id: 'new', Name: 'New', City: 'Nice' }],
			message: 'success',
		});
		expect((await one('PUT', 'new', { City: 'Rom' })).status).toBe(200);
		expect(kept('new')).toEqual({ id: 'new', City: 'Rom' });
		expect((await one('DELETE', 'new')).status).toBe(202);
		expect(refusal(await one('GET', 'new'))).toEqual([404, 'item-not-found', ['item_id'], ['new']]);
	});

	it.each<[string, string, string, unknown, number]>([
		['POST', 'item-already-exists', 'cafe-1', { Name: 'x' }, 400],
		['PATCH', 'item-not-found', 'none', { Name: 'x' }, 404],
		['DELETE', 'item-not-found', 'none', undefined, 404],
		['PUT', 'id-in-body', 'cafe-1', { id: 'cafe-1' }, 400],
		['POST', 'invalid-ids', 'a%20b', { Name: 'x' }, 400],
		['POST', 'invalid-fields', 'a', { X: 1 }, 400],
	])('%s refuses %s', async (method, id, item, values, status) => {
		expect(refusal(await one(method, item, values)).slice(0, 2)).toEqual([status, id]);
	});
});

describe('selections', () => {
	const FILTER = { field: 'City', operator: 'equals', value: 'Lyon' };
	const SELECTION = { name: 'lyon', filters: [FILTER], results_limit: 5 };
	const creatingOne = async (changes: Record<string, unknown> = {}) =>
		await ask('POST', '/cafes/selections', { selection: { ...SELECTION, ...changes } });

	it('are created and deleted', async () => {
		expect((await creatingOne({ sort_field: 'Rating', sort_order: 'asc' })).status).toBe(202);
		expect(cafes().selections.map(({ name }) => name)).toEqual(['top-rated', 'lyon']);
		expect((await ask('DELETE', '/cafes/selections/lyon')).status).toBe(202);
		expect(refusal(await ask('DELETE', '/cafes/selections/lyon')).slice(0, 2)).toEqual([
			404,
			'invalid-selection',
		]);
	});

	it.each<[string, Record<string, unknown>]>([
		['selection-name-already-exists', { name: 'top-rated' }],
		['too-many-filters', { filters: Array.from({ length: 11 }, () => FILTER) }],
		['selection-has-invalid-filter', { filters: [{ ...FILTER, operator: 'greater than' }] }],
		['selection-has-invalid-filter', { filters: [{ field: 'Rating', operator: 'equals', value: '5' }] }],
		['selection-has-invalid-filter', { filters: [null] }],
		[
			'selection-contains-too-many-arrays',
			{
				filters: ['Dishes', 'Tags'].map((field) => ({ field, operator: 'includes value', value: 'x' })),
			},
		],
		['selection-invalid-results-limit', { results_limit: 51 }],
		['invalid-sorting', { sort_field: 'City' }],
		['invalid-sort-field', { sort_field: 'X', sort_order: 'asc' }],
		['invalid-sort-order', { sort_field: 'City', sort_order: 'up' }],
		['invalid-selection', { name: '' }],
	])('refuse %s', async (id, changes) => {
		cafes().fields.push({ name: 'Tags', type: 'array' });
		expect(refusal(await creatingOne(changes)).slice(0, 2)).toEqual([400, id]);
	});

	it('filter by place', async () => {
		cafes().fields.push({ name: 'Place', type: 'geo' });
		const filters = [
			{ field: 'Place', operator: 'geo within', value: { latitude: 45.8, longitude: 4.8, radius: 5 } },
		];
		expect((await creatingOne({ filters })).status).toBe(202);
	});
});

it.each<[string, string, unknown, string]>([
	[
		'a catalog',
		'',
		{ catalogs: [{ name: 'a', description: '', fields: FIELDS, Fields: [] }] },
		'catalogs[0]',
	],
	['a request for a catalog', '', { catalogs: [{}], x: 1 }, 'The request body'],
	['a field', '/cafes/fields', { fields: [{ name: 'a', type: 'string', values: [] }] }, 'fields[0]'],
	['a request for items', '/cafes/items', { items: [{ id: 'a' }], item: {} }, 'The request body'],
	[
		'a selection',
		'/cafes/selections',
		{ selection: { name: 'a', filters: [], results_limit: 5, sort: 'asc' } },
		'selection',
	],
])('refuses unknown members of %s', async (_what, path, body, where) => {
	expect(await ask('POST', path, body)).toMatchObject({
		status: 400,
		body: { message: expect.stringMatching(`^${where.replace(/[[\]]/g, '.')} has an unknown key: `) },
	});
});

it('removes objects from an array that are equal', async () => {
	cafes().fields.push({ name: 'Hours', type: 'array' });
	await items('PUT', { id: 'h', Hours: [{ day: 1 }, { day: 2 }] });
	await items('PATCH', { id: 'h', Hours: { $remove: [{ day: 1 }] } });
	expect(kept('h')?.Hours).toEqual([{ day: 2 }]);
});

it('limits each group of endpoints by itself', async () => {
	const limit = async (method: string, path: string, body?: unknown) =>
		(await ask(method, path, body)).headers.get('x-ratelimit-limit');
	expect(await limit('GET', '')).toBe('50');
	expect(await limit('GET', '/cafes/items')).toBe('50');
	expect(await limit('POST', '/cafes/items', { items: [{ id: 'x' }] })).toBe('16000');
	for (let index = 0; index < 49; index++) await ask('GET');
	expect((await ask('GET')).status).toBe(429);
	expect((await ask('GET', '/cafes/items')).status).toBe(200);
});
