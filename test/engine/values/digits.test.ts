/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a server of its own stands in for Braze */
import { createServer, type Server } from 'http';
import type { AddressInfo } from 'net';
import type { IDataObject } from 'n8n-workflow';

import { ONBOARDING_ID } from '../../../sandbox/seeds/canvases';
import { assigned } from '../../support/assignments';
import { Bench, itemErrors } from '../../support/bench';
import { byId, byName } from '../../support/kinds';

/** Whole numbers beyond 2^53, as many databases use them for IDs. The server keeps the text of a request: parsing it would lose digits. */

const LONG = '7615917337495251231';

const bench = new Bench();

let server: Server;
const texts: string[] = [];

beforeAll(async () => {
	server = createServer((request, response) => {
		let text = '';
		request.on('data', (part: Buffer) => (text += part.toString()));
		request.on('end', () => {
			texts.push(`${request.headers['content-type'] ?? ''} ${text}`);
			response.writeHead(201, { 'Content-Type': 'application/json' }).end('{"message":"success"}');
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
beforeEach(() => (texts.length = 0));
afterAll(async () => await new Promise((resolve) => server.close(resolve)));

const run = async (parameters: Record<string, unknown>, items: IDataObject[] = [{}]) => {
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	return await bench.run(parameters, {
		items,
		credential: bench.credential({ url }),
		settings: { onError: 'continueErrorOutput' },
	});
};

const UPSERT = { resource: 'user', operation: 'upsert', externalUserId: 'ada' };
const CANVAS = {
	resource: 'canvas',
	operation: 'sendNow',
	canvasId: byId(ONBOARDING_ID),
	sendTo: 'recipients',
	recipients: { recipient: [{ externalUserId: 'user-001' }] },
};
const FILTER = `{ "custom_attribute": { "custom_attribute_name": "account", "comparison": "equals", "value": ${LONG} } }`;

it.each<[string, Record<string, unknown>, string]>([
	[
		'attributes as JSON',
		{ ...UPSERT, specifyAttributes: 'json', attributesJson: `{ "account": ${LONG} }` },
		`"account":${LONG}`,
	],
	[
		'JSON into which an expression inserts digits',
		{ ...UPSERT, specifyAttributes: 'json', attributesJson: '={ "account": {{ $json.account }} }' },
		`"account":${LONG}`,
	],
	[
		'an object row',
		{ ...UPSERT, attributes: assigned({ name: 'a', type: 'object', value: `{ "ids": [${LONG}, 1] }` }) },
		`"a":{"ids":[${LONG},1]}`,
	],
	[
		'elements of a list',
		{ ...UPSERT, attributeChanges: { change: [{ name: 'ids', kind: 'add', value: `[${LONG}]` }] } },
		`"ids":{"add":[${LONG}]}`,
	],
	[
		'entry properties as JSON',
		{ ...CANVAS, specifyEntryProperties: 'json', entryPropertiesJson: '{ "order_id": 9007199254740993 }' },
		'"order_id":9007199254740993',
	],
	[
		'an identifier in recipients as JSON, which is text in Braze',
		{ ...CANVAS, specifyRecipients: 'json', recipientsJson: `[{ "external_user_id": ${LONG} }]` },
		`"external_user_id":"${LONG}"`,
	],
	[
		'a filter as JSON',
		{ ...CANVAS, sendTo: 'audience', confirmBroadcast: true, specifyAudience: 'json', audience: FILTER },
		`"value":${LONG}`,
	],
	[
		'a BigInt of an expression',
		{ ...UPSERT, specifyAttributes: 'json', attributesJson: '={{ ({ account: BigInt($json.account) }) }}' },
		`"account":${LONG}`,
	],
])('keeps every digit of the text: %s', async (_, parameters, sent) => {
	const result = await run(parameters, [{ account: LONG }]);
	expect(itemErrors(result)).toEqual([]);
	expect(texts).toEqual([expect.stringMatching(/^application\/json \{/)]);
	expect(texts[0]).toContain(sent);
});

it('sends a text that looks like one as text', async () => {
	await run({ ...UPSERT, specifyAttributes: 'json', attributesJson: `{ "a": "${LONG}", "b": ${LONG} }` });
	expect(texts[0]).toContain(`"a":"${LONG}","b":${LONG}`);
});

it('shows it as text in a dry run, and as digits in the line for a shell', async () => {
	const { ok } = await bench.run({
		...UPSERT,
		mode: 'dryRun',
		specifyAttributes: 'json',
		attributesJson: `{ "account": ${LONG} }`,
	});
	expect(ok[0].json).toMatchObject({
		request: { body: { attributes: [{ account: LONG }] } },
		curl: expect.stringContaining(`"account":${LONG}`) as string,
	});
});

describe('a number that lost its digits before it came here', () => {
	const HINT =
		"The number in 'account' is too long to be exact: its last digits may have changed before it reached this node. Pass it as text from its source.";

	it('is sent with a hint where it may be meant', async () => {
		const { hints } = await run({ ...UPSERT, specifyAttributes: 'autoMap' }, [
			{ external_id: 'a', account: Number(LONG) },
			{ external_id: 'b', account: [Number(LONG)] },
			{ external_id: 'c', account: Number.MAX_SAFE_INTEGER, big: 1e300, half: 0.5 },
		]);
		expect(hints.map(({ message }) => message)).toEqual([expect.stringContaining(HINT)]);
		expect(hints[0].message).toContain('(2 items)');
	});

	it('is sent with a hint in what all items share', async () => {
		const { hints } = await run(
			{ ...CANVAS, specifyEntryProperties: 'json', entryPropertiesJson: '={{ ({ account: 2 ** 60 }) }}' },
			[{}],
		);
		expect(hints.map(({ message }) => message)).toEqual([expect.stringContaining(HINT)]);
	});

	it.each<[string, Record<string, unknown>]>([
		[
			'as JSON',
			{
				specifyAudience: 'json',
				audience:
					'={{ ({ custom_attribute: { custom_attribute_name: "account", comparison: "equals", value: 2 ** 60 } }) }}',
			},
		],
		[
			'in a field',
			{
				audienceGroups: {
					group: [
						{
							filters: {
								filter: [
									{
										kind: 'number',
										attribute: { __rl: true, mode: 'name', value: 'account' },
										numberComparison: 'equals',
										numberValue: `={{ "${LONG}" }}`,
									},
								],
							},
						},
					],
				},
			},
		],
	])('is refused in a filter %s', async (_, audience) => {
		const result = await run({ ...CANVAS, sendTo: 'audience', confirmBroadcast: true, ...audience });
		expect(itemErrors(result)[0]).toMatchObject({
			description:
				'It must be a number that can be stored exactly: write longer ones as digits in JSON text.',
		});
		expect(texts).toEqual([]);
	});
});

describe('a response', () => {
	const answer = (path: string, body: string) =>
		bench.sandbox.faults.add({
			match: { path },
			kind: { type: 'status', status: 200, body, headers: { 'content-type': 'application/json' } },
		});

	it('keeps the digits of a profile', async () => {
		answer(
			'/users/export/ids',
			`{"users":[{"external_id":"ada","custom_attributes":{"account":${LONG},"ids":[-${LONG}],"n":12.5}}],"message":"success"}`,
		);
		const { ok } = await bench.run({ resource: 'user', operation: 'get', externalUserId: 'ada' });

		expect(ok[0].json).toMatchObject({
			found: true,
			custom_attributes: { account: LONG, ids: [`-${LONG}`], n: 12.5 },
		});
	});

	it('keeps those of a catalog item', async () => {
		answer('/catalogs/*', `{"items":[{"id":"cafe-1","Rating":${LONG}}],"message":"success"}`);
		const item = { resource: 'catalogItem', catalogName: byName('cafes'), itemId: 'cafe-1' };
		const { ok } = await bench.run({ ...item, operation: 'get' });

		expect(ok[0].json).toMatchObject({ id: 'cafe-1', Rating: LONG });
	});

	it('shows what a refusal says, in JSON or not', async () => {
		for (const body of [`{"message":"no account ${LONG}"}`, `no account ${LONG}`]) {
			bench.sandbox.faults.add({
				match: { path: '/users/track' },
				kind: { type: 'status', status: 400, body, headers: { 'content-type': 'application/json' } },
			});
			const { error } = await bench.run({ ...UPSERT, attributes: assigned({ name: 'plan', value: 'pro' }) });

			expect(JSON.stringify([error?.message, error?.description])).toContain(
				body.startsWith('{') ? `no account ${LONG}` : 'Braze refused the request (400)',
			);
		}
	});
});
