import { ORDERS_INTEGRATION_ID } from '../../../sandbox/seeds/integrations';
import { Bench, itemErrors, jsons, stop } from '../../support/bench';
import { movingClock, useClock } from '../../support/clocks';
import { byId } from '../../support/kinds';

useClock(movingClock);

const bench = new Bench({
	resource: 'cloudDataIngestion',
	operation: 'sync',
	integrationId: byId(ORDERS_INTEGRATION_ID),
	options: { waitUntilDone: true },
});

const STATUS = `/cdi/integrations/${ORDERS_INTEGRATION_ID}/job_sync_status`;

const syncs = () => bench.sandbox.state.integrations[0].syncs;

it('looks, starts, and looks again until the sync has ended, with its row counts', async () => {
	const result = await bench.run();
	const [before, started, ...looks] = bench.wire;

	expect(stop(result)).toEqual({});
	expect([before.path, started.method, looks.length]).toEqual([STATUS, 'POST', 13]);
	expect(jsons(result)).toEqual([
		{
			message: 'success',
			integration_id: ORDERS_INTEGRATION_ID,
			done: true,
			job_status: 'Success',
			sync_start_time: '2026-09-07T09:00:00.000Z',
			sync_finish_time: '2026-09-07T09:01:00.000Z',
			last_timestamp_synced: '2026-09-07T09:00:00.000Z',
			rows_synced: 40,
			rows_failed_with_errors: 0,
		},
	]);
});

it('does not take the end of an earlier sync for that of this one', async () => {
	const [earlier] = syncs();
	bench.sandbox.faults.add({
		match: { path: STATUS },
		times: 3,
		kind: { type: 'status', status: 200, body: { results: [earlier] } },
	});
	const result = await bench.run();

	expect(jsons(result)).toMatchObject([{ done: true, sync_start_time: '2026-09-07T09:00:00.000Z' }]);
});

it('says that a sync goes on after a minute', async () => {
	bench.sandbox.faults.add({
		match: { path: STATUS },
		times: -1,
		kind: {
			type: 'status',
			status: 200,
			body: { results: [{ job_status: 'running', sync_start_time: 'now', rows_synced: 7 }] },
		},
	});
	const earlier = syncs().length;
	const result = await bench.run();

	expect(syncs()).toHaveLength(earlier + 1);
	expect(bench.wire).toHaveLength(15);
	expect(jsons(result)).toMatchObject([{ done: false }]);
});

it('fails where the sync fails, with the counts', async () => {
	bench.sandbox.faults.add({
		match: { path: STATUS, nth: 2 },
		kind: {
			type: 'status',
			status: 200,
			body: {
				results: [
					{ job_status: 'error', sync_start_time: 'now', rows_synced: 0, rows_failed_with_errors: 3 },
				],
			},
		},
	});
	const result = await bench.run({}, { settings: { onError: 'continueErrorOutput' } });

	expect(result.ok).toEqual([]);
	expect(itemErrors(result)).toMatchObject([
		{
			message: 'The sync ended with the status error',
			description: expect.stringContaining('0 rows were synced, 3 failed') as string,
		},
	]);
});

it('starts nothing if it cannot see how syncs go', async () => {
	const earlier = syncs().length;
	bench.refuse(STATUS, 403, 'Access Denied');
	const result = await bench.run();

	expect(stop(result).message).toBe('The API key lacks the permission cdi.integration_job_status');
	expect(syncs()).toHaveLength(earlier);
});

it.each([{}, { message: 'success' }, { results: null }])(
	'starts nothing if %j is all that it is told of earlier syncs: the end of one would be taken for that of this one',
	async (body) => {
		const earlier = syncs().length;
		bench.sandbox.faults.add({ match: { path: STATUS }, kind: { type: 'status', status: 200, body } });
		const result = await bench.run();

		expect(stop(result).message).toBe("Braze's response does not contain 'results'");
		expect(syncs()).toHaveLength(earlier);
	},
);

it('says that it does not know the end if a later look says nothing of syncs', async () => {
	bench.sandbox.faults.add({
		match: { path: STATUS, nth: 2 },
		kind: { type: 'status', status: 200, body: { message: 'success' } },
	});
	const result = await bench.run();

	expect(jsons(result)).toMatchObject([
		{ done: false, warning: expect.stringContaining("does not contain 'results'") as string },
	]);
});

it('keeps the started sync if it cannot be followed any more, and says why', async () => {
	const earlier = syncs().length;
	bench.sandbox.faults.add({
		match: { path: STATUS, nth: 2 },
		kind: { type: 'status', status: 403, body: { message: 'Access Denied' } },
	});
	const result = await bench.run();

	expect(stop(result)).toEqual({});
	expect(syncs()).toHaveLength(earlier + 1);
	expect(jsons(result)).toMatchObject([
		{
			done: false,
			warning: expect.stringMatching(
				/^The sync was started, but it is not known whether it is done\. The API key lacks/,
			) as string,
		},
	]);
});

it('follows one sync for all items that want the same', async () => {
	const result = await bench.run({}, { items: [{}, {}] });

	expect(bench.wire.filter(({ method }) => method === 'POST')).toHaveLength(1);
	expect(jsons(result)).toMatchObject([{ done: true }, { done: true }]);
});

it('neither looks nor waits without the option', async () => {
	const result = await bench.run({ options: {} });

	expect(bench.wire).toHaveLength(1);
	expect(jsons(result)[0]).not.toHaveProperty('done');
});
