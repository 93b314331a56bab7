import fc from 'fast-check';

import { checkItemValues } from '../../../nodes/Braze/resources/catalogItem/itemRules';
import { CAFES } from '../../../sandbox/seeds/catalogs';
import { Bench, stop } from '../../support/bench';
import { assigned } from '../../support/assignments';
import { byName } from '../../support/kinds';

const bench = new Bench({ resource: 'catalogItem', operation: 'createOrUpdate', catalogName: byName(CAFES) });

const sent = () => (bench.bodies[0] as { items: unknown[] }).items[0];
const json = (value: unknown) => ({
	specifyItemValues: 'json',
	itemId: 'a',
	itemValuesJson: JSON.stringify(value),
});
const values = (...given: Parameters<typeof assigned>) => ({ itemId: 'a', itemValues: assigned(...given) });

it('keeps the types of rows', async () => {
	const result = await bench.run(
		values(
			{ name: 'Name', type: 'string', value: '0042' },
			{ name: 'Rating', type: 'number', value: '4.5' },
			{ name: 'Terrace', type: 'boolean', value: 'true' },
			{ name: 'Dishes', type: 'array', value: '["Quiche", 1]' },
			{ name: 'City', type: 'string', value: '={{ $json.missing }}' },
		),
	);

	expect(stop(result)).toEqual({});
	expect(sent()).toEqual({ id: 'a', Name: '0042', Rating: 4.5, Terrace: true, Dishes: ['Quiche', 1] });
});

it('keeps the types of JSON', async () => {
	const item = {
		Name: '1',
		Rating: 1,
		Terrace: null,
		Dishes: ['a'],
		Location: { latitude: 1.5, longitude: -2, more: [{ deep: true }] },
	};
	await bench.run(json(item));

	expect(sent()).toEqual({ id: 'a', ...item });
});

it('takes JSON that an expression gives, and one that repeats the ID', async () => {
	await bench.run(
		{ ...json({}), itemId: '={{ $json.id }}', itemValuesJson: '={{ $json }}' },
		{ items: [{ id: 'a', Name: 'x' }] },
	);

	expect(sent()).toEqual({ id: 'a', Name: 'x' });
});

describe('mapped automatically', () => {
	const mapped = { specifyItemValues: 'autoMap' };

	it('sends all fields of the input item as they are', async () => {
		const item = {
			id: 'a',
			Name: '007',
			Rating: 0,
			Terrace: false,
			Dishes: [],
			City: null,
			Location: { latitude: 1 },
		};
		await bench.run(mapped, { items: [item] });

		expect(sent()).toEqual(item);
	});

	it('sends the listed fields that the item has', async () => {
		await bench.run(
			{ ...mapped, listedFields: ['Name', 'id', ' Rating ', 'constructor'] },
			{ items: [{ id: 'a', Name: 'x', City: 'y' }] },
		);

		expect(sent()).toEqual({ id: 'a', Name: 'x' });
	});

	it('turns a numeric ID into text', async () => {
		await bench.run(mapped, { items: [{ id: 42, Name: 'x' }] });

		expect(sent()).toEqual({ id: '42', Name: 'x' });
	});

	it.each<[string, Record<string, unknown>, string]>([
		['no ID', { Name: 'x' }, "'Input item: id' is missing"],
		['nothing but an ID', { id: 'a' }, "'Input item' has no values"],
		[
			'a field that no catalog has',
			{ id: 'a', 'First Name': 'x' },
			`'Input item' has a field name that no catalog can have: "First Name"`,
		],
	])('sends nothing of an item with %s', async (_, item, message) => {
		const result = await bench.run(mapped, { items: [item as never] });

		expect(bench.wire).toEqual([]);
		expect(result.error?.message).toBe(message);
	});
});

it.each<[string, Record<string, unknown>, string]>([
	['no ID', { ...json({ Name: 'x' }), itemId: '={{ $json.missing }}' }, "'Item ID' is missing"],
	['an empty ID', { ...json({ Name: 'x' }), itemId: '={{ "" }}' }, "'Item ID' is empty"],
	[
		'dots as an ID',
		{ ...json({ Name: 'x' }), itemId: '..' },
		`'Item ID' has characters that Braze does not accept: ".."`,
	],
	[
		'a path as an ID',
		{ ...json({ Name: 'x' }), itemId: 'a/../b' },
		`'Item ID' has characters that Braze does not accept: "a/../b"`,
	],
	[
		'a query in an ID',
		{ ...json({ Name: 'x' }), itemId: 'a?b' },
		`'Item ID' has characters that Braze does not accept: "a?b"`,
	],
	['a long ID', { ...json({ Name: 'x' }), itemId: 'x'.repeat(251) }, "'Item ID' is longer than 250 bytes"],
	[
		'another ID in the values',
		json({ id: 'b', Name: 'x' }),
		`'Values JSON' has an ID that differs from 'Item ID': "b"`,
	],
	['no values', json({}), "'Values JSON' has no values"],
	[
		'rows that came to nothing',
		values({ name: 'Name', type: 'string', value: '={{ $json.missing }}' }),
		"'Values' has no values",
	],
	['a list', json([{ id: 'a' }]), "'Values JSON' must be a JSON object, but is a list of 1 value"],
	[
		'broken JSON',
		{ ...json({}), itemValuesJson: '{ "Name": }' },
		"'Values JSON' is not valid JSON at line 1, column 11",
	],
	[
		'a long value',
		json({ Name: 'x'.repeat(5001) }),
		"'Values JSON: Name' has 5001 characters, but Braze accepts at most 5000",
	],
	['a period in a key', json({ Location: { 'a.b': 1 } }), `'Values JSON: Location' has the key "a.b"`],
	['a dollar in a key', json({ Location: [{ a: { $b: 1 } }] }), `'Values JSON: Location' has the key "$b"`],
	[
		'operators',
		json({ Dishes: { $add: ['x'] } }),
		"'Values JSON: Dishes' uses $add, which only work in 'Update'",
	],
	[
		'a name that is lost',
		{ ...json({}), itemValuesJson: '{ "constructor": 1 }' },
		`'Values JSON' uses the name "constructor", which cannot be sent`,
	],
	['another way', { ...json({}), specifyItemValues: 'rows' }, `'Specify Values' is "rows"`],
])('sends nothing with %s', async (_, changes, message) => {
	const result = await bench.run(changes);

	expect(bench.wire).toEqual([]);
	expect(result.error?.message).toBe(message);
});

describe('operators in an update', () => {
	it('change a list', async () => {
		await bench.run({
			operation: 'update',
			...json({ Dishes: { $add: ['Soup'], $remove: ['Quiche'] }, Rating: 5 }),
			itemId: 'cafe-1',
		});

		expect(sent()).toEqual({ id: 'cafe-1', Dishes: { $add: ['Soup'], $remove: ['Quiche'] }, Rating: 5 });
		expect(bench.sandbox.state.catalogs[0].items[0]).toMatchObject({
			Dishes: ['Tarte Tatin', 'Soup'],
			Rating: 5,
		});
	});

	it.each<[Record<string, unknown>, string]>([
		[{ Dishes: { $add: 'x' } }, `'Values JSON: Dishes.$add' must be a list, but is "x"`],
		[{ Dishes: { $add: ['x'], more: 1 } }, `'Values JSON: Dishes' has "more" next to an operator`],
		[{ Location: { inner: { $add: ['x'] } } }, `'Values JSON: Location' has the key "$add"`],
	])('are not sent as %j', async (item, message) => {
		const result = await bench.run({ operation: 'update', ...json(item) });

		expect(bench.wire).toEqual([]);
		expect(result.error?.message).toBe(message);
	});
});

it('lets every value through that Braze documents, unchanged, and no key with a period or dollar', () => {
	const key = fc
		.stringMatching(/^[A-Za-z0-9_-]{1,20}$/)
		.filter((name) => !/^(constructor|prototype|__proto__)$/.test(name));
	const value = fc.letrec((tie) => ({
		any: fc.oneof(
			{ maxDepth: 4 },
			fc.string(),
			fc.double({ noNaN: true, noDefaultInfinity: true }),
			fc.boolean(),
			fc.constant(null),
			tie('list'),
			tie('object'),
		),
		list: fc.array(tie('any'), { maxLength: 4 }),
		object: fc.dictionary(key, tie('any'), { maxKeys: 4 }),
	})).any;
	fc.assert(
		fc.property(
			fc.dictionary(key, value, { minKeys: 1, maxKeys: 5 }),
			key,
			fc.constantFrom('.', '$'),
			(item, name, bad) => {
				expect(checkItemValues('Values', item, [])).toEqual(item);
				expect(() => checkItemValues('Values', { ...item, [name]: { [`x${bad}`]: 1 } }, [])).toThrow(
					'has the key',
				);
			},
		),
	);
});

it('stops at 50 levels', () => {
	const nested = (levels: number): unknown =>
		Array.from({ length: levels }).reduce<unknown>((inner) => ({ a: inner }), 1);

	expect(() => checkItemValues('Values', { a: nested(50) }, [])).not.toThrow();
	expect(() => checkItemValues('Values', { a: nested(51) }, [])).toThrow(
		'is nested more than 50 levels deep',
	);
});
