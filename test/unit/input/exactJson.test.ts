import fc from 'fast-check';

import {
	holdsLongInteger,
	LongInteger,
	parseExactly,
	stringifyExactly,
} from '../../../nodes/Braze/input/exactJson';

const RUNS = { numRuns: 2000 };

/** Whole numbers of any length, mostly near the limit. */
const whole = fc.oneof(
	fc.bigInt({ min: -(2n ** 80n), max: 2n ** 80n }),
	fc.bigInt({ min: 2n ** 53n - 5n, max: 2n ** 53n + 50n }),
);

/** JSON text with whole numbers of any length among other values. */
const { value: anyJson } = fc.letrec<{ value: string; leaf: string }>((tie) => ({
	leaf: fc.oneof(
		whole.map(String),
		fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => JSON.stringify(number)),
		fc.string({ unit: 'binary' }).map((text) => JSON.stringify(text)),
		whole.map((number) => JSON.stringify(`id ${number}, "${number}"`)),
		fc.constantFrom('true', 'false', 'null'),
	),
	value: fc.oneof(
		{ depthSize: 'small' },
		tie('leaf'),
		fc.array(tie('value'), { maxLength: 3 }).map((list) => `[${list.join(',')}]`),
		fc
			.uniqueArray(fc.string({ unit: 'binary', maxLength: 3 }), { maxLength: 3 })
			.chain((names) =>
				fc
					.array(tie('value'), { minLength: names.length, maxLength: names.length })
					.map((values) => `{${names.map((n, at) => `${JSON.stringify(n)}:${values[at]}`).join(',')}}`),
			),
	),
}));

it('writes what it reads, with every digit', () => {
	fc.assert(
		fc.property(anyJson, (text) => {
			const again = stringifyExactly(parseExactly(text));
			const digits = (json: string) =>
				[...json.replace(/"(?:[^"\\]|\\.)*"/g, '').matchAll(/(?<![\d.])-?\d{16,}(?![\d.eE])/g)].map(
					([d]) => d,
				);
			const plain = (json: string) => JSON.parse(json) as unknown;
			expect(plain(again)).toEqual(plain(text));
			for (const number of digits(text).filter((d) => !Number.isSafeInteger(Number(d))))
				expect(again).toContain(number);
		}),
		RUNS,
	);
});

it('reads everything else as JSON.parse does', () => {
	fc.assert(
		fc.property(
			fc.oneof(
				fc.json(),
				fc.string(),
				fc.string().map((text) => `{"a":${text}}`),
			),
			(text) => {
				const read = (parse: () => unknown) => {
					try {
						return { value: parse() };
					} catch (error) {
						return (error as Error).name;
					}
				};
				expect(read(() => parseExactly(text, Number))).toEqual(read(() => JSON.parse(text)));
			},
		),
		RUNS,
	);
});

it.each([
	['9007199254740992', '9007199254740992'],
	['9007199254740993', '9007199254740993'],
	['-9007199254740993', '-9007199254740993'],
	['7615917337495251231', '7615917337495251231'],
	['1'.repeat(400), '1'.repeat(400)],
])('keeps the digits of %s', (text, digits) => {
	expect(parseExactly(text)).toEqual(new LongInteger(digits));
});

it.each(['9007199254740991', '-9007199254740991', '-0', '0.12345678901234567', '1e20', '1e400'])(
	'leaves %s a number',
	(text) => {
		expect(parseExactly(text)).toBe(JSON.parse(text));
	},
);

it('hands the digits to whoever wants text', () => {
	expect(parseExactly('{"event_id":[7615917337495251231,1]}', String)).toEqual({
		event_id: ['7615917337495251231', 1],
	});
});

it('keeps a member named __proto__ apart from the prototype', () => {
	const value = parseExactly('{"__proto__":{"a":9007199254740993}}') as object;
	expect(Object.keys(value)).toEqual(['__proto__']);
	expect(holdsLongInteger(value)).toBe(true);
});

it('becomes text where JSON is only shown', () => {
	expect(JSON.stringify({ id: new LongInteger('9007199254740993') })).toBe('{"id":"9007199254740993"}');
});
