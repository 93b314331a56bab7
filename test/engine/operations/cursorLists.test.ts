import { makeEvent } from '../../../sandbox/seeds/events';
import { makeIntegration, manySyncs, ORDERS_INTEGRATION_ID } from '../../../sandbox/seeds/integrations';
import type { SandboxState } from '../../../sandbox/state';
import { Bench, jsons, pairing, stop } from '../../support/bench';
import { byId } from '../../support/kinds';

const names = (count: number) =>
	Array.from({ length: count }, (_, index) => `Number ${String(index).padStart(3, '0')}`);

/** Lists that are paged by a cursor, which stands in the `Link` header only. */
const LISTS = [
	{
		resource: 'customEvent',
		operation: 'getMany',
		path: '/events',
		list: 'events',
		size: 50,
		name: 'name',
		parameters: {},
		fill: (state: SandboxState, count: number) => {
			state.customEvents = names(count).map((name) => makeEvent(name));
		},
	},
	{
		resource: 'customAttribute',
		operation: 'getMany',
		path: '/custom_attributes',
		list: 'attributes',
		size: 50,
		name: 'name',
		parameters: {},
		fill: (state: SandboxState, count: number) => {
			state.users.forEach((user) => (user.custom_attributes = {}));
			state.users[0].custom_attributes = Object.fromEntries(names(count).map((name) => [name, 1]));
		},
	},
	{
		resource: 'cloudDataIngestion',
		operation: 'getMany',
		path: '/cdi/integrations',
		list: 'results',
		size: 10,
		name: 'integration_name',
		parameters: {},
		fill: (state: SandboxState, count: number) => {
			state.integrations = names(count).map((name) => makeIntegration(name, { integration_name: name }));
		},
	},
	{
		resource: 'cloudDataIngestion',
		operation: 'getManySyncStatuses',
		path: `/cdi/integrations/${ORDERS_INTEGRATION_ID}/job_sync_status`,
		list: 'results',
		size: 10,
		name: 'last_timestamp_synced',
		parameters: { integrationId: byId(ORDERS_INTEGRATION_ID) },
		fill: (state: SandboxState, count: number) => {
			state.integrations[0].syncs = names(count).map((name) => ({
				...manySyncs(1)[0],
				last_timestamp_synced: name,
			}));
		},
	},
];

describe.each(LISTS)(
	'$resource: $operation',
	({ resource, operation, path, list, size, name, parameters, fill }) => {
		const bench = new Bench({ resource, operation, ...parameters });

		const named = (result: Awaited<ReturnType<Bench['run']>>) => jsons(result).map((json) => json[name]);
		const cursors = () =>
			bench.wire.map(({ query }) =>
				query.cursor === undefined ? undefined : Buffer.from(String(query.cursor), 'base64').toString(),
			);

		it('asks for no more than one page where that is enough', async () => {
			fill(bench.sandbox.state, size * 2);
			const result = await bench.run({ limit: size });

			expect(stop(result)).toEqual({});
			expect(bench.wire).toEqual([{ method: 'GET', path, query: {}, body: undefined }]);
			expect(named(result)).toEqual(names(size));
			expect(jsons(result)[0]).toMatchObject(
				(bench.sandbox.requests[0].response as Record<string, object[]>)[list][0],
			);
		});

		it('follows the cursor to the last page', async () => {
			fill(bench.sandbox.state, size * 2 + 3);
			const result = await bench.run({ returnAll: true });

			expect(bench.wire.map((request) => request.path)).toEqual([path, path, path]);
			expect(cursors()).toEqual([undefined, `skip:${size}`, `skip:${size * 2}`]);
			expect(named(result)).toEqual(names(size * 2 + 3));
		});

		it('knows by the header that a full page is the last', async () => {
			fill(bench.sandbox.state, size);
			const result = await bench.run({ returnAll: true });

			expect([bench.wire.length, result.ok.length]).toEqual([1, size]);
		});

		it('gives nothing, and no error, where there is nothing', async () => {
			fill(bench.sandbox.state, 0);
			const result = await bench.run({ returnAll: true });

			expect([result.ok, result.status, bench.wire.length]).toEqual([[], 'success', 1]);
		});

		it('keeps to the host of the credential, whatever the header names', async () => {
			fill(bench.sandbox.state, 2);
			const headers = { link: '<https://elsewhere.example/stolen?cursor=c2tpcDox&extra=1>; rel="next"' };
			const body = { [list]: [{ [name]: 'first' }], message: 'success' };
			bench.sandbox.faults.add({ kind: { type: 'status', status: 200, body, headers } });
			const result = await bench.run({ returnAll: true });

			expect(bench.wire[1]).toEqual({ method: 'GET', path, query: { cursor: 'c2tpcDox' }, body: undefined });
			expect(named(result)).toEqual(['first', names(2)[1]]);
		});

		it('is an error and not a short list when a later page is refused', async () => {
			fill(bench.sandbox.state, size + 1);
			bench.sandbox.faults.add({
				match: { nth: 2 },
				kind: { type: 'status', status: 400, body: { message: 'Invalid cursor' } },
			});
			const result = await bench.run({ returnAll: true });

			expect(result.ok).toEqual([]);
			expect(result.error?.message).toBe('Invalid cursor');
		});

		it('lists for each item as many as it wants', async () => {
			fill(bench.sandbox.state, 5);
			const result = await bench.run(
				{ limit: '={{ $json.wanted }}' },
				{ items: [{ wanted: 1 }, { wanted: 2 }] },
			);

			expect(pairing(result)).toEqual([{ item: 0 }, { item: 1 }, { item: 1 }]);
		});
	},
);
