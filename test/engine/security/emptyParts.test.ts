import { ONBOARDING_ID } from '../../../sandbox/seeds/canvases';
import { assigned } from '../../support/assignments';
import { Bench, stop } from '../../support/bench';
import { byId } from '../../support/kinds';
import { rows } from '../../support/messages';

const canvas = {
	resource: 'canvas',
	operation: 'schedule',
	canvasId: byId(ONBOARDING_ID),
	recipients: rows('user-001'),
	sendTime: '2026-09-09T09:00:00',
};

const bench = new Bench(canvas);

const audience = (textValue: string, textComparison = 'not_equal', attribute = 'plan') => ({
	sendTo: 'audience',
	recipients: {},
	audienceGroups: {
		group: [
			{
				match: 'AND',
				filters: {
					filter: [
						{
							kind: 'text',
							attribute: { __rl: true, mode: 'name', value: attribute },
							textComparison,
							textValue,
						},
					],
				},
			},
		],
	},
});

const jsonAudience = (value: string) => ({
	sendTo: 'audience',
	recipients: {},
	specifyAudience: 'json',
	audience: `={"custom_attribute":{"custom_attribute_name":"plan","comparison":"not_equal","value":"${value}"}}`,
});

const jsonRecipients = (json: string) => ({
	specifyRecipients: 'json',
	recipients: {},
	recipientsJson: json,
});

describe('a part that identifies or selects and is empty', () => {
	it.each([
		[
			'an option',
			{ options: { scheduleKey: '=cart-{{ $json.token }}' } },
			'Schedule Key',
			'{{ $json.token }}',
		],
		[
			'a key',
			{ options: { deduplicateBy: '=e-{{ $json.a }}-{{ $json.id }}' } },
			'Deduplicate By',
			'{{ $json.a }}',
		],
		['a row', { recipients: rows('=c-{{ $json.gone }}') }, 'External User ID', '{{ $json.gone }}'],
		['a filter', audience('=plan-{{ $json.plan }}'), 'Group 1, filter 1: Text', '{{ $json.plan }}'],
		[
			'a pattern',
			audience('=^{{ $json.id2 }}', 'matches_regex'),
			'Group 1, filter 1: Text',
			'{{ $json.id2 }}',
		],
		[
			'an attribute',
			audience('pro', 'equals', '=a_{{ $json.b }}'),
			'Group 1, filter 1: Attribute',
			'{{ $json.b }}',
		],
		['JSON', jsonAudience('plan-{{ $json.plan }}'), 'Audience', '{{ $json.plan }}'],
		[
			'JSON of recipients',
			jsonRecipients('=[{"external_user_id":"c-{{ $json.gone }}"}]'),
			'Recipients JSON',
			'{{ $json.gone }}',
		],
		['a key by empty text', { options: { scheduleKey: "=k-{{ '' }}" } }, 'Schedule Key', "{{ '' }}"],
		['a key by blank text', { options: { scheduleKey: "=k-{{ ' ' }}" } }, 'Schedule Key', "{{ ' ' }}"],
		['a picker', { canvasId: byId('={{ $json.gone }} ') }, 'Canvas', '{{ $json.gone }}'],
		[
			'a sum',
			{ options: { scheduleKey: "={{ 'cart-' + $json.gone }}" } },
			'Schedule Key',
			'{{ $json.gone }}',
		],
		[
			'a template',
			{ options: { scheduleKey: '={{ `c-${$json.gone}` }}' } },
			'Schedule Key',
			'{{ $json.gone }}',
		],
		[
			'a list that is joined',
			{ options: { scheduleKey: "={{ [$json.id, $json.gone].join('-') }}" } },
			'Schedule Key',
			'{{ $json.gone }}',
		],
		[
			'the name of a property',
			{ entryProperties: assigned({ name: '=p_{{ $json.gone }}', value: '1' }) },
			'Entry Properties: 1',
			'{{ $json.gone }}',
		],
		[
			'an object where text belongs',
			{
				resource: 'session',
				operation: 'getAnalytics',
				unit: 'day',
				filters: { appId: { value: '=a-{{ $json.gone }}' } },
			},
			'App ID',
			'{{ $json.gone }}',
		],
	])('is refused in %s', async (_, changes, label, source) => {
		const result = await bench.run(changes, { items: [{ id: 7 }] });

		expect(stop(result)).toEqual({
			message: `'${label}' has an empty part: nothing came from ${source}`,
			description: expect.stringContaining('Check the name of the input field. Nothing was sent.'),
		});
		expect(bench.wire).toEqual([]);
	});

	it.each([
		['an object', '{{ $json }}', 'an object with id'],
		['an invalid date', "{{ DateTime.fromISO('soon').toFormat('yyyy') }}", '"Invalid DateTime"'],
	])('says that %s is none', async (_, source, found) => {
		const result = await bench.run({ options: { scheduleKey: `=k-${source}` } }, { items: [{ id: 7 }] });

		expect(result.error?.message).toBe(`'Schedule Key' has a broken part: ${found} came from ${source}`);
		expect(bench.wire).toEqual([]);
	});

	it.each([
		['text', { options: { scheduleKey: '=k-{{ $json.long }}' } }, 'Schedule Key'],
		['JSON', jsonRecipients('=[{"external_user_id":{{ $json.long }}}]'), 'Recipients JSON'],
	])('is a number that lost digits in %s', async (_, changes, label) => {
		const result = await bench.run(changes, { items: [{ long: 2 ** 53 + 2 }] });

		expect(stop(result)).toEqual({
			message: `'${label}' has a broken part: 9007199254740994 came from {{ $json.long }}`,
			description: expect.stringContaining('Pass long numeric IDs as text.'),
		});
		expect(bench.wire).toEqual([]);
	});

	it.each([
		['deduplicateBy', 'Deduplicate By'],
		['scheduleKey', 'Schedule Key'],
	])('is an empty fallback of the key %s', async (key, label) => {
		const result = await bench.run({ options: { [key]: "={{ $json.gone ?? '' }}" } }, { items: [{ id: 7 }] });

		expect(stop(result).message).toBe(`'${label}' is empty`);
		expect(bench.wire).toEqual([]);
	});

	it('is no number that has all its digits', async () => {
		const json = '=[{"external_user_id":"c{{ $json.long }}","canvas_entry_properties":{"n":{{ $json.n }}}}]';
		const items = [{ long: '9007199254740993', n: 2 ** 53 + 2 }];
		expect(stop(await bench.run(jsonRecipients(json), { items }))).toEqual({});
		expect(bench.bodies).toMatchObject([{ recipients: [{ external_user_id: 'c9007199254740993' }] }]);
	});

	it.each([
		[
			'separators only',
			"={{ [$json.a ?? '', $json.b ?? ''].map((one) => one).join('-') }}",
			'\'Schedule Key\' is only "-"',
		],
		[
			'a word that the expression wrote',
			"={{ (() => 'cart-' + ($json.a || $json.b))() }}",
			'\'Schedule Key\' is "cart-undefined"',
		],
		[
			'a branch that joined null',
			"={{ $json.id ? 'cart-' + $json.token : 'none' }}",
			'\'Schedule Key\' is "cart-null"',
		],
		[
			'a function that divided by nothing',
			"={{ (() => 'cart-' + $json.id / $json.token)() }}",
			'\'Schedule Key\' is "cart-Infinity"',
		],
		['nothing to see', '={{ $json.hidden }}', "'Schedule Key' is empty"],
		[
			'a broken date',
			"={{ DateTime.fromISO('x').toFormat('yyyy') }}",
			'\'Schedule Key\' is "Invalid DateTime"',
		],
	])('is found in %s', async (_, scheduleKey, message) => {
		const result = await bench.run(
			{ options: { scheduleKey } },
			{ items: [{ id: 7, token: null, hidden: '\u200b\u0000' }] },
		);

		expect(result.error?.message).toBe(message);
		expect(bench.wire).toEqual([]);
	});

	it.each([
		['=cart-{{ $json.id }}', 'cart-7'],
		['={{ $json.dashed }}-{{ $json.id }}', 'a--7'],
		['=p-{{ $json.surname }}', 'p-null'],
		['={{ $json.topic }}', 'undefined-behavior-101'],
		["={{ 'k-' + $json.topic }}", 'k-undefined-behavior-101'],
		['=k-{{ 0 }}{{ false }}', 'k-0false'],
		["={{ $json.id ? 'p-' + $json.surname : '' }}", 'p-null'],
		["={{ $json.id ? 'p-' + ($json.gone ?? 'null') : '' }}", 'p-null'],
	])('is not seen in %s', async (scheduleKey, key) => {
		const item = { id: 7, dashed: 'a-', surname: 'null', topic: 'undefined-behavior-101', gone: null };
		const result = await bench.run({ options: { scheduleKey } }, { items: [item] });

		expect(stop(result)).toEqual({});
		expect(result.ok[0].json).toMatchObject({ schedule_key: key });
	});
});

describe('content', () => {
	it.each([
		['rows', { entryProperties: assigned({ name: 'line', value: '=Hello {{ $json.name }}!' }) }],
		['JSON', { specifyEntryProperties: 'json', entryPropertiesJson: '={"line":"Hello {{ $json.name }}!"}' }],
	])('may have empty parts in %s', async (_, changes) => {
		expect(stop(await bench.run(changes))).toEqual({});
		expect(bench.bodies).toMatchObject([{ canvas_entry_properties: { line: 'Hello !' } }]);
	});

	it('of a recipient may have empty parts in JSON, beside an identifier that is whole', async () => {
		const json =
			'=[{"external_user_id":"c-{{ $json.id }}","canvas_entry_properties":{"name":"{{ $json.name }}","n":{{ $json.id }}}}]';
		expect(stop(await bench.run(jsonRecipients(json), { items: [{ id: 7 }] }))).toEqual({});
		expect(bench.bodies).toMatchObject([
			{ recipients: [{ external_user_id: 'c-7', canvas_entry_properties: { name: '', n: 7 } }] },
		]);
	});

	it.each([
		[
			'a row',
			{ entryProperties: assigned({ name: 'at', value: "={{ DateTime.fromISO('x').toFormat('yyyy') }}" }) },
			'Entry Properties: at',
		],
		[
			'JSON',
			{ specifyEntryProperties: 'json', entryPropertiesJson: '={"at":"{{ DateTime.fromISO(\'x\') }}"}' },
			'Entry Properties JSON',
		],
		['the item', { specifyRecipients: 'autoMap', recipients: {}, otherFields: 'all' }, 'at'],
	])('is refused in %s where a failed expression wrote it', async (_, changes, label) => {
		const result = await bench.run(changes, { items: [{ external_user_id: 'a', at: 'Invalid DateTime' }] });

		expect(result.error?.message).toBe(`'${label}' contains "Invalid DateTime"`);
		expect(bench.wire).toEqual([]);
	});

	it('may say undefined, and a surname may be Null', async () => {
		const entryProperties = assigned(
			{ name: 'a', value: '={{ $json.a }}' },
			{ name: 'b', value: '={{ $json.b }}' },
		);
		const result = await bench.run({ entryProperties }, { items: [{ a: 'undefined', b: 'Null' }] });

		expect(stop(result)).toEqual({});
		expect(bench.bodies).toMatchObject([{ canvas_entry_properties: { a: 'undefined', b: 'Null' } }]);
	});
});

const upsert = {
	...{ canvasId: undefined, recipients: undefined, sendTime: undefined },
	resource: 'user',
	operation: 'upsert',
	externalUserId: 'user-001',
	attributes: assigned({ name: 'plan', value: 'pro' }),
};

describe('a setting', () => {
	it.each([
		['Update Existing Only', { ...upsert, options: { updateExistingOnly: '={{ $json.gone }}' } }],
		['Merge Nested Objects', { ...upsert, options: { mergeObjects: '={{ $json.gone }}' } }],
		['Delivery', { delivery: '={{ $json.gone }}' }],
		['Entry Properties', { entryProperties: '={{ $json.gone }}' }],
		['Send Entry Properties As', { options: { entryPropertiesKey: '={{ $json.gone }}' } }],
	])('that evaluates to nothing is not off: %s', async (label, changes) => {
		for (const gone of [undefined, null, '']) {
			const result = await bench.run(changes as Record<string, unknown>, { items: [{ gone }] as never });
			expect(result.error?.message).toMatch(
				new RegExp(`^'${label}' (is (empty|missing|nothing|an empty string)$|must be)`),
			);
			expect(bench.wire).toEqual([]);
		}
	});
});

describe('data', () => {
	const item = { external_id: 'user-001', plan: 'pro', _update_existing_only: false };

	it.each([
		['rows', { attributes: assigned({ name: '_merge_objects', value: 'true' }) }, 'Attributes'],
		[
			'JSON',
			{ specifyAttributes: 'json', attributesJson: '{"_update_existing_only":false}' },
			'Attributes JSON',
		],
		['the item', { specifyAttributes: 'autoMap' }, 'Input item'],
		[
			'changes',
			{ attributeChanges: { change: [{ name: '_merge_objects', kind: 'unset' }] } },
			'Attribute Changes 1',
		],
		[
			'changes of the identifier',
			{ attributeChanges: { change: [{ name: 'braze_id', kind: 'unset' }] } },
			'Attribute Changes 1',
		],
	])('in %s overrides no option', async (_, changes, label) => {
		const result = await bench.run({ ...upsert, ...changes }, { items: [item] });

		expect(result.error?.message).toMatch(new RegExp(`^'${label}' (has|changes) "\\w+", which `));
		expect(bench.wire).toEqual([]);
	});

	it('in the attributes of a recipient overrides no option', async () => {
		const json = [{ external_user_id: 'a', attributes: { _update_existing_only: false } }];
		const result = await bench.run(jsonRecipients(JSON.stringify(json)));

		expect(result.error?.message).toMatch(
			/_update_existing_only' is a setting of Braze, so it cannot be an attribute$/,
		);
		expect(bench.wire).toEqual([]);
	});
});
