import fc from 'fast-check';

import { assigned } from '../../support/assignments';
import { stop } from '../../support/bench';
import { ScheduleBench } from '../../support/schedule';

/** Rows of name, type and value: Braze gets the type that the row shows, and nothing gets lost on the way. */

const bench = new ScheduleBench();

const ITEM = {
	number: 12,
	text: '12',
	yes: true,
	list: [1, '2'],
	object: { a: { b: null } },
	nothing: null,
	empty: '',
	lossy: Number('90071992547409931'),
};

const send = async (...rows: Parameters<typeof assigned>) =>
	await bench.run({ entryProperties: assigned(...rows) }, { items: [ITEM as never] });

const sent = () => bench.bodies.map((body) => body.canvas_entry_properties);

it.each([
	['string', 'Pro', 'Pro'],
	['string', '12', '12'],
	['string', 'true', 'true'],
	['string', '', ''],
	['string', ' spaces stay ', ' spaces stay '],
	['string', '{ "a": 1 }', '{ "a": 1 }'],
	['string', '={{ $json.text }}', '12'],
	['string', '={{ $json.empty }}', ''],
	['string', '={{ $json.nothing }}', null],
	['string', '=n: {{ $json.number }}', 'n: 12'],
	// As in Edit Fields, a String row makes text of what is no text.
	['string', '={{ $json.number }}', '12'],
	['string', '={{ $json.yes }}', 'true'],
	['string', '={{ 0 }}', '0'],
	['string', 12, '12'],
	['string', '={{ $now }}', '2026-09-07T11:00:00.000+02:00'],
	['string', '={{ new Date(0) }}', '1970-01-01T00:00:00.000Z'],
	[undefined, '={{ $json.number }}', '12'],
	['number', 12, 12],
	['number', '12', 12],
	['number', ' -1.5e3 ', -1500],
	['number', '={{ $json.text }}', 12],
	['number', '={{ $json.number }}', 12],
	['number', '={{ $json.nothing }}', null],
	['number', '={{ 0 }}', 0],
	['boolean', false, false],
	['boolean', 'true', true],
	['boolean', ' FALSE ', false],
	['boolean', '={{ $json.yes }}', true],
	['boolean', '={{ !$json.yes }}', false],
	['boolean', '=true', true],
	['array', '[1, "2"]', [1, '2']],
	['array', '={{ $json.list }}', [1, '2']],
	['array', '={{ JSON.stringify($json.list) }}', [1, '2']],
	['array', '=[{{ $json.number }}]', [12]],
	['array', 'null', null],
	['object', '{ "a": 1 }', { a: 1 }],
	['object', '={{ $json.object }}', { a: { b: null } }],
	['object', '={{ JSON.stringify($json.object) }}', { a: { b: null } }],
	['object', '={ "n": {{ $json.number }} }', { n: 12 }],
	['object', '={{ { at: $now } }}', { at: '2026-09-07T11:00:00.000+02:00' }],
])('%s: %s', async (type, value, expected) => {
	const result = await send({ name: 'property', type, value });
	expect(stop(result)).toEqual({});
	expect(sent()).toEqual([{ property: expected }]);
});

it.each([
	['string', '={{ $json.missing }}'],
	['number', '={{ $json.missing.deeper }}'],
	['boolean', '={{ undefined }}'],
	['array', '={{ $json.missing }}'],
	['array', ''],
	['object', '={{ $json.missing }}'],
	['object', ''],
])('%s: a row with %j is omitted', async (type, value) => {
	await send({ name: 'gone', type, value }, { name: 'here', value: 'x' });
	expect(sent()).toEqual([{ here: 'x' }]);
});

it.each([
	['string', '={{ $json.object }}', 'must be text, but is an object with a'],
	['string', '={{ $json.list }}', 'must be text, but is a list of 2 values'],
	['string', '={{ $json.lossy }}', 'is 90071992547409940, which has more digits than a number can store'],
	['number', 'twelve', 'must be a number, but is "twelve"'],
	['number', '', 'must be a number, but is an empty string'],
	['number', '0x10', 'must be a number, but is "0x10"'],
	['number', '1,5', 'must be a number, but is "1,5"'],
	['number', 'Infinity', 'must be a number, but is "Infinity"'],
	['number', '90071992547409931', 'has more digits than a number can store: "90071992547409931"'],
	['number', '={{ $json.empty }}', 'must be a number, but is an empty string'],
	['number', '={{ $json.yes }}', 'must be a number, but is true'],
	['number', '={{ $json.list }}', 'must be a number, but is a list of 2 values'],
	['boolean', 'yes', 'must be true or false, but is "yes"'],
	['boolean', '={{ 1 }}', 'must be true or false, but is 1'],
	['array', '={{ $json.object }}', 'must be a list, but is an object with a'],
	['array', '12', 'must be a list, but is 12'],
	['array', 'a, b', 'is not valid JSON at line 1, column 1'],
	['object', '={{ $json.list }}', 'must be an object, but is a list of 2 values'],
	['object', '"text"', 'must be an object, but is "text"'],
	['binary', 'data', 'has a type that Braze does not accept: "binary"'],
])('%s: %s is refused', async (type, value, problem) => {
	const { error } = await send({ name: 'here', value: 'x' }, { name: 'plan', type, value });
	expect(error?.message).toBe(`'Entry Properties 2: plan' ${problem}`);
	expect(bench.sandbox.requests).toEqual([]);
});

it.each([[{ property: [{ name: 'a', value: 'b' }] }], ['={{ [] }}'], ['a']])(
	'%j is refused, since it holds no rows',
	async (entryProperties) => {
		const { error } = await bench.run({ entryProperties });
		expect(error?.message).toMatch(/^'Entry Properties' must be a list of rows, but is /);
		expect(bench.sandbox.requests).toEqual([]);
	},
);

it.each([[{}], [{ assignments: [] }], [undefined]])('%j sends no properties', async (entryProperties) => {
	await bench.run({ entryProperties });
	expect(bench.bodies).toHaveLength(1);
	expect(bench.bodies[0]).not.toHaveProperty('canvas_entry_properties');
});

it('reads rows with an expression for each item, in names too', async () => {
	const rows = assigned(
		{ name: '={{ $json.key }}', value: 'fixed' },
		{ name: 'seats', type: 'number', value: '={{ $json.seats }}' },
	);
	await bench.run(
		{ entryProperties: rows },
		{
			items: [
				{ key: 'a', seats: 1 },
				{ key: 'b', seats: 2 },
			],
		},
	);
	expect(sent()).toEqual([
		{ a: 'fixed', seats: 1 },
		{ b: 'fixed', seats: 2 },
	]);
});

describe('every value', () => {
	const text = fc.oneof(
		fc.string({ unit: 'grapheme' }),
		fc.string({ unit: 'binary' }).filter((value) => !/\p{Surrogate}/u.test(value)),
		fc.bigInt().map(String),
		fc.constantFrom('null', 'undefined', '0123', '1e5', 'true', '{{ $json }}', '[1]', ''),
	);
	const json = fc.jsonValue({ maxDepth: 5, stringUnit: 'grapheme' });
	const kept = fc.oneof(
		text.map((value) => ({ type: 'string', value: value as unknown })),
		fc
			.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }))
			.map((value) => ({ type: 'number', value: Object.is(value, -0) ? 0 : value })),
		fc.boolean().map((value) => ({ type: 'boolean', value })),
		fc.array(json, { maxLength: 5 }).map((value) => ({ type: 'array', value })),
		fc
			.dictionary(fc.string({ minLength: 1, unit: 'grapheme' }), json, { maxKeys: 5 })
			.map((value) => ({ type: 'object', value })),
		fc.constantFrom('string', 'number', 'boolean', 'array', 'object').map((type) => ({ type, value: null })),
	);

	/** What JSON makes of a value: the way from the input into a request is one through JSON. */
	const asJson = (value: unknown) => JSON.parse(JSON.stringify(value)) as unknown;
	const hasLostNames = (value: unknown) => /"(__proto__|constructor|prototype)":/.test(JSON.stringify(value));

	it('from an expression reaches Braze as it is', async () => {
		await fc.assert(
			fc.asyncProperty(kept, async ({ type, value }) => {
				fc.pre(!hasLostNames(value));
				bench.sandbox.reset();
				const rows = assigned({ name: 'given', type, value: '={{ $json.value }}' });
				const result = await bench.run(
					{ entryProperties: rows },
					{ items: [{ value: asJson(value) } as never] },
				);
				expect(stop(result)).toEqual({});
				expect(sent()).toEqual([{ given: asJson(value) }]);
			}),
			{ numRuns: 150, seed: 7 },
		);
	});

	it('written into the row reaches Braze as it is', async () => {
		await fc.assert(
			fc.asyncProperty(kept, async ({ type, value }) => {
				// A leading = makes an expression of text.
				fc.pre(
					!hasLostNames(value) && value !== null && !(typeof value === 'string' && value.startsWith('=')),
				);
				bench.sandbox.reset();
				const written = typeof value === 'object' ? JSON.stringify(value) : value;
				const result = await send({ name: 'given', type, value: written });
				expect(stop(result)).toEqual({});
				expect(sent()).toEqual([{ given: asJson(value) }]);
			}),
			{ numRuns: 150, seed: 7 },
		);
	});

	it('of digits stays exact or is refused', async () => {
		await fc.assert(
			fc.asyncProperty(fc.bigInt({ min: -(10n ** 25n), max: 10n ** 25n }), async (digits) => {
				bench.sandbox.reset();
				const { error } = await send({ name: 'given', type: 'number', value: String(digits) });
				if (error) expect(error.message).toContain('has more digits than a number can store');
				else expect(bench.sandbox.requests[0].rawBody).toContain(`{"given":${digits}}`);
			}),
			{
				numRuns: 100,
				seed: 7,
				examples: [[BigInt(Number.MAX_SAFE_INTEGER)], [BigInt(Number.MAX_SAFE_INTEGER) + 1n], [0n]],
			},
		);
	});
});

describe('names', () => {
	const row = (name: unknown, value = 'x') => ({ name, value });

	it.each([
		['plan_name', 'plan_name'],
		[' plan_name ', 'plan_name'],
		['with spaces and ünïcode', 'with spaces and ünïcode'],
		['customer.first_name', 'customer.first_name'],
		['={{ "from_" + "expression" }}', 'from_expression'],
		['={{ 1 }}', '1'],
	])('%s is sent as %s', async (name, key) => {
		await send(row(name));
		expect(bench.sandbox.requests[0].rawBody).toContain(
			`"canvas_entry_properties":{${JSON.stringify(key)}:"x"}`,
		);
	});

	it.each([[''], ['  '], ['={{ $json.missing }}'], ['={{ [] }}']])('%j is no name', async (name) => {
		const { error } = await send(row('here'), row(name));
		expect(error?.message).toBe("'Entry Properties 2' has no name");
		expect(bench.sandbox.requests).toEqual([]);
	});

	it.each([
		['={{ Number($json.object) }}', 'is NaN'],
		['={{ $json.lossy }}', 'is 90071992547409940'],
	])('%s is a broken name', async (name, problem) => {
		const { error } = await send(row(name));
		expect(error?.message).toMatch(new RegExp(`^'Entry Properties.* ${problem}`));
		expect(bench.sandbox.requests).toEqual([]);
	});

	it('are given once', async () => {
		const { error } = await send(row('plan'), row('seats'), row(' plan', 'y'));
		expect(error?.message).toBe('\'Entry Properties 3\' repeats the name "plan"');
		expect(bench.sandbox.requests).toEqual([]);
	});
});

describe("a recipient's own", () => {
	const pairs = (name: string) => assigned({ name, value: 'x' });

	it.each([
		[
			'properties',
			{ entryProperties: pairs('a'), entryPropertiesJson: '{ "b": 1 }' },
			/^'Entry Properties' are set twice, as fields and as JSON$/,
		],
		[
			'attributes',
			{ attributes: pairs('a'), attributesJson: '{ "b": 1 }' },
			/^'Attributes' are set twice, as fields and as JSON$/,
		],
		[
			'attributes as a list',
			{ attributesJson: '[]' },
			/^'Attributes JSON' must be a JSON object, but is an empty list$/,
		],
		[
			'creation without attributes',
			{ createIfMissing: true },
			/^'Attributes' are required to create a missing profile$/,
		],
		[
			'creation with empty attributes',
			{ createIfMissing: true, attributesJson: '{}' },
			/^'Attributes' are required to create a missing profile$/,
		],
		[
			'creation by a word',
			{ createIfMissing: '={{ "yes" }}', attributesJson: '{ "a": 1 }' },
			/^'Create If Missing' must be true or false/,
		],
	])('%s are refused when they make no sense', async (_, options, message) => {
		const { error } = await bench.run({
			recipients: { recipient: [{ externalUserId: 'user-001', options }] },
		});
		expect(error?.message).toMatch(message);
		expect(bench.sandbox.requests).toEqual([]);
	});

	it('creation does not go with an alias', async () => {
		const options = { createIfMissing: true, attributesJson: '{ "first_name": "Ada" }' };
		const row = { aliasName: 'crm-001', aliasLabel: 'crm', options };
		const { error } = await bench.run({ identifyBy: 'userAlias', recipients: { recipient: [row] } });
		expect(error?.message).toBe("'Create If Missing' does not work with an alias");
		expect(error?.description).toMatch(/Identify new people by external ID/);
		expect(bench.sandbox.requests).toEqual([]);
	});
});

it('a row without a value is not sent, which a hint says', async () => {
	const rows = assigned(
		{ name: 'plan', value: '={{ $json.missing }}' },
		{ name: 'seats', value: '={{ $json.number }}' },
		{ name: 'note', value: '={{ $json.empty }}' },
	);
	for (const parameters of [{ entryProperties: rows }, { options: { entryProperties: rows } }]) {
		const { hints } = await bench.run(parameters, { items: [ITEM as never] });
		expect(hints.map(({ message }) => message)).toEqual([
			"'Entry Properties: plan' has no value, so it is not sent, and messages show nothing in its place. Check the name of the input field (1 item)",
		]);
	}
	expect(sent()).toEqual([
		{ seats: '12', note: '' },
		{ seats: '12', note: '' },
	]);
});
