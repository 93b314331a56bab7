import { startSandbox, type Sandbox } from '../../../sandbox/server';
import { testCredential } from '../../support/editor';

/** The button under the credential: what speaks for the key passes, what speaks against key or host is explained. */

let sandbox: Sandbox;

const WRONG_KEY = ['0f9e8d7c', '6b5a4938', '2716'].join('-');

beforeAll(async () => {
	sandbox = await startSandbox({ port: 0, keys: { 'no-permission': [] } });
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.stop());

const test = async (changes: Record<string, string> = {}) =>
	await testCredential({ apiKey: 'sandbox-key', instance: 'custom', url: sandbox.url, ...changes });

const PASSED = { status: 'OK', message: 'Connection successful!' };

it('passes with a good key, by a cheap call of the large rate limit', async () => {
	expect(await test()).toEqual(PASSED);
	expect(sandbox.requests.map(({ method, path, query }) => ({ method, path, query }))).toEqual([
		{ method: 'GET', path: '/canvas/list', query: { page: '0' } },
	]);
});

it.each([['sandbox-key-no-lists'], ['no-permission']])(
	'passes with the key %s, which may not list Canvases',
	async (apiKey) => {
		expect(await test({ apiKey })).toEqual(PASSED);
		expect(sandbox.requests[0].status).toBe(403);
	},
);

it('fails with a wrong key, and names both causes', async () => {
	const { status, message } = await test({ apiKey: WRONG_KEY });
	expect(status).toBe('Error');
	expect(message).toMatch(
		/key is mistyped, deleted or limited to other IP addresses, or the workspace is on another instance/,
	);
	expect(message).not.toContain('0f9e8d7c');
});

it.each([
	[400, PASSED],
	[
		404,
		{
			status: 'Error',
			message: expect.stringMatching(/^This URL responds, but not like the Braze REST API/),
		},
	],
	[429, { status: 'Error', message: expect.stringMatching(/rate limit is currently used up/) }],
	[500, { status: 'Error', message: expect.any(String) }],
	[502, { status: 'Error', message: expect.any(String) }],
	[503, { status: 'Error', message: expect.any(String) }],
	[504, { status: 'Error', message: expect.any(String) }],
])('on the status %i', async (status, expected) => {
	sandbox.faults.add({ times: -1, kind: { type: 'status', status } });
	expect(await test()).toEqual(expected);
});

it('fails where nothing answers', async () => {
	expect(await test({ url: 'http://127.0.0.1:1' })).toEqual({ status: 'Error', message: 'ECONNREFUSED' });
});

it('finds the sandbox by any spelling of its address', async () => {
	for (const url of [`${sandbox.url}/`, ` ${sandbox.url}// `, sandbox.url.replace('http', 'HTTP')]) {
		expect(await test({ url })).toEqual(PASSED);
	}
	expect(sandbox.requests).toHaveLength(3);
});

it('takes the spaces off a pasted key', async () => {
	expect(await test({ apiKey: ' sandbox-key\n' })).toEqual(PASSED);
});
