// @ts-check
import { Books } from './books.mjs';
import { REFUSING } from './faults.mjs';
import { putLoad } from './load.mjs';
import { answersIn, receivedIn } from './received.mjs';
import { allDelivered, startsOf, toggleBroadcast } from './triggers.mjs';

/** @typedef {import('../../e2e/support/host.mjs').Host} Host */
/** @typedef {import('./books.mjs').FailedExecution} FailedExecution */

/**
 * What is set up in n8n once.
 * @typedef {object} Setup
 * @property {Host} host
 * @property {import('./executions.mjs').Executions} executions
 * @property {Map<string, import('./mix.mjs').Kind>} kinds by the ID of the workflow
 * @property {import('./triggers.mjs').Listener[]} listeners
 * @property {string} pollingId ID of the workflow
 */

/**
 * @typedef {object} RoundResult
 * @property {Map<string, { executions: number, reports: Record<string, number> }>} byKind
 * @property {{ calls: number, events: number }} triggers
 * @property {Record<string, number>} requests of the node, by the status of the answer
 * @property {string[]} changes that the polling trigger reported
 * @property {number} failedPolls
 * @property {string[]} violations
 */

/**
 * Puts load on n8n, waits until all is done, and checks what came of it.
 * @param {Setup} setup
 * @param {{ round: number, seed: number, seconds: number }} settings
 * @returns {Promise<RoundResult>}
 */
export async function runRound(setup, settings) {
	const { host, executions, listeners } = setup;
	await startOver(setup, settings.round);
	const books = new Books(setup, await listedCanvases(host));
	await putLoad(host, settings, (kind, rows) => books.wentIn(kind, rows));
	await host.sandbox.mend();
	const calls = await allDelivered(host);
	for await (const execution of executions.ended()) books.read(execution);
	// As a person does in the list of executions: what was sent, or may have been, is not sent again.
	for (const execution of books.failed.splice(0)) await retry(host, execution, books);
	for await (const execution of executions.ended()) books.read(execution);
	books.received(receivedIn(await host.sandbox.state()));
	const { violations, ...triggers } = startsOf(listeners, calls, books.started);
	return {
		byKind: books.totals(),
		triggers,
		requests: answersIn(await host.sandbox.requests(20_000)),
		changes: books.changes,
		failedPolls: books.failedPolls,
		violations: [...books.violations(), ...violations],
	};
}

/** Makes the sandbox forget the round before. @param {Setup} setup @param {number} round */
async function startOver({ host, listeners }, round) {
	await host.sandbox.reset();
	await toggleBroadcast(host, round);
	await host.sandbox.failOn(REFUSING);
	for (const { kind, url, headers } of listeners) await host.sandbox.callAt({ kind, url, headers });
}

/** @param {Host} host @returns {Promise<number>} */
async function listedCanvases({ sandbox }) {
	const { canvases } = await sandbox.state();
	return canvases.filter((/** @type {{ archived: boolean }} */ { archived }) => !archived).length;
}

/** @param {Host} host @param {FailedExecution} failed @param {Books} books */
async function retry({ n8n }, { id, kind, rows }, books) {
	books.wentIn(kind, rows);
	await n8n.retryExecution(id);
}
