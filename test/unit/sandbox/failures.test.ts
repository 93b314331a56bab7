/* eslint-disable @n8n/community-nodes/no-restricted-globals -- what the sandbox prints is tested */

import { type Sandbox, startSandbox } from '../../../sandbox/server';
import { call } from './client';

const reported: unknown[] = [];
let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({ port: 0, report: (error) => reported.push(error) });
});
beforeEach(() => {
	reported.length = 0;
	sandbox.reset();
});
afterAll(async () => await sandbox.stop());

describe('a failure of the sandbox itself', () => {
	it.each([
		['a control route', '/_sandbox/people', 'users'],
		['an endpoint', '/canvas/list', 'canvases'],
	])('in %s is answered with 500, and its stack is reported', async (_where, path, broken) => {
		Object.assign(sandbox.state, { [broken]: undefined });
		const { status, body } = await call(sandbox, 'GET', path);
		expect(status).toBe(500);
		expect(body.message).toMatch(/^The sandbox itself failed: TypeError: /);
		expect(body.message).not.toContain('\n');
		expect(reported).toEqual([expect.objectContaining({ stack: expect.stringContaining('sandbox/') })]);
	});

	it('goes to stderr with its stack by default', async () => {
		const usual = await startSandbox({ port: 0 });
		const written = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
		Object.assign(usual.state, { users: undefined });
		await call(usual, 'GET', '/_sandbox/people');
		expect(written).toHaveBeenCalledWith(expect.stringMatching(/TypeError: .*\n\s+at .*sandbox\//));
		written.mockRestore();
		await usual.stop();
	});
});

it('reports no bad request', async () => {
	expect((await call(sandbox, 'POST', '/_sandbox/clock', { now: 'soon' })).status).toBe(400);
	expect((await call(sandbox, 'POST', '/_sandbox/faults', '[')).status).toBe(400);
	expect((await call(sandbox, 'POST', '/canvas/trigger/send', {})).status).toBe(400);
	expect(reported).toEqual([]);
});
