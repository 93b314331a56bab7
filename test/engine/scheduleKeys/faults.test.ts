import type { IDataObject } from 'n8n-workflow';

import type { FaultKind, FaultMatch } from '../../../sandbox/state/faults';
import { looks } from '../../../nodes/Braze/scheduleKeys/rememberedGate';
import { fastClock, useClock } from '../../support/clocks';
import type { BrazeResult } from '../../support/engine';
import { DeliveryRuns, errorOf } from '../../support/deliveryRuns';

useClock(fastClock);

/**
 * Everything that can go wrong with each request that a schedule key needs. Whatever happens: no schedule is without a
 * trace, none of another key is touched, and never are two schedules live under a key.
 */
const runs = new DeliveryRuns();
beforeEach(() => looks.clear());

const CATALOG = 'n8n_schedules';
const KEY = 'booking-4711';
const OTHER = 'booking-4712';

const FAULTS: Record<string, FaultKind> = {
	'429': { type: 'rateLimit', header: 'retry-after', seconds: 2 },
	'500 before Braze acted': { type: 'status', status: 500 },
	'500 after Braze acted': { type: 'status', status: 500, act: true },
	'502': { type: 'status', status: 502 },
	'a connection dropped before Braze acted': { type: 'drop', when: 'before' },
	'a connection dropped after Braze acted': { type: 'drop', when: 'after' },
	'a timeout': { type: 'slow', ms: 700 },
	'403': { type: 'status', status: 403, body: { message: 'Forbidden' } },
	'400': { type: 'status', status: 400, body: { message: 'Something is wrong' } },
};

/** Answers of a proxy. */
const EMPTY: Record<string, FaultKind> = {
	'200 without anything in it': { type: 'status', status: 200, body: {} },
	'204': { type: 'status', status: 204, body: '' },
};

/** Answers to changes that say two things. */
const CONTRADICTING: Record<string, FaultKind> = {
	'200 with errors': {
		type: 'status',
		status: 200,
		body: { message: 'success', errors: ['Something is wrong'] },
	},
};

/** Answers to lookups that say nothing of what was looked up. */
const WITHOUT_ITEMS: Record<string, FaultKind> = {
	'200 without its list': { type: 'status', status: 200, body: { message: 'success' } },
	'200 with an empty list': { type: 'status', status: 200, body: { items: [], message: 'success' } },
	'200 with another item': {
		type: 'status',
		status: 200,
		body: { items: [{ id: 'another' }], message: 'success' },
	},
};

/** Those that are tried for good, too. */
const LASTING = [
	'500 after Braze acted',
	'a connection dropped before Braze acted',
	'403',
	...Object.keys({ ...EMPTY, ...CONTRADICTING, ...WITHOUT_ITEMS }),
];

const ITEM = `/catalogs/${CATALOG}/items/*`;

const STEPS: Record<string, FaultMatch> = {
	'look at the gate': { method: 'GET', path: `/catalogs/${CATALOG}/items/gate` },
	'create the catalog': { method: 'POST', path: '/catalogs' },
	'create an item': { method: 'POST', path: ITEM },
	'create the next item': { method: 'POST', path: ITEM, nth: 2 },
	'read an item': { method: 'GET', path: ITEM },
	'write to an item': { method: 'PATCH', path: ITEM },
	'write to items in bulk': { method: 'PATCH', path: `/catalogs/${CATALOG}/items` },
	schedule: { path: '/canvas/trigger/schedule/create' },
	change: { path: '/canvas/trigger/schedule/update' },
	cancel: { path: '/canvas/trigger/schedule/delete' },
};

const ACTIONS = {
	'the first schedule': async () => await schedule(KEY, { requestTimeout: 0.4 }),
	'a replacement': async () => await schedule(KEY, { ifKeyExists: 'replace', requestTimeout: 0.4 }),
	'a move': async () => await byKey('updateSchedule', KEY),
	'a cancellation': async () => await byKey('cancelSchedule', KEY),
};

/** The steps that each action has. */
const NEEDS: Record<keyof typeof ACTIONS, Array<keyof typeof STEPS>> = {
	'the first schedule': [
		'look at the gate',
		'create the catalog',
		'create an item',
		'schedule',
		'write to an item',
	],
	'a replacement': [
		'create an item',
		'read an item',
		'create the next item',
		'cancel',
		'schedule',
		'write to an item',
		'write to items in bulk',
	],
	'a move': ['read an item', 'create an item', 'change', 'write to items in bulk'],
	'a cancellation': ['read an item', 'cancel', 'write to an item'],
};

const SETTINGS = { settings: { onError: 'continueErrorOutput' as const } };

const schedule = async (scheduleKey: string, options: IDataObject = {}) =>
	await runs.schedule([{ external_user_id: scheduleKey }], { scheduleKey, ...options }, SETTINGS);

const byKey = async (operation: string, scheduleKey: string) =>
	await runs.run(
		{ operation, findScheduleBy: 'scheduleKey', scheduleKey, sendTime: '2099-02-02T09:00:00Z' },
		[{}],
		{ requestTimeout: 0.4 },
		SETTINGS,
	);

const live = (person: string) =>
	runs.sandbox.state.schedules
		.filter(({ status, recipients }) => status === 'scheduled' && JSON.stringify(recipients).includes(person))
		.map(({ schedule_id: id }) => id);

/** The claims of a key that did not end. */
const claimsOf = (key: string) =>
	(runs.sandbox.state.catalogs.find(({ name }) => name === CATALOG)?.items ?? []).filter(
		({ schedule_key: of, token, ended_of: endedOf }) => of === key && endedOf !== token,
	);

/** All that the run says: output, errors, hints. */
const told = ({ ok, failed, hints }: BrazeResult) => JSON.stringify([ok, failed, hints]);

/** The faults that a step can meet. */
const faultsAt = (step: string): Record<string, FaultKind> => {
	const { method } = STEPS[step];
	// A schedule that was created with errors is shown with them, and its key stays claimed.
	return {
		...FAULTS,
		...EMPTY,
		...(step !== 'schedule' && CONTRADICTING),
		...(method === 'GET' && WITHOUT_ITEMS),
	};
};

const cases = Object.entries(NEEDS).flatMap(([action, steps]) =>
	steps.flatMap((step) =>
		Object.keys(faultsAt(step)).flatMap((fault) =>
			(LASTING.includes(fault) ? [1, -1] : [1]).map((times) => ({
				action: action as keyof typeof ACTIONS,
				step,
				fault,
				times,
			})),
		),
	),
);

describe(`${cases.length} faults at the steps of schedule keys`, () => {
	it.each(cases)(
		'$action: $fault where it wants to $step ($times)',
		async ({ action, step, fault, times }) => {
			const isFirst = action === 'the first schedule';
			if (!isFirst) {
				await schedule(OTHER);
				await schedule(KEY);
			}
			const others = live(OTHER);
			const before = live(KEY);
			runs.fault(faultsAt(step)[fault], { match: STEPS[step], times });
			const result = await ACTIONS[action]();
			runs.sandbox.faults.clear();

			expect(result.status).toBe('success');
			expect(result.ok.length + result.failed.length).toBe(1);
			if (!isFirst) expect(told(result)).not.toContain('has no schedule');
			expect(live(OTHER)).toEqual(others);
			const now = live(KEY);
			expect(now.length).toBeLessThanOrEqual(1);
			for (const id of now) expectTrace(id, result);
			if (result.failed.length === 0) expectDone(action, now, before);
			await expectRecovery(now);
		},
	);
});

/** A live schedule is stored under its key, or the run names its ID, or a claim says that nobody knows. */
function expectTrace(id: string, result: BrazeResult): void {
	const claims = claimsOf(KEY);
	const traced =
		told(result).includes(id) ||
		claims.some(({ schedule_id: of }) => of === id || of === undefined || of === '');
	expect({ id, traced, claims }).toMatchObject({ traced: true });
}

function expectDone(action: keyof typeof ACTIONS, now: string[], before: string[]): void {
	if (action === 'a cancellation') expect(now).toEqual([]);
	else expect(now).toHaveLength(1);
	if (action === 'a move') expect(now).toEqual(before);
	if (action === 'a replacement') expect(now).not.toEqual(before);
}

/** Afterwards the key cancels its own schedule, or says what to do; it never schedules a second one. */
async function expectRecovery(now: string[]): Promise<void> {
	const cancelled = await byKey('cancelSchedule', KEY);
	const again = await schedule(KEY);
	if (cancelled.failed.length === 0) {
		expect(again.failed).toEqual([]);
		expect(live(KEY)).toHaveLength(1);
	}
	expect(live(KEY).length).toBeLessThanOrEqual(1);
	if (again.failed.length > 0)
		expect(errorOf(again.failed[0])?.description).toMatch(/Clean Up Keys|Try again|If Key Exists/);
	else expect(live(KEY)).not.toEqual(now);
}
