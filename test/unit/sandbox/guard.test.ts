import { type Sandbox, startSandbox } from '../../../sandbox/server';
import { checkVisit } from '../../../sandbox/server/guard';
import { call } from './client';

/** What pages of others, open in the same browser, can do to a sandbox: nothing. */

const JSON_TYPE = { 'content-type': 'application/json' };

const visit =
	(headers: Record<string, string>, { method = 'POST', path = '/_sandbox/reset' } = {}) =>
	() =>
		checkVisit({ method, path, headers: { ...JSON_TYPE, ...headers } }, ['sandbox.internal']);

describe('the name it is reached by', () => {
	it.each([
		'localhost',
		'localhost:4010',
		'127.0.0.1:4010',
		'[::1]:4010',
		'192.168.1.20:4010',
		'braze.localhost:4010',
		'sandbox.internal:4010',
	])('can be %s', (host) => {
		expect(visit({ host })).not.toThrow();
	});

	it.each([
		'',
		'evil.example',
		'evil.example:4010',
		'localhost.evil.example',
		'127.0.0.1.evil.example',
		'127.0.0.1.nip.io:4010',
		'internal',
		'a b',
	])('cannot be "%s", which may have been rebound to this machine', (host) => {
		for (const path of ['/', '/_sandbox/state', '/canvas/list'])
			expect(visit({ host }, { method: 'GET', path })).toThrow(/^The sandbox is not reached as/);
	});
});

describe('a page', () => {
	const host = '127.0.0.1:4010';

	it('of its own is let through', () => {
		expect(visit({ host, origin: `http://${host}`, 'sec-fetch-site': 'same-origin' })).not.toThrow();
		expect(visit({ host, 'sec-fetch-site': 'none' }, { method: 'GET' })).not.toThrow();
	});

	it.each(['https://evil.example', 'http://127.0.0.1:5678', 'http://localhost:4010', 'null'])(
		'of the origin %s is refused, whatever it asks for',
		(origin) => {
			for (const path of ['/', '/_sandbox/reset', '/canvas/trigger/send'])
				expect(visit({ host, origin }, { path })).toThrow(/^Pages of other sites/);
		},
	);

	it.each(['cross-site', 'same-site'])('is refused if it comes %s, but may link to the page', (site) => {
		const from = { host, 'sec-fetch-site': site, 'sec-fetch-mode': 'navigate' };
		expect(visit(from, { method: 'GET', path: '/' })).not.toThrow();
		expect(visit(from, { method: 'GET', path: '/_sandbox/state' })).toThrow();
		expect(visit(from, { path: '/' })).toThrow();
		expect(visit({ ...from, 'sec-fetch-mode': 'no-cors' }, { method: 'GET', path: '/' })).toThrow();
	});

	it.each([
		'text/plain',
		'application/x-www-form-urlencoded',
		'multipart/form-data',
		'application/jsonp',
		'',
	])('cannot post %s to a control route', (type) => {
		expect(visit({ host, 'content-type': type })).toThrow(/application\/json/);
	});
});

describe('a sandbox', () => {
	let sandbox: Sandbox;
	beforeAll(async () => {
		sandbox = await startSandbox({
			port: 0,
			n8n: 'http://127.0.0.1:5999',
			webhooksTo: ['https://hooks.example'],
		});
	});
	afterAll(async () => await sandbox.stop());

	it('neither does nor logs what it refuses', async () => {
		const faults = { kind: { type: 'status', status: 500 } };
		const from = { origin: 'https://evil.example' };
		expect((await call(sandbox, 'POST', '/_sandbox/faults', faults, from)).status).toBe(403);
		expect((await call(sandbox, 'POST', '/canvas/trigger/send', {}, from)).status).toBe(403);
		const plain = { 'content-type': 'text/plain' };
		expect((await call(sandbox, 'POST', '/_sandbox/faults', faults, plain)).status).toBe(415);
		expect(sandbox.faults.active()).toEqual([]);
		expect(sandbox.requests).toEqual([]);
	});

	const aim = async (url: string) =>
		await call(sandbox, 'POST', '/_sandbox/webhooks', { kind: 'webhookMessage', url });

	it.each([
		'http://127.0.0.1:5999/webhook/a',
		'http://localhost:5999/webhook/a',
		'http://[::1]:5999/',
		'https://hooks.example/b',
	])('can be told to call %s', async (url) => {
		expect((await aim(url)).status).toBe(200);
	});

	it.each([
		'http://127.0.0.1:5998/',
		'https://127.0.0.1:5999/',
		'http://127.0.0.1/',
		'http://192.168.1.1/',
		'http://169.254.169.254/latest/meta-data/',
		'http://hooks.example/',
		'https://hooks.example.evil.example/',
		'https://hooks.example@evil.example/',
	])('cannot be told to call %s', async (url) => {
		sandbox.outbox.clear();
		const { status, body } = await aim(url);
		expect(status).toBe(403);
		expect(body.message).toContain('--webhooks-to');
		expect([...sandbox.outbox.targets]).toEqual([]);
	});
});

it('may call an n8n on its usual port if nothing else is known', async () => {
	const sandbox = await startSandbox({ port: 0 });
	const aim = async (url: string) =>
		(await call(sandbox, 'POST', '/_sandbox/webhooks', { kind: 'currents', url })).status;
	expect(await aim('http://127.0.0.1:5678/webhook/a')).toBe(200);
	expect(await aim('http://127.0.0.1:5679/webhook/a')).toBe(403);
	expect(await aim('http://')).toBe(400);
	await sandbox.stop();
});
