import { Bench, jsons, pairing, stop } from '../../support/bench';
import { byId, KINDS } from '../../support/kinds';

/** What Simplify keeps, by resource. */
const SIMPLE = {
	canvas: {
		name: 'Onboarding',
		description: 'Welcome series after a deal closes',
		schedule_type: 'api_triggered',
		enabled: true,
		draft: false,
		archived: false,
		tags: ['Lifecycle', 'CRM'],
		channels: ['email'],
		first_entry: '2026-02-01T09:12:00+00:00',
		last_entry: null,
	},
	campaign: {
		name: 'Order Shipped',
		description: 'Sent by the shop system',
		schedule_type: 'api_triggered',
		enabled: true,
		draft: false,
		archived: false,
		tags: ['Revenue'],
		channels: ['email'],
		first_sent: '2026-01-01T08:40:00+00:00',
		last_sent: '2026-02-01T14:05:00+00:00',
	},
};

/** How Braze refuses an ID that it does not know: the two endpoints have words of their own. */
const UNKNOWN = {
	canvas: 'canvas_id must be a string of the Canvas api identifier',
	campaign: 'Invalid Campaign ID',
};

describe.each(KINDS)('$resource: get', ({ resource, path, parameter, idKey, id }) => {
	const bench = new Bench({ resource, operation: 'get', [parameter]: byId(id) });

	it('gives what tells whether it is live, in one item', async () => {
		const result = await bench.run();

		expect(stop(result)).toEqual({});
		expect(bench.wire).toEqual([
			{ method: 'GET', path: `${path}/details`, query: { [idKey]: id }, body: undefined },
		]);
		expect(result.ok).toEqual([{ json: { ...SIMPLE[resource], [idKey]: id }, pairedItem: { item: 0 } }]);
	});

	it('gives all that Braze says on demand', async () => {
		const [json] = jsons(await bench.run({ simplify: false }));

		expect(json).toEqual({ ...(bench.sandbox.requests[0].response as object), [idKey]: id });
		expect(json).toMatchObject({ message: 'success', has_post_launch_draft: false, teams: [] });
	});

	it('gets one for each item', async () => {
		const others = resource === 'canvas' ? bench.sandbox.state.canvases : bench.sandbox.state.campaigns;
		const items = others.slice(0, 3).map((one) => ({ [idKey]: one.id }));
		const result = await bench.run({ [parameter]: byId(`={{ $json.${idKey} }}`) }, { items });

		expect(bench.wire.map(({ query }) => query)).toEqual(expect.arrayContaining(items));
		expect(jsons(result).map(({ name }) => name)).toEqual(others.slice(0, 3).map(({ name }) => name));
		expect(pairing(result)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
	});

	it('says which one Braze does not know', async () => {
		const result = await bench.run({ [parameter]: byId('no-such-id') });

		expect(result.error?.message).toBe(UNKNOWN[resource]);
		expect(result.error?.description).toContain('Braze refused the request (400)');
	});
});
