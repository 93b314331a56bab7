import { parseArgs } from 'node:util';

import { fuzz, type OperationFigures } from './fuzz';
import { fuzzWebhooks } from './webhooks';

/** `npm run fuzz -- [--count 100000] [--seed 1] [--only canvas.schedule] [--webhooks 20000]` */
async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			count: { type: 'string', default: '100000' },
			seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
			only: { type: 'string', default: '' },
			webhooks: { type: 'string', default: '20000' },
		},
	});
	const [seed, count, webhooks] = [values.seed, values.count, values.webhooks].map(Number);
	if (![seed, count, webhooks].every((number) => Number.isInteger(number) && number >= 0)) throw new Error('--seed, --count and --webhooks must be whole numbers');
	console.log(`seed ${seed}`);
	const good = [await operations({ seed, count, only: values.only }), values.only !== '' || (await calls(seed, webhooks))];
	process.exitCode = good.every(Boolean) ? 0 : 1;
}

async function operations({ seed, count, only }: { seed: number; count: number; only: string }): Promise<boolean> {
	if (count === 0) return true;
	const began = performance.now();
	const figures = await fuzz({ seed, count, only, onDone: (one) => console.log(line(one)) });
	const failed = figures.filter(({ failure }) => failure);
	for (const { operation, failure } of failed) {
		console.log(`\nFAILED ${operation}: ${failure?.problem}\n${JSON.stringify(failure?.set, null, 2).slice(0, 3_000)}`);
		console.log(`Repeat with: npm run fuzz -- --seed ${seed} --count ${count} --only ${operation}`);
	}
	const total = (name: 'sets' | 'valid' | 'accepted' | 'refused' | 'refusedByN8n' | 'requests') => figures.reduce((sum, one) => sum + one[name], 0);
	console.log(
		`\n${figures.length} operations, ${total('sets')} sets (${total('valid')} valid by construction) in ${seconds(began)} s: ` +
			`${total('accepted')} accepted, ${total('refused')} refused, ${total('refusedByN8n')} refused by n8n; ${total('requests')} requests; ${failed.length} operations failed`,
	);
	return failed.length === 0;
}

async function calls(seed: number, count: number): Promise<boolean> {
	if (count === 0) return true;
	const began = performance.now();
	const { calls: made, started, statuses, failure } = await fuzzWebhooks({ seed, count });
	if (failure) console.log(`\nFAILED Braze Trigger: ${failure.problem}\n${JSON.stringify(failure.set, null, 2).slice(0, 3_000)}\nRepeat with: npm run fuzz -- --seed ${seed} --count 0 --webhooks ${count}`);
	console.log(`Braze Trigger: ${made} calls in ${seconds(began)} s, ${started} started the workflow; statuses ${JSON.stringify(statuses)}${failure ? '; FAILED' : ''}`);
	return !failure;
}

const seconds = (began: number): number => Math.round((performance.now() - began) / 1000);

const line = ({ operation, sets, valid, accepted, refused, refusedByN8n, requests, failure }: OperationFigures): string =>
	`${operation.padEnd(42)} ${sets} sets, ${valid} valid: ${accepted} accepted, ${refused} refused, ${refusedByN8n} by n8n, ${requests} requests${failure ? `  FAILED: ${failure.problem.slice(0, 300)}` : ''}`;

void main();
