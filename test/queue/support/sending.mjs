// @ts-check
import { brazeNode, ONBOARDING, startWithPostedRows, workflow } from '../../e2e/support/workflows.mjs';

/**
 * A workflow that a webhook starts, and that sends a Canvas to the people of its rows, 50 in a request.
 * @param {import('./cluster.mjs').Cluster} cluster
 * @param {string} name also the path of the webhook
 * @param {object} [options] of the Braze node
 */
export function sendRows({ credential }, name, options = {}) {
	return workflow(name, [
		...startWithPostedRows(name, { responseMode: 'onReceived' }),
		brazeNode(credential, {
			resource: 'canvas',
			operation: 'sendNow',
			canvasId: { __rl: true, mode: 'id', value: ONBOARDING },
			sendTo: 'recipients',
			specifyRecipients: 'autoMap',
			identifyBy: 'externalId',
			options: { combineItems: true, parallelRequests: 1, ...options },
		}),
	]);
}

/** The people of one call of a webhook. @param {string} name @param {number} call @param {number} count */
export function rowsOf(name, call, count) {
	return Array.from({ length: count }, (_, index) => ({
		external_user_id: `${name}-${call * count + index}`,
	}));
}

/** The IDs of the people of these calls. @param {string} name @param {number} calls @param {number} count */
export function peopleOf(name, calls, count) {
	return rowsOf(name, 0, calls * count).map(({ external_user_id }) => external_user_id);
}

/** Slow requests: a crash then happens while some are under way. */
export const SLOW_BRAZE = {
	kind: { type: 'slow', ms: 200, act: true },
	match: { path: '/canvas/trigger/send' },
	times: -1,
};

/** A job whose worker is gone counts as stalled after seconds instead of a minute. */
export const SOON_STALLED = {
	QUEUE_WORKER_LOCK_DURATION: '20000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '4000',
	QUEUE_WORKER_STALLED_INTERVAL: '5000',
};

/**
 * Makes the calls of a webhook from the first to the last, two at a time.
 * @param {string} address @param {string} name @param {{ first?: number, end: number, people: number }} calls
 */
export async function callForAll(address, name, { first = 0, end, people }) {
	let next = first;
	const caller = async () => {
		while (next < end) await callWebhook(address, name, { rows: rowsOf(name, next++, people) });
	};
	await Promise.all([caller(), caller()]);
}

/** Calls a webhook. @param {string} address @param {string} name @param {object} body */
export async function callWebhook(address, name, body) {
	const answer = await fetch(`${address}/webhook/${name}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(body),
	});
	if (!answer.ok) throw new Error(`The webhook answered ${answer.status}: ${await answer.text()}`);
}
