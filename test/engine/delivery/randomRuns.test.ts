import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import type { FaultKind, FaultSpec } from '../../../sandbox/state/faults';
import { fastClock, useClock } from '../../support/clocks';
import type { BrazeResult } from '../../support/engine';
import { DeliveryRuns, itemOf, ON_ERROR, outcomes } from '../../support/deliveryRuns';

useClock(fastClock);

const runs = new DeliveryRuns();

const CANVASES = [0, 1, 2].map((number) => `5f0c7a52-1d1e-4c5b-9a3f-0c8f2b7d4e1${number}`);

interface Row {
	readonly person: number;
	readonly canvas: string;
}

const aRow = fc.record({ person: fc.nat({ max: 25 }), canvas: fc.constantFrom(...CANVASES) });

const aKind: fc.Arbitrary<FaultKind> = fc.oneof(
	fc.record({
		type: fc.constant('status' as const),
		status: fc.constantFrom(400, 401, 408, 413, 429, 500, 502, 503, 504),
		act: fc.constant(false),
	}),
	fc.record({ type: fc.constant('status' as const), status: fc.constantFrom(500, 504), act: fc.boolean() }),
	fc.record({
		type: fc.constant('rateLimit' as const),
		header: fc.constantFrom('retry-after', 'reset-epoch', 'reset-delta', 'none'),
		seconds: fc.constantFrom(0, 1, 30, 4_000),
	}),
	fc.record({ type: fc.constant('drop' as const), when: fc.constantFrom('before', 'after') }),
	fc
		.record({
			type: fc.constant('nonJson' as const),
			status: fc.constantFrom(200, 502, 504),
			act: fc.boolean(),
		})
		.filter(({ status, act }) => status !== 502 || !act),
	fc.record({
		type: fc.constant('refuseRecipient' as const),
		id: fc.nat({ max: 25 }).map((person) => `p${person}`),
	}),
) as fc.Arbitrary<FaultKind>;

const aFault: fc.Arbitrary<FaultSpec> = fc.record({
	kind: aKind,
	times: fc.constantFrom(1, 2, 3, -1),
	match: fc.record({ nth: fc.integer({ min: 1, max: 6 }) }),
});

const aRun = fc.record({
	rows: fc.array(aRow, { minLength: 1, maxLength: 80 }),
	faults: fc.array(aFault, { maxLength: 4 }),
	setting: fc.constantFrom(
		'stop',
		'continue',
		'errorOutput',
		'retryOnFail',
		'retryAndContinue',
	) as fc.Arbitrary<keyof typeof ON_ERROR>,
	options: fc.record(
		{
			combineItems: fc.boolean(),
			parallelRequests: fc.integer({ min: 1, max: 12 }),
			maximumWait: fc.constantFrom(0, 40, 300),
			recipientLimit: fc.constantFrom(40, 1_000),
		},
		{ requiredKeys: ['combineItems', 'parallelRequests'] },
	),
	retries: fc.nat({ max: 2 }),
});

/** How often the workspace has taken the message of each item. */
function acceptedItems(): Map<number, number> {
	const counts = new Map<number, number>();
	for (const { recipients, canvas_id: canvas } of runs.sandbox.state.sends) {
		for (const { canvas_entry_properties: own } of recipients) {
			const { number, canvas: wanted } = own as { number: number; canvas: string };
			expect(wanted).toBe(canvas);
			counts.set(number, (counts.get(number) ?? 0) + 1);
		}
	}
	return counts;
}

function expectTruth(result: BrazeResult, rows: readonly Row[]): void {
	const accepted = acceptedItems();
	expect([...accepted.values()].every((count) => count === 1)).toBe(true);
	if (result.status === 'error') return expectTrueCounts(result, accepted.size, rows.length);
	const kinds = outcomes(result);
	rows.forEach((_, item) => {
		expect(kinds.get(item)).toHaveLength(1);
		const [kind] = kinds.get(item) as string[];
		expect(['sent', 'refused', 'not_sent', 'unknown', 'invalid']).toContain(kind);
		if (kind !== 'unknown') expect([item, kind, accepted.has(item)]).toEqual([item, kind, kind === 'sent']);
	});
	expect([...result.ok, ...result.failed].map(itemOf)).toHaveLength(rows.length);
}

/** A run that stopped before it sent anything has no counts, or those of earlier tries. */
function expectTrueCounts({ error }: BrazeResult, accepted: number, all: number): void {
	const told = error?.context?.data as Record<string, number> | undefined;
	const { sent, refused, notSent, unknown } = told ?? { sent: 0, refused: 0, notSent: 0, unknown: 0 };
	expect(sent + refused + notSent + unknown).toBeLessThanOrEqual(all);
	expect(accepted).toBeGreaterThanOrEqual(sent);
	expect(accepted).toBeLessThanOrEqual(sent + unknown);
}

it('whatever happens, every item ends in one way, nobody is messaged twice, and what is said is so', async () => {
	await fc.assert(
		fc.asyncProperty(aRun, async ({ rows, faults, setting, options, retries }) => {
			runs.sandbox.reset();
			faults.forEach((fault) => runs.sandbox.faults.add({ ...fault }));
			const items: IDataObject[] = rows.map(({ person, canvas }, number) => ({
				external_user_id: `p${person}`,
				number,
				canvas,
			}));
			const parameters = {
				canvasId: { __rl: true, mode: 'id', value: '={{ $json.canvas }}' },
				otherFields: 'all',
			};
			let result = await runs.send(items, options, { settings: ON_ERROR[setting] }, parameters);
			expectTruth(result, rows);
			for (let count = 0; count < retries && result.status === 'error'; count++) {
				if (count === 1) runs.sandbox.faults.clear();
				result = await result.retry();
				expectTruth(result, rows);
			}
		}),
		{ numRuns: 120 },
	);
});
