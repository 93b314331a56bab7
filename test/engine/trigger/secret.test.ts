import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	ICredentialTestFunctions,
} from 'n8n-workflow';
import crypto from 'crypto';

import { forgetRecentEvents } from '../../../nodes/BrazeTrigger/recentEvents';
import { BrazeTrigger } from '../../../nodes/BrazeTrigger/BrazeTrigger.node';
import { header, WORD, TriggerBench } from '../../support/webhook';

/** Nobody but Braze starts a workflow. */

beforeEach(forgetRecentEvents);

const bearer: ICredentialDataDecryptedObject = { sentAs: 'bearer', secret: WORD };
const query: ICredentialDataDecryptedObject = { sentAs: 'query', parameterName: 'secret', secret: WORD };
const body = { event_id: '1' };

/** As `openssl rand -base64` writes it. */
const RANDOM = 'q8+Zb/4x+TdP0s3w==';

it.each([
	['a header', header, { headers: { 'x-braze-secret': WORD } }],
	[
		'a header, named in another case',
		{ ...header, headerName: ' x-BRAZE-secret ' },
		{ headers: { 'x-braze-secret': WORD } },
	],
	['a bearer token', bearer, { headers: { authorization: `Bearer ${WORD}` } }],
	['a bearer token, in the case of old clients', bearer, { headers: { authorization: `bearer ${WORD}` } }],
	[
		'a bearer token that was pasted with its word',
		{ ...bearer, secret: `Bearer ${WORD}` },
		{ headers: { authorization: `Bearer ${WORD}` } },
	],
	['a query parameter', query, { query: { secret: WORD } }],
	[
		'a query parameter with a plus sign, which URLs read as a space',
		{ ...query, secret: RANDOM },
		{ query: { secret: RANDOM.replace(/\+/g, ' ') } },
	],
	[
		'a query parameter with an encoded plus sign',
		{ ...query, secret: RANDOM },
		{ query: { secret: RANDOM } },
	],
])('accepts %s', async (_, credential, sent) => {
	const answer = await new TriggerBench({}, credential).call({ body, headers: {}, ...sent });
	expect(answer.status).toBe(200);
	expect(answer.items).toEqual([{ json: body }]);
});

it.each([
	['nothing', header, { headers: {} }],
	['an empty header', header, { headers: { 'x-braze-secret': '' } }],
	['another secret', header, { headers: { 'x-braze-secret': `${WORD}x` } }],
	['the beginning of the secret', header, { headers: { 'x-braze-secret': WORD.slice(0, -1) } }],
	['the secret in another case', header, { headers: { 'x-braze-secret': WORD.toUpperCase() } }],
	['the header twice', header, { headers: { 'x-braze-secret': `${WORD}, ${WORD}` } }],
	['the secret in another place', header, { headers: {}, query: { 'X-Braze-Secret': WORD } }],
	['a token without its word', bearer, { headers: { authorization: WORD } }],
	['a token of another kind', bearer, { headers: { authorization: `Basic ${WORD}` } }],
	['a list of parameters', query, { query: { secret: [WORD] } }],
	['a parameter of another name', query, { query: { Secret: WORD } }],
	['nothing, for a credential without a secret', { ...header, secret: '' }, { headers: {} }],
	[
		'an empty header, for a credential without a secret',
		{ ...header, secret: '' },
		{ headers: { 'x-braze-secret': '' } },
	],
	[
		'anything, for a credential without a place',
		{ secret: WORD },
		{ headers: { authorization: `Bearer ${WORD}` } },
	],
	[
		'what every object has',
		{ ...header, headerName: 'constructor', secret: 'function Object() { [native code] }' },
		{ headers: {} },
	],
])('refuses %s, and starts nothing', async (_, credential, sent) => {
	const answer = await new TriggerBench({}, credential).call({ body, headers: {}, ...sent });
	expect(answer).toMatchObject({ status: 401, body: { message: expect.any(String) }, items: [] });
});

it('lets nobody in where the credential is missing', async () => {
	const answer = await new TriggerBench({}, null as never).call({ body });
	expect(answer).toMatchObject({ status: 401, items: [] });
});

it.each([undefined, '={{ undefined }}', '', 'secret'])(
	'asks for the secret when Authentication is %p',
	async (authentication) => {
		const parameters = authentication === undefined ? {} : { authentication };
		expect(await new TriggerBench(parameters).call({ body, headers: {} })).toMatchObject({
			status: 401,
			items: [],
		});
	},
);

it('accepts everyone only when None is chosen', async () => {
	expect(
		(await new TriggerBench({ authentication: 'none' }, null as never).call({ body, headers: {} })).status,
	).toBe(200);
});

it('checks the secret before it reads the body', async () => {
	const bench = new TriggerBench();
	expect((await bench.call({ headers: {}, broken: new Error('read') })).status).toBe(401);
	expect((await bench.call({ headers: {}, body: '{' })).status).toBe(401);
});

it('compares in constant time, whatever was sent', async () => {
	const compare = jest.spyOn(crypto, 'timingSafeEqual');
	for (const sent of [undefined, '', 'x', WORD, 'x'.repeat(10_000)]) {
		compare.mockClear();
		await new TriggerBench().call({ body, headers: sent === undefined ? {} : { 'x-braze-secret': sent } });
		expect(compare.mock.calls.map(([one, other]) => [one.byteLength, other.byteLength])).toEqual([[32, 32]]);
	}
});

it('keeps the secret out of the items', async () => {
	const answer = await new TriggerBench({}, query).call({ body, headers: {}, query: { secret: WORD } });
	expect(JSON.stringify(answer.items)).not.toContain(WORD);
});

describe('the test of the credential', () => {
	const test = async (data: ICredentialDataDecryptedObject) =>
		await new BrazeTrigger().methods.credentialTest.brazeWebhookApiTest.call(
			{} as ICredentialTestFunctions,
			{ data } as ICredentialsDecrypted,
		);

	it.each([header, bearer, query])('accepts %j', async (data) => {
		expect((await test(data)).status).toBe('OK');
	});

	it.each([
		[{ ...header, secret: '' }, /0 characters/],
		[{ ...header, secret: 'short' }, /5 characters/],
		[{ ...header, secret: 'sixteen characters and a space' }, /character/],
		[{ ...header, headerName: 'X Braze' }, /header name/],
		[{ ...query, parameterName: ' ' }, /parameter name/],
	])('refuses %j', async (data, why) => {
		const { status, message } = await test(data);
		expect(status).toBe('Error');
		expect(message).toMatch(why);
	});
});
