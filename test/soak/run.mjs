// @ts-check
/**
 * Soak test: a real n8n runs a mix of active workflows for as long as told, while requests to Braze go wrong at random.
 * Run: npm run test:soak -- --minutes 30 [--seed N]
 *
 * The test goes in rounds of some 30 seconds: load with faults, then quiet until all executions have ended, then
 * the check. Each row that went in has to come out exactly once, with a clear result that agrees with what the sandbox
 * received; each event that Braze sent has to start its workflow exactly once; no log line and no execution may
 * contain the key. After each round, n8n's memory is measured with garbage collected (`support/flatness.mjs`), and the
 * sandbox forgets everything. Exits with 1 if anything is wrong.
 */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../../n8n/start/settings.mjs';
import { closeHost, openHost } from '../e2e/support/host.mjs';
import { publish } from '../e2e/support/publishing.mjs';
import { current } from '../e2e/support/versions.mjs';
import { missingIn } from './support/coverage.mjs';
import { Executions } from './support/executions.mjs';
import { judgeMemory } from './support/flatness.mjs';
import { sampleMemory, withMemorySamples } from './support/memory.mjs';
import { KINDS, workflowOf } from './support/mix.mjs';
import { runRound } from './support/round.mjs';
import { LogScan } from './support/secrets.mjs';
import { printRound, printSummary } from './support/summary.mjs';
import { listen, poll } from './support/triggers.mjs';

const { values } = parseArgs({
	options: {
		minutes: { type: 'string', default: '30' },
		seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
		engine: { type: 'string', default: 'legacy' },
	},
});
const [minutes, seed] = [values.minutes, values.seed].map(Number);
if (!(minutes > 0) || !Number.isInteger(seed) || seed < 0) {
	console.error('Usage: npm run test:soak -- [--minutes 30] [--seed N] [--engine legacy | vm]');
	process.exit(2);
}

const LOAD_SECONDS = 24;
const NAME = 'soak';
const memoryFile = path.join(root, 'test-results', NAME, 'memory.jsonl');

const env = {
	...withMemorySamples(memoryFile),
	// n8n's default engine sets up an isolate for each execution (docs/trigger.md): its memory would hide that of the node.
	N8N_EXPRESSION_ENGINE: values.engine,
	// Without this, the database would grow with every execution.
	EXECUTIONS_DATA_PRUNE: 'true',
	EXECUTIONS_DATA_PRUNE_MAX_COUNT: '1000',
	EXECUTIONS_DATA_HARD_DELETE_BUFFER: '0',
	EXECUTIONS_DATA_PRUNE_SOFT_DELETE_INTERVAL: '1',
	EXECUTIONS_DATA_PRUNE_HARD_DELETE_INTERVAL: '1',
};

console.log(`seed ${seed}, ${minutes} minutes, expression engine ${values.engine}`);
try {
	const host = await openHost({ ...current, name: NAME, env });
	process.exitCode = (await soak(host)) ? 0 : 1;
} finally {
	await closeHost();
}

/** @param {import('../e2e/support/host.mjs').Host} host @returns {Promise<boolean>} whether all is well */
async function soak(host) {
	const kinds = new Map();
	for (const kind of KINDS) {
		const saved = await host.n8n.createWorkflow(workflowOf(kind, host.credential));
		await publish(host.n8n, saved);
		kinds.set(saved.id, kind);
	}
	const setup = {
		host,
		kinds,
		executions: new Executions(host.n8n),
		listeners: await listen(host),
		pollingId: await poll(host),
	};
	const log = new LogScan(path.join(host.results, 'n8n.log'));
	const samples = [];
	const rounds = [];
	const began = Date.now();
	const seconds = () => (Date.now() - began) / 1000;
	for (let round = 0; seconds() < minutes * 60; round++) {
		const result = await runRound(setup, { round, seed, seconds: LOAD_SECONDS });
		result.violations.push(...log.violations());
		const sample = { seconds: seconds(), ...(await sampleMemory(host.pid(), memoryFile)) };
		samples.push(sample);
		rounds.push(result);
		printRound(round, result, sample);
	}
	const memory = {
		'Memory in use after garbage collection': judgeMemory(
			samples.map(({ seconds: at, live }) => ({ seconds: at, bytes: live })),
		),
		'Resident set size': judgeMemory(samples.map(({ seconds: at, rss }) => ({ seconds: at, bytes: rss }))),
	};
	const violations = [...rounds.flatMap((round) => round.violations), ...missingIn(rounds)];
	printSummary({ rounds, memory, violations, seconds: seconds(), logBytes: log.bytes });
	return violations.length === 0 && Object.values(memory).every(({ flat }) => flat);
}
