import { manyCanvases, makeCanvas } from '../../../sandbox/seeds/canvases';
import { startSandbox, type Sandbox } from '../../../sandbox/server';
import { searchCanvases } from '../../../nodes/Braze/methods/searchList';
import { searchInPicker } from '../../support/editor';

/** The picker of Canvases: Braze lists them page by page and cannot search, and a list that is short must not look complete. */

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({ port: 0 });
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.stop());

const pick = async (filter?: string, token?: string, changes: Record<string, string> = {}) =>
	await searchInPicker(
		searchCanvases,
		{ apiKey: 'sandbox-key', instance: 'custom', url: sandbox.url, ...changes },
		filter,
		token,
	);

const fill = (count: number) => void (sandbox.state.canvases = manyCanvases(count));

const pages = () => sandbox.requests.map(({ query }) => query.page);

it('shows every Canvas that is not archived, by name', async () => {
	const { results, paginationToken } = await pick();

	const expected = sandbox.state.canvases.filter(({ archived }) => !archived);
	expect(results.map(({ value }) => value)).toEqual(expected.map(({ id }) => id));
	expect(results.map(({ name }) => name)).toEqual(
		expect.arrayContaining(['Onboarding', 'Abandoned Cart', 'Flash Sale']),
	);
	expect(results.map(({ name }) => name)).not.toContain('Win-Back 2024');
	expect(paginationToken).toBeUndefined();
	expect(sandbox.requests.map(({ method, path, query }) => ({ method, path, query }))).toEqual([
		{ method: 'GET', path: '/canvas/list', query: { page: '0', include_archived: 'false' } },
	]);
});

it('reads all pages', async () => {
	fill(230);
	const { results, paginationToken } = await pick();

	expect(results.map(({ value }) => value)).toEqual(sandbox.state.canvases.map(({ id }) => id));
	expect(pages()).toEqual(['0', '1', '2']);
	expect(paginationToken).toBeUndefined();
});

it.each([['Canvas 225'], ['canvas 225'], ['  225 ']])('finds %j on the third page', async (filter) => {
	fill(230);
	const { results } = await pick(filter);
	expect(results).toEqual([{ name: 'Canvas 225', value: sandbox.state.canvases[224].id }]);
	expect(pages()).toEqual(['0', '1', '2']);
});

it('finds nothing where there is nothing', async () => {
	expect(await pick('no such name')).toEqual({ results: [] });
});

it('offers more than a thousand as the user scrolls', async () => {
	fill(1050);
	const first = await pick();
	expect(first.results).toHaveLength(1000);
	const second = await pick(undefined, String(first.paginationToken));
	expect(second.results).toHaveLength(50);
	expect(second.paginationToken).toBeUndefined();
	expect(new Set([...first.results, ...second.results].map(({ value }) => value)).size).toBe(1050);
});

it('searches beyond a thousand at once', async () => {
	fill(1050);
	const { results, paginationToken } = await pick('Canvas 1042');
	expect(results.map(({ name }) => name)).toEqual(['Canvas 1042']);
	expect(paginationToken).toBeUndefined();
});

it('ends on an exact last page', async () => {
	fill(200);
	expect((await pick()).results).toHaveLength(200);
	expect(pages()).toEqual(['0', '1', '2']);
});

it('ends when an endpoint gives the same page for ever', async () => {
	const canvases = manyCanvases(100).map(({ id, name, tags, last_edited }) => ({
		id,
		name,
		tags,
		last_edited,
	}));
	sandbox.faults.add({
		times: -1,
		kind: { type: 'status', status: 200, body: { canvases, message: 'success' } },
	});
	const { results } = await pick();
	expect(results).toHaveLength(100);
	expect(pages()).toEqual(['0', '1']);
});

describe('namesakes', () => {
	const names = async () => (await pick('Twin')).results.map(({ name }) => name);
	const twins = (...parts: Array<{ tags?: string[]; last_edited?: string }>) => {
		sandbox.state.canvases = parts.map((part, index) =>
			makeCanvas(index, { name: 'Twin', last_edited: '2026-03-01T15:30:00+00:00', ...part }),
		);
	};

	it('are told apart by their tags', async () => {
		twins({ tags: ['EU', 'Loyalty'] }, { tags: ['US'] });
		expect(await names()).toEqual([
			'Twin (EU, Loyalty; edited 2026-03-01 15:30)',
			'Twin (US; edited 2026-03-01 15:30)',
		]);
	});

	it('are told apart by their last edit', async () => {
		twins({}, { last_edited: '2026-04-02T08:00:00+00:00' });
		expect(await names()).toEqual(['Twin (edited 2026-03-01 15:30)', 'Twin (edited 2026-04-02 08:00)']);
	});

	it('are told apart by their IDs where all else is the same', async () => {
		twins({ tags: ['EU'] }, { tags: ['EU'] });
		const [first, second] = sandbox.state.canvases;
		expect(await names()).toEqual([
			`Twin (EU; edited 2026-03-01 15:30; ${first.id})`,
			`Twin (EU; edited 2026-03-01 15:30; ${second.id})`,
		]);
	});
});

describe('a lookup that fails says why, instead of showing an empty list', () => {
	it.each([
		['a wrong key', { apiKey: 'wrong' }, /does not accept the API key on this instance/, '401'],
		[
			'a key without the permission',
			{ apiKey: 'sandbox-key-no-lists' },
			/lacks the permission canvas\.list/,
			'403',
		],
		['an address that is none', { url: 'two words' }, /'REST URL' in the credential is not a URL/, undefined],
		[
			'a host that does not answer',
			{ url: 'http://127.0.0.1:1' },
			/^No server answers at http:\/\/127\.0\.0\.1:1$/,
			undefined,
		],
	])('%s', async (_, changes, message, httpCode) => {
		const error = (await pick('', undefined, changes).catch((caught: unknown) => caught)) as {
			message: string;
			httpCode?: string;
		};
		expect(error.message).toMatch(message);
		expect(error.httpCode ?? undefined).toBe(httpCode);
	});

	it.each([
		[500, /Braze returned 500/],
		[429, /Braze's rate limit was reached/],
		[404, /^Sandbox fault$/],
	])('the status %i', async (status, message) => {
		sandbox.faults.add({ times: -1, kind: { type: 'status', status } });
		await expect(pick()).rejects.toThrow(message);
	});

	it('on a later page', async () => {
		fill(230);
		sandbox.faults.add({ match: { nth: 3 }, kind: { type: 'status', status: 500 } });
		await expect(pick()).rejects.toThrow(/Braze returned 500/);
	});

	it('without a credential', async () => {
		await expect(searchInPicker(searchCanvases, undefined)).rejects.toThrow(/credential/i);
	});
});
