import fastify from 'fastify';
import { sleep } from 'n8n-workflow';

import { type Sandbox, startSandbox } from '../../../sandbox/server';
import { PRO_PLAN_ID } from '../../../sandbox/seeds/segments';
import { call, create, MONDAY, send } from './client';

/** The calls that Braze makes to webhooks of others, and how it repeats them. */

interface Received {
	headers: Record<string, unknown>;
	body: { events?: Array<{ id: string; event_type: string }> } & Record<string, unknown>;
}

let sandbox: Sandbox;
let received: Received[] = [];
/** The statuses that the endpoint answers with, one after the other; then 200. */
let answers: number[] = [];
let url = '';
const endpoint = fastify({ forceCloseConnections: true });

beforeAll(async () => {
	sandbox = await startSandbox({ port: 0, now: () => new Date(MONDAY), webhooksTo: 'anywhere' });
	endpoint.post('/', async ({ headers, body }, reply) => {
		received.push({ headers, body: body as Received['body'] });
		return await reply.code(answers.shift() ?? 200).send({});
	});
	endpoint.post('/silent', async () => await new Promise(() => {}));
	url = await endpoint.listen({ port: 0 });
});
beforeEach(() => {
	sandbox.reset();
	received = [];
	answers = [];
});
afterAll(async () => {
	await sandbox.stop();
	await endpoint.close();
});

const control = async (method: string, path: string, body?: unknown) =>
	await call(sandbox, method, `/_sandbox/${path}`, body, { authorization: '' });

const aim = async (kind: string, more = {}) =>
	await control('POST', 'webhooks', { kind, url, headers: { 'X-Secret': 'word' }, ...more });

it.each<[string, object]>([
	['a wait as text', { timeoutMs: 'soon' }],
	['no wait', { timeoutMs: 0 }],
	['a wait that is too long', { timeoutMs: 1e20 }],
	['a header that is no name', { headers: { 'a b': 'c' } }],
	['headers as text', { headers: 'X-Secret: word' }],
])('are not set with %s', async (_what, more) => {
	expect((await aim('currents', more)).status).toBe(400);
	expect(sandbox.outbox.targets.size).toBe(0);
});

/** Lets minutes pass, and makes what is due by then. */
async function minutesPass(minutes: number): Promise<void> {
	sandbox.clock.advance(minutes * 60);
	await sandbox.outbox.work(sandbox.state);
}

/** Waits for the calls that the sandbox makes by itself. */
async function quiet(): Promise<void> {
	await sandbox.outbox.work(sandbox.state);
}

const outcomes = () =>
	sandbox.outbox.calls.map(({ kind, outcome, attempts }) => [kind, outcome, attempts.length]);

it('calls nobody until a URL is set', async () => {
	await send(sandbox);
	await quiet();
	expect(received).toEqual([]);
	await aim('webhookMessage');
	await quiet();
	expect(received).toEqual([]);
});

it('calls when a message goes out as the clock moves', async () => {
	await aim('webhookMessage');
	await create(sandbox);
	await quiet();
	expect(received).toEqual([]);
	await minutesPass(3 * 24 * 60);
	expect(received).toHaveLength(1);
	expect(received[0].headers['x-secret']).toBe('word');
	expect(received[0].body).toMatchObject({
		event_id: expect.stringMatching(/^\w+\/\w/),
		external_id: 'user-001',
		canvas_name: 'Onboarding',
	});
});

it('calls by itself, without being asked', async () => {
	await aim('webhookMessage');
	await send(sandbox);
	for (let tries = 0; tries < 100 && received.length === 0; tries++) await control('GET', 'state?limit=1');
	await sleep(500);
	expect(received).toHaveLength(1);
});

it('keeps the values of headers to itself', async () => {
	await aim('webhookMessage');
	expect(JSON.stringify((await control('GET', 'webhooks')).body)).not.toContain('word');
});

describe('a webhook message', () => {
	beforeEach(async () => void (await aim('webhookMessage')));

	it.each([408, 429, 500, 503])('is repeated up to five times within 30 minutes after %d', async (status) => {
		answers = Array.from({ length: 20 }, () => status);
		await send(sandbox);
		await quiet();
		for (let minute = 0; minute < 30; minute++) await minutesPass(1);
		expect(received).toHaveLength(6);
		expect(new Set(received.map(({ body }) => body.event_id)).size).toBe(1);
		expect(outcomes()).toEqual([['webhookMessage', 'given up', 6]]);
	});

	it.each([301, 400, 401, 404, 410, 422])('is not repeated after %d', async (status) => {
		answers = [status];
		await send(sandbox);
		await minutesPass(60);
		expect(outcomes()).toEqual([['webhookMessage', 'given up', 1]]);
	});

	it('is not repeated once it got through', async () => {
		answers = [503, 200];
		await send(sandbox);
		await quiet();
		await minutesPass(60);
		await minutesPass(60);
		expect(outcomes()).toEqual([['webhookMessage', 'delivered', 2]]);
	});

	it('is repeated when there is no answer in time', async () => {
		await aim('webhookMessage', { url: `${url}/silent`, timeoutMs: 50 });
		await send(sandbox);
		await quiet();
		expect(outcomes()).toEqual([['webhookMessage', 'waiting', 1]]);
	});
});

describe('Currents', () => {
	const events = (count: number) =>
		Array.from({ length: count }, (_, index) => ({ id: `e${index}`, event_type: 'users.canvas.Entry' }));
	const sizes = () => received.map(({ body }) => body.events?.length);
	const start = async (count: number) =>
		await control('POST', 'calls', { kind: 'currents', bodies: events(count) });
	beforeEach(async () => void (await aim('currents')));

	it('tells what happened, up to 100 events a call', async () => {
		await start(250);
		expect(sizes().sort()).toEqual([100, 100, 50]);
		await send(sandbox);
		await quiet();
		expect(received[3].body.events).toEqual(
			expect.arrayContaining([
				expect.objectContaining({ event_type: 'users.canvas.Entry', user: { external_user_id: 'user-001' } }),
			]),
		);
	});

	it('sends the events one by one after 400, and drops the one that is refused again', async () => {
		answers = [400, 200, 400, 200];
		await start(3);
		expect(sizes()).toEqual([3, 1, 1, 1]);
		expect(
			outcomes()
				.map(([, outcome]) => outcome)
				.sort(),
		).toEqual(['delivered', 'delivered', 'given up', 'split']);
	});

	it('halves the call after 413', async () => {
		answers = [413];
		await start(5);
		expect(sizes()).toEqual([5, 3, 2]);
	});

	it.each([401, 403, 404])('stops after %d', async (status) => {
		answers = [status];
		await start(1);
		await start(1);
		await minutesPass(24 * 60);
		expect(received).toHaveLength(1);
		expect((await control('GET', 'webhooks')).body).toMatchObject({
			webhooks: [{ stopped: expect.stringContaining(String(status)) }],
		});
	});

	it.each([429, 502])('goes on for days after %d', async (status) => {
		answers = Array.from({ length: 30 }, () => status);
		await start(1);
		for (let hour = 0; hour < 72; hour++) await minutesPass(60);
		expect(outcomes()).toEqual([['currents', 'delivered', 31]]);
	});
});

it('tells the statuses of a transactional email, once each', async () => {
	await aim('transactionalPostback');
	answers = [500];
	const campaign = sandbox.state.campaigns.find(({ type }) => type === 'transactional');
	await call(sandbox, 'POST', `/transactional/v1/campaigns/${campaign?.id}/send`, {
		external_send_id: 'order-1',
		recipient: { external_user_id: 'user-001' },
	});
	await minutesPass(60);
	expect(received.map(({ body }) => body.status)).toEqual(['sent', 'processed', 'delivered']);
	expect(received[0].body.metadata).toMatchObject({
		external_send_id: 'order-1',
		campaign_api_id: campaign?.id,
	});
});

it('sends what it is asked to', async () => {
	await aim('segmentExport');
	await control('POST', 'calls', {
		kind: 'segmentExport',
		bodies: [{ success: true, url: 'https://example.com/1.zip' }],
	});
	expect(received.map(({ body }) => body)).toEqual([{ success: true, url: 'https://example.com/1.zip' }]);
});

describe('the export of a segment', () => {
	const start = async (callback_endpoint: string) => {
		const body = { segment_id: PRO_PLAN_ID, fields_to_export: ['email'], callback_endpoint };
		return (await call(sandbox, 'POST', '/users/export/segment', body)).body;
	};

	it('calls the address of the request when its file is ready, once', async () => {
		const { url: file } = await start(`${url}/?secret=word`);
		await quiet();
		expect(received).toEqual([]);
		await minutesPass(1);
		await quiet();
		expect(received.map(({ body }) => body)).toEqual([{ success: true, url: file }]);
	});

	it('calls no address that is not allowed', async () => {
		const careful = await startSandbox({ port: 0, now: () => new Date(MONDAY) });
		try {
			const body = { segment_id: PRO_PLAN_ID, fields_to_export: ['email'], callback_endpoint: url };
			await call(careful, 'POST', '/users/export/segment', body);
			careful.clock.advance(60);
			await careful.outbox.work(careful.state);
			expect(received).toEqual([]);
			expect(careful.outbox.calls[0].attempts[0].problem).toMatch(/^Webhooks may only go to/);
		} finally {
			await careful.stop();
		}
	});

	it('keeps the file for hours, without a key, and refuses a request that has one', async () => {
		const { url: address } = await start(url);
		const look = async (headers = {}) => (await fetch(String(address), { headers })).status;
		expect(await look()).toBe(403);
		sandbox.clock.advance(60);
		expect([await look(), await look({ authorization: 'Bearer sandbox-key' })]).toEqual([200, 400]);
		sandbox.clock.advance(4 * 3600);
		expect(await look()).toBe(403);
	});
});

it('forgets everything when it is reset', async () => {
	await aim('webhookMessage');
	await send(sandbox);
	await quiet();
	await control('POST', 'reset');
	expect((await control('GET', 'calls')).body).toEqual({ total: 0, calls: [] });
	expect((await control('GET', 'webhooks')).body).toEqual({ webhooks: [] });
});

it.each([
	[{ kind: 'other', url: 'http://x' }],
	[{ kind: 'currents' }],
	[{ kind: 'currents', url: 'ftp://x' }],
])('refuses %j', async (body) => {
	expect((await control('POST', 'webhooks', body)).status).toBe(400);
});
