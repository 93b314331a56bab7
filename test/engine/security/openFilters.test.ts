import { CAFES } from '../../../sandbox/seeds/catalogs';
import { ONBOARDING_ID } from '../../../sandbox/seeds/canvases';
import { assigned } from '../../support/assignments';
import { Bench, stop } from '../../support/bench';
import { byId, byName } from '../../support/kinds';
import { rows } from '../../support/messages';

/** Filters that an expression made, and that let everyone through. */

const bench = new Bench({
	resource: 'canvas',
	operation: 'schedule',
	canvasId: byId(ONBOARDING_ID),
	sendTo: 'audience',
	sendTime: '2026-09-09T09:00:00',
});

const row = (changes: object) => ({
	kind: 'text',
	attribute: { __rl: true, mode: 'name', value: 'plan' },
	...changes,
});
const filters = (...filter: object[]) => ({
	audienceGroups: { group: [{ match: 'AND', filters: { filter } }] },
});
const regex = (textValue: string, textComparison = 'matches_regex') =>
	filters(row({ textComparison, textValue }));
const json = (audience: string) => ({ specifyAudience: 'json', audience });

const ITEM = { p: '', any: '.*', quoted: '^$', word: 'pro' };

describe.each(['matches_regex', 'does_not_match_regex'])('%s', (comparison) => {
	it.each([
		["={{ ('^' + $json.p.trim()).trim() }}"],
		["={{ '^' + ($json.word === 'x' ? 'x' : '') }}"],
		['={{ $json.any }}'],
		["=^{{ '' + ($json.gone ? 'x' : '') }}"],
		["={{ '(' + ($json.gone ?? '') + '|' + $json.word + ')' }}"],
		["={{ '^(' + [$json.p].filter(Boolean).join('|') + ')' }}"],
		["={{ ('^' + $json.p + '$').trim() }}"],
		["={{ ('\\\\w*' + $json.p).trim() }}"],
		["={{ ('(?i)^' + $json.p).trim() }}"],
		['={{ `.${$json.word === "x" ? "x" : ""}` }}'],
	])('is no pattern that matches anything: %s', async (text) => {
		const { error } = await bench.run(regex(text, comparison), { items: [ITEM] });

		expect(error?.message).toMatch(
			/^'Group 1, filter 1: Text' has (a regular expression that matches empty text or everything: "|an empty part)/,
		);
		expect(bench.wire).toEqual([]);
	});

	it.each([
		[
			'object',
			'={{ ({ AND: [{ custom_attribute: { custom_attribute_name: "plan", comparison: "C", value: "^" + ($json.p ?? "") } }] }) }}',
		],
		[
			'text',
			'={{ JSON.stringify({ custom_attribute: { custom_attribute_name: "plan", comparison: "C", value: "^" + ($json.p ?? "") } }) }}',
		],
	])('is none in JSON that an expression makes as %s', async (_, audience) => {
		const { error } = await bench.run(json(audience.replace('C', comparison)), { items: [ITEM] });

		expect(error?.message).toBe(
			`'Audience' has a regular expression that matches empty text or everything: "^"`,
		);
		expect(bench.wire).toEqual([]);
	});

	it.each([
		[
			'a key in quotes',
			'={{ ({ custom_attribute: { custom_attribute_name: "plan", comparison: "C", "value": "^$" } }) }}',
			'^$',
		],
		[
			'one of several',
			"={{ ({ AND: [{ custom_attribute: { custom_attribute_name: 'plan', comparison: 'C', value: '.*', } }, { custom_attribute: { custom_attribute_name: $json.word, comparison: 'exists' } }] }) }}",
			'.*',
		],
		[
			'text',
			"={{ JSON.stringify({ custom_attribute: { custom_attribute_name: $json.word, comparison: 'C', value: '^$' } }) }}",
			'^$',
		],
	])('may be typed in JSON that an expression makes: %s', async (_, audience, value) => {
		const result = await bench.run(json(audience.replace('C', comparison)), { items: [ITEM] });

		expect(stop(result)).toEqual({});
		expect(JSON.stringify(bench.bodies)).toContain(`"value":"${value}"`);
	});

	it.each([
		['a fallback', "$json.p || '.*'"],
		['a condition', "$json.p ? $json.p : '^$'"],
		['the end of a sum', "$json.p + '^$'"],
	])('is none of %s in JSON that an expression makes', async (_, value) => {
		const audience = `={{ ({ custom_attribute: { custom_attribute_name: "plan", comparison: "${comparison}", value: ${value} } }) }}`;
		const { error } = await bench.run(json(audience), { items: [ITEM] });

		expect(error?.message).toMatch(
			/^'Audience' has a regular expression that matches empty text or everything/,
		);
		expect(bench.wire).toEqual([]);
	});

	it.each([
		['.*', '.*'],
		["={{ '^' + $json.word }}", '^pro'],
		["={{ '^' + $json.word + '$' }}", '^pro$'],
		['=^{{ $json.word }}', '^pro'],
		['={{ "[" + $json.word }}', '[pro'],
		['=^(?!{{ $json.word }}).*$', '^(?!pro).*$'],
		["={{ '^(?!.*' + $json.word + '$)' }}", '^(?!.*pro$)'],
		['=^({{ $json.word }})?$', '^(pro)?$'],
	])('may be typed, or need something: %s', async (text, value) => {
		const result = await bench.run(regex(text, comparison), { items: [ITEM] });

		expect(stop(result)).toEqual({});
		expect(bench.bodies).toMatchObject([{ audience: { custom_attribute: { comparison, value } } }]);
	});
});

it('minds no typed pattern beside a filter with an expression, and no text that is no pattern', async () => {
	const typed = row({ textComparison: 'does_not_match_regex', textValue: '^$' });
	const made = row({ textComparison: 'equals', textValue: '={{ $json.any }}' });

	expect(stop(await bench.run(filters(typed, made), { items: [ITEM] }))).toEqual({});
	const text =
		'={"AND":[{"custom_attribute":{"custom_attribute_name":"plan","comparison":"matches_regex","value":".*"}},{"custom_attribute":{"custom_attribute_name":"plan","comparison":"equals","value":"{{ $json.word }}"}}]}';
	expect(stop(await bench.run(json(text), { items: [ITEM] }))).toEqual({});
});

const NUMBERS: Array<[string, string]> = [
	['={{ 1 / 0 }}', 'is Infinity'],
	['={{ Number("x") }}', 'is NaN'],
	['={{ 2 ** 60 }}', 'is 1152921504606847000'],
];

const message = (more: object) => ({
	resource: 'message',
	operation: 'sendNow',
	canvasId: undefined,
	sendTime: undefined,
	sendTo: 'recipients',
	recipients: rows('user-001'),
	...more,
});
const selection = (operator: string, value: string) => ({
	resource: 'catalog',
	operation: 'createSelection',
	canvasId: undefined,
	sendTo: undefined,
	sendTime: undefined,
	catalogName: byName(CAFES),
	selectionName: 'best',
	selectionFilters: { filter: [{ field: 'Rating', operator, value }] },
});
const people = { sendTo: 'recipients', recipients: rows('user-001') };

describe.each(NUMBERS)('the number %s', (value, problem) => {
	it.each<[string, string, Record<string, unknown>]>([
		['a filter', 'Group 1, filter 1: Text', regex(value, 'not_equal')],
		[
			'a list of a filter',
			'Group 1, filter 1: Texts 1',
			filters(row({ textComparison: 'is_none_of', textValues: [value] })),
		],
		['a selection', 'Filters 1: Value', selection('does not equal', value)],
		['a selection by time', 'Filters 1: Value', selection('after', value)],
		['a selection by number', 'Filters 1: Value', selection('greater than', value)],
		['the text of a push', 'Text', message({ channel: 'androidPush', title: 'Hi', text: value })],
		['the title of a push', 'Title', message({ channel: 'androidPush', title: value, text: 'Hi' })],
		[
			'a Content Block',
			'Content',
			{ ...message({}), resource: 'contentBlock', operation: 'create', name: 'x1', content: value },
		],
		[
			'a subject',
			'Subject',
			{
				...message({}),
				resource: 'emailTemplate',
				operation: 'create',
				name: 'x1',
				subject: value,
				htmlBody: '<p>x</p>',
			},
		],
		[
			'a preheader',
			'Preheader',
			{
				...message({}),
				resource: 'emailTemplate',
				operation: 'create',
				name: 'x1',
				subject: 's',
				htmlBody: '<p>x</p>',
				additionalFields: { preheader: value },
			},
		],
		['a property', 'Entry Properties 1: p', { ...people, entryProperties: assigned({ name: 'p', value }) }],
	])('is no text of %s', async (_, label, parameters) => {
		const { error } = await bench.run(parameters);

		expect(error?.message).toContain(`'${label}' `);
		expect(error?.message).toMatch(new RegExp(`${problem}|must be a number, but ${problem}`));
		expect(bench.wire).toEqual([]);
	});
});

it.each([
	['={{ 5 }}', '5'],
	['={{ 0.5 }}', '0.5'],
	['={{ -0.25 }}', '-0.25'],
])('the number %s is text of a filter', async (value, sent) => {
	expect(stop(await bench.run(regex(value, 'not_equal')))).toEqual({});
	expect(bench.bodies).toMatchObject([{ audience: { custom_attribute: { value: sent } } }]);
});
