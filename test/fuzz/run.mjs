// @ts-check
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';
import esbuild from 'esbuild';

/**
 * Runs the node with random input, and prints what came of it and every promise that was broken, with the smallest input
 * that breaks it. Run: npm run fuzz -- [--count 100000] [--seed 1] [--only canvas.schedule] [--webhooks 20000]
 */
const { values } = parseArgs({
	options: {
		count: { type: 'string', default: '100000' },
		seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
		only: { type: 'string', default: '' },
		webhooks: { type: 'string', default: '20000' },
	},
});
const [seed, count, webhooks] = [values.seed, values.count, values.webhooks].map(Number);
if (![seed, count, webhooks].every((number) => Number.isInteger(number) && number >= 0)) {
	console.error('--seed, --count and --webhooks must be whole numbers');
	process.exit(2);
}

const outfile = '.build/fuzz/index.js';
await esbuild.build({
	entryPoints: ['test/fuzz/index.ts'],
	outfile,
	bundle: true,
	packages: 'external',
	platform: 'node',
	format: 'cjs',
	target: 'es2022',
	sourcemap: 'inline',
});
process.setSourceMapsEnabled(true);
/** @type {typeof import('./index')} */
const { fuzz, fuzzWebhooks } = createRequire(import.meta.url)(`../../${outfile}`);

console.log(`seed ${seed}`);
const failures =
	(count > 0 ? await operations() : 0) + (webhooks > 0 && values.only === '' ? await calls() : 0);
process.exit(failures > 0 ? 1 : 0);

async function operations() {
	const began = performance.now();
	const figures = await fuzz({ seed, count, only: values.only, onDone: (one) => console.log(line(one)) });
	const failed = figures.filter(({ failure }) => failure);
	for (const { operation, failure } of failed)
		report(operation, failure, `--count ${count} --only ${operation}`);
	/** @param {'sets' | 'valid' | 'accepted' | 'refused' | 'refusedByN8n' | 'requests'} name */
	const total = (name) => figures.reduce((sum, one) => sum + one[name], 0);
	console.log(
		`\n${figures.length} operations, ${total('sets')} sets (${total('valid')} valid by construction) in ${seconds(began)} s: ` +
			`${total('accepted')} accepted, ${total('refused')} refused, ${total('refusedByN8n')} refused by n8n; ${total('requests')} requests; ${failed.length} operations failed`,
	);
	return failed.length;
}

async function calls() {
	const began = performance.now();
	const { calls: made, started, statuses, failure } = await fuzzWebhooks({ seed, count: webhooks });
	if (failure) report('Braze Trigger', failure, `--count 0 --webhooks ${webhooks}`);
	console.log(
		`Braze Trigger: ${made} calls in ${seconds(began)} s, ${started} started the workflow; statuses ${JSON.stringify(statuses)}`,
	);
	return failure ? 1 : 0;
}

/**
 * @param {string} what
 * @param {{ problem: string, set: object } | undefined} failure
 * @param {string} again
 */
function report(what, failure, again) {
	console.log(
		`\nFAILED ${what}: ${failure?.problem}\n${JSON.stringify(failure?.set, null, 2).slice(0, 3_000)}\nRepeat with: npm run fuzz -- --seed ${seed} ${again}`,
	);
}

/** @param {number} began */
function seconds(began) {
	return Math.round((performance.now() - began) / 1000);
}

/** @param {import('./fuzz').OperationFigures} figures */
function line({ operation, sets, valid, accepted, refused, refusedByN8n, requests, failure }) {
	const failed = failure ? `  FAILED: ${failure.problem.slice(0, 300)}` : '';
	return `${operation.padEnd(42)} ${sets} sets, ${valid} valid: ${accepted} accepted, ${refused} refused, ${refusedByN8n} by n8n, ${requests} requests${failed}`;
}
