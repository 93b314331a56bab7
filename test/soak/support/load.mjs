// @ts-check
import { setTimeout as sleep } from 'node:timers/promises';
import { randomFault } from './faults.mjs';
import { kindNamed, KINDS, rowsFor } from './mix.mjs';
import { randomFrom } from './random.mjs';
import { makeCalls } from './triggers.mjs';

/** @typedef {import('../../e2e/support/host.mjs').Host} Host */
/** @typedef {import('./mix.mjs').Kind} Kind */
/** @typedef {import('./mix.mjs').InputRow} InputRow */
/** @typedef {import('./random.mjs').Random} Random */

/** Calls that are under way at the same time. */
const CALLERS = 4;

/** Braze allows 50 requests a minute for the records of schedule keys. */
const MOST_CLAIMS = 2;

const DRAWN = KINDS.flatMap((kind) => Array.from({ length: kind.share ?? 0 }, () => kind));

/**
 * Calls the workflows of the mix for some seconds, while requests to Braze go wrong. Resolves when all calls are answered.
 * @param {Host} host
 * @param {{ round: number, seed: number, seconds: number }} settings
 * @param {(kind: Kind, rows: readonly InputRow[]) => void} onCall is told what goes in
 */
export async function putLoad(host, { round, seed, seconds }, onCall) {
	const until = Date.now() + seconds * 1000;
	let calls = 0;
	const call = async (/** @type {Kind} */ kind, /** @type {readonly InputRow[]} */ rows) => {
		onCall(kind, rows);
		await callWebhook(`${host.address}/webhook/${kind.name}`, rows);
	};
	const prefix = (/** @type {string} */ name) => `r${round}-${name}-${calls++}`;
	const repeatedly = async (
		/** @type {number} */ actor,
		/** @type {[number, number]} */ pause,
		/** @type {(random: Random) => Promise<void>} */ act,
	) => {
		const random = randomFrom(seed * 1_000_003 + round * 101 + actor);
		while (Date.now() < until) {
			await act(random);
			await sleep(random.between(...pause));
		}
	};
	const caller = async (/** @type {Random} */ random) => {
		const kind = random.oneOf(DRAWN);
		const rows = rowsFor(kind, prefix(kind.name), random);
		await call(kind, rows);
		// The same events arrive again: what was sent is skipped.
		if (kind.name === 'send-deduplicated' && random.chance(0.5)) await call(kind, rows);
	};
	let claims = 0;
	const booker = async (/** @type {Random} */ random) => {
		if (claims++ >= MOST_CLAIMS) return;
		const claim = kindNamed('claim');
		const rows = rowsFor(claim, prefix('claim'), random);
		// Two executions at the same moment want the same keys.
		await Promise.all([call(claim, rows), call(claim, rows)]);
		const cancelled = rows.filter(() => random.chance(0.7));
		if (cancelled.length > 0) await call(kindNamed('cancel'), cancelled);
	};
	const callFromBraze = makeCalls(host, `r${round}`, randomFrom(seed + round));
	await Promise.all([
		...Array.from({ length: CALLERS }, (_, index) => repeatedly(index, [0, 400], caller)),
		repeatedly(10, [200, 1_000], booker),
		repeatedly(11, [500, 2_000], callFromBraze),
		repeatedly(12, [200, 1_200], async (random) => host.sandbox.failOn(randomFault(random))),
	]);
}

/** Starts a workflow and waits for its end; a failed execution has an answer of its own. @param {string} url @param {readonly InputRow[]} rows */
async function callWebhook(url, rows) {
	const answer = await fetch(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ rows }),
	});
	await answer.arrayBuffer();
	if (!answer.ok && answer.status !== 500) throw new Error(`${url} answered ${answer.status}`);
}
