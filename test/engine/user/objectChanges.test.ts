import type { IDataObject } from 'n8n-workflow';

import { assigned } from '../../support/assignments';
import { Bench, jsons, stop } from '../../support/bench';

const bench = new Bench({ resource: 'user', operation: 'upsert', externalUserId: 'user-001' });

const written = () =>
	(bench.bodies as Array<{ attributes: IDataObject[] }>).flatMap(({ attributes }) => attributes);

const custom = () => bench.sandbox.state.users[0].custom_attributes;

const changes = (...change: IDataObject[]) => ({ attributeChanges: { change } });

const row = (kind: string, more: IDataObject = {}): IDataObject => ({ name: 'pets', kind, ...more });

const REX = { id: 1, name: 'Rex', age: 3 };
const TOM = { id: 2, name: 'Tom', age: 5 };

beforeEach(() => {
	custom().pets = [REX, TOM];
});

describe('Attribute Changes of a list of objects', () => {
	it('adds, removes and updates by a key, in one request', async () => {
		const result = await bench.run(
			changes(
				row('addObjects', { value: '{ "id": 3, "name": "Joe" }' }),
				row('addObjects', { value: '[{ "id": 4 }, { "id": 5 }]' }),
				row('removeObjects', { objectKey: 'name', objectKeyValue: 'Tom' }),
				row('removeObjects', { objectKey: 'id', objectKeyValue: '[7, 8]' }),
				row('updateObject', { objectKey: 'id', objectKeyValue: '[1]', value: '{ "age": 4 }' }),
			),
		);

		expect(stop(result)).toEqual({});
		expect(written()).toEqual([
			{
				external_id: 'user-001',
				_merge_objects: true,
				pets: {
					$add: [{ id: 3, name: 'Joe' }, { id: 4 }, { id: 5 }],
					$remove: [
						{ $identifier_key: 'name', $identifier_value: 'Tom' },
						{ $identifier_key: 'id', $identifier_value: 7 },
						{ $identifier_key: 'id', $identifier_value: 8 },
					],
					$update: [{ $identifier_key: 'id', $identifier_value: 1, $new_object: { age: 4 } }],
				},
			},
		]);
		expect(custom().pets).toEqual([
			{ id: 1, name: 'Rex', age: 4 },
			{ id: 3, name: 'Joe' },
			{ id: 4 },
			{ id: 5 },
		]);
		expect(jsons(result)).toMatchObject([{ attributes_count: 1, message: 'success' }]);
	});

	it('takes objects and key values from expressions, numbers as numbers', async () => {
		await bench.run(
			changes(
				row('updateObject', {
					objectKey: 'id',
					objectKeyValue: '={{ $json.id }}',
					value: '={{ ({ name: $json.name }) }}',
				}),
			),
			{ items: [{ id: 2, name: 'Thomas' }] },
		);

		expect(custom().pets).toEqual([REX, { ...TOM, name: 'Thomas' }]);
	});

	it('needs no flag to add and to remove', async () => {
		await bench.run(
			changes(
				row('addObjects', { value: '{ "id": 3 }' }),
				row('removeObjects', { objectKey: 'id', objectKeyValue: '[1]' }),
			),
		);

		expect(written()[0]).not.toHaveProperty('_merge_objects');
		expect(custom().pets).toEqual([TOM, { id: 3 }]);
	});

	it('adds objects in the documented form by Add to List, too', async () => {
		await bench.run(changes(row('add', { value: '[{ "id": 3 }]' })));

		expect(written()).toEqual([{ external_id: 'user-001', pets: { $add: [{ id: 3 }] } }]);
	});

	it('sets the flag for an update in Attributes JSON', async () => {
		const $update = [{ $identifier_key: 'id', $identifier_value: 1, $new_object: { age: 9 } }];
		await bench.run({
			specifyAttributes: 'json',
			attributesJson: JSON.stringify({ pets: { $update } }),
			options: { mergeObjects: false },
		});

		expect(written()).toEqual([{ external_id: 'user-001', _merge_objects: true, pets: { $update } }]);
		expect(custom().pets).toEqual([{ ...REX, age: 9 }, TOM]);
	});

	it('repeats an update after an unclear answer, and no addition', async () => {
		const update = row('updateObject', { objectKey: 'id', objectKeyValue: '[1]', value: '{ "age": 4 }' });
		for (const change of [update, row('addObjects', { value: '{ "id": 3 }' })]) {
			bench.sandbox.faults.add({ match: { path: '/users/track' }, kind: { type: 'drop', when: 'after' } });
			await bench.run(changes(change), { settings: { onError: 'continueErrorOutput' } });
		}

		expect(written().map(({ pets }) => Object.keys(pets as object)[0])).toEqual([
			'$update',
			'$update',
			'$add',
		]);
		expect(custom().pets).toHaveLength(3);
	}, 20_000);

	const UPDATE = { objectKey: 'id', objectKeyValue: '1', value: '{ "age": 4 }' };

	it.each<[string, Record<string, unknown>, string]>([
		[
			'an object as text',
			changes(row('addObjects', { value: 'Rex' })),
			"'Attribute Changes 1: pets' is not valid JSON at line 1, column 1",
		],
		[
			'an empty object',
			changes(row('addObjects', { value: '{}' })),
			`'Attribute Changes 1: pets' needs an object with at least one key, but is "{}"`,
		],
		[
			'nothing to add',
			changes(row('addObjects', { value: '' })),
			`'Attribute Changes 1: pets' needs an object with at least one key, but is an empty string`,
		],
		[
			'an operator in place of an object',
			changes(row('addObjects', { value: '{ "$add": [] }' })),
			`'Attribute Changes 1: pets' needs an object with at least one key`,
		],
		[
			'objects beside other elements',
			changes(row('add', { value: '[{ "id": 1 }, 2]' })),
			"'Attribute Changes 1: pets' has objects beside other elements",
		],
		[
			'objects to remove without a key',
			changes(row('remove', { value: '[{ "id": 1 }]' })),
			"'Attribute Changes 1: pets' has objects, which Braze finds by a key",
		],
		[
			'no key',
			changes(row('removeObjects', { objectKeyValue: '1' })),
			"'Attribute Changes 1: pets: Object Key' is empty",
		],
		[
			'no key value',
			changes(row('removeObjects', { objectKey: 'id' })),
			"'Attribute Changes 1: pets: Object Key Value' must be text or a number, but is an empty string",
		],
		[
			'a key value that gave nothing',
			changes(row('removeObjects', { objectKey: 'id', objectKeyValue: '={{ $json.no }}' })),
			"'Attribute Changes 1: pets: Object Key Value' must be text or a number, but is nothing",
		],
		[
			'an empty list of key values',
			changes(row('removeObjects', { objectKey: 'id', objectKeyValue: '[]' })),
			"'Attribute Changes 1: pets: Object Key Value' must be text or a number",
		],
		[
			'an update of several objects',
			changes(row('updateObject', { ...UPDATE, objectKeyValue: '[1, 2]' })),
			"'Attribute Changes 1: pets' updates several objects at once",
		],
		[
			'an update that removes a key',
			changes(row('updateObject', { ...UPDATE, value: '{ "age": null }' })),
			`'Attribute Changes 1: pets' sets "age" to null, but Braze cannot remove a key of an object in a list`,
		],
		[
			'an object that is added and removed',
			changes(
				row('addObjects', { value: '{ "id": 1 }' }),
				row('removeObjects', { objectKey: 'id', objectKeyValue: '[1]' }),
			),
			"'Attribute Changes 2: pets' adds and removes the object with the id 1, and Braze would remove it",
		],
		[
			'an object that is updated and removed',
			changes(row('updateObject', UPDATE), row('removeObjects', { objectKey: 'id', objectKeyValue: '1' })),
			`'Attribute Changes 2: pets' updates and removes the object with the id "1", and Braze would remove it`,
		],
		[
			'another change beside',
			changes(row('increment', { value: '1' }), row('updateObject', UPDATE)),
			`'Attribute Changes 2' repeats the name "pets"`,
		],
		[
			'another change behind',
			changes(row('updateObject', UPDATE), row('add', { value: 'x' })),
			`'Attribute Changes 2' repeats the name "pets"`,
		],
		[
			'over 100 KB',
			changes(row('addObjects', { value: JSON.stringify({ text: 'x'.repeat(102_400) }) })),
			"'Attribute Changes 1: pets' has 101 KB, but Braze keeps at most 100 KB in an attribute, and drops the change",
		],
		[
			'an object to be replaced beside an update',
			{
				...changes(row('updateObject', UPDATE)),
				attributes: assigned({ name: 'address', type: 'object', value: '{ "city": "Rome" }' }),
			},
			`'Attribute Changes' updates an object in a list, which makes Braze merge all objects of the item, but "address" is to be replaced`,
		],
	])('does not send %s', async (_, parameters, message) => {
		const result = await bench.run(parameters);

		expect(bench.wire).toEqual([]);
		expect(stop(result).message).toContain(message);
	});

	it('merges an object beside an update if the user says so', async () => {
		await bench.run({
			...changes(row('updateObject', UPDATE)),
			attributes: assigned({ name: 'address', type: 'object', value: '{ "city": "Rome" }' }),
			options: { mergeObjects: true },
		});

		expect(written()).toMatchObject([{ _merge_objects: true, address: { city: 'Rome' } }]);
	});
});
