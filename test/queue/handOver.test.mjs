// @ts-check
import assert from 'node:assert/strict';
import path from 'node:path';
import { after, it } from 'node:test';
import { root } from '../../n8n/start/settings.mjs';
import { publish } from '../e2e/support/publishing.mjs';
import { closeCluster, openCluster, report, spread, statuses, until, untilIdle } from './support/cluster.mjs';
import { callForAll, peopleOf, sendRows, SLOW_BRAZE, SOON_STALLED } from './support/sending.mjs';

const EXECUTIONS = 20;
const PEOPLE = 500;
const CALLS = { end: EXECUTIONS, people: PEOPLE };

const cluster = await openCluster('queue-hand-over', SOON_STALLED);
after(closeCluster);
const handsOver = {
	NODE_OPTIONS: `--require ${path.join(root, 'test', 'queue', 'support', 'handOver.cjs')}`,
};
const [first] = await Promise.all(
	['worker-1', 'worker-2'].map((name) => cluster.startWorker(name, handsOver)),
);
await cluster.sandbox.failOn(SLOW_BRAZE);

/** Kills a worker while a workflow sends; its executions then start again in the other worker. @param {string} name @param {object} options @param {() => Promise<void>} crash */
async function sendThroughCrash(name, options, crash) {
	const workflow = await cluster.n8n.createWorkflow(sendRows(cluster, name, options));
	await publish(cluster.n8n, workflow);
	await callForAll(cluster.address, name, CALLS);
	await until(
		'an execution that ended',
		async () => ((await statuses(cluster, workflow.id)).success ?? 0) > 0,
		120,
	);
	await crash();
	await untilIdle(cluster, workflow.id, 240);
	const people = await spread(cluster, peopleOf(name, EXECUTIONS, PEOPLE));
	report(`${name}, stalled executions started again`, {
		executions: await statuses(cluster, workflow.id),
		people,
	});
	return people;
}

it('only Deduplicate By keeps an execution that n8n starts again in another worker from sending twice', async () => {
	const unprotected = await sendThroughCrash('unprotected', {}, () => first.kill());
	assert.ok(unprotected.more > 0, 'no execution was started again');
	assert.equal(unprotected.never, 0);

	const restarted = await cluster.startWorker('worker-1', handsOver);
	const deduplicated = await sendThroughCrash(
		'deduplicated',
		{ deduplicateBy: '={{ $json.external_user_id }}' },
		() => restarted.kill(),
	);
	assert.equal(deduplicated.more, 0);
});
