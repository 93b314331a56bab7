import { ScheduleBench } from '../../support/schedule';

/** Rows of names and values: what Braze gets is of the type chosen, or the type that the expression gave. */

const bench = new ScheduleBench();

const ITEM = {
	number: 12,
	text: '12',
	yes: true,
	list: [1, '2'],
	object: { a: { b: null } },
	nothing: null,
	empty: '',
};

const send = async (rows: Array<Record<string, unknown>>) =>
	await bench.run({ entryProperties: { property: rows } }, { items: [ITEM as never] });

const sent = () => bench.bodies.map((body) => body.canvas_entry_properties);

it.each([
	['same', 'Pro', 'Pro'],
	['same', '12', '12'],
	['same', 'true', 'true'],
	['same', '', ''],
	['same', ' spaces stay ', ' spaces stay '],
	['same', '{ "a": 1 }', '{ "a": 1 }'],
	['same', '={{ $json.number }}', 12],
	['same', '={{ $json.text }}', '12'],
	['same', '={{ $json.yes }}', true],
	['same', '={{ $json.list }}', [1, '2']],
	['same', '={{ $json.object }}', { a: { b: null } }],
	['same', '={{ $json.nothing }}', null],
	['same', '={{ 0 }}', 0],
	['same', '={{ false }}', false],
	['same', '={{ $now }}', '2026-09-07T11:00:00.000+02:00'],
	['same', '={{ new Date(0) }}', '1970-01-01T00:00:00.000Z'],
	['same', '=n: {{ $json.number }}', 'n: 12'],
	['number', '12', 12],
	['number', ' -1.5e3 ', -1500],
	['number', '={{ $json.text }}', 12],
	['number', '={{ $json.number }}', 12],
	['number', '={{ 0 }}', 0],
	['boolean', 'true', true],
	['boolean', ' FALSE ', false],
	['boolean', '={{ $json.yes }}', true],
	['boolean', '={{ !$json.yes }}', false],
	['boolean', '=true', true],
	['text', '12', '12'],
	['text', '={{ $json.number }}', '12'],
	['text', '={{ $json.yes }}', 'true'],
	['text', '={{ $now }}', '2026-09-07T11:00:00.000+02:00'],
	['json', '[1, "2"]', [1, '2']],
	['json', '12', 12],
	['json', '"12"', '12'],
	['json', 'null', null],
	['json', '={{ $json.list }}', [1, '2']],
	['json', '={{ $json.object }}', { a: { b: null } }],
	['json', '={{ JSON.stringify($json.object) }}', { a: { b: null } }],
	['json', '={ "n": {{ $json.number }} }', { n: 12 }],
])('%s: %s', async (type, value, expected) => {
	const { error } = await send([{ name: 'property', type, value }]);
	expect(error).toBeUndefined();
	expect(sent()).toEqual([{ property: expected }]);
});

it.each([
	['same', '={{ $json.missing }}'],
	['number', '={{ $json.missing.deeper }}'],
	['boolean', '={{ undefined }}'],
	['text', '={{ $json.missing }}'],
	['json', '={{ $json.missing }}'],
	['json', ''],
])('%s: %s is left out', async (type, value) => {
	await send([
		{ name: 'gone', type, value },
		{ name: 'here', type: 'same', value: 'x' },
	]);
	expect(sent()).toEqual([{ here: 'x' }]);
});

it.each([
	['number', 'twelve', 'must be a number, but is "twelve"'],
	['number', '', 'must be a number, but is an empty string'],
	['number', '1,5', 'must be a number, but is "1,5"'],
	['number', '={{ $json.empty }}', 'must be a number, but is an empty string'],
	['number', '={{ $json.yes }}', 'must be a number, but is true'],
	['number', '={{ $json.list }}', 'must be a number, but is a list of 2 values'],
	['boolean', 'yes', 'must be true or false, but is "yes"'],
	['boolean', '={{ 1 }}', 'must be true or false, but is 1'],
	['text', '={{ $json.object }}', 'must be a text, but is an object with a'],
	['text', '={{ $json.list }}', 'must be a text, but is a list of 2 values'],
])('%s: %s is refused', async (type, value, problem) => {
	const { error } = await send([
		{ name: 'here', type: 'same', value: 'x' },
		{ name: 'plan', type, value },
	]);
	expect(error?.message).toBe(`'Entry Properties 2: plan' ${problem}`);
	expect(bench.sandbox.requests).toEqual([]);
});

describe('names', () => {
	const row = (name: unknown, value = 'x') => ({ name, type: 'same', value });

	it.each([
		['plan_name', 'plan_name'],
		[' plan_name ', 'plan_name'],
		['with spaces and ünïcode', 'with spaces and ünïcode'],
		['={{ "from_" + "expression" }}', 'from_expression'],
		['={{ 1 }}', '1'],
	])('%s is sent as %s', async (name, key) => {
		await send([row(name)]);
		expect(bench.sandbox.requests[0].rawBody).toContain(
			`"canvas_entry_properties":{${JSON.stringify(key)}:"x"}`,
		);
	});

	it.each([[''], ['  '], ['={{ $json.missing }}'], ['={{ [] }}']])('%j is no name', async (name) => {
		const { error } = await send([row('here'), row(name)]);
		expect(error?.message).toBe("'Entry Properties 2' has no name");
		expect(bench.sandbox.requests).toEqual([]);
	});

	it('are given once', async () => {
		const { error } = await send([row('plan'), row('seats'), row(' plan', 'y')]);
		expect(error?.message).toBe('\'Entry Properties 3\' repeats the name "plan"');
		expect(bench.sandbox.requests).toEqual([]);
	});
});

describe("a recipient's own", () => {
	const pairs = (name: string) => ({ property: [{ name, type: 'same', value: 'x' }] });

	it.each([
		[
			'properties',
			{ entryProperties: pairs('a'), entryPropertiesJson: '{ "b": 1 }' },
			/^'Recipient 1: Entry Properties' are given twice, as fields and as JSON$/,
		],
		[
			'attributes',
			{ attributes: pairs('a'), attributesJson: '{ "b": 1 }' },
			/^'Recipient 1: Attributes' are given twice, as fields and as JSON$/,
		],
		[
			'attributes as a list',
			{ attributesJson: '[]' },
			/^'Recipient 1: Attributes JSON' must be a JSON object, but is an empty list$/,
		],
		[
			'creation without attributes',
			{ createIfMissing: true },
			/^'Recipient 1: Attributes' are needed to create a missing person$/,
		],
		[
			'creation with empty attributes',
			{ createIfMissing: true, attributesJson: '{}' },
			/^'Recipient 1: Attributes' are needed to create a missing person$/,
		],
		[
			'creation by a word',
			{ createIfMissing: '={{ "yes" }}', attributesJson: '{ "a": 1 }' },
			/^'Recipient 1: Create If Missing' must be true or false/,
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
		expect(error?.message).toBe("'Recipient 1: Create If Missing' does not work with an alias");
		expect(error?.description).toMatch(/Address new people by external ID/);
		expect(bench.sandbox.requests).toEqual([]);
	});
});
