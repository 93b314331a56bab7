import type { IDataObject } from 'n8n-workflow';

import { verbOf } from '../../../nodes/Braze/transport/endpoint';
import { findOperation } from '../../../nodes/Braze/resources';
import type { Operation } from '../../../nodes/Braze/operation';
import { Bench, itemErrors, jsons } from '../../support/bench';
import { useClock, withoutWaits } from '../../support/clocks';
import { runBraze } from '../../support/engine';
import { SINGLE_REQUEST_ROWS } from '../../support/examples';

/** What each change says of a response with the status of a success that has odd content. */

// Waits between tries are no part of what is tested here.
useClock(withoutWaits);

const CHANGES = SINGLE_REQUEST_ROWS.filter(
	([resource, name]) => verbOf((findOperation(resource, name) as Operation).endpoint) !== 'fetched',
);

const bench = new Bench();

const endpointOf = (resource: string, name: string) => (findOperation(resource, name) as Operation).endpoint;

type Row = (typeof CHANGES)[number];

/** Runs a change without checking its output against its schema, since odd responses have other members. */
async function run([resource, operation, { parameters, before }]: Row, body?: IDataObject) {
	const items = (await before?.(bench)) ?? [{}];
	const { method, path } = endpointOf(resource, operation);
	const match = { path: path.replace(/\{.*/, '*'), method };
	if (body) bench.sandbox.faults.add({ match, times: -1, kind: { type: 'status', status: 200, body } });
	bench.sandbox.requests.length = 0;
	return await runBraze({
		parameters: { resource, operation, ...parameters },
		items,
		settings: { onError: 'continueErrorOutput' },
		credential: bench.credential(),
	});
}

const usualResponses = new Map<string, IDataObject>();

/** What comes of a change that gets the sandbox's response with other members. */
async function withMembers(row: Row, more: IDataObject) {
	const known = usualResponses.get(`${row[0]}.${row[1]}`);
	return await run(row, { ...known, ...more });
}

const hintsOf = ({ hints }: { hints: Array<{ message: string }> }) =>
	hints.map(({ message }) => message).join('\n');

/** The flags with which outputs say that a change was made. */
const DONE = ['changed', 'deleted', 'accepted', 'removed', 'renamed'];

const claims = (items: IDataObject[]) => items.flatMap((json) => DONE.filter((name) => json[name] === true));

describe.each(CHANGES)('%s: %s', (...row) => {
	it('is done without a remark after the usual response', async () => {
		const result = await run(row);

		const path = new RegExp(`^${endpointOf(row[0], row[1]).path.replace(/\{\w+\}/g, '[^/]+')}$`);
		const [request] = bench.sandbox.requests.filter((one) => path.test(one.path));
		usualResponses.set(`${row[0]}.${row[1]}`, request.response as IDataObject);
		expect([hintsOf(result), jsons(result)[0].confirmed]).toEqual(['', undefined]);
	});

	it('is unknown if the response contradicts its status', async () => {
		const result = await withMembers(row, { result: 'failed' });

		expect(result.ok).toEqual([]);
		expect(itemErrors(result)).toMatchObject([
			{ outcome: 'unknown', description: expect.stringContaining('Braze said: "result: failed"') as string },
		]);
	});

	it('is not claimed if the response reports a failure, and shows what it warns of', async () => {
		const result = await withMembers(row, { failed: 1, warnings: ['first'], notices: 'second' });

		expect(jsons(result)).toMatchObject([{ errors: ['failed: 1'] }]);
		expect(claims(jsons(result))).toEqual([]);
		expect(hintsOf(result)).toContain("see 'errors' in the output");
		expect(hintsOf(result)).toContain('Braze accepted the request but says: first');
		expect(hintsOf(result)).toContain('Braze accepted the request but says: second');
	});

	it('is not confirmed, or unknown, if the response says nothing', async () => {
		const isSent = ['sent', 'scheduled', 'started'].includes(verbOf(endpointOf(row[0], row[1])));
		const result = await run(row, { status: 'ok', message: null });

		expect(itemErrors(result).map(({ outcome }) => outcome)).toEqual(isSent ? ['unknown'] : []);
		expect(jsons(result).map(({ confirmed }) => confirmed)).toEqual(isSent ? [] : [false]);
		expect(claims(jsons(result))).toEqual([]);
		if (isSent) return;
		expect(hintsOf(result)).toContain('Braze did not confirm this: its response has no message.');
	});

	it('is not claimed if the response counts nothing as processed', async () => {
		const result = await withMembers(row, { processed: 0 });

		const said = [
			...itemErrors(result).map(({ reason }) => reason),
			...jsons(result).map(({ confirmed, warning }) => confirmed === false && warning),
		];
		expect(said).toEqual([
			expect.stringMatching(/^(Braze processed 0 of 1|Braze counts nothing as processed)$/),
		]);
		expect(claims(jsons(result))).toEqual([]);
	});
});
