import { Bench, jsons, pairing, stop } from '../../support/bench';
import { byId, KINDS } from '../../support/kinds';

describe.each(KINDS)('$resource: duplicate', ({ resource, path, parameter, idKey, id, list, unknownId }) => {
	const bench = new Bench({ resource, operation: 'duplicate', [parameter]: byId(id), name: 'Copy' });

	it('asks for a copy with what the editor holds', async () => {
		const additionalFields = { description: 'For spring', tagNames: ['Lifecycle', '={{ $json.tag }}'] };
		const result = await bench.run(
			{ name: '=Copy of {{ $json.of }}', additionalFields },
			{ items: [{ of: 'March', tag: 'CRM' }] },
		);

		expect(stop(result)).toEqual({});
		expect(bench.wire).toEqual([
			{
				method: 'POST',
				path: `${path}/duplicate`,
				query: {},
				body: {
					[idKey]: id,
					name: 'Copy of March',
					description: 'For spring',
					tag_names: ['Lifecycle', 'CRM'],
				},
			},
		]);
		expect(result.ok).toEqual([
			{ json: { message: 'success', [idKey]: id, name: 'Copy of March' }, pairedItem: { item: 0 } },
		]);
	});

	it('leaves description and tags to the original where they are not given', async () => {
		await bench.run({ additionalFields: { description: '', tagNames: [] } });

		expect(bench.bodies).toEqual([{ [idKey]: id, name: 'Copy' }]);
	});

	it('makes one copy for each item, each found by its name a little later', async () => {
		const result = await bench.run(
			{ name: '={{ $json.name }}' },
			{ items: [{ name: 'One' }, { name: 'Two' }] },
		);
		bench.sandbox.clock.advance(60);

		expect(pairing(result)).toEqual([{ item: 0 }, { item: 1 }]);
		const found = jsons(await bench.run({ operation: 'getMany', returnAll: true, name: undefined }));
		expect(found.map(({ name }) => name)).toEqual(expect.arrayContaining(['One', 'Two']));
		expect(bench.sandbox.state[list].filter(({ name }) => name === 'One')).toHaveLength(1);
	});

	it.each([
		[{ name: '={{ $json.missing }}' }, "'Name' is missing"],
		[{ name: '={{ " " }}' }, "'Name' is empty"],
		[
			{ additionalFields: { description: '={{ ({ a: 1 }) }}' } },
			"'Description' must be text, but is an object with a",
		],
		[{ additionalFields: { tagNames: ['CRM', '={{ "" }}'] } }, "'Tags 2' is empty"],
		[
			{ additionalFields: { tagNames: '={{ "CRM, Lifecycle" }}' } },
			`'Tags' must be a list, but is "CRM, Lifecycle"`,
		],
	])('refuses %j', async (parameters, message) => {
		const result = await bench.run(parameters);

		expect(bench.wire).toEqual([]);
		expect(result.error?.message).toBe(message);
	});

	it.each([
		[
			'a tag that does not exist',
			{ additionalFields: { tagNames: ['Nope'] } },
			'Some tags could not be found',
		],
		['an unknown ID', { [parameter]: byId('no-such-id') }, unknownId],
	])('says in the words of Braze what is wrong: %s', async (_, parameters, told) => {
		const result = await bench.run(parameters);

		expect(result.error?.message).toBe(told);
	});

	it('does not copy twice when the answer is lost', async () => {
		bench.sandbox.faults.add({ kind: { type: 'drop', when: 'after' } });
		const result = await bench.run();

		expect(bench.wire).toHaveLength(1);
		expect(result.error?.message).toBe(
			'Braze did not respond, so it is unknown whether this was carried out',
		);
	});
});
