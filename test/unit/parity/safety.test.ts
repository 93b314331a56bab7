import fc from 'fast-check';

import { readCases } from '../../../parity/cases';
import { cleanUp } from '../../../parity/cleanUp';
import { ask } from '../../../parity/connection';
import { redactor } from '../../../parity/redact';
import { reportOf } from '../../../parity/report';
import { run, type Surroundings } from '../../../parity/run';
import { sandboxTarget } from '../../../parity/sandboxTarget';
import { type Target, targetFrom } from '../../../parity/settings';
import type { LeftBehind } from '../../../parity/traces';
import { knownBy } from '../../../sandbox/evidence';
import { type Sandbox, startSandbox } from '../../../sandbox/server';
import { absolute } from '../../support/files';

/** A parity run changes nothing that it did not make, whatever happens. */

const NOW = '2026-11-28T12:00:00.000Z';
const cases = readCases(absolute('parity/cases'));

let sandbox: Sandbox;
let kept: LeftBehind | undefined;
beforeAll(async () => {
	sandbox = await startSandbox({ port: 0, now: () => new Date(NOW) });
});
beforeEach(() => {
	sandbox.reset();
	kept = undefined;
});
afterAll(async () => await sandbox.stop());

const world = (changes: Partial<Surroundings> = {}): Surroundings => ({
	now: () => new Date(NOW),
	wait: async () => {},
	keep: (left) => void (kept = left),
	isStopped: () => false,
	...changes,
});

/** What a workspace holds that a run could have made or changed. */
const content = () => {
	const { users, catalogs, schedules, sends, deliveries, canvases, campaigns } = sandbox.state;
	const open = schedules.filter(({ status }) => status !== 'cancelled');
	return structuredClone({ users, catalogs, open, sends, deliveries, canvases, campaigns });
};

const runHere = async (changes: Partial<Target> = {}, around: Partial<Surroundings> = {}) =>
	await run(cases, { ...sandboxTarget(sandbox), ...changes }, world(around));

it('agrees with the sandbox, and leaves nothing behind', async () => {
	const before = content();
	const { results, leftBehind } = await runHere();

	expect(results.filter(({ outcome }) => outcome !== 'agrees')).toEqual([]);
	expect(leftBehind).toEqual([]);
	expect(content()).toEqual(before);
	expect(sandbox.state.schedules.length).toBeGreaterThan(0);
});

it('skips what needs a Canvas, a campaign or a group that nobody named', async () => {
	const { results } = await runHere({ canvas: undefined, campaign: undefined, group: undefined });
	const skipped = results.filter(({ outcome }) => outcome === 'skipped').map(({ case: one }) => one.needs);

	expect(new Set(skipped.flat())).toEqual(new Set(['canvas', 'campaign', 'group']));
	expect(sandbox.requests.filter(({ path }) => path.includes('/trigger/'))).toEqual([]);
});

it.each([
	['another name', { workspace: 'Production' }, 'has no segment named "Parity tests allowed in Production"'],
	['a key that cannot list segments', { key: 'sandbox-key-no-lists' }, 'the key needs segments.list'],
])('refuses a workspace with %s, before anything is written', async (_what, changes, words) => {
	await expect(runHere(changes)).rejects.toThrow(words);
	expect(sandbox.requests.map(({ path }) => path).filter((path) => path !== '/segments/list')).toEqual([]);
});

it('never lets the key out, also when Braze repeats it', async () => {
	const key = 'a-key-that-is-wrong-in-this-workspace';
	const failure = await runHere({ key }).catch((error: unknown) => String(error));
	expect(failure).not.toContain(key);

	const target = sandboxTarget(sandbox);
	const body = { message: `Invalid API key: ${target.key}` };
	sandbox.faults.add({
		match: { path: '/users/track' },
		times: 3,
		kind: { type: 'status', status: 401, body },
	});
	sandbox.faults.add({ match: { path: '/users/merge' }, kind: { type: 'status', status: 401, body } });
	const done = await run(cases, target, world());
	const report = reportOf(done, knownBy, redactor(target, done.prefix));
	expect(report).toContain('Invalid API key: {{key}}');
	for (const secret of [target.key, target.url, target.canvas, target.campaign, done.prefix])
		expect(report).not.toContain(secret);
});

it('takes IDs and addresses of others out of the report', () => {
	const redact = redactor({ ...sandboxTarget(sandbox), workspace: 'Acme' }, 'parity-0123456789abcdef');
	const text =
		'Acme 64d1f0a0c0ffee0000000902 ada@example.com parity-0123456789abcdef-x@example.com 7c9e6679-7425-40de-944b-e07fc1f90ae7';
	expect(redact(text)).toBe('{{workspace}} {{id}} {{email}} {{prefix}}-x@example.com {{id}}');
});

const KINDS = [
	{ type: 'drop', when: 'before' },
	{ type: 'drop', when: 'after' },
	{ type: 'status', status: 500, act: true },
	{ type: 'status', status: 429 },
	{ type: 'nonJson', status: 502, act: true },
] as const;

it('removes what it made, whatever request fails and however', async () => {
	await fc.assert(
		fc.asyncProperty(fc.integer({ min: 1, max: 110 }), fc.constantFrom(...KINDS), async (nth, kind) => {
			sandbox.reset();
			const target = sandboxTarget(sandbox);
			const before = content();
			sandbox.faults.add({ match: { nth: nth + 1 }, times: 2, kind });
			const { leftBehind, prefix } = await run(cases, target, world());
			if (leftBehind.length === 0) {
				const { open, ...rest } = content();
				// A schedule whose ID never arrived remains, for a user who is deleted: it reaches nobody.
				expect(rest).toEqual({ ...before, open: undefined });
				const people = open.flatMap(({ effectiveRecipients }) => effectiveRecipients);
				expect(people.every(({ id }) => id.startsWith(prefix))).toBe(true);
			}
		}),
		{ numRuns: 12 },
	);
});

it('removes what it made when somebody stops it, and when it breaks', async () => {
	const before = content();
	let checks = 0;
	await runHere({}, { isStopped: () => ++checks > 20 });
	expect(content()).toEqual(before);

	const broken = runHere({}, { wait: async () => await Promise.reject(new Error('power cut')) });
	await expect(broken).rejects.toThrow('power cut');
	expect(content()).toEqual(before);
});

it('says what it could not remove, and keeps all that is needed to remove it later', async () => {
	const before = content();
	sandbox.faults.add({
		match: { path: '/users/delete', nth: 2 },
		times: -1,
		kind: { type: 'status', status: 500 },
	});
	const { leftBehind } = await runHere();
	expect(leftBehind).toContain('users: status 500');
	expect(content()).not.toEqual(before);

	sandbox.faults.clear();
	const target = sandboxTarget(sandbox);
	expect(kept).toBeDefined();
	await cleanUp(kept as LeftBehind, async (request) => await ask(target, request));
	expect(content().users).toEqual(before.users);
});

describe('settings', () => {
	const whole = {
		BRAZE_PARITY_URL: 'https://rest.iad-01.braze.com/',
		BRAZE_PARITY_KEY: 'k',
		BRAZE_PARITY_WORKSPACE: 'Test',
	};

	it('name a workspace, or the sandbox is used', () => {
		expect(targetFrom({})).toBeUndefined();
		expect(targetFrom(whole)).toMatchObject({
			url: 'https://rest.iad-01.braze.com',
			workspace: 'Test',
			settle: 90,
		});
	});

	it.each<[string, Record<string, string | undefined>]>([
		['without a name', { BRAZE_PARITY_WORKSPACE: ' ' }],
		['without a key', { BRAZE_PARITY_KEY: undefined }],
		['in the clear', { BRAZE_PARITY_URL: 'http://rest.iad-01.braze.com' }],
		['with a password', { BRAZE_PARITY_URL: 'https://me:secret@rest.iad-01.braze.com' }],
		['with no number', { BRAZE_PARITY_SETTLE: 'soon' }],
	])('are refused %s, without repeating the key', (_what, changes) => {
		const key = 'a-long-key-of-somebody';
		const read = () => targetFrom({ ...whole, BRAZE_PARITY_KEY: key, ...changes });
		expect(read).toThrow('BRAZE_PARITY_');
		expect(read).not.toThrow(key);
	});
});
