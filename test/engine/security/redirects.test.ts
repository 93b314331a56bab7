import { startSandbox, type Sandbox } from '../../../sandbox/server';
import * as lists from '../../../nodes/Braze/methods/searchList';
import { Bench } from '../../support/bench';
import { searchInPicker } from '../../support/editor';
import { SINGLE_REQUEST_ROWS } from '../../support/examples';

/** A host that redirects elsewhere: neither the key nor the data follows. */

const bench = new Bench();

let elsewhere: Sandbox;

beforeAll(async () => {
	elsewhere = await startSandbox({ port: 0 });
});

afterAll(async () => await elsewhere.stop());

const redirect = (status: number) =>
	bench.sandbox.faults.add({
		times: -1,
		kind: {
			type: 'status',
			status,
			headers: { location: `${elsewhere.url.replace('127.0.0.1', 'localhost')}/users/track` },
			body: {},
		},
	});

it.each([302, 307])(
	'no operation follows a redirect with the status %d',
	async (status) => {
		for (const [resource, operation, { parameters, before }] of SINGLE_REQUEST_ROWS) {
			bench.sandbox.faults.clear();
			const items = (await before?.(bench)) ?? [{}];
			bench.sandbox.requests.length = 0;
			redirect(status);
			const result = await bench.run({ resource, operation, ...parameters, options: {} }, { items });

			expect([resource, operation, result.error?.message]).toEqual([
				resource,
				operation,
				'The URL in the credential redirects elsewhere',
			]);
			expect(bench.wire).toHaveLength(1);
		}
		expect(elsewhere.requests).toEqual([]);
	},
	300_000,
);

it.each(Object.entries(lists))('%s, a list of the editor, follows none', async (_, search) => {
	redirect(307);

	await expect(searchInPicker(search, bench.credential())).rejects.toThrow();
	expect(elsewhere.requests).toEqual([]);
});
