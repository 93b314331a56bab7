// @ts-check
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { parse } from 'yaml';
import { n8nFolder, root } from '../../sandbox/start/settings.mjs';
import { publish } from '../e2e/support/publishing.mjs';
import { closeCluster, memoryOf, messagesByPerson, openCluster, statuses, until } from './support/cluster.mjs';
import { chunksOf, chunkStatuses, importMillionRows, startSource } from './support/millionRows.mjs';
import { callWebhook, rowsOf, sendRows } from './support/sending.mjs';

/** How many executions each workflow gets, and how many people each of them has. `QUEUE_EXECUTIONS=500` is the long version. */
const EXECUTIONS = Number(process.env.QUEUE_EXECUTIONS ?? 60);
const PEOPLE = 100;

/** A job whose worker is gone counts as stalled after seconds instead of a minute. */
const SOON_STALLED = { QUEUE_WORKER_LOCK_DURATION: '20000', QUEUE_WORKER_LOCK_RENEW_TIME: '4000', QUEUE_WORKER_STALLED_INTERVAL: '5000' };

/** So that a crash happens while requests are under way. */
const SLOW_BRAZE = { kind: { type: 'slow', ms: 200, act: true }, match: { path: '/canvas/trigger/send' }, times: -1 };

const cluster = await openCluster('queue', SOON_STALLED);
after(closeCluster);
const [first, second] = await Promise.all(['worker-1', 'worker-2'].map(cluster.startWorker));

/** Reports figures while the test still runs. @param {string} what @param {unknown} figures */
const report = (what, figures) => process.stderr.write(`${what}: ${JSON.stringify(figures)}\n`);

/** How many people got no message, one, or several. @param {string} prefix of their IDs @param {number} people */
async function spread(prefix, people) {
	const counts = [...(await messagesByPerson(cluster))].filter(([id]) => id.startsWith(`${prefix}-`)).map(([, count]) => count);
	const once = counts.filter((count) => count === 1).length;
	return { never: people - counts.length, once, more: counts.length - once };
}

/** Whether nothing of a workflow waits or runs. @param {string} id */
async function isIdle(id) {
	const { new: waiting = 0, running = 0, unknown = 0 } = await statuses(cluster, id);
	return waiting + running + unknown === 0;
}

/** Calls a webhook for all people, four calls at a time. @param {string} name */
async function callForAll(name) {
	let next = 0;
	const caller = async () => {
		while (next < EXECUTIONS) await callWebhook(cluster.address, name, { rows: rowsOf(name, next++, PEOPLE) });
	};
	await Promise.all([caller(), caller()]);
}

/** Retries all executions that did not succeed, as a person does in the list. @param {string} id @returns {Promise<string[]>} what n8n refused */
async function retryFailed(id) {
	const failed = await cluster.query(`SELECT id FROM execution_entity WHERE "workflowId" = '${id}' AND status IN ('crashed', 'error') AND "retryOf" IS NULL ORDER BY id`);
	const refusals = [];
	for (const execution of failed) {
		await cluster.n8n.request('POST', `/rest/executions/${execution.id}/retry`, { loadWorkflow: false }).catch((error) => refusals.push(String(error)));
	}
	await until('the retries', () => isIdle(id), 180);
	return refusals;
}

describe('a worker is killed while executions send', () => {
	const names = ['unprotected', 'deduplicated'];
	const total = EXECUTIONS * PEOPLE;
	/** @type {Record<string, any>} */
	const workflows = {};
	/** @type {Record<string, any>} */
	const ended = {};

	before(async () => {
		await cluster.sandbox.reset();
		await cluster.sandbox.failOn(SLOW_BRAZE);
		for (const name of names) {
			const options = name === 'deduplicated' ? { deduplicateBy: '={{ $json.external_user_id }}' } : {};
			workflows[name] = await cluster.n8n.createWorkflow(sendRows(cluster, name, options));
			await publish(cluster.n8n, workflows[name]);
		}
		const began = Date.now();
		const calls = Promise.all(names.map(callForAll));
		await until('a quarter of the executions', async () => ((await statuses(cluster, workflows.deduplicated.id)).success ?? 0) >= EXECUTIONS / 4, 300);
		await first.kill();
		await calls;
		for (const name of names) {
			await until(`the end of ${name}`, () => isIdle(workflows[name].id), 400);
			ended[name] = { executions: await statuses(cluster, workflows[name].id), people: await spread(name, total) };
			report(`${name}, ${EXECUTIONS} executions of ${PEOPLE} people, one of two workers killed`, ended[name]);
		}
		report('seconds', (Date.now() - began) / 1000);
	});

	it('accounts for every execution: n8n does not start a stalled one again', () => {
		for (const name of names) {
			const { success = 0, error = 0, crashed = 0 } = ended[name].executions;
			assert.equal(success + error + crashed, EXECUTIONS);
			assert.ok(error + crashed > 0, 'the kill hit no execution');
			assert.ok(ended[name].people.never <= (error + crashed) * PEOPLE);
			assert.equal(ended[name].people.more, 0);
		}
	});

	it('keeps the keys of everybody that was messaged, whichever worker did it', async () => {
		const [{ count }] = await cluster.query(`SELECT json_array_length(value::json -> 'data') AS count FROM processed_data WHERE "workflowId" = '${workflows.deduplicated.id}'`);
		const { once } = ended.deduplicated.people;
		report('keys kept', { count, once });
		assert.ok(count >= Math.min(once, 10_000), `${count} keys for ${once} people`);
	});

	it('a retry with Deduplicate By messages nobody twice', async () => {
		for (const name of names) {
			const refusals = await retryFailed(workflows[name].id);
			report(`${name}, retried`, { executions: await statuses(cluster, workflows[name].id), people: await spread(name, total), refusals: refusals.slice(0, 2) });
		}
		assert.equal((await spread('deduplicated', total)).more, 0);
	});

	it('a worker that starts again changes no execution that succeeded', async () => {
		const earlier = await cluster.query(`SELECT id FROM execution_entity WHERE status = 'success'`);
		await cluster.startWorker('worker-1');
		await sleep(3_000);
		const later = await cluster.query(`SELECT id FROM execution_entity WHERE status = 'success'`);
		assert.equal(later.length, earlier.length);
	});
});

describe('the template million-rows', () => {
	const ROWS = 20_000;
	const ROWS_PER_CHUNK = 1_000;
	const run = 'resumed';

	it('sends no chunk twice when a worker is killed and the run is started again', async () => {
		await cluster.sandbox.reset();
		await cluster.sandbox.failOn(SLOW_BRAZE);
		const source = await startSource(ROWS);
		try {
			const workflow = await importMillionRows(cluster, source.address, { run, rowsPerChunk: ROWS_PER_CHUNK });
			await workflow.handOut();
			await until('the first chunks', async () => ((await chunkStatuses(cluster, run)).done ?? 0) >= 3, 200);
			await second.kill();
			await workflow.handOut();
			await until('the end of all chunks', async () => !(await chunkStatuses(cluster, run)).queued && (await isIdle(workflow.id)), 300);
		} finally {
			source.close();
		}
		const chunks = await chunksOf(cluster, run);
		const done = chunks.filter(({ status }) => status === 'done');
		const people = await spread('person', ROWS);
		report('million-rows, resumed', { chunks: await chunkStatuses(cluster, run), people, memory: memoryOf(cluster.main) });
		assert.equal(chunks.length, ROWS / ROWS_PER_CHUNK);
		assert.deepEqual(done.map(({ sent }) => sent), done.map(() => ROWS_PER_CHUNK));
		assert.equal(people.more, 0);
		assert.ok(people.never <= (chunks.length - done.length) * ROWS_PER_CHUNK);
	});
});

describe('examples/deploy/docker-compose.yml', () => {
	it('sets only variables that n8n reads', () => {
		const { services } = parse(readFileSync(path.join(root, 'examples', 'deploy', 'docker-compose.yml'), 'utf8'), { merge: true });
		const folders = ['@n8n/config/dist', '@n8n/backend-common/dist', 'n8n-core/dist', 'n8n/dist/services', 'n8n/dist/deprecation', 'n8n/dist/modules/community-packages'];
		const known = new Set(folders.flatMap(variablesIn));
		assert.deepEqual(Object.keys(services.main.environment).filter((name) => !known.has(name)), []);
	});
});

/** All names of environment variables in a folder of n8n's code. @param {string} folder */
function variablesIn(folder) {
	const place = path.join(n8nFolder, 'node_modules', folder);
	const files = readdirSync(place, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.js'));
	return files.flatMap((name) => readFileSync(path.join(place, name), 'utf8').match(/[A-Z][A-Z0-9]*(_[A-Z0-9]+)+/g) ?? []);
}
