import { SHARED } from '../../../sandbox/state/rateLimits';
import { RequestLog } from '../../../sandbox/state/requestLog';
import { manyCanvases, ONBOARDING_ID } from '../../../sandbox/seeds/canvases';
import { type Sandbox, startSandbox } from '../../../sandbox/server';
import { call, create, MONDAY, scheduleBody, send } from './client';

const CREATE = '/canvas/trigger/schedule/create';
let sandbox: Sandbox;
beforeAll(async () => {
	const keys = { 'narrow-key': ['canvas.trigger.send'] };
	sandbox = await startSandbox({ port: 0, now: () => new Date(MONDAY), keys });
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.stop());

describe('the key', () => {
	it.each([
		['Bearer wrong-key', 'wrong-key'],
		['wrong-key', 'wrong-key'],
		['Bearer "sandbox-key"', '"sandbox-key"'],
		['Bearer toString', 'toString'],
		['Bearer with\\backslash', 'with\\backslash'],
		['', ''],
	])('is refused as %s, echoed as Braze does, but not logged', async (authorization, echoed) => {
		const { status, headers, body } = await call(sandbox, 'GET', '/canvas/list', undefined, {
			authorization,
		});
		expect([status, body]).toEqual([401, { message: `Invalid API key: ${echoed}` }]);
		expect(headers.get('x-ratelimit-remaining')).toBe('');
		const [entry] = sandbox.requests;
		const texts = [entry.headers.authorization, (entry.response as { message: string }).message];
		if (echoed) for (const text of texts) expect(text).not.toContain(echoed);
	});

	it('may be sent with any spelling of Bearer', async () => {
		expect(
			(await call(sandbox, 'GET', '/canvas/list', undefined, { authorization: 'bEaReR sandbox-key' })).status,
		).toBe(200);
	});

	it.each([
		['sandbox-key-no-lists', 403, 201],
		['sandbox-key-readonly', 200, 403],
		['narrow-key', 403, 403],
	])('%s has its permissions', async (key, list, schedule) => {
		const headers = { authorization: `Bearer ${key}` };
		expect((await call(sandbox, 'GET', '/canvas/list', undefined, headers)).status).toBe(list);
		expect((await call(sandbox, 'POST', CREATE, scheduleBody(), headers)).status).toBe(schedule);
	});
});

describe('the request', () => {
	it.each([
		['a trailing slash', `${CREATE}/`, 403, 'Access Denied'],
		['an unknown path', '/canvas/trigger/nothing', 404, 'Not Found'],
	])('%s', async (_what, path, status, message) => {
		const reply = await call(sandbox, 'POST', path, scheduleBody());
		expect([reply.status, reply.body]).toEqual([status, { message }]);
	});

	it('is of the endpoint’s method', async () => {
		expect((await call(sandbox, 'GET', CREATE)).status).toBe(404);
	});

	it.each(['text/plain', 'application/x-www-form-urlencoded', 'nonsense', ''])(
		'has no content type %p',
		async (type) => {
			const reply = await call(sandbox, 'POST', CREATE, scheduleBody(), { 'content-type': type });
			expect(reply.status).toBe(415);
			expect(sandbox.requests[0]).toMatchObject({
				status: 415,
				acted: false,
				headers: { 'content-type': type },
			});
		},
	);

	it('may name its charset', async () => {
		const headers = { 'content-type': 'application/json; charset=utf-8' };
		expect((await call(sandbox, 'POST', CREATE, scheduleBody(), headers)).status).toBe(201);
	});

	it.each(['{', '', '[]', 'null'])('is no JSON object: %p', async (text) => {
		const { status, body } = await call(sandbox, 'POST', CREATE, text);
		expect([status, body]).toEqual([400, { error: expect.stringContaining('Error while parsing') }]);
	});

	it.each([
		['deep', `{"a":${'['.repeat(99)}${']'.repeat(99)}}`, 400, 'canvas_id'],
		['too deep', `{"a":${'['.repeat(100)}${']'.repeat(100)}}`, 400, 'Error while parsing'],
		['far too deep', `{"a":${'['.repeat(200_000)}${']'.repeat(200_000)}}`, 400, 'Error while parsing'],
	])('is nested %s, which stops no page that shows it', async (_what, text, status, words) => {
		const reply = await call(sandbox, 'POST', CREATE, text);
		expect([reply.status, JSON.stringify(reply.body)]).toEqual([status, expect.stringContaining(words)]);
		expect((await call(sandbox, 'GET', '/_sandbox/requests')).status).toBe(200);
	});

	it('has parameters without a prototype', async () => {
		const { status, body } = await call(sandbox, 'GET', '/kpi/dau/data_series?__proto__=a&__proto__=b');
		expect([status, body.message]).toEqual([400, 'length is required']);
	});

	it.each(['/%', '/catalogs/cafes/items/%E0%A4%A'])('has a URL that cannot be decoded: %s', async (path) => {
		const reply = await call(sandbox, 'GET', path);
		expect([reply.status, reply.body]).toEqual([400, { message: 'Bad Request' }]);
	});

	it('has a trailing slash where a name could stand', async () => {
		const reply = await call(sandbox, 'DELETE', '/catalogs/cafes/items/');
		expect([reply.status, reply.body]).toEqual([403, { message: 'Access Denied' }]);
		expect(sandbox.state.catalogs[0].items).toHaveLength(3);
	});

	it.each(['', '1e1', '0x1', ' 1'])('has %p for a page', async (page) => {
		expect((await call(sandbox, 'GET', `/canvas/list?page=${encodeURIComponent(page)}`)).status).toBe(400);
	});

	it('is kept in the log with the newest 128 MB of bodies', async () => {
		const log = new RequestLog();
		const at = { at: MONDAY, method: 'POST', path: '/', query: {}, headers: {}, body: undefined };
		const rawBody = 'x'.repeat(4 * 1024 * 1024);
		for (let count = 0; count < 40; count++) log.add({ ...at, rawBody });
		expect(log.entries.map(({ id }) => id)).toEqual(Array.from({ length: 32 }, (_, index) => index + 9));
		log.clear();
		log.add({ ...at, rawBody });
		expect(log.entries).toHaveLength(1);
	});

	it('is at most 4 MB', async () => {
		const { status } = await call(sandbox, 'POST', CREATE, `{"a":"${'x'.repeat(4 * 1024 * 1024)}"}`);
		expect(status).toBe(413);
	});

	it('is logged as received, without the key', async () => {
		await call(sandbox, 'POST', `${CREATE}?a=1&b%5B%5D=2&b%5B%5D=3`, scheduleBody());
		expect(sandbox.requests).toEqual([
			{
				id: 1,
				at: MONDAY,
				method: 'POST',
				path: CREATE,
				query: { a: '1', 'b[]': ['2', '3'] },
				headers: expect.objectContaining({
					authorization: 'Bearer ****-key',
					'content-type': 'application/json',
				}),
				body: scheduleBody(),
				rawBody: JSON.stringify(scheduleBody()),
				status: 201,
				response: expect.objectContaining({ message: 'success' }),
				fault: undefined,
				acted: true,
			},
		]);
	});
});

describe('rate limits', () => {
	const blast = async (changes = {}) =>
		await send(sandbox, { recipients: undefined, broadcast: true, ...changes });

	it('are told on each answer, for the running clock hour', async () => {
		const { headers } = await create(sandbox);
		expect(headers.get('x-ratelimit-limit')).toBe('250000');
		expect(headers.get('x-ratelimit-remaining')).toBe('249999');
		expect(headers.get('x-ratelimit-reset')).toBe(String(Date.parse('2026-09-07T10:00:00Z') / 1000));
		expect((await create(sandbox, { recipients: [] })).headers.get('x-ratelimit-remaining')).toBe('249998');
	});

	it('stop at the limit until the next hour', async () => {
		sandbox.limits.leave(SHARED, 1, sandbox.clock.now());
		expect((await create(sandbox)).status).toBe(201);
		const { status, body, headers } = await create(sandbox);
		expect([status, body, headers.get('x-ratelimit-remaining')]).toEqual([
			429,
			{ message: 'Rate Limited' },
			'0',
		]);
		sandbox.clock.advance(3600);
		expect((await create(sandbox)).status).toBe(201);
	});

	it('allow ten broadcasts a minute to one audience', async () => {
		for (let count = 0; count < 10; count++) expect((await blast()).status).toBe(201);
		const { status, headers } = await blast();
		expect([status, headers.get('x-ratelimit-limit')]).toEqual([429, '10']);
		const other = { custom_attribute: { custom_attribute_name: 'plan', comparison: 'exists' } };
		expect((await blast({ audience: other })).status).toBe(201);
		expect((await create(sandbox)).status).toBe(201);
		sandbox.clock.advance(60);
		expect((await blast()).status).toBe(201);
	});
});

describe('reading Canvases', () => {
	const list = async (query = '') => {
		const { body } = await call(sandbox, 'GET', `/canvas/list${query}`);
		return (body.canvases as Array<{ name: string }>).map(({ name }) => name);
	};

	it('lists all but archived ones, without telling which can be triggered', async () => {
		const { body } = await call(sandbox, 'GET', '/canvas/list');
		expect((body.canvases as object[])[0]).toEqual({
			id: ONBOARDING_ID,
			name: 'Onboarding',
			tags: ['Lifecycle', 'CRM'],
			last_edited: expect.any(String),
		});
		expect(await list()).toHaveLength(11);
		expect(await list('?include_archived=true')).toContain('Win-Back 2024');
		expect(await list('?sort_direction=desc')).toEqual((await list('?sort_direction=asc')).reverse());
		expect(await list(`?last_edit.time[gt]=${encodeURIComponent('2026-08-01T00:00:00+00:00')}`)).toEqual([
			'Birthday Treat',
			'First Purchase Thanks',
		]);
	});

	it('gives a hundred a page, from page 0', async () => {
		sandbox.state.canvases = manyCanvases(230);
		expect(await list()).toHaveLength(100);
		expect((await list('?page=2')).at(-1)).toBe('Canvas 230');
		expect(await list('?page=3')).toEqual([]);
		expect((await call(sandbox, 'GET', '/canvas/list?page=-1')).status).toBe(400);
	});

	it('tells in the details what can be triggered', async () => {
		const { body } = await call(sandbox, 'GET', `/canvas/details?canvas_id=${ONBOARDING_ID}`);
		expect(body).toMatchObject({
			name: 'Onboarding',
			draft: false,
			enabled: true,
			schedule_type: 'api_triggered',
		});
		expect((await call(sandbox, 'GET', '/canvas/details?canvas_id=x')).status).toBe(400);
		expect((await call(sandbox, 'GET', '/canvas/details')).status).toBe(400);
	});
});
