import fc from 'fast-check';

/** Values that a person, an expression, a spreadsheet or an AI model puts into a parameter: plausible ones and nasty ones. */

const deepObject = (levels: number): string => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;

const deepList = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`;

/** Text that a failed expression, another encoding, or somebody who tries it leaves behind. */
const NASTY_TEXT = [
	'',
	' ',
	'\t',
	'\n',
	'\u0000',
	'\u00a0',
	'\u200b',
	'\ufeff',
	'\ud800',
	'null',
	'undefined',
	'NaN',
	'true',
	'false',
	'0',
	'-1',
	'1e400',
	'[object Object]',
	'Invalid Date',
	'Invalid DateTime',
	'123456789012345678901234567890',
	'a\r\nX-Injected: 1',
	'a\nb',
	'a\u0007b',
	'..',
	'.',
	'../',
	'../../users/delete',
	'./',
	'%2e%2e',
	'%2e',
	'..%2f',
	'a/b',
	'a\\b',
	'a?b=c',
	'a#b',
	'a%2Fb',
	'a%',
	'a&b=c',
	'a b',
	'__proto__',
	'constructor',
	'prototype',
	'toString',
	'hasOwnProperty',
	'{}',
	'[]',
	'[{}]',
	'[[]]',
	'{"__proto__":{"polluted":true}}',
	'{"constructor":{"prototype":{"polluted":true}}}',
	'[{"__proto__":{"polluted":true}}]',
	'{',
	'[',
	'"',
	'"text"',
	'{"a":1,}',
	"{'a':1}",
	'[null]',
	'{"a":null}',
	'{{ $json.x }}',
	'${x}',
	'<script>alert(1)</script>',
	"'; drop table users; --",
	'Ärger',
	'日本語',
	'👩‍👩‍👧',
	'\u202eabc',
	'ﬀ',
	'İ',
	'e\u0301',
	'all',
	'*',
	'everyone',
	'broadcast',
	',',
	'a,b',
	';',
	'+',
	'-',
	'@',
	'a@',
	'@b.c',
	'a@b',
	'a@b@c.d',
	'mailto:a@b.cd',
	'+1',
	'+00',
	'++1415',
	'0049151',
	'javascript:alert(1)',
	'http://',
	'https://',
	'file:///etc/passwd',
	'//evil.example',
	deepObject(60),
	deepList(60),
	deepObject(10_000),
	deepList(10_000),
	`[${deepObject(10_000)}]`,
];

const NASTY_VALUES: unknown[] = [
	null,
	true,
	false,
	0,
	-1,
	1.5,
	1e21,
	1e308,
	Number.MAX_SAFE_INTEGER + 2,
	-0,
	[],
	{},
	[null],
	[[]],
	[{}],
	{ a: 1 },
	[1, 2],
	['a', 'b'],
	{ length: 2 },
	{ value: 'x' },
	{ __rl: true },
	{ mode: 'id' },
];

/** Text that starts with `=` would be an expression. */
const literal = (text: string): string => text.replace(/^=+/, '');

const longText = fc
	.oneof(
		{ weight: 60, arbitrary: fc.constantFrom(251, 256, 513, 988, 5_001) },
		{ weight: 6, arbitrary: fc.constantFrom(51_300, 103_000) },
		{ weight: 1, arbitrary: fc.constant(4_300_000) },
	)
	.map((length) => 'x'.repeat(length));

/** Whatever can arrive where text is expected. */
export const nasty: fc.Arbitrary<unknown> = fc.oneof(
	{ weight: 12, arbitrary: fc.constantFrom<unknown>(...NASTY_TEXT) },
	{ weight: 6, arbitrary: fc.constantFrom(...NASTY_VALUES) },
	{ weight: 3, arbitrary: fc.string({ maxLength: 12 }).map(literal) },
	{ weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 8 }).map(literal) },
	{
		weight: 3,
		arbitrary: fc
			.jsonValue({ maxDepth: 3 })
			.map((value) => (typeof value === 'string' ? literal(value) : value)),
	},
	{ weight: 2, arbitrary: fc.json({ maxDepth: 3 }) },
	{ weight: 1, arbitrary: longText },
);

/** People who are in the sandbox's workspace, and some who are not. */
export const anExternalId = fc.oneof(
	fc.constantFrom(
		'user-001',
		'user-002',
		'user-003',
		'nobody',
		'a/b?c#d',
		'ünï-1',
		'日本',
		'42',
		'x'.repeat(200),
		'a,b',
		'Ada Lovelace',
		'00123',
		"o'neil",
		'a+b@c',
		'%2e%2e',
	),
	// A text of separators alone identifies nobody: it is what a join of empty parts leaves.
	fc
		.stringMatching(/^[A-Za-z0-9_-]{1,30}$/)
		.filter((text) => /[A-Za-z0-9]/.test(text) && !/null|undefined|NaN/i.test(text)),
);

export const anEmail = fc.oneof(
	fc.constantFrom('ada@example.com', 'lead-1@example.com', 'a.b+c@sub.example.co'),
	fc.stringMatching(/^[a-z]{1,10}[0-9]{0,3}@[a-z]{1,12}\.example\.com$/),
);

export const aPhone = fc.oneof(
	fc.constantFrom('+14155550100', '+4915112345678'),
	fc.stringMatching(/^\+1415555[0-9]{4}$/),
);

/** Words as people write them: never empty, never what a failed expression leaves. */
export const someWords = fc.oneof(
	fc.constantFrom(
		'Good news',
		'Grüße 👋',
		'{{${first_name}}}',
		'Line one\nline two',
		'<b>Hi</b> & bye',
		'A "quoted" word',
		'100 % off',
		'x'.repeat(150),
	),
	fc
		.stringMatching(/^[A-Z][a-z]{1,10}( [a-z]{1,8}){0,3}$/)
		.filter((text) => !/null|undefined|NaN/i.test(text)),
);

/** The name of an attribute or property. */
export const aName = fc
	.stringMatching(/^[a-z][a-z_]{0,14}[a-z0-9]$/)
	.filter((name) => !/^(constructor|prototype|to_string)$/.test(name));

const aScalar = fc.oneof(
	someWords,
	fc.integer(),
	fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }),
	fc.boolean(),
);

/** JSON that Braze accepts as properties. */
export const someProperties = fc.dictionary(
	aName,
	fc.oneof(aScalar, fc.array(someWords, { maxLength: 3 }), fc.dictionary(aName, aScalar, { maxKeys: 2 })),
	{ maxKeys: 4, noNullPrototype: true },
);

export const aTime = fc.oneof(
	fc.constantFrom(
		'2026-09-09T09:00:00',
		'2026-10-25T02:30:00',
		'2027-03-28T02:30:00',
		'2028-02-29T23:59:59',
		'2026-09-09',
		'2026-09-09T09:00:00Z',
		'2026-09-09T09:00:00.000+02:00',
		'2026-09-09 09:00',
		'2026-01-01T00:00:00',
		'9999-12-31T23:59:59',
	),
	fc
		.date({
			min: new Date('2026-09-08T00:00:00Z'),
			max: new Date('2027-09-01T00:00:00Z'),
			noInvalidDate: true,
		})
		.map((date) => date.toISOString()),
);

const timeLike = fc.oneof(
	aTime,
	fc.constantFrom<unknown>(
		'soon',
		'2026-02-30',
		'2026-13-01T00:00:00',
		'25:00',
		'09/09/2026',
		'1757404800',
		1_788_937_200,
		1_788_937_200_000,
		'2026-09-09T09:00:00[Europe/Berlin]',
		'Wed, 09 Sep 2026 09:00:00 GMT',
		'20260909T090000Z',
		'+010000-01-01T00:00:00Z',
	),
);

const rows = fc.array(
	fc.record({
		id: fc.uuid(),
		name: fc.oneof({ weight: 4, arbitrary: aName }, { weight: 1, arbitrary: nasty }),
		value: fc.oneof({ weight: 2, arbitrary: aScalar }, { weight: 1, arbitrary: nasty }),
		type: fc.constantFrom('string', 'number', 'boolean', 'array', 'object'),
	}),
	{ maxLength: 3 },
);

/** What the editor's list of assignments saves, or an expression in its place returns. */
export const assignments: fc.Arbitrary<unknown> = fc.oneof(
	{ weight: 5, arbitrary: rows.map((assignments) => ({ assignments })) },
	{ weight: 2, arbitrary: someProperties },
	{ weight: 2, arbitrary: nasty },
);

const audience = fc.oneof(
	fc.constantFrom(
		'{"AND":[{"custom_attribute":{"custom_attribute_name":"plan","comparison":"equals","value":"pro"}}]}',
		'{"custom_attribute":{"custom_attribute_name":"plan","comparison":"equals","value":"pro"}}',
		'{"OR":[{"push_subscription_status":{"comparison":"is","value":"opted_in"}},{"email_subscription_status":{"comparison":"is_not","value":"subscribed"}}]}',
		'{"AND":[]}',
		'{"OR":[{}]}',
		'{"AND":[{"OR":[]}]}',
		'{"NOT":[]}',
		'{"custom_attribute":{}}',
		'{"custom_attribute":{"custom_attribute_name":"","comparison":"exists"}}',
		'{"last_used_app":{"comparison":"after","value":"x"}}',
	),
);

const recipients = fc.array(
	fc.oneof(
		anExternalId,
		fc.record({ external_user_id: fc.oneof(anExternalId, nasty) }),
		fc.record({
			user_alias: fc.record({
				alias_name: fc.oneof(anExternalId, nasty),
				alias_label: fc.oneof(fc.constant('crm'), nasty),
			}),
		}),
		fc.record(
			{
				email: fc.oneof(anEmail, nasty),
				prioritization: fc.constantFrom<unknown>(['unidentified'], [], 'identified', undefined),
				send_to_existing_only: fc.boolean(),
			},
			{ requiredKeys: ['email'] },
		),
		fc.record(
			{
				external_user_id: anExternalId,
				canvas_entry_properties: fc.oneof(someProperties, nasty),
				attributes: fc.oneof(someProperties, nasty),
				send_to_existing_only: fc.oneof(fc.boolean(), nasty),
			},
			{ requiredKeys: ['external_user_id'] },
		),
	),
	{ maxLength: 3 },
);

/** Text of JSON parameters, or a value that an expression returns for one. */
export const jsonLike: fc.Arbitrary<unknown> = fc.oneof(
	{ weight: 3, arbitrary: someProperties.map((value) => JSON.stringify(value)) },
	{ weight: 2, arbitrary: someProperties },
	{ weight: 2, arbitrary: audience },
	{ weight: 2, arbitrary: recipients.map((value) => JSON.stringify(value)) },
	{ weight: 1, arbitrary: recipients },
	{ weight: 2, arbitrary: fc.json({ maxDepth: 4 }) },
	{ weight: 1, arbitrary: fc.json({ maxDepth: 4 }).map((text) => text.slice(0, -1)) },
	{ weight: 3, arbitrary: nasty },
);

/** Text for a parameter of that name: what belongs there, and what belongs elsewhere. */
export function textFor(name: string): fc.Arbitrary<unknown> {
	const plausible = /email/i.test(name)
		? anEmail
		: /phone/i.test(name)
			? aPhone
			: /time|date|after|before|until/i.test(name)
				? timeLike
				: /url/i.test(name)
					? fc.constantFrom('https://cdn.example.com/cat.png', 'https://example.com/a?b=c')
					: fc.oneof(anExternalId, someWords, aName);
	return fc.oneof({ weight: 5, arbitrary: plausible }, { weight: 4, arbitrary: nasty });
}

export const dateLike: fc.Arbitrary<unknown> = fc.oneof(
	{ weight: 5, arbitrary: timeLike },
	{ weight: 2, arbitrary: nasty },
);
