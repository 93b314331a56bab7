// @ts-check
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { publish } from '../e2e/support/publishing.mjs';
import {
	closeCluster,
	messagesByPerson,
	openCluster,
	report,
	spread,
	statuses,
	until,
	untilIdle,
} from './support/cluster.mjs';
import { newestOf, retry, retryFailed, skippedAfter } from './support/executions.mjs';
import { callForAll, callWebhook, peopleOf, sendRows, SLOW_BRAZE, SOON_STALLED } from './support/sending.mjs';

/** How many executions each workflow gets, and how many people each of them has. `QUEUE_EXECUTIONS=500` is the long version. */
const EXECUTIONS = Number(process.env.QUEUE_EXECUTIONS ?? 60);
const PEOPLE = 100;

/** n8n keeps this many keys of a node. */
const KEPT_KEYS = 10_000;

/** Two workers run ten executions each at a time, so keys of an execution may be recorded after those of as many later ones. */
const AT_ONCE = 20;

const cluster = await openCluster('queue-crash', SOON_STALLED);
after(closeCluster);
const [first] = await Promise.all(['worker-1', 'worker-2'].map((name) => cluster.startWorker(name)));

describe('a worker is killed while executions send', () => {
	const names = ['unprotected', 'deduplicated'];
	/** @type {Record<string, any>} */
	const workflows = {};
	/** @type {Record<string, any>} */
	const ended = {};
	const spreadOf = (/** @type {string} */ name) => spread(cluster, peopleOf(name, EXECUTIONS, PEOPLE));

	before(async () => {
		await cluster.sandbox.failOn(SLOW_BRAZE);
		for (const name of [...names, 'remaining']) {
			const options = name === 'deduplicated' ? { deduplicateBy: '={{ $json.external_user_id }}' } : {};
			workflows[name] = await cluster.n8n.createWorkflow(sendRows(cluster, name, options));
			await publish(cluster.n8n, workflows[name]);
		}
		const began = Date.now();
		const calls = Promise.all(
			names.map((name) => callForAll(cluster.address, name, { end: EXECUTIONS, people: PEOPLE })),
		);
		await until(
			'a quarter of the executions',
			async () => ((await statuses(cluster, workflows.deduplicated.id)).success ?? 0) >= EXECUTIONS / 4,
			900,
		);
		await first.kill();
		await calls;
		for (const name of names) {
			await untilIdle(cluster, workflows[name].id, 900);
			ended[name] = { executions: await statuses(cluster, workflows[name].id), people: await spreadOf(name) };
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
		const [{ count }] = await cluster.query(
			`SELECT json_array_length(value::json -> 'data') AS count FROM processed_data WHERE "workflowId" = '${workflows.deduplicated.id}'`,
		);
		const { once } = ended.deduplicated.people;
		report('keys kept', { count, once });
		assert.ok(count >= Math.min(once, KEPT_KEYS), `${count} keys for ${once} people`);
	});

	it('messages nobody twice when n8n retries the executions that failed', async () => {
		for (const name of names) {
			const refusals = await retryFailed(cluster, workflows[name].id);
			const people = await spreadOf(name);
			report(`${name}, retried`, {
				executions: await statuses(cluster, workflows[name].id),
				people,
				refusals: refusals.slice(0, 2),
			});
			assert.equal(people.more, 0);
		}
	});

	it('a worker that starts again changes no execution that ended', async () => {
		const all = () => cluster.query('SELECT id, status FROM execution_entity ORDER BY id');
		const earlier = await all();
		await cluster.startWorker('worker-1');
		await sleep(3_000);
		assert.deepEqual(await all(), earlier);
	});

	it('sends nothing again when an execution that succeeded counts as crashed, and is retried', async () => {
		for (const name of names) {
			const [{ id }] = await cluster.query(
				`SELECT min(id) AS id FROM execution_entity WHERE "workflowId" = '${workflows[name].id}' AND status = 'success'`,
			);
			await cluster.change(`UPDATE execution_entity SET status = 'crashed' WHERE id = ${id}`);
			assert.match(await retry(cluster, id), /succeeded, so it cannot be retried/);
			await cluster.change(`UPDATE execution_entity SET finished = false WHERE id = ${id}`);
			const refusal = await retry(cluster, id);
			await untilIdle(cluster, workflows[name].id, 60);
			report(`${name}, a success retried as crashed`, {
				refusal,
				executions: await statuses(cluster, workflows[name].id),
			});
			assert.equal((await spreadOf(name)).more, 0);
		}
	});

	it('messages nobody twice when the source repeats its calls, and the skipped items name those to check in Braze', async () => {
		const { id } = workflows.deduplicated;
		const last = await newestOf(cluster, id);
		const firstKept = Math.max(0, EXECUTIONS - KEPT_KEYS / PEOPLE + AT_ONCE);
		const people = peopleOf('deduplicated', EXECUTIONS, PEOPLE).slice(firstKept * PEOPLE);
		await callForAll(cluster.address, 'deduplicated', { first: firstKept, end: EXECUTIONS, people: PEOPLE });
		await untilIdle(cluster, id, 600);
		const messaged = await messagesByPerson(cluster);
		const unclear = (await skippedAfter(cluster, id, last)).filter((person) => !messaged.has(person));
		const repeated = await spread(cluster, people);
		report('the calls repeated', { people: repeated, unclear: unclear.length });
		assert.deepEqual([repeated.more, repeated.never], [0, unclear.length]);
		await callWebhook(cluster.address, 'remaining', {
			rows: unclear.map((person) => ({ external_user_id: person })),
		});
		await untilIdle(cluster, workflows.remaining.id, 100);
		assert.deepEqual(await spread(cluster, people), { never: 0, once: people.length, more: 0 });
	});
});
