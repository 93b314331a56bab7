// @ts-check

export const CANVAS = '5f0c7a52-1d1e-4c5b-9a3f-0c8f2b7d4e10';
/** The same moment in every process of a run. */
export const SEND_TIME = new Date(Date.now() + 3 * 24 * 3600 * 1000).toISOString().slice(0, 10) + 'T09:00:00Z';
const RECIPIENT = '={{ { external_user_id: $json.external_user_id } }}';

/** The credential of the Braze nodes. @param {string} url */
export const credential = (url) => ({ id: 'benchCredential1', name: 'Bench', type: 'brazeApi', data: { apiKey: 'bench', instance: 'custom', url } });

/** @param {string} type @param {number} typeVersion @param {object} parameters */
const subject = (type, typeVersion, parameters) => ({ name: 'Subject', type, typeVersion, parameters });

/** @param {boolean} combineItems @param {object} recipients */
const braze = (combineItems, recipients) => ({
	...subject('n8n-nodes-braze.braze', 1, {
		resource: 'canvas',
		operation: 'schedule',
		canvasId: { __rl: true, mode: 'id', value: CANVAS },
		sendTo: 'recipients',
		...recipients,
		when: 'dateTime',
		sendTime: SEND_TIME,
		delivery: 'oneMoment',
		options: { combineItems },
	}),
	credentials: { brazeApi: { id: 'benchCredential1', name: 'Bench' } },
});

/** @param {string} url */
const httpRequest = (url) => subject('n8n-nodes-base.httpRequest', 4.2, {
	method: 'POST',
	url: `${url}/canvas/trigger/schedule/create`,
	sendHeaders: true,
	headerParameters: { parameters: [{ name: 'Authorization', value: 'Bearer bench' }] },
	sendBody: true,
	specifyBody: 'json',
	jsonBody: `={{ { canvas_id: '${CANVAS}', recipients: [{ external_user_id: $json.external_user_id }], schedule: { time: '${SEND_TIME}' } } }}`,
	options: {},
});

/**
 * The cases: the node under test, and the most items that it is run with. `bareLoop` runs without n8n; `resolveOnly` is
 * what n8n itself takes to resolve the expression of `expressions`, `holdOnly` what it takes to keep items and results.
 * @type {Record<string, { most: number, subject?: (url: string) => object }>}
 */
export const cases = {
	autoMapped: { most: 100_000, subject: () => braze(true, { specifyRecipients: 'autoMap' }) },
	expressions: { most: 100_000, subject: () => braze(true, { specifyRecipients: 'json', recipientsJson: RECIPIENT }) },
	notCombined: { most: 10_000, subject: () => braze(false, { specifyRecipients: 'autoMap' }) },
	httpRequest: { most: 100_000, subject: httpRequest },
	bareLoop: { most: 100_000 },
	holdOnly: { most: 100_000, subject: () => subject('CUSTOM.hold', 1, {}) },
	resolveOnly: { most: 10_000, subject: () => subject('CUSTOM.resolve', 1, { recipientsJson: RECIPIENT }) },
};

/** A workflow that makes items and gives them to the node under test. @param {string} id @param {number} items @param {any} node */
export function workflow(id, items, node) {
	const jsCode = `return Array.from({ length: ${items} }, (_, index) => ({ json: { external_user_id: 'user-' + index } }));`;
	const nodes = [
		{ name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, parameters: {} },
		{ name: 'Items', type: 'n8n-nodes-base.code', typeVersion: 2, parameters: { jsCode } },
		node,
	].map((one, index) => ({ ...one, id: `node-${index}`, position: [index * 220, 0] }));
	const to = (/** @type {string} */ name) => ({ main: [[{ node: name, type: 'main', index: 0 }]] });
	const connections = { Start: to('Items'), Items: to('Subject') };
	return { id, name: id, active: false, nodes, connections, settings: { executionOrder: 'v1' } };
}
