// @ts-check
import { Accounts } from './accounting.mjs';
import { REFUSING } from './faults.mjs';
import { putLoad } from './load.mjs';
import { KINDS } from './mix.mjs';
import { answersIn, receivedIn } from './received.mjs';
import { itemsOf, reportsOf, rowsIn } from './reports.mjs';
import { SECRETS } from './secrets.mjs';
import { allDelivered, changesIn, startsOf, toggleBroadcast } from './triggers.mjs';

/** @typedef {import('../../e2e/support/host.mjs').Host} Host */
/** @typedef {import('./executions.mjs').Execution} Execution */
/** @typedef {import('./mix.mjs').Kind} Kind */

/**
 * What is set up in n8n once.
 * @typedef {object} Setup
 * @property {Host} host
 * @property {import('./executions.mjs').Executions} executions
 * @property {Map<string, Kind>} kinds by the ID of the workflow
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

/** Puts load on n8n, waits until all is done, and checks what came of it. @param {Setup} setup @param {{ round: number, seed: number, seconds: number }} settings @returns {Promise<RoundResult>} */
export async function runRound({ host, executions, kinds, listeners, pollingId }, settings) {
	const { sandbox } = host;
	await sandbox.reset();
	await toggleBroadcast(host, settings.round);
	await sandbox.failOn(REFUSING);
	for (const { kind, url, headers } of listeners) await sandbox.callAt({ kind, url, headers });
	const accounts = new Map(KINDS.map(({ name }) => [name, new Accounts()]));
	const of = (/** @type {Kind} */ { name }) => /** @type {Accounts} */ (accounts.get(name));
	await putLoad(host, settings, (kind, rows) => rows.forEach(({ key }) => of(kind).wentIn(key, kind.effect)));
	await sandbox.mend();
	const calls = await allDelivered(host);

	const violations = [];
	const changes = [];
	let failedPolls = 0;
	/** @type {Map<string, number>} */
	const counts = new Map();
	/** @type {Execution[]} */
	const started = [];
	const { canvases } = await look(host, '/_sandbox/state');
	const listed = canvases.filter((/** @type {{ archived: boolean }} */ { archived }) => !archived).length;
	for await (const execution of executions.ended()) {
		for (const secret of SECRETS) if (execution.text.includes(secret)) violations.push(`Execution ${execution.id} contains ${secret}`);
		const kind = kinds.get(execution.workflowId);
		if (execution.workflowId === pollingId) {
			if (execution.status === 'error') failedPolls += 1;
			changes.push(...changesIn(execution));
		}
		if (!kind) {
			started.push(execution);
			continue;
		}
		counts.set(kind.name, (counts.get(kind.name) ?? 0) + 1);
		const { reports, problems } = reportsOf(execution, kind, rowsIn(execution));
		for (const { key, report } of reports) of(kind).cameOut(key, report);
		if (kind.counted === false && reports[0]?.report === 'sent' && itemsOf(execution.data, 'Braze').length !== listed) problems.push(`Execution ${execution.id} did not list all ${listed} Canvases`);
		violations.push(...problems);
	}
	// Only now: an execution may still have been at work.
	const { done, cancelled } = receivedIn(await look(host, '/_sandbox/state'));
	for (const [id, times] of done) accountOf(accounts, id)?.wasReceived(id, times);
	for (const [id, times] of cancelled) accounts.get('cancel')?.wasReceived(id, times);
	const triggers = startsOf(listeners, calls, started);
	for (const [name, account] of accounts) violations.push(...account.violations().map((line) => `${name}: ${line}`));
	return {
		byKind: new Map(KINDS.map((kind) => [kind.name, { executions: counts.get(kind.name) ?? 0, reports: of(kind).totals() }])),
		triggers,
		requests: answersIn((await look(host, '/_sandbox/requests?limit=20000')).requests),
		changes,
		failedPolls,
		violations: [...violations, ...triggers.violations],
	};
}

/** The account of a person, by the name of the workflow in the ID; `claim` for IDs that are not from here, which do not add up there. @param {Map<string, Accounts>} accounts @param {string} id */
function accountOf(accounts, id) {
	return accounts.get(/^r\d+-(.+?)-\d+-\d+/.exec(id)?.[1] ?? '') ?? accounts.get('claim');
}

/** @param {Host} host @param {string} route @returns {Promise<any>} */
async function look({ sandbox }, route) {
	return (await fetch(sandbox.address + route)).json();
}
