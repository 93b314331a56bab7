import { ORDERS_INTEGRATION_ID } from '../../../sandbox/seeds/integrations';
import { Bench, itemErrors, jsons, pairing, stop } from '../../support/bench';
import { useClock, withoutWaits } from '../../support/clocks';
import { byId } from '../../support/kinds';

// Waits between tries are no part of what is tested here.
useClock(withoutWaits);

const bench = new Bench({
	resource: 'cloudDataIngestion',
	operation: 'sync',
	integrationId: byId(ORDERS_INTEGRATION_ID),
});

const PATH = `/cdi/integrations/${ORDERS_INTEGRATION_ID}/sync`;

it('starts a sync', async () => {
	const result = await bench.run();

	expect(stop(result)).toEqual({});
	expect(bench.wire).toEqual([{ method: 'POST', path: PATH, query: {}, body: {} }]);
	expect(jsons(result)).toEqual([{ message: 'success', integration_id: ORDERS_INTEGRATION_ID }]);
	expect(bench.sandbox.state.integrations[0].syncs[0].job_status).toBe('Running');
});

it('starts one only for all items that want the same', async () => {
	const result = await bench.run({}, { items: [{}, {}, {}] });

	expect(bench.wire).toHaveLength(1);
	expect(pairing(result)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
});

it('does not wait for a sync that is running, and says so', async () => {
	await bench.run();
	const result = await bench.run();

	expect(bench.wire).toHaveLength(2);
	expect(stop(result)).toEqual({
		message: 'Another job is in progress',
		description:
			'Check the integration. Braze does not start a sync while another one is running. Braze refused the request (429). Nothing was started by this request.',
	});
});

it('holds nothing else back for a sync that is running', async () => {
	await bench.run();
	const items = bench.sandbox.state.integrations.map(({ integration_id: id }) => ({ id }));
	const result = await bench.run(
		{ integrationId: byId('={{ $json.id }}') },
		{ items, settings: { onError: 'continueErrorOutput' } },
	);

	expect(itemErrors(result)).toMatchObject([{ outcome: 'refused', status: 429 }]);
	expect(pairing(result)).toEqual([{ item: 1 }]);
});

it('waits where too many were started in a minute', async () => {
	bench.sandbox.faults.add({ kind: { type: 'rateLimit', header: 'retry-after', seconds: 1 } });
	const result = await bench.run();

	expect(stop(result)).toEqual({});
	expect(bench.wire).toHaveLength(2);
});

it('tells a lost answer from a refusal: the sync that is running may be its own', async () => {
	bench.sandbox.faults.add({ kind: { type: 'drop', when: 'after' } });
	const result = await bench.run();

	expect(bench.wire).toHaveLength(2);
	expect(result.error?.message).toBe('Braze did not respond, so it is unknown whether this was carried out');
	expect(result.error?.description).toContain(
		'The retry failed: Another job is in progress. If a sync is running now, the first attempt may have started it.',
	);
});

it.each([
	['={{ "" }}', `'Integration' is empty`],
	['={{ ".." }}', `'Integration' is only ".."`],
	['={{ "a/b" }}', `'Integration' is not an ID: "a/b"`],
	['a/b', `'Integration' is not an ID: "a/b"`],
])('starts nothing for the ID %s', async (id, message) => {
	const result = await bench.run({ integrationId: byId(id) });

	expect(bench.wire).toEqual([]);
	expect(result.error?.message).toBe(message);
});

it('says which integration Braze does not know', async () => {
	const result = await bench.run({ integrationId: byId('no-such-id') });

	expect(result.error?.message).toBe('Integration not found');
	expect(result.error?.description).toContain('Check the integration');
});
