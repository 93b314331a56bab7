import fc from 'fast-check';

import { jsonErrorPosition } from '../../../nodes/Braze/schemas/jsonErrorPosition';

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
