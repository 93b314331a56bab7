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
 * Imports a template, with a credential in its Braze nodes: what a person does first.
 * @param {import('./host.mjs').Host} host
 * @param {string} name
 * @param {Record<string, object[]>} [pinned] other data for nodes, in place of what the template has pinned to them
 */
export async function importTemplate({ n8n, credential }, name, pinned = {}) {
	const workflow = template(name);
	for (const node of workflow.nodes) {
		if (node.type === 'n8n-nodes-braze.braze')
			node.credentials = { brazeApi: { id: credential.id, name: credential.name } };
	}
	for (const [node, items] of Object.entries(pinned))
		workflow.pinData[node] = items.map((json) => ({ json }));
	return n8n.createWorkflow(workflow);
}

/**
 * Runs a workflow from one of its triggers, as the button beside it does: with the data pinned to it, if there is any.
 * @param {import('./host.mjs').Host} host
 * @param {any} workflow
 * @param {string} trigger
 * @returns {Promise<any>} the execution
 */
export async function runFrom({ n8n }, workflow, trigger) {
	const { executionId } = await n8n.request('POST', `/rest/workflows/${workflow.id}/run`, {
		triggerToStartFrom: { name: trigger },
	});
	const execution = await n8n.executionEnd(executionId);
	if (execution.status !== 'success')
		throw new Error(`${workflow.name}: ${JSON.stringify(execution.data.resultData.error).slice(0, 800)}`);
	return execution;
}
