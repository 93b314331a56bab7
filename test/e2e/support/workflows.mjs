// @ts-check
import { randomUUID } from 'node:crypto';

/** The Canvas "Onboarding" of the sandbox's seed data. */
export const ONBOARDING = '5f0c7a52-1d1e-4c5b-9a3f-0c8f2b7d4e10';

/** Nine in the morning some days from now, without a zone: a time of day for local delivery. @param {number} days */
export function nineInTheMorning(days) {
	const day = new Date(Date.now() + days * 24 * 3600 * 1000).toISOString().slice(0, 10);
	return `${day}T09:00:00`;
}

/**
 * @param {string} name @param {string} type @param {number} typeVersion @param {object} parameters @param {object} [more]
 * @returns {any}
 */
export function node(name, type, typeVersion, parameters, more = {}) {
	return { id: randomUUID(), name, type, typeVersion, position: [0, 0], parameters, ...more };
}

/** Starts by hand and gives one item for each row. @param {object[]} rows */
export function startWithRows(rows) {
	return [
		node('Start', 'n8n-nodes-base.manualTrigger', 1, {}),
		node('Rows', 'n8n-nodes-base.set', 3.4, {
			mode: 'raw',
			jsonOutput: JSON.stringify({ rows }),
			options: {},
		}),
		node('Row', 'n8n-nodes-base.splitOut', 1, { fieldToSplitOut: 'rows', options: {} }),
	];
}

/**
 * Starts by a webhook, and gives one item for each of the `rows` in its body.
 * @param {string} path of the webhook
 * @param {object} response how the webhook answers
 */
export function startWithPostedRows(path, response) {
	return [
		node(
			'Webhook',
			'n8n-nodes-base.webhook',
			2,
			{ httpMethod: 'POST', path, ...response, options: {} },
			{ webhookId: path },
		),
		node('Rows', 'n8n-nodes-base.splitOut', 1, { fieldToSplitOut: 'body.rows', options: {} }),
	];
}

/**
 * Schedules the Canvas "Onboarding" for the person of each item, at nine in the morning of that person.
 * @param {{ id: string, name: string }} credential
 * @param {object} [parameters] other than these
 * @param {object} [settings] of the node, such as `onError`
 */
export function scheduleNode(credential, parameters = {}, settings = {}) {
	const all = {
		resource: 'canvas',
		operation: 'schedule',
		canvasId: { __rl: true, mode: 'id', value: ONBOARDING },
		sendTo: 'recipients',
		specifyRecipients: 'fields',
		identifyBy: 'externalId',
		recipients: { recipient: [{ externalUserId: '={{ $json.external_user_id }}', options: {} }] },
		when: 'dateTime',
		sendTime: nineInTheMorning(3),
		delivery: 'localTime',
		options: {},
		...parameters,
	};
	return brazeNode(credential, all, settings);
}

/**
 * Any operation of the node with nothing filled in but these parameters: the rest stands at its default.
 * @param {{ id: string, name: string }} credential
 * @param {object} parameters
 * @param {object} [settings] of the node
 */
export function brazeNode({ id, name }, parameters, settings = {}) {
	return node('Braze', 'n8n-nodes-braze.braze', 1, parameters, {
		credentials: { brazeApi: { id, name } },
		...settings,
	});
}

/** A node that only shows what reaches it. @param {string} name */
export function end(name) {
	return node(name, 'n8n-nodes-base.noOp', 1, {});
}

/**
 * A workflow of nodes one after the other. The last one's outputs go to the nodes of `outputs`, in order.
 * @param {string} name
 * @param {any[]} nodes
 * @param {any[]} [outputs]
 */
export function workflow(name, nodes, outputs = []) {
	/** @type {Record<string, { main: object[][] }>} */
	const connections = {};
	const to = (/** @type {any} */ next) => [{ node: next.name, type: 'main', index: 0 }];
	nodes.slice(1).forEach((next, index) => {
		connections[nodes[index].name] = { main: [to(next)] };
	});
	if (outputs.length > 0) connections[nodes[nodes.length - 1].name] = { main: outputs.map(to) };
	const placed = [...nodes, ...outputs].map((one, index) => ({ ...one, position: [index * 220, 0] }));
	return { name, active: false, nodes: placed, connections, settings: { executionOrder: 'v1' } };
}

/**
 * What a node gave at one of its outputs.
 * @param {any} execution
 * @param {string} name
 * @param {number} [output]
 * @returns {any[]} the json of each item
 */
export function given(execution, name, output = 0) {
	const items = execution.data.resultData.runData[name]?.[0]?.data?.main?.[output] ?? [];
	return items.map((/** @type {any} */ item) => item.json);
}
