// @ts-check
/**
 * Braze calls a real n8n many times a second: does every event start the workflow once, and how long does Braze wait
 * for the answer? Beside the Braze Trigger, with and without deduplication, stands n8n's own Webhook node.
 *
 * n8n's default expression engine sets up an isolate for every execution, which limits any webhook to some ten a second
 * on two cores. `legacy`, the default here, does without, so that the trigger itself is measured.
 * Usage: node bench/webhook-load.mjs [calls a second] [seconds] [legacy | vm]
 */
import { randomUUID } from 'node:crypto';
import lodash from 'lodash';
import { loadavg } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { closeHost, openHost } from '../test/e2e/support/host.mjs';
import { publish } from '../test/e2e/support/publishing.mjs';
import { current } from '../test/e2e/support/versions.mjs';
import { node, workflow } from '../test/e2e/support/workflows.mjs';

const { countBy } = lodash;
const [perSecond = 200, seconds = 30] = process.argv.slice(2, 4).map(Number);
const engine = process.argv[4] ?? 'legacy';
const WORD = 'a-word-that-only-braze-knows';
const LONGEST_WAIT_MS = 90_000;

/** One call in ten repeats the event of an earlier one. @param {number} index */
const eventOf = (index) => (index % 10 === 9 ? index - 5 : index);

const host = await openHost({
	...current,
	name: 'bench-webhook',
	env: { N8N_LOG_LEVEL: 'warn', N8N_EXPRESSION_ENGINE: engine },
});
try {
	const { id, name } = await host.n8n.createCredential('Braze webhook', 'brazeWebhookApi', {
		sentAs: 'header',
		headerName: 'X-Braze-Secret',
		secret: WORD,
	});
	const credentials = { brazeWebhookApi: { id, name } };
	const path = randomUUID();
	/** @type {[title: string, trigger: any, route: string, deduplicates: boolean][]} */
	const subjects = [
		[
			"n8n's Webhook node",
			node(
				'Start',
				'n8n-nodes-base.webhook',
				2,
				{ httpMethod: 'POST', path, options: {} },
				{ webhookId: path },
			),
			path,
			false,
		],
		...[true, false].map((deduplicates) => {
			const webhookId = randomUUID();
			const trigger = node(
				'Start',
				'n8n-nodes-braze.brazeTrigger',
				1,
				deduplicates ? {} : { deduplicateBy: '' },
				{ webhookId, credentials },
			);
			return /** @type {[string, any, string, boolean]} */ ([
				`Braze Trigger${deduplicates ? '' : ', no deduplication'}`,
				trigger,
				`${webhookId}/webhook`,
				deduplicates,
			]);
		}),
	];
	console.log(
		`${perSecond} calls a second for ${seconds} s, expression engine ${engine}; load average before: ${loadavg()[0].toFixed(1)}`,
	);
	for (const [title, start, route, deduplicates] of subjects) {
		const saved = await host.n8n.createWorkflow(
			workflow(title, [start, node('End', 'n8n-nodes-base.noOp', 1, {})]),
		);
		await publish(host.n8n, saved);
		const { answers, took } = await load(`${host.address}/webhook/${route}`);
		const { lost, more } = await starts(saved.id, answers, deduplicates);
		const times = answers.map(({ ms }) => ms).sort((one, other) => one - other);
		const at = (/** @type {number} */ share) =>
			`${Math.round(times[Math.min(times.length - 1, Math.floor(times.length * share))])} ms`;
		const failed = JSON.stringify(
			countBy(
				answers.filter(({ status }) => status !== 200),
				'status',
			),
		);
		console.log(
			`${title}: ${answers.length} calls in ${took.toFixed(1)} s (${(answers.length / took).toFixed(0)} a second), not answered with 200: ${failed}, ` +
				`lost: ${lost}, more starts than answers: ${more}, latency p50 ${at(0.5)}, p95 ${at(0.95)}, p99 ${at(0.99)}, max ${at(1)}; load average ${loadavg()[0].toFixed(1)}`,
		);
	}
} finally {
	await closeHost();
}

/** Makes the calls at their times, whether or not the ones before are answered. @param {string} url */
async function load(url) {
	const began = performance.now();
	/** @type {Promise<{ status: number, ms: number }>[]} */
	const calls = [];
	for (let index = 0; index < perSecond * seconds; index++) {
		const wait = began + (index * 1000) / perSecond - performance.now();
		if (wait > 1) await sleep(wait);
		calls.push(call(url, index));
	}
	const answers = await Promise.all(calls);
	return { answers, took: (performance.now() - began) / 1000 };
}

/** @param {string} url @param {number} index @returns {Promise<{ status: number, ms: number }>} 0 where there was no answer */
async function call(url, index) {
	const began = performance.now();
	const status = await fetch(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json', 'X-Braze-Secret': WORD },
		body: JSON.stringify({
			event_id: `dispatch/${eventOf(index)}`,
			external_id: `user-${eventOf(index)}`,
			email: `user-${eventOf(index)}@example.com`,
			canvas_name: 'Onboarding',
		}),
		signal: AbortSignal.timeout(LONGEST_WAIT_MS),
	}).then(
		async (answer) => (await answer.arrayBuffer(), answer.status),
		() => 0,
	);
	return { status, ms: performance.now() - began };
}

/**
 * How many events that were answered with 200 have not started the workflow, and how many starts there are beyond them:
 * an event that started twice, or one whose answer came too late.
 * @param {string} id @param {{ status: number }[]} answers @param {boolean} deduplicates
 */
async function starts(id, answers, deduplicates) {
	const accepted = answers.flatMap(({ status }, index) => (status === 200 ? [eventOf(index)] : []));
	const expected = deduplicates ? new Set(accepted).size : accepted.length;
	const route = `/rest/executions?filter=${encodeURIComponent(JSON.stringify({ workflowId: id }))}&limit=1`;
	let seen = 0;
	for (const deadline = Date.now() + 60_000; seen < expected && Date.now() < deadline; await sleep(1_000))
		seen = (await host.n8n.request('GET', route)).count;
	return { lost: Math.max(0, expected - seen), more: Math.max(0, seen - expected) };
}
