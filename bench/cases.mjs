// @ts-check
import { CANVAS, SEND_TIME, jobs } from './jobs.mjs';

const RECIPIENT = '={{ { external_user_id: $json.external_user_id } }}';

/** The credential of the Braze nodes. @param {string} url */
export const credential = (url) => ({
	id: 'benchCredential1',
	name: 'Bench',
	type: 'brazeApi',
	data: { apiKey: 'bench', instance: 'custom', url },
});

/** @param {string} type @param {number} typeVersion @param {object} parameters */
const subject = (type, typeVersion, parameters) => ({ name: 'Subject', type, typeVersion, parameters });

/** @param {object} parameters */
const braze = (parameters) => ({
	...subject('n8n-nodes-braze.braze', 1, parameters),
	credentials: { brazeApi: { id: 'benchCredential1', name: 'Bench' } },
});

/** The loop as a node: see `nodes/Loop.node.js`. @param {string} url */
const loop = (url) => ({
	...braze({ url: url + jobs.upsert.path, list: 'attributes', limit: jobs.upsert.limit }),
	type: 'CUSTOM.loop',
});

/** The loop with one row in a request, and as many in flight as this node has. @param {string} url */
const singleLoop = (url) => {
	const node = loop(url);
	return { ...node, parameters: { ...node.parameters, limit: 1, parallel: 50 } };
};

/** @param {boolean} combineItems @param {object} recipients */
const schedule = (combineItems, recipients) =>
	braze({
		resource: 'canvas',
		operation: 'schedule',
		canvasId: { __rl: true, mode: 'id', value: CANVAS },
		sendTo: 'recipients',
		...recipients,
		when: 'dateTime',
		sendTime: SEND_TIME,
		delivery: 'oneMoment',
		options: { combineItems },
	});

const upsert = () =>
	braze({
		resource: 'user',
		operation: 'upsert',
		identifyBy: 'externalId',
		specifyAttributes: 'autoMap',
		options: {},
	});

/** @param {string} url @param {string} jsonBody */
const httpRequest = (url, jsonBody) =>
	subject('n8n-nodes-base.httpRequest', 4.2, {
		method: 'POST',
		url,
		sendHeaders: true,
		headerParameters: { parameters: [{ name: 'Authorization', value: 'Bearer bench' }] },
		sendBody: true,
		specifyBody: 'json',
		jsonBody,
		options: {},
	});

const ONE_RECIPIENT = `={{ { canvas_id: '${CANVAS}', recipients: [{ external_user_id: $json.external_user_id }], schedule: { time: '${SEND_TIME}' } } }}`;
const ONE_PERSON = '={{ { attributes: [$json] } }}';

/**
 * The cases: what is done with the rows, the node under test, and the most items that it is run with. The bare loops run
 * without n8n, `upsertLoopNode` is the
 * same loop as a node, `singleLoopNode` with one row in a request; `resolveOnly` is what n8n itself takes to resolve the expression of `expressions`, `holdOnly` what it
 * takes to keep items and results.
 * @type {Record<string, { job: keyof typeof jobs, most: number, subject?: (url: string) => object }>}
 */
export const cases = {
	autoMapped: {
		job: 'schedule',
		most: 100_000,
		subject: () => schedule(true, { specifyRecipients: 'autoMap' }),
	},
	expressions: {
		job: 'schedule',
		most: 100_000,
		subject: () => schedule(true, { specifyRecipients: 'json', recipientsJson: RECIPIENT }),
	},
	notCombined: {
		job: 'schedule',
		most: 100_000,
		subject: () => schedule(false, { specifyRecipients: 'autoMap' }),
	},
	httpRequest: {
		job: 'schedule',
		most: 100_000,
		subject: (url) => httpRequest(url + jobs.schedule.path, ONE_RECIPIENT),
	},
	bareLoop: { job: 'schedule', most: 100_000 },
	upsert: { job: 'upsert', most: 10_000, subject: upsert },
	upsertHttpRequest: {
		job: 'upsert',
		most: 10_000,
		subject: (url) => httpRequest(url + jobs.upsert.path, ONE_PERSON),
	},
	upsertLoopNode: { job: 'upsert', most: 10_000, subject: loop },
	singleLoopNode: { job: 'upsert', most: 10_000, subject: singleLoop },
	upsertBareLoop: { job: 'upsert', most: 10_000 },
	holdOnly: { job: 'schedule', most: 100_000, subject: () => subject('CUSTOM.hold', 1, {}) },
	resolveOnly: {
		job: 'schedule',
		most: 10_000,
		subject: () => subject('CUSTOM.resolve', 1, { recipientsJson: RECIPIENT }),
	},
};

/** A workflow that makes items and gives them to the node of a case. @param {string} name @param {number} items @param {any} node */
export function workflow(name, items, node) {
	const id = `${name}${items}`;
	const jsCode = `const row = ${jobs[cases[name].job].row};\nreturn Array.from({ length: ${items} }, (_, index) => ({ json: row(index) }));`;
	const nodes = [
		{ name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, parameters: {} },
		{ name: 'Items', type: 'n8n-nodes-base.code', typeVersion: 2, parameters: { jsCode } },
		node,
	].map((one, index) => ({ ...one, id: `node-${index}`, position: [index * 220, 0] }));
	const to = (/** @type {string} */ name) => ({ main: [[{ node: name, type: 'main', index: 0 }]] });
	const connections = { Start: to('Items'), Items: to('Subject') };
	return { id, name: id, active: false, nodes, connections, settings: { executionOrder: 'v1' } };
}
