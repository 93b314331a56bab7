import fc from 'fast-check';
import type { ICredentialDataDecryptedObject, INodeParameters } from 'n8n-workflow';

import { WORD } from '../support/webhook';

/** One call of a webhook URL of the Braze Trigger, with how the node is set up. */
export interface WebhookSet {
	readonly parameters: INodeParameters;
	readonly credential: ICredentialDataDecryptedObject;
	readonly headers: Record<string, string>;
	readonly query: Record<string, unknown>;
	readonly body: string;
	/** Whether the call has the secret, in the place where the credential expects it. */
	readonly rightSecret: boolean;
}

const NAMES = [
	'__proto__',
	'constructor',
	'prototype',
	'events',
	'id',
	'event_type',
	'status',
	'dispatch_id',
	'event_id',
	'toString',
	'url',
	'users',
	'time',
	'user',
	'properties',
];

const DEPTHS = [60, 1_000, 10_000, 200_000];

/** An object as text, since only text can have a member of the name `__proto__`. */
class Raw {
	constructor(readonly text: string) {}
}

const tree = fc.letrec<{ value: unknown }>((tie) => ({
	value: fc.oneof(
		{ depthSize: 'small' },
		fc.constantFrom<unknown>(
			null,
			true,
			0,
			-0,
			1e308,
			'',
			'sent',
			'users.canvas.Entry',
			'https://example.com/export.zip',
			'2026-09-07T09:00:00Z',
			1_788_937_200,
		),
		fc.string(),
		fc.array(tie('value'), { maxLength: 4 }),
		fc
			.array(fc.tuple(fc.oneof(fc.constantFrom(...NAMES), fc.string()), tie('value')), { maxLength: 5 })
			.map(
				(members) =>
					new Raw(
						`{${members.map(([name, value]) => `${JSON.stringify(name)}:${textOf(value)}`).join(',')}}`,
					),
			),
	),
})).value;

function textOf(value: unknown): string {
	if (value instanceof Raw) return value.text;
	return Array.isArray(value) ? `[${value.map(textOf).join(',')}]` : JSON.stringify(value);
}

const event =
	'{"id":"e1","event_type":"users.canvas.Entry","time":1788937200,"user":{"external_user_id":"user-001"},"properties":{}}';

const bodies: fc.Arbitrary<string> = fc.oneof(
	{ weight: 40, arbitrary: tree.map(textOf) },
	{ weight: 15, arbitrary: tree.map(textOf).map((text) => text.slice(0, -1)) },
	{
		weight: 10,
		arbitrary: fc
			.array(tree, { maxLength: 3 })
			.map((events) => `{"events":[${[event, ...events.map(textOf)].join(',')}]}`),
	},
	{ weight: 10, arbitrary: fc.string() },
	{ weight: 10, arbitrary: fc.string({ unit: 'binary' }) },
	{
		weight: 3,
		arbitrary: fc.constantFrom(...DEPTHS).map((levels) => `${'['.repeat(levels)}${']'.repeat(levels)}`),
	},
	{
		weight: 3,
		arbitrary: fc
			.constantFrom(...DEPTHS)
			.map((levels) => `${'{"events":'.repeat(levels)}1${'}'.repeat(levels)}`),
	},
	{
		weight: 1,
		arbitrary: fc
			.constantFrom(1_000, 20_000)
			.map(
				(count) =>
					`{"events":[${Array.from({ length: count }, (_, index) => event.replace('e1', `e${index}`)).join(',')}]}`,
			),
	},
	{ weight: 1, arbitrary: fc.constant(`[${'0,'.repeat(100_000)}0]`) },
);

const credentials: ICredentialDataDecryptedObject[] = [
	{ sentAs: 'header', headerName: 'X-Braze-Secret', secret: WORD },
	{ sentAs: 'bearer', secret: WORD },
	{ sentAs: 'query', parameterName: 'secret', secret: WORD },
];

const wrongWord = fc
	.oneof(
		fc.constantFrom(
			'',
			' ',
			'x',
			WORD.slice(0, -1),
			`${WORD}x`,
			WORD.toUpperCase(),
			`${WORD}, ${WORD}`,
			`${WORD}\u0000`,
			'undefined',
			'null',
			'[object Object]',
		),
		fc.string({ unit: 'binary' }),
	)
	.filter((text) => text.trim() !== WORD);

/** The headers and parameters of a call, for each place of the secret. */
function carrying(
	{ sentAs }: ICredentialDataDecryptedObject,
	word: unknown,
): Pick<WebhookSet, 'headers' | 'query'> {
	if (sentAs === 'query') return { headers: {}, query: { secret: word } };
	return {
		headers:
			sentAs === 'bearer' ? { authorization: `Bearer ${String(word)}` } : { 'x-braze-secret': String(word) },
		query: {},
	};
}

const contentTypes = fc.constantFrom(
	undefined,
	'application/json',
	'text/plain',
	'application/x-www-form-urlencoded',
	'multipart/form-data; boundary=x',
	'application/json; charset=utf-16',
	'application/xml',
	'a\u0000b',
	'',
);

/** Calls with any body, of any content type, with the right secret, a wrong one, or the right one in the wrong place. */
export const webhookSets: fc.Arbitrary<WebhookSet> = fc
	.record({
		source: fc.constantFrom('webhookMessage', 'currents', 'transactionalPostback', 'segmentExport'),
		deduplicateBy: fc.constantFrom('event_id', '__proto__', 'constructor.name', 'a.b', 'events[0].id'),
		credential: fc.constantFrom(...credentials),
		secret: fc.oneof(
			{ weight: 6, arbitrary: fc.constant<unknown>(WORD) },
			{ weight: 2, arbitrary: wrongWord },
			fc.constant<unknown>([WORD]),
			fc.constant<unknown>({ [WORD]: WORD }),
		),
		elsewhere: fc.constantFrom(false, false, false, true),
		contentType: contentTypes,
		body: bodies,
	})
	.map(({ source, deduplicateBy, credential, secret, elsewhere, contentType, body }) => {
		const place = elsewhere
			? credentials[(credentials.indexOf(credential) + 1) % credentials.length]
			: credential;
		const { headers, query } = carrying(place, secret);
		const asText = credential.sentAs === 'query' ? secret : String(secret);
		return {
			parameters: {
				source,
				...(source === 'currents' && { startFor: 'all' }),
				...(source === 'webhookMessage' && { deduplicateBy }),
			},
			credential,
			headers: { ...headers, ...(contentType !== undefined && { 'content-type': contentType }) },
			query,
			body,
			rightSecret: !elsewhere && asText === WORD,
		};
	});
