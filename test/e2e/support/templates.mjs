// @ts-check
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../../n8n/start/settings.mjs';

const folder = path.join(root, 'examples');

/** The names of all templates that the repository offers. */
export const templateNames = readdirSync(folder)
	.filter((name) => name.endsWith('.json'))
	.map((name) => path.basename(name, '.json'));

/** A template as it is in its file. @param {string} name @returns {any} */
export function template(name) {
	return JSON.parse(readFileSync(path.join(folder, `${name}.json`), 'utf8'));
}

/**
 * The Canvases of the sandbox that people would choose. Templates come without a Canvas, and in *Dry Run*.
 * @type {Record<string, Record<string, [id: string, name: string]>>}
 */
const CANVASES = {
	'abandoned-cart-schedule-and-cancel': {
		'Remind in four hours': ['5f0c7a52-1d1e-4c5b-9a3f-0c8f2b7d4e11', 'Abandoned Cart'],
	},
	'approval-broadcast': { Broadcast: ['5f0c7a52-1d1e-4c5b-9a3f-0c8f2b7d4e17', 'Price Drop Alert'] },
	'calendly-booking-reminder': {
		'Schedule the reminder': ['5f0c7a52-1d1e-4c5b-9a3f-0c8f2b7d4e12', 'Booking Reminder'],
	},
	'crm-contact-changed': { 'Schedule the Canvas': ['5f0c7a52-1d1e-4c5b-9a3f-0c8f2b7d4e10', 'Onboarding'] },
	'crm-plan-changed': { 'Schedule the Canvas': ['5f0c7a52-1d1e-4c5b-9a3f-0c8f2b7d4e10', 'Onboarding'] },
	'crm-opt-out': { 'Schedule the notice': ['5f0c7a52-1d1e-4c5b-9a3f-0c8f2b7d4e13', 'Renewal Notice'] },
	'failed-payment-dunning': {
		'Tell the customer tomorrow': ['5f0c7a52-1d1e-4c5b-9a3f-0c8f2b7d4e13', 'Renewal Notice'],
	},
	'hubspot-deal-closed-onboarding': {
		'Schedule the welcome': ['5f0c7a52-1d1e-4c5b-9a3f-0c8f2b7d4e10', 'Onboarding'],
	},
	'million-rows': { 'Send the Canvas': ['5f0c7a52-1d1e-4c5b-9a3f-0c8f2b7d4e10', 'Onboarding'] },
	'nightly-table-10000-rows': {
		'Schedule the greeting': ['5f0c7a52-1d1e-4c5b-9a3f-0c8f2b7d4e14', 'Birthday Treat'],
	},
	'sheet-row-connected-audience': {
		'Schedule for the audience': ['5f0c7a52-1d1e-4c5b-9a3f-0c8f2b7d4e13', 'Renewal Notice'],
	},
	'agent-proposes-person-approves': {
		'Schedule the message': ['5f0c7a52-1d1e-4c5b-9a3f-0c8f2b7d4e10', 'Onboarding'],
	},
	'weekly-analytics': { 'Last seven days': ['5f0c7a52-1d1e-4c5b-9a3f-0c8f2b7d4e10', 'Onboarding'] },
};

/** The segment of the sandbox that people would choose: *Pro Plan*. */
const SEGMENT = { __rl: true, mode: 'list', value: 'd19c3f7e-52ab-4e06-8c41-7a9e0b3d5f11' };

/** The catalog of the sandbox. */
const CATALOG = { __rl: true, mode: 'list', value: 'cafes' };

/** A template after a person has chosen its Canvases and set the mode of its nodes to *Send*. @param {string} name @returns {any} */
export function filledIn(name) {
	const workflow = template(name);
	for (const { name: node, type, parameters } of workflow.nodes) {
		if (type !== 'n8n-nodes-braze.braze') continue;
		if (parameters.mode === 'dryRun') parameters.mode = 'send';
		if (parameters.segmentId) parameters.segmentId = SEGMENT;
		if (parameters.catalogName) parameters.catalogName = CATALOG;
		const chosen = CANVASES[name]?.[node];
		if (chosen)
			parameters.canvasId = { __rl: true, mode: 'list', value: chosen[0], cachedResultName: chosen[1] };
	}
	return workflow;
}

/**
 * Imports a template as {@link filledIn}, with a credential in its Braze nodes: what a person does first.
 * @param {import('./host.mjs').Host} host
 * @param {string} name
 * @param {Record<string, object[]>} [pinned] other data for nodes, in place of what the template has pinned to them
 * @param {Record<string, object>} [changes] other parameters of nodes
 */
export async function importTemplate({ n8n, credential }, name, pinned = {}, changes = {}) {
	const workflow = filledIn(name);
	for (const node of workflow.nodes) {
		if (['n8n-nodes-braze.braze', 'n8n-nodes-braze.brazeTool'].includes(node.type))
			node.credentials = { brazeApi: { id: credential.id, name: credential.name } };
	}
	for (const [node, items] of Object.entries(pinned))
		workflow.pinData[node] = items.map((json) => ({ json }));
	for (const node of workflow.nodes) Object.assign(node.parameters, changes[node.name]);
	return n8n.createWorkflow(workflow);
}

/**
 * Runs a workflow from one of its triggers, as the button beside it does: with the data pinned to it, if there is any.
 * @param {import('./host.mjs').Host} host
 * @param {any} workflow
 * @param {string} trigger
 * @returns {Promise<any>} the execution
 */
export async function runFrom(host, workflow, trigger) {
	return await ended(host, workflow, await startFrom(host, workflow, trigger));
}

/**
 * Starts a workflow as {@link runFrom} does, and waits for nothing.
 * @param {import('./host.mjs').Host} host
 * @param {any} workflow
 * @param {string} trigger
 * @returns {Promise<string>} the ID of the execution
 */
export async function startFrom({ n8n }, workflow, trigger) {
	const { executionId } = await n8n.request('POST', `/rest/workflows/${workflow.id}/run`, {
		triggerToStartFrom: { name: trigger },
	});
	return executionId;
}

/**
 * The end of an execution that has to succeed.
 * @param {import('./host.mjs').Host} host
 * @param {any} workflow
 * @param {string} executionId
 * @returns {Promise<any>} the execution
 */
export async function ended({ n8n }, workflow, executionId) {
	const execution = await n8n.executionEnd(executionId);
	if (execution.status !== 'success')
		throw new Error(`${workflow.name}: ${JSON.stringify(execution.data.resultData.error).slice(0, 800)}`);
	return execution;
}
