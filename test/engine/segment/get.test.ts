import { PRO_PLAN_ID } from '../../../sandbox/seeds/segments';
import { Bench, jsons, pairing, stop } from '../../support/bench';
import { byId } from '../../support/kinds';

const bench = new Bench({ resource: 'segment', operation: 'get', segmentId: byId(PRO_PLAN_ID) });

it('gives what the segment is', async () => {
	const result = await bench.run();

	expect(stop(result)).toEqual({});
	expect(bench.wire).toEqual([
		{ method: 'GET', path: '/segments/details', query: { segment_id: PRO_PLAN_ID }, body: undefined },
	]);
	expect(result.ok).toEqual([
		{
			json: { ...(bench.sandbox.requests[0].response as object), segment_id: PRO_PLAN_ID },
			pairedItem: { item: 0 },
		},
	]);
	expect(jsons(result)[0]).toMatchObject({
		name: 'Pro Plan',
		description: 'Custom attribute "plan" equals "pro"',
	});
});

it('gets those of a list', async () => {
	const listed = jsons(await bench.run({ operation: 'getMany', segmentId: undefined, limit: 2 }));
	const result = await bench.run({ segmentId: byId('={{ $json.id }}') }, { items: listed });

	expect(jsons(result).map(({ name }) => name)).toEqual(listed.map(({ name }) => name));
	expect(pairing(result)).toEqual([{ item: 0 }, { item: 1 }]);
});

it('says which one Braze does not know', async () => {
	const result = await bench.run({ segmentId: byId('no-such-id') });

	expect(result.error?.message).toBe('Invalid Segment ID');
	expect(result.error?.description).toContain('Braze refused the request (400)');
});
