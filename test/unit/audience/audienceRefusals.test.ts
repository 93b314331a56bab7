import { audienceFromJson } from '../../../nodes/Braze/audience/audienceJson';
import { attribute } from '../../support/audience';

/** What is wrong in an audience is named with its place, with what was found there, and with what is allowed. */

function refusal(audience: unknown): { message: string; resolution?: string } {
	try {
		audienceFromJson('Audience', JSON.stringify(audience));
	} catch (error) {
		const { message, resolution } = error as { message: string; resolution?: string };
		return { message, resolution };
	}
	throw new Error('The audience was accepted');
}

const VALID = attribute('equals', 'pro');

/** The places at which an audience can stand: alone, or in groups. */
const PLACES: Array<[string, (inner: unknown) => unknown]> = [
	['', (inner) => inner],
	['AND[0]', (inner) => ({ AND: [inner] })],
	['OR[2]', (inner) => ({ OR: [VALID, VALID, inner] })],
	['AND[1].OR[0].AND[1]', (inner) => ({ AND: [VALID, { OR: [{ AND: [VALID, inner] }] }] })],
];

const INVALID: Array<[unknown, string, RegExp]> = [
	[[], '', /^must be an object, but is an empty list\./],
	['pro', '', /^must be an object, but is "pro"\./],
	[{}, '', /^is an empty object\./],
	[{ ...VALID, last_used_app: {} }, '', /^has 2 keys: custom_attribute, last_used_app\./],
	[{ AND: [] }, '.AND', /^must be a list of filters, but is an empty list\./],
	[{ OR: VALID }, '.OR', /^must be a list of filters, but is an object with custom_attribute\./],
	[{ segment: 'x' }, '.segment', /^is not a Braze filter\./],
	[{ and: [VALID] }, '.and', /^is not a Braze filter\./],
	[{ toString: {} }, '.toString', /^is not a Braze filter\./],
	[{ custom_attribute: 'plan' }, '.custom_attribute', /^must be an object, but is "plan"\./],
	[
		attribute('sounds_like', 'pro'),
		'.custom_attribute.comparison',
		/^cannot be "sounds_like". It must be equals, not_equal, .* or does_not_exist\.$/,
	],
	[
		attribute('does_not_equal', true),
		'.custom_attribute.comparison',
		/^cannot be "does_not_equal". In Braze, this comparison is not_equal\.$/,
	],
	[attribute(undefined, 'pro'), '.custom_attribute.comparison', /^is missing. It must be equals/],
	[
		attribute('equals', ''),
		'.custom_attribute.value',
		/^cannot be an empty string. It must be non-empty text, a number or a boolean\.$/,
	],
	[
		attribute('equals'),
		'.custom_attribute.value',
		/^is missing. It must be non-empty text, a number or a boolean\.$/,
	],
	[
		attribute('greater_than', '5'),
		'.custom_attribute.value',
		/^cannot be "5". It must be a number \(without quotes\)\.$/,
	],
	...(['is_any_of', 'is_none_of', 'includes_value'] as const).flatMap((comparison): typeof INVALID => [
		[attribute(comparison, []), '.custom_attribute.value', /^cannot be an empty list\. .* at least one\.$/],
		[attribute(comparison, ['pro', '']), '.custom_attribute.value', /at least one\.$/],
		[attribute(comparison, ['pro', null]), '.custom_attribute.value', /at least one\.$/],
		[attribute(comparison, ['pro', ['team']]), '.custom_attribute.value', /at least one\.$/],
		[attribute(comparison, ''), '.custom_attribute.value', /at least one\.$/],
		[attribute(comparison, { a: 1 }), '.custom_attribute.value', /at least one\.$/],
	]),
	[
		attribute('is_any_of', [5]),
		'.custom_attribute.value',
		/^cannot be .* It must be non-empty text, or a list/,
	],
	[attribute('does_not_include_value', ['pro']), '.custom_attribute.value', /^cannot be /],
	[attribute('matches_regex', 5), '.custom_attribute.value', /^cannot be 5. It must be text\.$/],
	[
		attribute('less_than_x_days_ago', -1),
		'.custom_attribute.value',
		/^cannot be -1. It must be a number of days, 0 or more\.$/,
	],
	[
		attribute('after', '2026-09-01'),
		'.custom_attribute.value',
		/^cannot be "2026-09-01". It must be an ISO 8601 date and time/,
	],
	[attribute('exists', 'pro'), '.custom_attribute.value', /^is not allowed: exists has no value\./],
	[
		{ custom_attribute: { comparison: 'exists' } },
		'.custom_attribute.custom_attribute_name',
		/^is missing. It must be text/,
	],
	[
		{ custom_attribute: { ...VALID.custom_attribute, custom_attribute_name: 5 } },
		'.custom_attribute.custom_attribute_name',
		/^cannot be 5. It must be text\.$/,
	],
	[
		{ custom_attribute: { ...VALID.custom_attribute, name: 'plan' } },
		'.custom_attribute.name',
		/^is not part of this filter\./,
	],
	[
		{ push_subscription_status: { comparison: 'equals', value: 'opted_in' } },
		'.push_subscription_status.comparison',
		/It must be is or is_not\.$/,
	],
	[
		{ push_subscription_status: { comparison: 'is', value: 'yes' } },
		'.push_subscription_status.value',
		/It must be opted_in, subscribed or unsubscribed\.$/,
	],
	[
		{ email_subscription_status: { comparison: 'is_not' } },
		'.email_subscription_status.value',
		/^is missing. It must be opted_in, subscribed or unsubscribed\.$/,
	],
	[
		{ last_used_app: { comparison: 'is', value: '2026-09-01T00:00:00Z' } },
		'.last_used_app.comparison',
		/It must be after or before\.$/,
	],
	[
		{ last_used_app: { comparison: 'after', value: 1788771600 } },
		'.last_used_app.value',
		/^cannot be 1788771600. It must be an ISO 8601 date and time/,
	],
];

describe.each(PLACES)('at "%s"', (place, around) => {
	it.each(INVALID)('%j is refused with its path', (invalid, path, words) => {
		const inside = `${place}${path}`.replace(/^\./, '');
		const start = inside === '' ? "'Audience' " : `'Audience: ${inside}' `;
		const { message, resolution } = refusal(around(invalid));
		expect(message.slice(0, start.length)).toBe(start);
		expect(`${message.slice(start.length)}. ${resolution ?? ''}`).toMatch(words);
		expect(`${message} ${resolution ?? ''}`).not.toMatch(/undefined|\[object/);
	});
});

it('says what the old word for not_equal is called now', () => {
	expect(refusal(attribute('does_not_equal', true)).resolution).toBe(
		'In Braze, this comparison is not_equal.',
	);
});

it.each([
	['is', 'equals'],
	['not_equals', 'not_equal'],
	['>=', 'greater_than_or_equal_to'],
	['contains', 'includes_value'],
	['in', 'is_any_of'],
	['not_in', 'is_none_of'],
])('knows what is meant by the comparison %s', (word, meant) => {
	expect(refusal(attribute(word, 'pro')).resolution).toBe(`In Braze, this comparison is ${meant}.`);
});

it.each(['constructor', 'toString', 'before that'])(
	'lists the words of Braze for the comparison %s',
	(word) => {
		expect(refusal(attribute(word, 'pro')).resolution).toMatch(/^It must be equals, not_equal/);
	},
);

it.each([
	attribute('is_any_of', 'pro'),
	attribute('is_none_of', ['pro', 'team']),
	attribute('includes_value', ['pro', 5, true]),
])('accepts one value or a list: %j', (audience) => {
	expect(audienceFromJson('Audience', JSON.stringify(audience))).toEqual(audience);
});
