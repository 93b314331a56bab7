// @ts-check
import assert from 'node:assert/strict';
import { after, beforeEach, describe, it } from 'node:test';
import {
	closeCluster,
	memoryOf,
	openCluster,
	report,
	spread,
	startedBy,
	until,
	untilIdle,
} from './support/cluster.mjs';
import { chunksOf, chunkStatuses, importMillionRows, startSource } from './support/millionRows.mjs';
import { SLOW_BRAZE, SOON_STALLED } from './support/sending.mjs';

const ROWS = 20_000;
const ROWS_PER_CHUNK = 1_000;
const people = Array.from({ length: ROWS }, (_, index) => `person-${index}`);

const source = await startSource(ROWS);
const cluster = await openCluster('queue-million-rows', SOON_STALLED);
after(async () => {
	source.close();
	await closeCluster();
});
const [first, second] = await Promise.all(['worker-1', 'worker-2'].map((name) => cluster.startWorker(name)));

/** Sends all chunks. @param {{ run: string, options?: object }} settings */
async function sendAll({ run, options }) {
	const before = [first, second].map(startedBy);
	const workflow = await importMillionRows(cluster, source.address, {
		run,
		rowsPerChunk: ROWS_PER_CHUNK,
		options,
	});
	await workflow.handOut();
	await until(
		'the end of all chunks',
		async () => {
			const { queued = 0, started = 0 } = await chunkStatuses(cluster, run);
			return queued + started === 0;
		},
		300,
	);
	await untilIdle(cluster, workflow.id, 60);
	const limited = (await cluster.sandbox.requests(20_000)).filter(({ status }) => status === 429).length;
	const chunks = await chunksOf(cluster, run);
	const sum = (/** @type {'sent' | 'failed'} */ column) =>
		chunks.reduce((total, chunk) => total + (chunk[column] ?? 0), 0);
	const totals = {
		chunks: await chunkStatuses(cluster, run),
		sent: sum('sent'),
		failed: sum('failed'),
		people: await spread(cluster, people),
		limited,
	};
	report(`million-rows, ${run}`, {
		...totals,
		executions: [first, second].map((worker, index) => startedBy(worker) - before[index]),
	});
	[first, second].forEach((worker, index) =>
		assert.ok(startedBy(worker) > before[index], 'a worker did nothing'),
	);
	return totals;
}

describe('the template million-rows', () => {
	beforeEach(async () => await cluster.sandbox.reset());

	it('sends every row once when workers share a rate limit that they reach', async () => {
		await cluster.sandbox.limitRequests(60, 10);
		const { chunks, sent, people: reached, limited } = await sendAll({ run: 'limited' });
		assert.ok(limited > 0, 'the limit was not reached');
		assert.deepEqual(
			[chunks, sent, reached],
			[{ done: ROWS / ROWS_PER_CHUNK }, ROWS, { never: 0, once: ROWS, more: 0 }],
		);
	});

	it('counts the rows that were not sent when the wait for the rate limit is used up', async () => {
		await cluster.sandbox.limitRequests(60, 15);
		const {
			chunks,
			sent,
			failed,
			people: reached,
		} = await sendAll({ run: 'impatient', options: { maximumWait: 20 } });
		assert.ok(chunks['has failures'] > 0, 'no chunk failed');
		assert.deepEqual(
			[sent, failed, reached],
			[ROWS - failed, reached.never, { never: failed, once: sent, more: 0 }],
		);
	});

	it('sends no chunk twice when a worker is killed and the run is started again', async () => {
		const run = 'resumed';
		await cluster.sandbox.failOn(SLOW_BRAZE);
		const workflow = await importMillionRows(cluster, source.address, { run, rowsPerChunk: ROWS_PER_CHUNK });
		await workflow.handOut();
		await until('the first chunks', async () => ((await chunkStatuses(cluster, run)).done ?? 0) >= 3, 200);
		await second.kill();
		await workflow.handOut();
		await until('the end of all chunks', async () => !(await chunkStatuses(cluster, run)).queued, 300);
		await untilIdle(cluster, workflow.id, 300);
		const chunks = await chunksOf(cluster, run);
		const done = chunks.filter(({ status }) => status === 'done');
		const reached = await spread(cluster, people);
		report('million-rows, resumed', {
			chunks: await chunkStatuses(cluster, run),
			people: reached,
			memory: memoryOf(cluster.main),
		});
		assert.equal(chunks.length, ROWS / ROWS_PER_CHUNK);
		assert.deepEqual(
			done.map(({ sent }) => sent),
			done.map(() => ROWS_PER_CHUNK),
		);
		assert.equal(reached.more, 0);
		assert.ok(reached.never <= (chunks.length - done.length) * ROWS_PER_CHUNK);
	});
});
