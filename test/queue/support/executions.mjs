// @ts-check
import { given } from '../../e2e/support/workflows.mjs';
import { untilIdle } from './cluster.mjs';

/** @typedef {import('./cluster.mjs').Cluster} Cluster */

/** Retries an execution, as a person does in the list. @param {Cluster} cluster @param {string} id @returns {Promise<string>} what n8n refused */
export async function retry({ n8n }, id) {
	return n8n.retryExecution(id).then(() => '', String);
}

/** Retries all executions that failed. @param {Cluster} cluster @param {string} workflowId @returns {Promise<string[]>} what n8n refused */
export async function retryFailed(cluster, workflowId) {
	const failed = await cluster.query(
		`SELECT id FROM execution_entity WHERE "workflowId" = '${workflowId}' AND status IN ('crashed', 'error') AND "retryOf" IS NULL ORDER BY id`,
	);
	const refusals = [];
	for (const { id } of failed) refusals.push(await retry(cluster, id));
	await untilIdle(cluster, workflowId, 180);
	return refusals.filter((refusal) => refusal !== '');
}

/** The newest execution of a workflow. @param {Cluster} cluster @param {string} workflowId @returns {Promise<number>} */
export async function newestOf({ query }, workflowId) {
	const [{ id }] = await query(
		`SELECT coalesce(max(id), 0) AS id FROM execution_entity WHERE "workflowId" = '${workflowId}'`,
	);
	return id;
}

/**
 * The people whom the Braze node skipped in the executions after one.
 * @param {Cluster} cluster @param {string} workflowId @param {number} after
 * @returns {Promise<string[]>} their IDs
 */
export async function skippedAfter({ n8n, query }, workflowId, after) {
	const executions = await query(
		`SELECT id FROM execution_entity WHERE "workflowId" = '${workflowId}' AND id > ${after} ORDER BY id`,
	);
	const skipped = [];
	for (const { id } of executions) {
		const execution = await n8n.executionEnd(id);
		const rows = given(execution, 'Rows');
		const [items] = execution.data.resultData.runData.Braze[0].data.main;
		for (const { json, pairedItem } of items)
			if (json.skipped) skipped.push(rows[pairedItem.item].external_user_id);
	}
	return skipped;
}
