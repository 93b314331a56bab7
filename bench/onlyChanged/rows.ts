import { sumBy } from 'lodash';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { startSandbox } from '../../sandbox/server';
import { runBraze } from '../../test/support/engine';

const ROWS = 10_000;

/** How long the sandbox takes for an answer, in milliseconds. */
const LATENCY = 50;

/** A row of five values. */
const row = (number: number): IDataObject => ({
	external_id: `row-${number}`,
	first_name: `Name ${number}`,
	plan: 'free',
	seats: number,
	city: 'Rome',
	vip: false,
});

/** Writes rows of which a share changed, with the option and without it; returns what each way took. */
export async function measure(percent: number): Promise<Record<string, number>[]> {
	const sandbox = await startSandbox({ port: 0, delayMs: LATENCY });
	const credential = { apiKey: 'sandbox-key', instance: 'custom', url: sandbox.url };
	const items = Array.from({ length: ROWS }, (_, number) => ({
		...row(number),
		...(number % 100 < percent && { plan: 'pro' }),
	}));
	const write = async (rows: IDataObject[], options: INodeParameters) => {
		const parameters = { resource: 'user', operation: 'upsert', specifyAttributes: 'autoMap', options };
		const began = performance.now();
		const { ok } = await runBraze({ credential, parameters, items: rows });
		if (ok.length !== ROWS) throw new Error(`${ok.length} items`);
		return (performance.now() - began) / 1000;
	};
	const results: Record<string, number>[] = [];
	for (const options of [{}, { onlyChangedAttributes: true }]) {
		sandbox.reset();
		await write(
			Array.from({ length: ROWS }, (_, number) => row(number)),
			{},
		);
		const [points, requests] = [pointsOf(sandbox.state.users), sandbox.requests.length];
		const seconds = await write(items, options);
		results.push({
			requests: sandbox.requests.length - requests,
			values: pointsOf(sandbox.state.users) - points,
			seconds: Number(seconds.toFixed(1)),
		});
	}
	await sandbox.stop();
	return results;
}

const pointsOf = (users: Array<{ data_points?: number }>) =>
	sumBy(users, ({ data_points: points = 0 }) => points);
