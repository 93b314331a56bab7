// @ts-check
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { publish } from '../../e2e/support/publishing.mjs';
import { end, node, workflow } from '../../e2e/support/workflows.mjs';
import { itemsOf } from './reports.mjs';
import { WEBHOOK_SECRET } from './secrets.mjs';

/** @typedef {import('../../e2e/support/host.mjs').Host} Host */
/** @typedef {import('./executions.mjs').Execution} Execution */
/** @typedef {import('./random.mjs').Random} Random */

/** How long a call may take until Braze repeats it, on the sandbox's clock. */
const REPEATED_AFTER_SECONDS = 3_600;

/** The broadcast that is paused and resumed. */
const DIGEST = 'Weekly Digest';

const SOURCES = /** @type {const} */ ([
	{
		kind: 'webhookMessage',
		parameters: {},
		credential: { sentAs: 'header', headerName: 'X-Braze-Secret' },
		headers: { 'X-Braze-Secret': WEBHOOK_SECRET },
	},
	{
		kind: 'currents',
		parameters: { source: 'currents', startFor: 'all' },
		credential: { sentAs: 'bearer' },
		headers: { Authorization: `Bearer ${WEBHOOK_SECRET}` },
	},
]);

/** @typedef {{ kind: 'webhookMessage' | 'currents', workflowId: string, url: string, headers: Record<string, string> }} Listener */

/** Publishes a workflow for each source of the Braze Trigger. @param {Host} host @returns {Promise<Listener[]>} */
export async function listen({ n8n, address }) {
	const listeners = [];
	for (const { kind, parameters, credential, headers } of SOURCES) {
		const { id, name } = await n8n.createCredential(kind, 'brazeWebhookApi', {
			secret: WEBHOOK_SECRET,
			...credential,
		});
		const webhookId = randomUUID();
		const trigger = node('Trigger', 'n8n-nodes-braze.brazeTrigger', 1, parameters, {
			webhookId,
			credentials: { brazeWebhookApi: { id, name } },
		});
		const saved = await n8n.createWorkflow(workflow(kind, [trigger, end('End')]));
		await publish(n8n, saved);
		listeners.push({ kind, workflowId: saved.id, url: `${address}/webhook/${webhookId}/webhook`, headers });
	}
	return listeners;
}

/** Calls of Braze: new events, and one in four that it has sent before. @param {Host} host @param {string} prefix of the events' IDs @param {Random} random */
export function makeCalls({ sandbox }, prefix, random) {
	/** @type {string[]} */
	const known = [];
	const idOf = () => {
		if (known.length > 0 && random.chance(0.25)) return random.oneOf(known);
		known.push(`${prefix}-${known.length}`);
		return known[known.length - 1];
	};
	return async () => {
		const ids = Array.from({ length: random.between(1, 4) }, idOf);
		await sandbox.callWith(
			'webhookMessage',
			ids.map((id) => ({ event_id: id, external_id: id, text: 'Hello' })),
		);
		const events = Array.from({ length: random.between(1, 60) }, () => ({
			id: idOf(),
			event_type: 'users.canvas.Entry',
			time: 1,
		}));
		await sandbox.callWith('currents', events);
	};
}

/** Waits until n8n has accepted all calls, as Braze repeats those that it has not. @param {Host} host @returns {Promise<any[]>} the calls */
export async function allDelivered({ sandbox }) {
	for (const deadline = Date.now() + 60_000; ; await sleep(300)) {
		const calls = await sandbox.calls(20_000);
		if (calls.every((/** @type {any} */ { outcome }) => outcome !== 'waiting')) return calls;
		if (Date.now() > deadline) throw new Error('n8n did not accept all calls of Braze within 60 s');
		await sandbox.letSecondsPass(REPEATED_AFTER_SECONDS);
	}
}

/**
 * Every event of the calls has to start its workflow exactly once, however often it was sent.
 * @param {readonly Listener[]} listeners
 * @param {readonly any[]} calls
 * @param {readonly Execution[]} executions
 * @returns {{ calls: number, events: number, violations: string[] }}
 */
export function startsOf(listeners, calls, executions) {
	/** @type {Map<string, number>} */
	const starts = new Map();
	for (const { kind, body } of calls) for (const id of idsIn(body)) starts.set(`${kind} ${id}`, 0);
	for (const { workflowId, data } of executions) {
		const { kind } = listeners.find((one) => one.workflowId === workflowId) ?? {};
		for (const { json } of kind ? itemsOf(data, 'Trigger') : []) {
			const [id] = idsIn({ ...json, events: [json] });
			starts.set(`${kind} ${id}`, (starts.get(`${kind} ${id}`) ?? Infinity) + 1);
		}
	}
	const undelivered = calls
		.filter(({ outcome }) => outcome !== 'delivered')
		.map(({ kind, outcome, attempts }) => `A call (${kind}) was ${outcome}: ${JSON.stringify(attempts)}`);
	const violations = [...starts]
		.filter(([, count]) => count !== 1)
		.map(
			([event, count]) =>
				`${event} started its workflow ${count === Infinity ? 'but was never sent' : `${count}x`}`,
		);
	return { calls: calls.length, events: starts.size, violations: [...undelivered, ...violations] };
}

/** @param {any} body of a call @returns {string[]} */
function idsIn({ event_id: id, events }) {
	return id === undefined ? events.map((/** @type {{ id: string }} */ event) => event.id) : [id];
}

/** Publishes a workflow that polls upcoming broadcasts every minute. @param {Host} host @returns {Promise<string>} its ID */
export async function poll({ n8n, credential: { id, name } }) {
	const trigger = node(
		'Polling',
		'n8n-nodes-braze.brazePollingTrigger',
		1,
		{ pollTimes: { item: [{ mode: 'everyMinute' }] }, hoursAhead: 192 },
		{ credentials: { brazeApi: { id, name } } },
	);
	const saved = await n8n.createWorkflow(workflow('polling', [trigger, end('End')]));
	await publish(n8n, saved);
	return saved.id;
}

/** Pauses the broadcast for three rounds, and resumes it for the next three. @param {Host} host @param {number} round */
export async function toggleBroadcast({ sandbox }, round) {
	if (Math.floor(round / 3) % 2 === 1) await sandbox.switchCampaign(DIGEST, false);
}

/** The changes of that broadcast, oldest first. @param {Execution} execution @returns {string[]} */
export function changesIn({ data }) {
	return itemsOf(data, 'Polling').flatMap(({ json: { change, name } }) => (name === DIGEST ? [change] : []));
}

/** A broadcast that is cancelled and new in turn was neither missed nor reported twice. @param {readonly string[]} changes */
export function checkChanges(changes) {
	return changes.flatMap((change, index) =>
		change === (index % 2 === 0 ? 'cancelled' : 'new')
			? []
			: [`Polling: change ${index + 1} is ${change}: ${changes.join(', ')}`],
	);
}
