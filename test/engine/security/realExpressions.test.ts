import type { IDataObject } from 'n8n-workflow';

import { ONBOARDING_ID } from '../../../sandbox/seeds/canvases';
import { assigned } from '../../support/assignments';
import { Bench, itemErrors } from '../../support/bench';
import { byId } from '../../support/kinds';
import { rows } from '../../support/messages';

/** Expressions as people copy them into fields: each with whole data, and with none at the field `t`. */

const options = {
	checkRecipients: 'never',
	preflight: 'never',
	allowRepeatedAudiences: true,
	identicalMessages: 'sendAll',
};

const bench = new Bench({
	resource: 'canvas',
	operation: 'schedule',
	mode: 'dryRun',
	canvasId: byId(ONBOARDING_ID),
	sendTo: 'recipients',
	recipients: rows('user-001'),
	sendTime: '2026-09-09T09:00:00',
	options,
});

const filter = (textComparison: string) => (textValue: string) => ({
	sendTo: 'audience',
	recipients: undefined,
	audienceGroups: {
		group: [
			{
				match: 'AND',
				filters: {
					filter: [
						{
							kind: 'text',
							attribute: { __rl: true, mode: 'name', value: 'plan' },
							textComparison,
							textValue,
						},
					],
				},
			},
		],
	},
});

/** Where an expression stands that identifies or selects. */
const PLACES: Array<[string, (text: string) => Record<string, unknown>]> = [
	['a Canvas ID', (text) => ({ canvasId: byId(text) })],
	['an external ID', (text) => ({ recipients: rows(text) })],
	['a filter', filter('not_equal')],
	['a pattern', filter('matches_regex')],
	['a schedule key', (text) => ({ options: { ...options, scheduleKey: text } })],
];

const property = (value: string) => ({ entryProperties: assigned({ name: 'line', value }) });

const EACH = { settings: { onError: 'continueErrorOutput' as const } };

const ITEM: IDataObject = { id: 7, t: 'Ab1', name: 'ada', plans: ['pro', 'plus'], 'a b': 'v' };

const EMPTY = [undefined, null, '', ' ', '\u200b'].map((t) => ({ ...ITEM, t }));

/** What came of an expression for each item: its error, or what was sent of it. */
async function outcomes(parameters: Record<string, unknown>, items: unknown[]) {
	const run = await bench.run(parameters, { items: items as IDataObject[], ...EACH });
	return { errors: itemErrors(run).map(({ message }) => message), sent: run.ok.map(({ json }) => json) };
}

/** Texts that need the field `t`, and what comes of them with it. */
const NEEDING: Array<[string, string]> = [
	['={{ $json.t }}', 'Ab1'],
	["={{ $('Input').item.json.t }}", 'Ab1'],
	["={{ $('Input').first().json['t'].toLowerCase() }}", 'ab1'],
	['={{ $json.t?.trim() }}', 'Ab1'],
	['={{ $json.t?.toString() }}-{{ $json.id }}', 'Ab1-7'],
	['=cart-{{ $json.t }}', 'cart-Ab1'],
	["={{ 'cart-' + $json.t }}", 'cart-Ab1'],
	['={{ `cart-${$json.t}` }}', 'cart-Ab1'],
	["={{ ['cart', $json.t].join('-') }}", 'cart-Ab1'],
	["={{ ('cart-' + $json.t).toLowerCase() }}", 'cart-ab1'],
	["={{ ('cart-' + $json.t).trim() }}", 'cart-Ab1'],
	["={{ encodeURIComponent('cart/' + $json.t) }}", 'cart%2FAb1'],
	["={{ String('cart-' + $json.t) }}", 'cart-Ab1'],
	['={{ `cart-${$json.t}`.toUpperCase() }}', 'CART-AB1'],
	["={{ ['cart', $json.t].join('-').toUpperCase() }}", 'CART-AB1'],
	["={{ ('Cart ' + $json.t).replace(/\\s+/g, '-').toLowerCase() }}", 'cart-ab1'],
	["={{ ('cart-' + $json.t).slice(0, 99) }}", 'cart-Ab1'],
	["={{ 'cart' + $json.t.replace(/'/g, '') }}", 'cartAb1'],
	["={{ 'cart' + $json.t.replace(/\\/|'/g, '') }}", 'cartAb1'],
	["={{ 'it\\'s-' + ('x' + $json.t) }}", "it's-xAb1"],
	["={{ $json.id + ('x' + $json.t).toLowerCase() }}", '7xab1'],
	["={{ 'cart' + $json.t.replace(/[/(\\]\"]/g, '') }}", 'cartAb1'],
	["={{ 'a-' + ('b-' + $json.t).toLowerCase() }}", 'a-b-ab1'],
	["={{ 'a-' + `b-${$json.t}` }}", 'a-b-Ab1'],
	["={{ 'a-' + ($json.id + '-' + $json.t) }}", 'a-7-Ab1'],
	["={{ `a-${['b', $json.t].join('-')}` }}", 'a-b-Ab1'],
	["={{ 'a-' + $json.t.padStart(5, '0') }}", 'a-00Ab1'],
	["={{ ('00000' + $json.t).slice(-5) }}", '00Ab1'],
	['={{ $json.name.toTitleCase() + " " + $json.t }}', 'Ada Ab1'],
	['={{ $json.t + "-" + $json["a b"] }}', 'Ab1-v'],
	["={{ $now.plus({ days: 1 }).toFormat('yyyy-MM-dd') + '_' + $json.t }}", '2026-09-08_Ab1'],
	["=k-{{ $now.format('yyyy') }}-{{ $json.t }}", 'k-2026-Ab1'],
	["={{ $json.plans.first() + ':' + $json.t }}", 'pro:Ab1'],
	["={{ $json.t ? 'cart-' + $json.t : '' }}", 'cart-Ab1'],
	['={{ $json.id + $json.t }}', '7Ab1'],
	["={{ 'cart-'.concat($json.t) }}", 'cart-Ab1'],
];

/** Texts that do without it. */
const WITHOUT: Array<[string, string]> = [
	["={{ 'cart-' + ($json.gone ?? 'none') }}", 'cart-none'],
	["={{ 'cart-' + ($json.gone || $json.id) }}", 'cart-7'],
	["={{ $json.gone ? 'cart-' + $json.gone : 'cart-' + $json.id }}", 'cart-7'],
	["={{ $if($json.gone, 'cart-' + $json.gone, 'none') }}", 'none'],
	["={{ 'cart-' + $ifEmpty($json.gone, 'none') }}", 'cart-none'],
	["={{ $json.gone.isEmpty() ? 'none' : $json.gone }}", 'none'],
	["={{ ($json.name + ' ' + ($json.gone ?? '')).trim() }}", 'ada'],
	["={{ [$json.id, $json.gone].filter(Boolean).join('-') }}", '7'],
	["={{ $json.plans.map(s => s + '-').join(',') }}", 'pro-,plus-'],
	["={{ $json.plans.map(s => '-' + s).join(',') }}", '-pro,-plus'],
	["={{ ($json.id + '-').toLowerCase() }}", '7-'],
	["={{ $json.plans.map((p) => p.toUpperCase()).join('|') }}", 'PRO|PLUS'],
	["={{ '^(' + $json.plans.join('|') + ')$' }}", '^(pro|plus)$'],
	["={{ $json.name.split(' ')[0] + '-' + $json.id * 2 }}", 'ada-14'],
	["={{ ('00000' + $json.id).slice(-5) }}", '00007'],
	["={{ $json.id / 2 + '-half' }}", '3.5-half'],
	['={{ $json.id + 1 }}', '8'],
	["={{ '2026-09-10'.toDateTime().format('yyyy/MM') + '#' + $json.id }}", '2026/09#7'],
];

describe.each(PLACES)('%s', (place, put) => {
	// A Canvas ID may not have every character.
	const fits = ([, value]: [string, string]) => place !== 'a Canvas ID' || /^[\w-]+$/.test(value);

	it.each(NEEDING.filter(fits))('needs all parts of %s', async (text, value) => {
		const whole = await outcomes(put(text), [ITEM]);
		const empty = await outcomes(put(text), EMPTY);

		expect(whole.errors).toEqual([]);
		expect(JSON.stringify(whole.sent)).toContain(JSON.stringify(value));
		expect(empty.sent).toEqual([]);
	});

	it.each(WITHOUT.filter(fits))('is whole: %s', async (text, value) => {
		const { errors, sent } = await outcomes(put(text), [ITEM]);

		expect(errors).toEqual([]);
		expect(JSON.stringify(sent)).toContain(JSON.stringify(value));
	});
});

it.each([
	["={{ $json.t.hash('sha256') }}"],
	["={{ ('u-' + $json.t).hash() }}"],
	['=u-{{ $json.t.trim().hash() }}'],
	["={{ 'u-' + $json.t.hash().slice(0, 9) }}"],
	["={{ $json.t.padStart(5, '0') }}"],
])('nobody is known by the hash of nothing: %s', async (text) => {
	const parameters = { recipients: rows(text) };
	expect((await outcomes(parameters, [ITEM])).errors).toEqual([]);
	expect((await outcomes(parameters, EMPTY)).sent).toEqual([]);
});

it.each([['=cart-{{ $json.plans }}'], ["={{ 'cart-' + $json.plans }}"], ['=a,{{ $json.plans }}']])(
	'a list is no part of a key: %s',
	async (scheduleKey) => {
		const { errors } = await outcomes({ options: { ...options, scheduleKey } }, [ITEM]);
		expect(errors[0]).toMatch(/^'Schedule Key' has a broken part: a list of 2 values came from /);
	},
);

it.each([
	["={{ 'n' + $json.t * 2 }}", '{{ $json.t * 2 }}'],
	['={{ $json.id + $json.gone }}', '{{ $json.gone }}'],
])('a number that is none is no key: %s', async (scheduleKey, source) => {
	const { errors } = await outcomes({ options: { ...options, scheduleKey } }, [ITEM]);
	expect(errors[0]).toMatch(/^'Schedule Key' has (a broken|an empty) part: /);
	expect(errors[0]).toContain(source);
});

it.each(NEEDING.filter(([text]) => !/\.(first|replace|padStart|toLowerCase\(\)\s*\}\}$)/.test(text)))(
	'content may be empty in parts, and never says so: %s',
	async (text) => {
		const { errors, sent } = await outcomes(property(text), [
			ITEM,
			{ ...ITEM, t: '' },
			{ ...ITEM, t: undefined },
		]);

		expect(sent.length).toBeGreaterThanOrEqual(2);
		expect(JSON.stringify(sent)).not.toMatch(/undefined|UNDEFINED/);
		for (const message of errors)
			expect(message).toMatch(/"undefined", which came from \{\{ \$json\.t|is NaN$/);
	},
);
