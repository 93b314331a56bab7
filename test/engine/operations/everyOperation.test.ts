import type { IDataObject } from 'n8n-workflow';

import { findOperation, resources } from '../../../nodes/Braze/resources';
import type { Operation } from '../../../nodes/Braze/operation';
import { Bench, itemErrors, pairing, POWERLESS, stop, type BenchRun } from '../../support/bench';
import { useClock, withoutWaits } from '../../support/clocks';
import { EXAMPLE_ROWS, SINGLE_REQUEST_ROWS, type Example } from '../../support/examples';

// Waits between tries are no part of what is tested here.
useClock(withoutWaits);

it('has an example of every operation', () => {
	const operations = resources.flatMap(({ value, operations: all }) =>
		all.map((one) => `${value}.${one.value}`),
	);

	expect(EXAMPLE_ROWS.map(([resource, operation]) => `${resource}.${operation}`).sort()).toEqual(
		operations.sort(),
	);
});

describe.each(SINGLE_REQUEST_ROWS)(
	'%s: %s',
	(resource, operation, { parameters, before, repeatable }: Example) => {
		const bench = new Bench({ resource, operation, ...parameters, options: {} });
		const { endpoint, safety } = findOperation(resource, operation) as Operation;
		const again = safety === 'idempotent' || repeatable === true;
		let items: IDataObject[];

		beforeEach(async () => {
			items = (await before?.(bench)) ?? [{}];
			bench.sandbox.requests.length = 0;
		});

		const run = async (rest: BenchRun = {}) => await bench.run({}, { items, ...rest });
		const answer = (status: number, body: unknown, times = 1) =>
			bench.sandbox.faults.add({ times, kind: { type: 'status', status, body } });

		it('succeeds, and leaves the input as it was', async () => {
			const given = structuredClone(items);
			const result = await run();

			expect(stop(result)).toEqual({});
			expect(items).toEqual(given);
			expect(result.ok.length).toBeGreaterThan(0);
			expect(bench.wire).toHaveLength(1);
			expect(bench.wire[0].method).toBe(endpoint.method);
			expect(bench.wire[0].path).toMatch(new RegExp(`^${endpoint.path.replace(/\{\w+\}/g, '[^/]+')}$`));
		});

		it('gives each of several items its own result', async () => {
			const several = [...items, ...((await before?.(bench)) ?? [{}])].map((item, index) => ({
				external_user_id: `user-00${index + 1}`,
				...item,
			}));
			bench.sandbox.requests.length = 0;
			const result = await run({ items: several });

			expect(stop(result)).toEqual({});
			expect(new Set(pairing(result).map((paired) => (paired as { item: number }).item))).toEqual(
				new Set([0, 1]),
			);
			expect(pairing(result)).toEqual(
				[...pairing(result)].sort((a, b) => (a as { item: number }).item - (b as { item: number }).item),
			);
		});

		it('names the permission that the key lacks', async () => {
			const result = await run({ credential: bench.credential({ apiKey: POWERLESS }) });

			expect(bench.wire).toHaveLength(1);
			expect(result.error?.message).toBe(`The API key lacks the permission ${endpoint.permission}`);
			expect(result.error?.description).toMatch(
				`The permissions of a key cannot be changed. Create a new REST API key with ${endpoint.permission} in Braze, and enter it in the credential.`,
			);
		});

		it(
			again ? 'asks again after an unclear answer' : 'asks once only, and says that it is not known',
			async () => {
				answer(500, { message: 'Internal Server Error' });
				const result = await run();

				expect(bench.wire).toHaveLength(again ? 2 : 1);
				expect(result.error?.message).toBe(
					again ? undefined : 'Braze returned 500, so it is unknown whether this was carried out',
				);
			},
		);
	},
);

/** What is the same for all operations: one that reads, one that may be repeated, and one that may not. */
const KINDS = SINGLE_REQUEST_ROWS.filter(([resource, operation]) =>
	['canvas.get', 'user.upsert', 'canvas.schedule'].includes(`${resource}.${operation}`),
);

describe.each(KINDS)('errors of %s: %s', (resource, operation, { parameters }: Example) => {
	const bench = new Bench({ resource, operation, ...parameters, options: {} });

	const run = async (rest: BenchRun = {}) => await bench.run({}, { items: [{}], ...rest });
	const answer = (status: number, body: unknown, times = 1) =>
		bench.sandbox.faults.add({ times, kind: { type: 'status', status, body } });

	it('says that key and instance do not fit together', async () => {
		const result = await run({ credential: bench.credential({ apiKey: 'no-such-key' }) });

		expect(result.error?.message).toBe('Braze does not accept the API key on this instance');
		expect(JSON.stringify(result.run)).not.toContain('no-such-key');
	});

	it('says what to check when Braze did not find what was requested', async () => {
		answer(404, { message: 'Not Found' });
		const result = await run();

		expect(result.error?.message).toBe('Braze did not find what was requested');
		expect(result.error?.description).toContain('Braze said: "Not Found"');
	});

	it('quotes Braze where it refuses the request', async () => {
		answer(400, { message: 'Something is <b>wrong</b>' });
		const result = await run();

		expect(result.error?.message).toBe('Something is <b>wrong</b>');
		expect(result.error?.description).toContain('Braze refused the request (400)');
	});

	it('asks again where nothing can have happened', async () => {
		answer(503, { message: 'Service Unavailable' }, 2);
		const result = await run();

		expect(stop(result)).toEqual({});
		expect(bench.wire).toHaveLength(3);
	});

	it('hands a refused item back with On Error: Continue', async () => {
		answer(400, { message: 'No' }, -1);
		const result = await run({ settings: { onError: 'continueErrorOutput' } });

		expect(result.ok).toEqual([]);
		expect(itemErrors(result)).toEqual([
			{
				message: 'No',
				description: expect.stringContaining('Braze refused the request (400)') as string,
				outcome: 'refused',
				status: 400,
			},
		]);
		expect(result.failed[0].pairedItem).toEqual({ item: 0 });
	});
});
