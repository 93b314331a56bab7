import { transpileModule } from 'typescript';
import { type Sandbox, startSandbox } from '../../../sandbox/server';
import { call, create, inNewYork, MONDAY } from './client';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ port: 0, now: () => new Date(MONDAY) });
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.stop());

const control = async (method: string, path: string, body?: unknown) =>
	await call(sandbox, method, `/_sandbox/${path}`, body, { authorization: '' });

describe('the control routes', () => {
	it('show state and requests, and are not logged themselves', async () => {
		await create(sandbox);
		await create(sandbox);
		const { body } = await control('GET', 'state?limit=1');
		expect(body).toMatchObject({
			clock: MONDAY,
			schedules: [{ status: 'scheduled' }],
			totals: { schedules: 2 },
		});
		expect(body.schedules).toHaveLength(1);
		expect((await control('GET', 'requests?limit=1')).body).toMatchObject({
			total: 2,
			requests: [{ id: 2 }],
		});
		expect(sandbox.requests).toHaveLength(2);
		expect((await control('GET', 'requests/1')).body).toMatchObject({ id: 1, status: 201 });
		expect((await control('GET', 'requests/9')).status).toBe(404);
	});

	it('show people with what they received, those that changed last first', async () => {
		const attributes = [{ external_id: 'user-002', plan: 'gold' }];
		await call(sandbox, 'POST', '/users/track', { attributes });
		await create(sandbox);
		sandbox.clock.set(new Date('2026-09-10T00:00:00Z'));
		expect((await control('GET', 'people?limit=1')).body).toMatchObject({
			total: 32,
			people: [{ external_id: 'user-002', custom_attributes: { plan: 'gold' }, received: [] }],
		});
		const { body } = await control('GET', 'people?search=CRM-001');
		expect(body).toMatchObject({
			total: 1,
			people: [{ external_id: 'user-001', received: [{ canvas_name: 'Onboarding' }] }],
		});
	});

	it('move the clock', async () => {
		expect((await control('POST', 'clock', { advanceSeconds: 90 })).body).toEqual({
			clock: '2026-09-07T09:01:30.000Z',
		});
		expect((await control('POST', 'clock', { now: '2027-01-01T00:00:00Z' })).body).toEqual({
			clock: '2027-01-01T00:00:00.000Z',
		});
		expect((await control('POST', 'clock', {})).status).toBe(400);
	});

	it('set the clock back to now', async () => {
		await control('POST', 'clock', { advanceSeconds: 90 });
		expect((await control('POST', 'clock', { reset: true })).body).toEqual({ clock: MONDAY });
	});

	it('show what is coming to a person, the next first, and what keeps it from going out', async () => {
		const at = (time: string) => ({ schedule: { time } });
		await create(sandbox, at('2026-09-12T07:00:00Z'));
		await create(sandbox, at('2026-09-11T07:00:00Z'));
		const coming = async () => {
			const { body } = await control('GET', 'people?search=user-001');
			return (body.people as Array<{ coming: Array<{ at: string; blocked?: string }> }>)[0].coming;
		};
		expect((await coming()).map((one) => one.at)).toEqual([
			'2026-09-11T07:00:00.000Z',
			'2026-09-12T07:00:00.000Z',
		]);
		sandbox.state.canvases[0].enabled = false;
		expect((await coming())[0].blocked).toMatch(/^The Canvas is paused/);
		expect((await control('GET', 'state')).body).toMatchObject({
			schedules: [{ blocked: expect.stringMatching(/^The Canvas is paused/) }, {}],
		});
		sandbox.clock.set(new Date('2026-09-13T00:00:00Z'));
		expect(await coming()).toEqual([]);
	});

	it('find requests by words and by failure', async () => {
		await create(sandbox);
		await call(sandbox, 'POST', '/canvas/trigger/send', {});
		const found = async (query: string) => (await control('GET', `requests?${query}`)).body;
		expect(await found('search=post+USER-001')).toMatchObject({ total: 1, requests: [{ id: 1 }] });
		expect(await found('search=400')).toMatchObject({ total: 1, requests: [{ id: 2 }] });
		expect(await found('failed')).toMatchObject({ total: 1, requests: [{ id: 2 }] });
		expect(await found('search=user-001&failed')).toMatchObject({ total: 0 });
		expect(await found('search=post&search=user-001')).toMatchObject({ total: 1, requests: [{ id: 1 }] });
		expect((await control('GET', 'people?search=ada&search=x')).body).toMatchObject({ total: 0 });
	});

	it('send a test call only where a URL is set', async () => {
		expect((await control('POST', 'calls/test', { kind: 'currents' })).status).toBe(400);
		expect((await control('POST', 'calls/test', { kind: 'other' })).status).toBe(400);
	});

	it('add and clear faults', async () => {
		expect(
			(await control('POST', 'faults', { kind: { type: 'status', status: 500 }, times: -1 })).status,
		).toBe(200);
		expect((await create(sandbox)).status).toBe(500);
		await control('DELETE', 'faults');
		expect((await create(sandbox)).status).toBe(201);
		expect((await control('POST', 'faults', { kind: { type: 'flood' } })).status).toBe(400);
		expect((await control('POST', 'faults', '[')).status).toBe(400);
	});

	it.each<[string, object, string]>([
		['a misspelled condition', { kind: { type: 'drop', when: 'after' }, mach: {} }, 'unknown key: mach'],
		[
			'a misspelled part of one',
			{ kind: { type: 'drop', when: 'after' }, match: { pth: '/x' } },
			'match has an unknown key: pth',
		],
		['no condition', { kind: { type: 'drop', when: 'after' }, match: null }, 'match must be object'],
		['no times at all', { kind: { type: 'drop', when: 'after' }, times: 0 }, 'times'],
		['times as text', { kind: { type: 'drop', when: 'after' }, times: '2' }, 'times must be integer'],
		['a status that is none', { kind: { type: 'status', status: 99 } }, 'kind.status must be >= 200'],
		['no status', { kind: { type: 'nonJson' } }, "kind must have required property 'status'"],
		[
			'a header of two lines',
			{ kind: { type: 'status', status: 500, headers: { x: 'a\nb' } } },
			'kind.headers.x',
		],
		[
			'a header that is no name',
			{ kind: { type: 'status', status: 500, headers: { 'x y': 'a' } } },
			'kind.headers',
		],
		['a wait without end', { kind: { type: 'slow', ms: 3e9 } }, 'kind.ms must be <='],
		[
			'an unknown header',
			{ kind: { type: 'rateLimit', header: 'x', seconds: 1 } },
			'kind.header must be one of',
		],
		['no members', { kind: { type: 'refuseMembers', reason: 'x' } }, "required property 'indexes'"],
		['nobody', { kind: { type: 'refuseRecipient' } }, "required property 'id'"],
	])('refuse a fault with %s', async (_what, fault, words) => {
		const { status, body } = await control('POST', 'faults', fault);
		expect([status, body.message]).toEqual([400, expect.stringContaining(words)]);
		expect(sandbox.faults.active()).toEqual([]);
	});

	it.each<[string, string, object]>([
		['clock', 'a number', { now: 5 }],
		['clock', 'two orders', { now: '2027-01-01T00:00:00Z', advanceSeconds: 5 }],
		['clock', 'the year 10,000', { now: '+010000-01-01T00:00:00Z' }],
		['clock', 'a leap that is too far', { advanceSeconds: 1e20 }],
		['clock', 'a leap to before 1970', { advanceSeconds: -1e11 }],
		['limits', 'less than nothing', { name: 'shared', limit: -1, windowSeconds: 60 }],
		['limits', 'a pool that does not exist', { name: 'Shared', limit: 1, windowSeconds: 60 }],
		['limits', 'a window of no length', { name: 'shared', limit: 1, windowSeconds: 0 }],
		['processing', 'more than a year', { seconds: 1e9 }],
		['canvases', 'too many', { count: 1e9 }],
		['canvases', 'less than none', { count: -1 }],
		['canvases', 'a Canvas that is null', { canvases: [null] }],
	])('refuse for %s %s', async (path, _what, order) => {
		expect((await control('POST', path, order)).status).toBe(400);
		expect((await control('GET', 'state?limit=1')).body).toMatchObject({ clock: MONDAY });
	});

	it('set the clock to a moment in UTC if it has no zone, wherever the sandbox runs', async () => {
		await inNewYork(async () => {
			expect((await control('POST', 'clock', { now: '2027-01-01T12:00:00' })).body).toEqual({
				clock: '2027-01-01T12:00:00.000Z',
			});
		});
	});

	it('set the limit of a pool, until the sandbox is reset', async () => {
		await control('POST', 'limits', { name: 'shared', limit: 1, windowSeconds: 60 });
		expect((await create(sandbox)).status).toBe(201);
		expect(await create(sandbox)).toMatchObject({ status: 429 });
		expect((await control('POST', 'limits', { name: 'shared' })).status).toBe(400);
		await control('POST', 'reset');
		await create(sandbox);
		expect((await create(sandbox)).status).toBe(201);
	});

	it('set Canvases', async () => {
		expect((await control('POST', 'canvases', { count: 230, replace: true })).body).toEqual({
			canvases: 230,
		});
		const canvases = [
			{ id: sandbox.state.canvases[0].id, name: 'Renamed' },
			{ name: 'One more', draft: true },
		];
		expect((await control('POST', 'canvases', { canvases })).body).toEqual({ canvases: 231 });
		expect(sandbox.state.canvases.at(-1)).toMatchObject({ name: 'One more', draft: true, enabled: true });
	});

	it('set campaigns and segments', async () => {
		expect((await control('POST', 'campaigns', { count: 130, replace: true })).body).toEqual({
			campaigns: 130,
		});
		const campaigns = [{ name: 'By SMS', channels: ['sms'], type: 'api' }];
		expect((await control('POST', 'campaigns', { campaigns })).body).toEqual({ campaigns: 131 });
		expect(sandbox.state.campaigns.at(-1)).toMatchObject({ type: 'api', variations: [{ channel: 'sms' }] });
		expect((await control('POST', 'segments', { segments: [{ name: 'One more' }] })).body).toEqual({
			segments: 8,
		});
		expect((await control('POST', 'segments', {})).status).toBe(400);
	});

	it('reset all', async () => {
		await create(sandbox);
		await control('POST', 'clock', { advanceSeconds: 90 });
		await control('POST', 'reset');
		expect([sandbox.state.schedules, sandbox.requests, sandbox.clock.now()]).toEqual([
			[],
			[],
			new Date(MONDAY),
		]);
	});
});

it('serves a page that loads nothing from elsewhere', async () => {
	const page = await fetch(sandbox.url);
	const html = await page.text();
	expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
	expect(html).not.toMatch(/https?:/);
	for (const [, path] of html.matchAll(/(?:src|href)="(\/[^"]+)"/g)) {
		expect((await fetch(sandbox.url + path)).status).toBe(200);
	}
});

it('runs a script that can be parsed', async () => {
	const script = await (await fetch(`${sandbox.url}/_sandbox/page.js`)).text();
	const { diagnostics } = transpileModule(script, { reportDiagnostics: true });
	expect(diagnostics).toEqual([]);
});
