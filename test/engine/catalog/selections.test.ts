import { CAFES } from '../../../sandbox/seeds/catalogs';
import { Bench, jsons, stop } from '../../support/bench';
import { byName } from '../../support/kinds';

const filters = (...filter: Array<Record<string, unknown>>) => ({ filter });

describe('create selection', () => {
	const bench = new Bench({
		resource: 'catalog',
		operation: 'createSelection',
		catalogName: byName(CAFES),
		selectionName: 'best',
	});
	const sent = () => (bench.bodies[0] as { selection: Record<string, unknown> }).selection;

	it('sends the filters with values of the type that the operator needs', async () => {
		const result = await bench.run({
			selectionFilters: filters(
				{ field: 'City', operator: 'equals', value: 'Lyon' },
				{ field: 'City', operator: 'does not equal', value: '69001' },
				{ field: 'Rating', operator: 'greater than', value: '4.5' },
				{ field: 'Rating', operator: 'equals', value: '={{ 5 }}' },
				{ field: 'Terrace', operator: 'is', value: 'true' },
				{ field: 'Opened_At', operator: 'after', value: '={{ $now }}' },
				{ field: 'Dishes', operator: 'includes value', value: 'Quiche' },
			),
			resultsLimit: 5,
			additionalFields: { description: 'The best', sortField: 'Rating', sortOrder: 'desc' },
		});

		expect(stop(result)).toEqual({});
		expect(bench.wire).toEqual([
			{
				method: 'POST',
				path: '/catalogs/cafes/selections',
				query: {},
				body: {
					selection: {
						name: 'best',
						description: 'The best',
						filters: [
							{ field: 'City', operator: 'equals', value: 'Lyon' },
							{ field: 'City', operator: 'does not equal', value: '69001' },
							{ field: 'Rating', operator: 'greater than', value: 4.5 },
							{ field: 'Rating', operator: 'equals', value: 5 },
							{ field: 'Terrace', operator: 'is', value: true },
							{
								field: 'Opened_At',
								operator: 'after',
								value: expect.stringMatching(/^2026-09-07T11:00:00.000\+02:00$/) as string,
							},
							{ field: 'Dishes', operator: 'includes value', value: 'Quiche' },
						],
						results_limit: 5,
						sort_field: 'Rating',
						sort_order: 'desc',
					},
				},
			},
		]);
		expect(jsons(result)).toEqual([{ catalog_name: CAFES, selection_name: 'best', message: 'success' }]);
	});

	it('needs no filter and no order', async () => {
		await bench.run();

		expect(sent()).toEqual({ name: 'best', filters: [], results_limit: 10 });
	});

	it('sorts upwards unless told otherwise', async () => {
		await bench.run({ additionalFields: { sortField: 'Rating' } });

		expect(sent()).toMatchObject({ sort_field: 'Rating', sort_order: 'asc' });
	});

	it('takes a description of any length as it is', async () => {
		const description = ` ${'Cafes with a terrace. '.repeat(50)}`;
		const result = await bench.run({ additionalFields: { description } });

		expect(stop(result)).toEqual({});
		expect(sent()).toMatchObject({ description });
	});

	const FILTER = { field: 'City', operator: 'equals', value: 'Lyon' };

	it.each<[string, Record<string, unknown>, string]>([
		[
			'a value that came to nothing',
			{ selectionFilters: filters({ ...FILTER, value: '={{ $json.missing }}' }) },
			"'Filters 1: Value' is empty",
		],
		[
			'no field',
			{ selectionFilters: filters(FILTER, { ...FILTER, field: '' }) },
			"'Filters 2: Field' is empty",
		],
		[
			'another operator',
			{ selectionFilters: filters({ ...FILTER, operator: '={{ "like" }}' }) },
			`'Filters 1: Operator' is "like"`,
		],
		[
			'an operator of objects',
			{ selectionFilters: filters({ ...FILTER, operator: 'constructor' }) },
			`'Filters 1: Operator' is "constructor"`,
		],
		[
			'a word for a number',
			{ selectionFilters: filters({ ...FILTER, operator: 'less than' }) },
			`'Filters 1: Value' must be a number, but is "Lyon"`,
		],
		[
			'a word for a boolean',
			{ selectionFilters: filters({ ...FILTER, operator: 'is' }) },
			`'Filters 1: Value' must be true or false, but is "Lyon"`,
		],
		[
			'a list for text',
			{ selectionFilters: filters({ ...FILTER, value: '={{ [1] }}' }) },
			"'Filters 1: Value' must be text, but is a list of 1 value",
		],
		[
			'too many filters',
			{ selectionFilters: filters(...Array.from({ length: 11 }, () => FILTER)) },
			"'Filters' has 11 rows, but Braze accepts at most 10",
		],
		['an order without a field', { additionalFields: { sortOrder: 'asc' } }, "'Sort Field' is missing"],
		[
			'another order',
			{ additionalFields: { sortField: 'City', sortOrder: '={{ "up" }}' } },
			`'Sort Order' is "up"`,
		],
		['a limit of 51', { resultsLimit: 51 }, "'Results Limit' must be a whole number from 1 to 50, but is 51"],
		['a limit of 0', { resultsLimit: 0 }, "'Results Limit' must be a whole number from 1 to 50, but is 0"],
		['no name', { selectionName: '={{ "" }}' }, "'Selection Name' is empty"],
	])('does not send %s', async (_, changes, message) => {
		const result = await bench.run(changes);

		expect(bench.wire).toEqual([]);
		expect(result.error?.message).toBe(message);
	});
});

describe('delete selection', () => {
	const bench = new Bench({ resource: 'catalog', operation: 'deleteSelection', catalogName: byName(CAFES) });

	it('encodes the name', async () => {
		bench.sandbox.state.catalogs[0].selections.push({
			name: 'très bon & more',
			filters: [],
			results_limit: 1,
		});
		const result = await bench.run({ selectionName: 'très bon & more' });

		expect(stop(result)).toEqual({});
		expect(bench.wire).toEqual([
			{
				method: 'DELETE',
				path: '/catalogs/cafes/selections/tr%C3%A8s%20bon%20%26%20more',
				query: {},
				body: undefined,
			},
		]);
		expect(jsons(result)).toEqual([
			{ accepted: true, catalog_name: CAFES, selection_name: 'très bon & more', message: 'success' },
		]);
	});

	it.each([
		'.',
		'..',
		'...',
		'../items',
		'a/b',
		'a\\b',
		'a?b',
		'a#b',
		'a%2Fb',
		'={{ "a\\nb" }}',
		'={{ "" }}',
		' ',
		'={{ $json.missing }}',
	])('never leads elsewhere: %j', async (selectionName) => {
		const result = await bench.run({ selectionName });

		expect(bench.wire).toEqual([]);
		expect(result.error?.message).toContain("'Selection Name'");
	});
});
