// @ts-check
import { node, ONBOARDING, brazeNode, workflow } from '../../e2e/support/workflows.mjs';

/**
 * A workflow that a webhook starts, and that sends a Canvas to the people of its rows, 50 in a request.
 * @param {import('./cluster.mjs').Cluster} cluster
 * @param {string} name also the path of the webhook
 * @param {object} [options] of the Braze node
 */
export function sendRows({ credential }, name, options = {}) {
	return workflow(name, [
		node('Webhook', 'n8n-nodes-base.webhook', 2, { httpMethod: 'POST', path: name, responseMode: 'onReceived', options: {} }, { webhookId: name }),
		node('Rows', 'n8n-nodes-base.splitOut', 1, { fieldToSplitOut: 'body.rows', options: {} }),
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
	return Array.from({ length: count }, (_, index) => ({ external_user_id: `${name}-${call * count + index}` }));
}

/** Calls a webhook. @param {string} address @param {string} name @param {object} body */
export async function callWebhook(address, name, body) {
	const answer = await fetch(`${address}/webhook/${name}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
	if (!answer.ok) throw new Error(`The webhook answered ${answer.status}: ${await answer.text()}`);
}
