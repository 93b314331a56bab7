import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { Bench, stop } from '../../support/bench';
import { useClock, withoutWaits } from '../../support/clocks';
import { runBraze } from '../../support/engine';

/** Items that are about the same user, in whatever place, go out in input order: Braze keeps none within a request. */

useClock(withoutWaits);

const bench = new Bench({ resource: 'user' });

/** An alias or ID from a field of the item, in each operation that names two. */
const OPERATIONS: Record<string, { parameters: IDataObject; list: string[] }> = {
	updateAlias: {
		parameters: { aliasLabel: 'crm', aliasName: '={{ $json.from }}', newAliasName: '={{ $json.to }}' },
		list: ['alias_updates'],
	},
	renameExternalId: {
		parameters: { externalUserId: '={{ $json.from }}', newExternalUserId: '={{ $json.to }}' },
		list: ['external_id_renames'],
	},
	merge: {
		parameters: {
			confirmMerge: true,
			mergeExternalUserId: '={{ $json.from }}',
			externalUserId: '={{ $json.to }}',
		},
		list: ['merge_updates'],
	},
	identify: {
		parameters: {
			identifyBy: 'userAlias',
			aliasLabel: 'crm',
			aliasName: '={{ $json.from }}',
			externalUserId: '={{ $json.to }}',
		},
		list: ['aliases_to_identify'],
	},
	createAlias: {
		parameters: {
			aliasLabel: 'crm',
			aliasName: '={{ $json.from }}',
			aliasFor: 'existing',
			externalUserId: '={{ $json.to }}',
		},
		list: ['user_aliases'],
	},
};

const FORMS = Object.keys(OPERATIONS).map((operation) => [operation] as const);

/** Whether the two names of an item are of one kind: then one item may name what another one is about. */
const isOfOneKind = (operation: string) => !['identify', 'createAlias'].includes(operation);

/** How many members each request had. */
async function sizes(operation: string, pairs: Array<[from: string, to: string]>): Promise<number[]> {
	const { parameters, list } = OPERATIONS[operation];
	bench.sandbox.faults.add({
		match: { method: 'POST' },
		times: -1,
		kind: { type: 'status', status: 201, body: { message: 'success' } },
	});
	const items = pairs.map(([from, to]) => ({ from, to }));
	const result = await runBraze({
		credential: bench.credential(),
		parameters: { resource: 'user', operation, ...parameters } as INodeParameters,
		items,
	});
	expect(stop(result)).toEqual({});
	const members = bench.bodies.map((body) => (body as Record<string, unknown[]>)[list[0]]);
	// In input order, whatever the requests.
	const texts = members.flat().map((member) => JSON.stringify(member));
	const places = items.map(({ from, to }) =>
		texts.findIndex((text) => text.includes(`"${from}"`) && text.includes(`"${to}"`)),
	);
	expect(places).toEqual(items.map((_, index) => index));
	return members.map(({ length }) => length);
}

describe.each(FORMS)('%s', (operation) => {
	it('shares a request between items that have nothing in common', async () => {
		expect(
			await sizes(operation, [
				['A', 'B'],
				['C', 'D'],
			]),
		).toEqual([2]);
	});

	it.each([
		['with the same name to change', ['A', 'B'], ['A', 'C']],
		['that become the same', ['A', 'C'], ['B', 'C']],
	])('puts items %s into different requests', async (_, one, other) => {
		expect(await sizes(operation, [one, other] as Array<[string, string]>)).toEqual([1, 1]);
	});

	if (isOfOneKind(operation)) {
		it.each([
			['the second needs the first: B to C, A to B', ['B', 'C'], ['A', 'B']],
			['the second takes the result of the first: A to B, B to C', ['A', 'B'], ['B', 'C']],
		])('puts items into different requests where %s', async (_, one, other) => {
			expect(await sizes(operation, [one, other] as Array<[string, string]>)).toEqual([1, 1]);
		});

		it('fills requests with what is independent, and sends a chain link by link', async () => {
			const chain: Array<[string, string]> = [
				['Y', 'Z'],
				['X', 'Y'],
				['W', 'X'],
			];
			expect(await sizes(operation, chain)).toEqual([1, 1, 1]);
		});
	}
});

it.each([
	[
		'merged',
		{ mergeIdentifyBy: 'email', mergeEmail: '={{ $json.shared }}', externalUserId: '={{ $json.own }}' },
	],
	['kept', { mergeExternalUserId: '={{ $json.own }}', identifyBy: 'email', email: '={{ $json.shared }}' }],
])('a user who is %s by an email is the same by any case and prioritization of it', async (_, parameters) => {
	const rule = '={{ $json.rule }}';
	const items = [
		{ shared: 'Ada@example.com', own: 'one', rule: ['identified'] },
		{ shared: 'ada@example.com', own: 'two', rule: ['most_recently_updated'] },
	];
	await runBraze({
		credential: bench.credential(),
		parameters: {
			resource: 'user',
			operation: 'merge',
			confirmMerge: true,
			...parameters,
			prioritization: rule,
			mergePrioritization: rule,
		},
		items,
	});
	expect(bench.bodies).toHaveLength(2);
});
