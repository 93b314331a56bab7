// @ts-check
/**
 * Measures the template "million-rows": `node test/queue/figures.mjs ROWS WORKERS...`, such as `100000 0 1 2 4`, where 0
 * is one process without a queue. `--cores 0.2` gives each worker that share of a core: without it, workers on a small
 * machine compete for its cores. `--concurrency 2` is how many chunks a worker takes at a time. Prints a line of JSON
 * for each number of workers. Each runs twice, and the second run counts: in the first, the processes compile their code.
 */
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { closeCluster, memoryOf, openCluster, until } from './support/cluster.mjs';
import { limitCpu } from './support/cpuShare.mjs';
import { chunkStatuses, importMillionRows, startSource } from './support/millionRows.mjs';

/** @typedef {import('./support/cluster.mjs').Cluster} Cluster */
/** @typedef {import('../../n8n/start/processes.mjs').Service} Service */

const { values, positionals } = parseArgs({
	allowPositionals: true,
	options: { cores: { type: 'string' }, concurrency: { type: 'string' } },
});
const [rows, ...configurations] = positionals.map(Number);
const cores = values.cores === undefined ? undefined : Number(values.cores);
/** In seconds. */
const LONGEST = 1_200;
const ROWS_PER_CHUNK = Math.min(10_000, rows / 20);
/** @type {(() => void)[]} */
const limits = [];

/** @param {Cluster} cluster @param {Service[]} workers */
async function measure(cluster, workers) {
	await sendAll(cluster, workers.length);
	const [loadBefore] = loadavg();
	const { seconds, requests } = await sendAll(cluster, workers.length);
	const load = { before: loadBefore, after: loadavg()[0] };
	console.log(
		JSON.stringify({
			workers: workers.length,
			...values,
			rows,
			requests,
			seconds,
			rowsPerSecond: Math.round(rows / seconds),
			main: memoryOf(cluster.main),
			each: workers.map(memoryOf),
			load,
		}),
	);
}

/** @param {Cluster} cluster @param {number} workers */
async function sendAll(cluster, workers) {
	await cluster.sandbox.reset();
	const run = `run-${workers}-${Date.now()}`;
	const workflow = await importMillionRows(cluster, source.address, { run, rowsPerChunk: ROWS_PER_CHUNK });
	const began = Date.now();
	await workflow.handOut();
	await until(
		'all chunks',
		async () => ((await chunkStatuses(cluster, run)).done ?? 0) === rows / ROWS_PER_CHUNK,
		LONGEST,
	);
	const seconds = (Date.now() - began) / 1000;
	const { totals } = await (await fetch(`${cluster.sandbox.address}/_sandbox/state?limit=1`)).json();
	return { seconds, requests: totals.sends };
}

/** Starts a worker, and limits it once it is ready. @param {Cluster} cluster @param {string} name */
async function startLimited(cluster, name) {
	const worker = await cluster.startWorker(
		name,
		values.concurrency === undefined ? {} : { N8N_CONCURRENCY_PRODUCTION_LIMIT: values.concurrency },
	);
	if (cores !== undefined) limits.push(limitCpu(worker.pid, cores));
	return worker;
}

const source = await startSource(rows);
try {
	if (configurations.includes(0)) {
		await measure(await openCluster('queue-figures', {}, false), []);
		await closeCluster();
	}
	const counts = configurations.filter((count) => count > 0).sort((a, b) => a - b);
	if (counts.length > 0) {
		const cluster = await openCluster('queue-figures');
		/** @type {Service[]} */
		const workers = [];
		for (const count of counts) {
			while (workers.length < count)
				workers.push(await startLimited(cluster, `worker-${workers.length + 1}`));
			await measure(cluster, workers);
		}
	}
} finally {
	source.close();
	await closeCluster();
	for (const remove of limits) remove();
}
