import fc from 'fast-check';

import { refusedItems } from '../../../nodes/Braze/resources/catalogItem/itemChange';

const error = (parameters: unknown, values: unknown) => ({
	id: 'ids-too-large',
	message: 'Too large',
	parameters,
	parameter_values: values,
});

const keysIn = (one: unknown) => refusedItems(one).map(({ key }) => key);

const anId = fc.oneof(fc.string({ minLength: 1 }), fc.integer());

it('finds every ID, as text or number, and nothing in other parameters', () => {
	const aPair = fc.oneof(
		fc.record({ name: fc.constantFrom('id', 'item_id'), value: anId, ids: fc.constant(true) }),
		fc.record({ name: fc.constantFrom('ids', 'item_ids'), value: fc.array(anId), ids: fc.constant(true) }),
		fc.record({
			name: fc.constantFrom('catalog_name', 'fields', 'cursor', '__proto__'),
			value: fc.jsonValue(),
			ids: fc.constant(false),
		}),
	);
	fc.assert(
		fc.property(fc.array(aPair), (pairs) => {
			const wanted = pairs.filter(({ ids }) => ids).flatMap(({ value }) => value as unknown[]);
			const found = keysIn(
				error(
					pairs.map(({ name }) => name),
					pairs.map(({ value }) => value),
				),
			);
			expect(found).toEqual(wanted.map(String));
		}),
	);
});

it('never throws, whatever the error is, and gives only text', () => {
	fc.assert(
		fc.property(
			fc.oneof(fc.anything(), fc.record({ parameters: fc.anything(), parameter_values: fc.anything() })),
			(one) => {
				expect(keysIn(one).every((key) => typeof key === 'string')).toBe(true);
			},
		),
	);
});

it.each<[string, unknown, string[]]>([
	['nothing', error([], []), []],
	['fewer values than parameters', error(['id', 'id'], ['a']), ['a']],
	['a value without a parameter', error([], ['a']), []],
	['values that are no IDs', error(['id', 'id', 'id', 'id'], ['a', null, { id: 'b' }, true]), ['a']],
])('reads an error that names %s', (_, one, keys) => {
	expect(keysIn(one)).toEqual(keys);
});

it.each([
	[{ message: 'Too large' }, 'Too large'],
	[{ message: undefined }, 'ids-too-large'],
	[{ message: undefined, id: undefined }, 'refused'],
])('quotes Braze: %j', (changes, reason) => {
	expect(refusedItems({ ...error(['id'], [1]), ...changes })).toEqual([{ key: '1', reason }]);
});
