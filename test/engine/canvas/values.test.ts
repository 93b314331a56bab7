import { BODY, ScheduleBench } from '../../support/schedule';

/** Values from expressions: identifiers stay what they are, and JSON fields take whatever an expression gives. */

const bench = new ScheduleBench();

const recipients = () => bench.bodies.map((body) => body.recipients);

/** An identifier in each way of giving recipients. */
const WAYS = [
	{
		way: 'a row',
		parameters: { recipients: { recipient: [{ externalUserId: '={{ $json.external_user_id }}' }] } },
	},
	{
		way: 'JSON from an expression',
		parameters: { specifyRecipients: 'json', recipientsJson: '={{ [$json] }}' },
	},
	{
		way: 'JSON text from an expression',
		parameters: { specifyRecipients: 'json', recipientsJson: '={{ JSON.stringify([$json]) }}' },
	},
	{ way: "the item's fields", parameters: { specifyRecipients: 'autoMap' } },
];

describe.each(WAYS)('an identifier from $way', ({ parameters }) => {
	it.each([
		['text', 'user-001', 'user-001'],
		['a number', 42, '42'],
		['zero', 0, '0'],
		['the longest exact number', Number.MAX_SAFE_INTEGER, '9007199254740991'],
		['a number as text', '00042', '00042'],
		['a long number as text', '12345678901234567890', '12345678901234567890'],
		['text with a comma', 'doe,john', 'doe,john'],
		['a comma list', 'user-001, user-002', 'user-001, user-002'],
		['text with spaces around', ' \t user-001 \n', 'user-001'],
		['text with spaces inside', 'user 001', 'user 001'],
		['letters of other scripts', 'użytkownik-1-日本', 'użytkownik-1-日本'],
		['quotes and backslashes', `a"b'c\\d`, `a"b'c\\d`],
		['what looks like an expression', '{{ $json.x }}', '{{ $json.x }}'],
		['what looks like JSON', '["user-001"]', '["user-001"]'],
		['the word true', 'true', 'true'],
		['987 bytes', 'x'.repeat(987), 'x'.repeat(987)],
	])('that is %s is sent as text', async (_, given, sent) => {
		const { error } = await bench.run(parameters, { items: [{ external_user_id: given }] });
		expect(error).toBeUndefined();
		expect(recipients()).toEqual([[{ external_user_id: sent }]]);
	});

	it.each([
		['a fraction', 1.5, /is 1\.5, which is not a whole number/],
		[
			'a number that lost digits',
			Number('12345678901234567890'),
			/which is not a whole number that can be stored exactly$/,
		],
		['true', true, /must be text or a number, but is true$/],
		['a list', ['user-001'], /must be text or a number, but is a list of 1 value$/],
		['an object', { id: 'user-001' }, /must be text or a number, but is an object with id$/],
		['988 bytes', 'ü'.repeat(494), /is longer than 987 bytes$/],
	])('that is %s is refused', async (_, given, message) => {
		const { error } = await bench.run(parameters, { items: [{ external_user_id: given }] });
		expect(error?.message).toMatch(message);
		expect(bench.sandbox.requests).toEqual([]);
	});
});

describe('identifiers of 236 bytes', () => {
	it.each([['alias_name'], ['alias_label']])('are the longest for %s', async (part) => {
		const alias = { alias_name: 'a', alias_label: 'b', [part]: 'x'.repeat(236) };
		const json = (value: unknown) => ({
			specifyRecipients: 'json',
			recipientsJson: JSON.stringify({ user_alias: value }),
		});
		await bench.run(json(alias));
		expect(recipients()).toEqual([[{ user_alias: alias }]]);

		const { error } = await bench.run(json({ ...alias, [part]: 'x'.repeat(237) }));
		expect(error?.message).toBe(`'Recipients JSON[0].user_alias.${part}' is longer than 236 bytes`);
	});
});

const LIST = [{ external_user_id: 'user-001' }, { external_user_id: 'user-002' }];

describe('recipients as JSON', () => {
	const items = [{ list: LIST, one: LIST[0], text: JSON.stringify(LIST), id: 'user-001' } as never];

	it.each([
		['a list typed in', JSON.stringify(LIST, null, '\t'), LIST],
		['an object typed in', JSON.stringify(LIST[0]), [LIST[0]]],
		['an expression that gives a list', '={{ $json.list }}', LIST],
		['an expression that gives an object', '={{ $json.one }}', [LIST[0]]],
		['an expression that gives text', '={{ $json.text }}', LIST],
		[
			'an expression that maps',
			'={{ $json.list.map(({ external_user_id }) => ({ external_user_id })) }}',
			LIST,
		],
		['text with an expression inside', '=[{ "external_user_id": "{{ $json.id }}" }]', [LIST[0]]],
		['text around a whole object', '=[{{ JSON.stringify($json.one) }}]', [LIST[0]]],
		['spaces around an expression', '= {{ JSON.stringify($json.list) }} ', LIST],
	])('come from %s', async (_, recipientsJson, sent) => {
		await bench.run({ specifyRecipients: 'json', recipientsJson }, { items });
		expect(recipients()).toEqual([sent]);
	});

	it('leave out what an expression does not find', async () => {
		const recipientsJson =
			'={{ [{ external_user_id: "user-001", attributes: $json.missing, canvas_entry_properties: null }] }}';
		await bench.run({ specifyRecipients: 'json', recipientsJson });
		expect(recipients()).toEqual([[{ external_user_id: 'user-001' }]]);
	});

	it('name what happened when an object was inserted into text', async () => {
		const { error } = await bench.run(
			{ specifyRecipients: 'json', recipientsJson: '=[{{ $json.one }}]' },
			{ items },
		);
		expect(error?.message).toMatch(/^'Recipients JSON' is not valid JSON at line 1, column 3$/);
		expect(error?.description).toMatch(/An object was inserted into text.*JSON\.stringify/);
	});
});

describe('entry properties as JSON', () => {
	const send = async (entryPropertiesJson: unknown, item = {}) =>
		await bench.run({ specifyEntryProperties: 'json', entryPropertiesJson }, { items: [item] });

	it.each([
		[
			'={{ ({ at: $now.plus({ days: 1 }), made: new Date(0) }) }}',
			{ at: '2026-09-08T11:00:00.000+02:00', made: '1970-01-01T00:00:00.000Z' },
		],
		[
			'={{ ({ deep: { list: [1, "2", true, null, { at: DateTime.utc(2026, 1, 1) }] } }) }}',
			{ deep: { list: [1, '2', true, null, { at: '2026-01-01T00:00:00.000Z' }] } },
		],
		['={{ ({ here: 1, missing: $json.missing, nothing: null }) }}', { here: 1, nothing: null }],
		['={{ $json }}', { text: 'a "b"\nc', number: 1.5 }],
		['={{ JSON.stringify($json) }}', { text: 'a "b"\nc', number: 1.5 }],
		[
			'={ "number": {{ $json.number }}, "text": {{ JSON.stringify($json.text) }} }',
			{ number: 1.5, text: 'a "b"\nc' },
		],
		['{ "template": "{{ $json.number }}" }', { template: '{{ $json.number }}' }],
		[
			'{ "long": 12345678901234567890, "exact": "12345678901234567890" }',
			{ long: 12345678901234567000, exact: '12345678901234567890' },
		],
	])('%s', async (given, sent) => {
		const { error } = await send(given, { text: 'a "b"\nc', number: 1.5 });
		expect(error).toBeUndefined();
		expect(bench.bodies.map((body) => body.canvas_entry_properties)).toEqual([sent]);
	});

	it('take 50 KB and no more', async () => {
		const filled = (bytes: number) => JSON.stringify({ text: 'x'.repeat(bytes - '{"text":""}'.length) });
		await send(filled(50 * 1024));
		expect(bench.sandbox.requests.map(({ status }) => status)).toEqual([201]);

		const { error } = await send(filled(50 * 1024 + 1));
		expect(error?.message).toBe("'Entry Properties JSON' is 51 KB, but Braze accepts at most 50 KB");
		expect(bench.sandbox.requests).toHaveLength(1);
	});

	it('refuse what refers to itself', async () => {
		const { error } = await send('={{ (() => { const a = {}; a.a = a; return a; })() }}');
		expect(error?.message).toMatch(
			/^'Entry Properties JSON' (cannot be converted to JSON|cannot be evaluated)/,
		);
		expect(bench.sandbox.requests).toEqual([]);
	});
});

it('sends the request of a quiet example whole', async () => {
	await bench.run({}, { items: [{ anything: 'else' }] });
	expect(bench.bodies).toEqual([BODY]);
});
