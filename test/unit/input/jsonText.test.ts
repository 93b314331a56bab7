import fc from 'fast-check';

import { readJson } from '../../../nodes/Braze/input/json';
import { jsonErrorPosition, repeatedKey } from '../../../nodes/Braze/input/jsonScanner';

const isJson = (text: string): boolean => {
	try {
		JSON.parse(text);
		return true;
	} catch {
		return false;
	}
};

/** Text that is JSON but for one place. */
const damaged = fc
	.tuple(
		fc.json(),
		fc.nat(),
		fc.constantFrom('', ',', '"', '}', ']', ':', 'x', '\n', '\\', '0', '\u0001', ' '),
		fc.nat({ max: 2 }),
	)
	.map(([json, place, wrong, cut]) => {
		const at = place % (json.length + 1);
		return json.slice(0, at) + wrong + json.slice(at + cut);
	});

it('agrees with the parser about what is JSON', () => {
	fc.assert(
		fc.property(fc.oneof(fc.json(), damaged, fc.string()), (text) => {
			expect(jsonErrorPosition(text) === undefined).toBe(isJson(text));
		}),
		{ numRuns: 3000 },
	);
});

it('finds no fault before its place: what stands there can still become JSON', () => {
	fc.assert(
		fc.property(fc.jsonValue(), fc.nat(), (value, place) => {
			const json = JSON.stringify(value, null, 1);
			const at = place % json.length;
			const fault = jsonErrorPosition(`${json.slice(0, at)}\u0001`);
			// An unfinished word, number or escape is at fault as a whole.
			expect(fault).toBeLessThanOrEqual(at);
			expect(/^[\w.+\\-]*$/.test(json.slice(fault, at))).toBe(true);
		}),
		{ numRuns: 1000 },
	);
});

it.each([
	['', 0],
	[' ', 1],
	['[', 1],
	['{"a":1,}', 7],
	['[1 2]', 3],
	['"a\tb"', 2],
	['-', 0],
	['1.', 0],
	['nulls', 0],
	['{} x', 3],
])('%j is at fault at %i', (text, at) => {
	expect(jsonErrorPosition(text)).toBe(at);
});

describe('a repeated key', () => {
	it.each([
		['{"AND":[1],"AND":[2]}', 'AND', 11],
		['[{"a":1},{"a":1,\n "b":2, "a":3}]', 'a', 25],
		['{"a":{"b":1,"\\u0062":2}}', 'b', 12],
		['{"":0,"":1}', '', 6],
		['{"__proto__":1,"__proto__":2}', '__proto__', 15],
	])('is found in %j', (text, name, at) => {
		expect(repeatedKey(text)).toEqual({ name, at });
	});

	it('is none if it belongs to another object, or stands in text', () => {
		expect(repeatedKey('{"a":{"a":[{"a":1},{"a":2}]},"b":"\\"a\\":1,\\"a\\":2"}')).toBeUndefined();
	});

	it('is what makes parsing lose members, and nothing else does', () => {
		const members = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'ä', '"', '\\'), fc.jsonValue()), {
			maxLength: 4,
		});
		fc.assert(
			fc.property(members, (given) => {
				const text = `[{${given.map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`).join(' , ')}}]`;
				const [object] = JSON.parse(text) as object[];
				expect(repeatedKey(text) === undefined).toBe(Object.keys(object).length === given.length);
			}),
		);
	});
});

/** Large texts, each with its fault at the end: no step on the way there may exhaust the stack. */
const LARGE: Array<[string, string]> = [
	['one string of 20 MB', `"${'a'.repeat(20_000_000)}`],
	['a string of 8 MB full of escapes', `"${'\\n'.repeat(4_000_000)}`],
	[
		'an object of 20 MB',
		`{${Array.from({ length: 2_000 }, (_, at) => `\n"${at}": "${'b'.repeat(10_000)}",`).join('')}`,
	],
];

it.each(LARGE)('says where %s is wrong', (_, text) => {
	expect(() => readJson('Recipients JSON', text)).toThrow(
		/^'Recipients JSON' is not valid JSON at line \d+, column \d+ \(it ends early\)$/,
	);
});
