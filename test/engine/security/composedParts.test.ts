import fc from 'fast-check';

import { ONBOARDING_ID } from '../../../sandbox/seeds/canvases';
import { assigned } from '../../support/assignments';
import { Bench, itemErrors, stop } from '../../support/bench';
import { byId } from '../../support/kinds';
import { rows } from '../../support/messages';

/** Texts that expressions put together in JavaScript: n8n shows only the result, in which a part may be missing. */

const bench = new Bench({
	resource: 'canvas',
	operation: 'schedule',
	canvasId: byId(ONBOARDING_ID),
	sendTo: 'recipients',
	recipients: rows('user-001'),
	sendTime: '2026-09-09T09:00:00',
});

const EACH = { settings: { onError: 'continueErrorOutput' as const } };

const filter = (textValue: string, textComparison: string) => ({
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

/** Every way to a text that needs its variable part. */
const PLACES: Array<[string, (text: string) => Record<string, unknown>]> = [
	['Schedule Key', (text) => ({ options: { scheduleKey: text } })],
	['External User ID', (text) => ({ recipients: rows(text) })],
	['Group 1, filter 1: Text', (text) => filter(text, 'not_equal')],
	['Group 1, filter 1: Text', (text) => filter(text, 'matches_regex')],
];

/** Code that reads a field, and makes something else of it; `\`\${}\`` and the like take it as it is. */
const READS = [
	'$json.t',
	'$json.t.trim()',
	'$json.t.trim().toLowerCase()',
	"($json.t || '').toLowerCase()",
	"($json.t ?? '')",
	"$json.t.replace(/\\s/g, '')",
	'String($json.t).trim()',
	"[$json.t].filter(Boolean).join('+')",
	"$('Input').item.json.t.slice(0, 99)",
];

const JOINS: Array<(read: string) => string> = [
	(read) => `={{ 'cart-' + ${read} }}`,
	(read) => `={{ ${read} + '-cart' }}`,
	(read) => `={{ 'a' + ${read} + "b" }}`,
	(read) => `={{ \`cart-\${${read}}\` }}`,
	(read) => `={{ ['cart', ${read}].join('-') }}`,
	(read) => `=cart-{{ ${read} }}`,
	(read) => `=cart-{{ 'x' + ${read} }}`,
	(read) => `={{ $json.id }}-{{ ${read} }}`,
];

/** What nobody can see, or nothing. */
const UNSEEN = ['', ' ', '\t', '\u200b', ' \ufeff', '\u202a\u202c', '\u2060'];

const SEEN = ['7', 'A1', 'x-', '-x', 'null', 'undefined-1', '👩‍👩‍👧', 'a b'];

it('are never sent without one of their parts, and never refused with all of them', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.constantFrom(...PLACES),
			fc.constantFrom(...JOINS),
			fc.constantFrom(...READS),
			fc.constantFrom(...UNSEEN),
			fc.constantFrom(...SEEN),
			async ([label, put], join, read, unseen, seen) => {
				bench.sandbox.reset();
				const text = join(read);
				const options = { options: { allowRepeatedAudiences: true } };
				const parameters = { ...options, ...put(text) };
				const { ok, failed } = await bench.run(parameters, { items: [{ t: unseen, id: 7 }], ...EACH });
				const whole = await bench.run(parameters, { items: [{ t: seen, id: 7 }], ...EACH });

				expect({
					text,
					unseen,
					ok: ok.length,
					message: String(failed[0]?.json.error && itemErrors({ failed } as never)[0].message),
				}).toEqual({
					text,
					unseen,
					ok: 0,
					message: expect.stringContaining(`'${label}'`),
				});
				expect({ text, seen, errors: itemErrors(whole) }).toEqual({ text, seen, errors: [] });
			},
		),
		{ numRuns: 300 },
	);
});

it.each([
	['={{ $json.prefix + $json.t.trim() }}'],
	["={{ 'cart-' + ($json.gone ?? '') }}"],
	["={{ 'a' + ($json.gone || '') + 'b' }}"],
])('%s without its only part, or what identifies it, is no key', async (scheduleKey) => {
	const { error } = await bench.run({ options: { scheduleKey } }, { items: [{ t: ' ', prefix: 'cart-' }] });

	expect(error?.message).toMatch(/^'Schedule Key' has an empty part: nothing came from /);
	expect(bench.wire).toEqual([]);
});

describe('what an expression wrote up to a separator', () => {
	it.each([
		["={{ $json.t.trim().concat('-signup') }}"],
		["={{ 'cart-' + ($json.t.trim() ? $json.t : '') }}"],
		["={{ [$json.id, $json.t.trim()].map((one) => one).join(':') }}"],
	])('is no key: %s', async (scheduleKey) => {
		const items = [{ id: 7, t: ' ', prefix: 'cart-' }];
		const { error } = await bench.run({ options: { scheduleKey } }, { items });

		expect(error?.message).toMatch(/^'Schedule Key' begins or ends with a separator: "/);
		expect(bench.wire).toEqual([]);
	});

	it.each([
		['cart-', 'cart-'],
		['={{ $json.token }}', 'x1_'],
		["={{ 'cart-' + $json.token }}", 'cart-x1_'],
		["={{ ('Cart-' + $json.token).toLowerCase() }}", 'cart-x1_'],
		['={{ $json.token.trim() }}', 'x1_'],
		['=cart-{{ $json.token }}', 'cart-x1_'],
		["={{ 'cart-' + $json.id + ($json.gone ? '-' + $json.gone : '') }}", 'cart-7'],
		["={{ $json.gone ? 'a-' + $json.gone : 'b-' + $json.id }}", 'b-7'],
		["={{ 'cart-' + $json.token?.trim() }}", 'cart-x1_'],
		["={{ 'k' + $json.id || 'z' + $json.gone }}", 'k7'],
		["={{ 'at ' + $now.toFormat('yyyy') }}", 'at 2026'],
		["={{ 2 * 3 + 'x' }}", '6x'],
		['={{ "it\'s-" + $json.id }}', "it's-7"],
		["={{ $json.company.toLowerCase().replace(/[^a-z0-9]+/g, '-') }}", 'acme-inc-'],
		["={{ $json.company.replace(/\\s+/g, '-') + $json.id }}", 'Acme-Inc.7'],
		['={{ $json.id + $json.token }}', '7x1_'],
		['=cart-{{ $json.id + 1 }}', 'cart-8'],
		["={{ ($json.gone ? 'u' : 'c') + $json.token }}", 'cx1_'],
		["={{ ('#' + $json.id).toLowerCase() }}", '#7'],
		["={{ $json.id + ($json.gone ? '' : ' Inc.') }}", '7 Inc.'],
		["={{ 'cart-' + $json.id + ($json.gone ?? '') }}", 'cart-7'],
		["={{ [$json.id, $json.gone ?? '', $json.token].join('_') }}", '7__x1_'],
		['={{ `cart-${$json.id}${$json.gone || ""}` }}', 'cart-7'],
	])('is one with what follows, or typed, or from a field: %s', async (scheduleKey, key) => {
		const items = [{ id: 7, token: 'x1_', company: 'Acme Inc.' }];
		const result = await bench.run({ options: { scheduleKey } }, { items });

		expect(stop(result)).toEqual({});
		expect(result.ok[0].json).toMatchObject({ schedule_key: key });
	});
});

const message = (text: string) => ({
	canvasId: undefined,
	sendTime: undefined,
	resource: 'message',
	operation: 'sendNow',
	channel: 'androidPush',
	title: 'Hi',
	text,
});
const property = (value: string) => ({ entryProperties: assigned({ name: 'line', value }) });
const CONTENT: Array<[string, (text: string) => Record<string, unknown>]> = [
	['Text', message],
	['Entry Properties: line', property],
];

describe.each(CONTENT)('content (%s)', (label, put) => {
	it.each([
		["={{ 'Hi ' + $json.name }}", 'undefined', '{{ $json.name }}'],
		['={{ `Hi ${$json.name}!` }}', 'undefined', '{{ $json.name }}'],
		["={{ 'Hi ' + $json.nil }}", 'null', '{{ $json.nil }}'],
		["={{ 'You have ' + ($json.name * 2) + ' points' }}", 'NaN', '{{ ($json.name * 2) }}'],
		['={{ `You have ${1 / 0} points` }}', 'Infinity', '{{ 1 / 0 }}'],
		['={{ `You have ${-1 / 0} points` }}', 'Infinity', '{{ -1 / 0 }}'],
		["={{ ['Hi', $json.id, $json.name * 2].join(' ') }}", 'NaN', '{{ $json.name * 2 }}'],
		['=You have {{ 1 / 0 }} points', 'Infinity', '{{ 1 / 0 }}'],
		["=Dear {{ 'Ms ' + $json.name }}!", 'undefined', '{{ $json.name }}'],
		["={{ 'Hi ' + ($json.id ? $json.name : '') }}", 'undefined', "{{ ($json.id ? $json.name : '') }}"],
		["={{ 'An undefined ' + $json.name }}", 'undefined', '{{ $json.name }}'],
	])('never says that there was nothing: %s', async (text, word, source) => {
		const result = await bench.run(put(text), { items: [{ id: 7, nil: null }] as never });

		expect(stop(result)).toEqual({
			message: `'${label}' contains "${word}", which came from ${source}`,
			description: expect.stringContaining("If it may be empty, add ?? '' after it."),
		});
		expect(bench.wire).toEqual([]);
	});

	it.each([
		["={{ 'Hi ' + ($json.name ?? '') }}", 'Hi '],
		["={{ 'Hi ' + $json.empty }}", 'Hi '],
		['=Hi {{ $json.name }}!', 'Hi !'],
		['=You have {{ $json.name * 2 }} points', 'You have  points'],
		["={{ 'Code: ' + $json.code }}", 'Code: undefined behaviour, null pointer, NaN'],
		["={{ 'An undefined ' + $json.id }}", 'An undefined 7'],
		["={{ ['undefined', $json.name].join('/') }}", 'undefined/'],
		["={{ 'To Infinity and ' + 'beyond' }}", 'To Infinity and beyond'],
		["={{ 'cart-' + $json.empty }}", 'cart-'],
		['={{ $json.code.slice(0, 9) }}', 'undefined'],
	])('may be empty in parts, and have such words: %s', async (text, sent) => {
		const code = 'undefined behaviour, null pointer, NaN';
		const result = await bench.run(put(text), { items: [{ id: 7, empty: '', code }] });

		expect(stop(result)).toEqual({});
		expect(JSON.stringify(bench.bodies)).toContain(`"${sent}"`);
	});
});

it('null is a value of JSON text that an expression writes', async () => {
	const entryPropertiesJson = "={{ '{\"a\":' + $json.nil + '}' }}";
	const result = await bench.run(
		{ specifyEntryProperties: 'json', entryPropertiesJson },
		{ items: [{ nil: null }] as never },
	);

	expect(stop(result)).toEqual({});
	expect(bench.bodies).toMatchObject([{ canvas_entry_properties: { a: null } }]);
});
