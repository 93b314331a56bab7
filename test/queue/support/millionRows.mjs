// @ts-check
import { createServer } from 'node:http';
import { publish } from '../../e2e/support/publishing.mjs';
import { filledIn, runFrom } from '../../e2e/support/templates.mjs';

/** @typedef {import('./cluster.mjs').Cluster} Cluster */

/** A source that has that many rows and returns pages of them, as a warehouse's API does. @param {number} count */
export async function startSource(count) {
	const server = createServer((request, response) => {
		const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
		const offset = Number(searchParams.get('offset'));
		const length = Math.max(0, Math.min(Number(searchParams.get('limit')), count - offset));
		const rows = () =>
			Array.from({ length }, (_, index) => ({ external_user_id: `person-${offset + index}` }));
		response.setHeader('content-type', 'application/json');
		response.end(JSON.stringify(pathname.endsWith('/count') ? { count } : rows()));
	});
	await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
	const address = server.address();
	const port = typeof address === 'object' && address ? address.port : 0;
	return { address: `http://127.0.0.1:${port}/customers`, close: () => server.close() };
}

/**
 * Imports the template "million-rows" for a source, creates its table and publishes it.
 * @param {Cluster} cluster
 * @param {string} source
 * @param {{ run: string, rowsPerChunk: number, options?: object }} settings `options` of the Braze node besides the template's
 */
export async function importMillionRows(cluster, source, { run, rowsPerChunk, options }) {
	const workflow = filledIn('million-rows');
	const header = await cluster.n8n.createCredential(`Chunks ${run}`, 'httpHeaderAuth', {
		name: 'x-chunk-key',
		value: 'only-for-this-test',
	});
	const path = `braze-chunk-${run}`;
	for (const node of workflow.nodes) {
		if (node.type === 'n8n-nodes-braze.braze') {
			node.credentials = { brazeApi: { id: cluster.credential.id, name: cluster.credential.name } };
			Object.assign(node.parameters.options, options);
		}
		if (['A chunk', 'Hand out the chunk'].includes(node.name))
			node.credentials = { httpHeaderAuth: { id: header.id, name: header.name } };
		if (node.name === 'A chunk') node.parameters.path = path;
		if (node.name === 'Settings')
			node.parameters.jsonOutput = JSON.stringify({
				source,
				chunk_webhook: `${cluster.address}/webhook/${path}`,
				rows_per_chunk: rowsPerChunk,
				run,
			});
	}
	workflow.pinData = {};
	const created = await cluster.n8n.createWorkflow(workflow);
	await runFrom(cluster, created, 'Once, before the first run');
	await publish(cluster.n8n, created);
	return { ...created, handOut: () => runFrom(cluster, created, 'Every night at two') };
}

/** The rows of the data table of chunks. @param {Cluster} cluster @param {string} run @returns {Promise<any[]>} */
export async function chunksOf({ query }, run) {
	const [{ id }] = await query(`SELECT id FROM data_table WHERE name = 'braze_chunks'`);
	return query(`SELECT * FROM "data_table_user_${id}" WHERE run = '${run}' ORDER BY position`);
}

/** How many chunks have each status. @param {Cluster} cluster @param {string} run */
export async function chunkStatuses(cluster, run) {
	/** @type {Record<string, number>} */
	const counts = {};
	for (const { status } of await chunksOf(cluster, run)) counts[status] = (counts[status] ?? 0) + 1;
	return counts;
}
