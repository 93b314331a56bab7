import { attribute, nodeTakes, sandboxTakes, TAKES } from '../../support/audience';

/** Each comparison of a custom attribute with each type of value. */

const VALUES: Record<string, unknown> = {
	text: 'pro',
	'blank text': ' ',
	'a number': 2,
	zero: 0,
	'a negative number': -1.5,
	'a boolean': false,
	'a moment': '2026-09-01T09:00:00Z',
	'a moment with an offset': '2019-07-22T13:17:55+0000',
	'a date': '2026-09-01',
	'a number as text': '2',
	null: null,
	'a list': ['pro'],
	'an object': { a: 1 },
};

describe.each(Object.entries(TAKES))('custom_attribute %s', (comparison, takes) => {
	it.each(Object.entries(VALUES))('with %s', (name, value) => {
		expect(nodeTakes(attribute(comparison, value))).toBe(takes.includes(name));
		if (takes.includes(name)) expect(sandboxTakes(attribute(comparison, value))).toBe(true);
	});

	it(`without a value is ${takes.length === 0 ? 'right' : 'refused'}`, () => {
		expect([nodeTakes(attribute(comparison)), sandboxTakes(attribute(comparison))]).toEqual([
			takes.length === 0,
			takes.length === 0,
		]);
	});
});
