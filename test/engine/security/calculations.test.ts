import fc from 'fast-check';

import { ONBOARDING_ID } from '../../../sandbox/seeds/canvases';
import { Bench, stop } from '../../support/bench';
import { byId } from '../../support/kinds';
import { rows } from '../../support/messages';

/** Expressions that calculate: JavaScript and Luxon count a field without a value as 0, or leave it out. */
const bench = new Bench({
	resource: 'canvas',
	operation: 'schedule',
	canvasId: byId(ONBOARDING_ID),
	recipients: rows('user-001'),
	sendTime: '2026-12-09T09:00:00',
});

const ITEM = {
	id: 7,
	date: '2099-03-01',
	days: null,
	blank: ' ',
	two: 2,
	zone: 'Europe/Berlin',
	list: ['a'],
};

const run = async (changes: Record<string, unknown>, item = {}) =>
	await bench.run(changes, { items: [{ ...ITEM, ...item }] });

describe('a send time is not calculated with a field that has no value', () => {
	it.each([
		['={{ $now.plus({ days: $json.days }) }}', '{{ $json.days }}'],
		['={{ $now.plus({ days: $json.gone, hours: 5 }) }}', '{{ $json.gone }}'],
		["={{ $now.plus($json['days'], 'days').plus({ hours: 1 }) }}", "{{ $json['days'] }}"],
		['={{ $now.toMillis() + 5000000 + $json.days * 60000 }}', '{{ $json.days }}'],
		['={{ $now.toMillis() + 5000000 + Number($json.blank) }}', '{{ $json.blank }}'],
		['={{ DateTime.fromISO($json.date).minus({ days: $json.days }) }}', '{{ $json.days }}'],
		['={{ $json.date.toDateTime().minus({ days: $json.lead?.days }) }}', '{{ $json.lead?.days }}'],
		['={{ $json.date.toDateTime().minus({ days: $json.two, hours: $json.gone }) }}', '{{ $json.gone }}'],
		['={{ DateTime.fromISO($json.date, { zone: $json.area }) }}', '{{ $json.area }}'],
		[
			'={{ DateTime.fromISO($json.date).minus({ days: $json.days ?? 1, hours: $json.gone }) }}',
			'{{ $json.gone }}',
		],
		[
			'={{ DateTime.fromISO($json.date).set({ hour: $input.item.json.gone }) }}',
			'{{ $input.item.json.gone }}',
		],
		['={{ DateTime.fromISO($json.date).plus({ days: $json.gone }).toISODate() }}T09:00', '{{ $json.gone }}'],
		[
			"={{ DateTime.fromISO($json.date).plus({ days: $('Input').item.json.gone }) }}",
			"{{ $('Input').item.json.gone }}",
		],
	])('%s', async (sendTime, source) => {
		const result = await run({ sendTime });

		expect(result.error?.message).toBe(`'Send Time' has an empty part: nothing came from ${source}`);
		expect(bench.wire).toEqual([]);
	});

	it.each([
		['={{ $now.minus({ days: $json.days }) }}', 0],
		['={{ $json.gone?.toDateTime() }}', 1],
	])('and neither is a date of a lookup, which may be empty: %s', async (editedAfter, requests) => {
		await run({ resource: 'contentBlock', operation: 'getMany', filters: { editedAfter } });

		expect(bench.wire).toHaveLength(requests);
	});

	it('is said with what to do if it may be empty', async () => {
		const { error } = await run({ sendTime: '={{ $now.plus({ days: $json.days }) }}' });

		expect(error?.description).toContain('If it may be empty, say what to use then: {{ $json.days || 0 }}.');
	});

	it('whatever stands in place of the value', async () => {
		const nothing = fc.constantFrom(undefined, null, '', ' ', '\u200b');
		const around = fc.constantFrom(
			(field: string) => `$now.plus({ days: 3, hours: ${field} })`,
			(field: string) => `$json.date.toDateTime().minus({ minutes: ${field} })`,
			(field: string) => `$now.toMillis() + 9000000 + ${field} * 1000`,
			(field: string) => `$now.plus({ days: 2 }).set({ hour: Number(${field}) })`,
		);
		await fc.assert(
			fc.asyncProperty(around, nothing, async (write, lead) => {
				bench.sandbox.reset();
				expect((await run({ sendTime: `={{ ${write('$json.lead')} }}` }, { lead })).error).toBeDefined();
				expect(bench.wire).toEqual([]);
				const whole = await run({ sendTime: `={{ ${write('$json.lead')} }}` }, { lead: 2 });
				expect(whole.error).toBeUndefined();
				expect(bench.bodies).toHaveLength(1);
			}),
			{ numRuns: 20 },
		);
	});

	it.each([
		'={{ $now.plus({ days: $json.two }) }}',
		'={{ $now.plus({ days: $json.days ?? 2 }) }}',
		'={{ $now.plus({ days: Number($json.blank.trim()) || 2 }) }}',
		'={{ $now.plus({ days: $json.days ? $json.days : 2 }) }}',
		'={{ $now.plus({ days: $ifEmpty($json.days, 2) }) }}',
		'={{ $now.plus({ days: $json.two ?? $json.days * 2 }) }}',
		'={{ $now.plus({ days: $json.list.length }) }}',
		'={{ $now.plus({ days: [$json.days, $json.two].find((one) => one) }) }}',
		"={{ $now.plus({ days: 2 }).setLocale('$json.gone') }}",
		'={{ (() => { let days = 2; if ($json.days) days = $json.days; return $now.plus({ days }); })() }}',
	])('%s is whole', async (sendTime) => {
		expect(stop(await run({ sendTime }))).toEqual({});
		expect(bench.bodies).toHaveLength(1);
	});
});

describe('nothing is not 0', () => {
	it.each([
		['a key', { options: { scheduleKey: '={{ $json.blank * 2 }}' } }, 'Schedule Key'],
		['a key in a function', { options: { scheduleKey: '={{ Number($json.blank) }}' } }, 'Schedule Key'],
		[
			'a key with a fallback for missing values only',
			{ options: { scheduleKey: '={{ Number($json.blank ?? 5) }}' } },
			'Schedule Key',
		],
		['a rounded key', { options: { scheduleKey: '={{ Math.round($json.blank / 5) }}' } }, 'Schedule Key'],
		['a part of a key', { options: { scheduleKey: '=cart-{{ $json.blank * 1 }}' } }, 'Schedule Key'],
		['a term of a key', { options: { scheduleKey: "={{ 'cart-' + $json.blank * 1 }}" } }, 'Schedule Key'],
		[
			'a delay',
			{ when: 'offset', baseTime: '2099-01-01', delayAmount: '={{ $json.blank * 24 }}' },
			'How Long',
		],
	])('in %s', async (_, changes, label) => {
		const result = await run(changes);

		expect(result.error?.message).toBe(`'${label}' has an empty part: nothing came from {{ $json.blank }}`);
		expect(bench.wire).toEqual([]);
	});

	it.each([
		['={{ $json.two * 2 }}', '4'],
		['={{ Number($json.blank) || $json.id }}', '7'],
		['={{ Number($json.gone ?? 5) }}', '5'],
		['={{ Number($json.blank.trim() || 5) }}', '5'],
		["={{ ($json.name ?? 'a/b').replace(/[^a-z]+/g, '-') }}", 'a-b'],
		['={{ String($json.id).replace(/x/g, $json.blank) }}', '7'],
		['={{ 0 * $json.id }}', '0'],
	])('and %s is whole', async (scheduleKey, key) => {
		const result = await run({ options: { scheduleKey } });

		expect(stop(result)).toEqual({});
		expect(result.ok[0].json).toMatchObject({ schedule_key: key });
	});

	it.each([
		[
			'recipients',
			{ specifyRecipients: 'json', recipientsJson: '=[{"external_user_id":"u-{{ $json.blank * 1 }}"}]' },
		],
		[
			'an audience',
			{
				sendTo: 'audience',
				specifyAudience: 'json',
				audience:
					'={"custom_attribute":{"custom_attribute_name":"a","comparison":"greater_than","value":{{ $json.blank * 1 }}}}',
			},
		],
	])('in the JSON of %s', async (_, changes) => {
		const result = await run({ recipients: {}, ...changes });

		expect(result.error?.message).toMatch(/ has an empty part: nothing came from \{\{ \$json\.blank \}\}$/);
		expect(bench.wire).toEqual([]);
	});

	it('but the content of recipients may say 0', async () => {
		const recipientsJson =
			'=[{"external_user_id":"u-{{ $json.id * 1 }}","canvas_entry_properties":{"total":{{ $json.blank * 2 }}}}]';
		const result = await run({ recipients: {}, specifyRecipients: 'json', recipientsJson });

		expect(stop(result)).toEqual({});
		expect(bench.bodies).toMatchObject([
			{ recipients: [{ external_user_id: 'u-7', canvas_entry_properties: { total: 0 } }] },
		]);
	});

	it('but one expression for all recipients is not taken apart', async () => {
		const recipientsJson =
			"={{ [{ external_user_id: 'u-' + $json.id, canvas_entry_properties: { total: $json.blank * 2 } }] }}";
		const result = await run({ recipients: {}, specifyRecipients: 'json', recipientsJson });

		expect(stop(result)).toEqual({});
		expect(bench.bodies).toMatchObject([{ recipients: [{ canvas_entry_properties: { total: 0 } }] }]);
	});

	it('but content may say 0', async () => {
		const result = await run({
			specifyEntryProperties: 'json',
			entryPropertiesJson: '={{ { "total": $json.blank * 2 } }}',
		});
		expect(stop(result)).toEqual({});
		expect(bench.bodies).toMatchObject([{ canvas_entry_properties: { total: 0 } }]);
	});
});
