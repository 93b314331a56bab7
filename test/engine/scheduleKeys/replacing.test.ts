import type { IDataObject } from 'n8n-workflow';

import { CATALOG_FIELDS } from '../../../nodes/Braze/scheduleKeys/protocol/items';
import { looks } from '../../../nodes/Braze/scheduleKeys/rememberedGate';
import { fastClock, useClock } from '../../support/clocks';
import { DeliveryRuns, errorOf, numbers, ON_ERROR } from '../../support/deliveryRuns';
import { until } from '../../support/timers';

const OPTIONS = { scheduleKey: '={{ $json.external_user_id }}', ifKeyExists: 'replace' };
const LATER = { sendTime: '2099-05-05T09:00:00Z' };
const CREATE = '/canvas/trigger/schedule/create';
const DELETE = '/canvas/trigger/schedule/delete';
const MINUTE = 60_000;

const keysOf = (count: number): IDataObject[] =>
	numbers(count).map((index) => ({ external_user_id: `booking-${index}` }));

/** A workspace whose keys have schedules. */
class Bookings extends DeliveryRuns {
	async book(count: number): Promise<void> {
		looks.clear();
		const fields = CATALOG_FIELDS as Array<{ name: string; type: 'string' }>;
		this.sandbox.state.catalogs = [
			{ name: 'n8n_schedules', description: '', fields, items: [], selections: [], updated_at: '' },
		];
		this.sandbox.state.bulkWritesTake = 1_000;
		const booked = await this.schedule(keysOf(count), OPTIONS, { settings: ON_ERROR.errorOutput });
		expect(booked.failed).toEqual([]);
	}

	get live() {
		return this.sandbox.state.schedules.filter(({ status }) => status === 'scheduled');
	}

	/** The people whose message goes out at the new time. */
	moved(): Set<string | undefined> {
		const moved = this.live.filter(({ schedule }) => String(schedule.time).startsWith('2099-05-05'));
		return new Set(moved.map(({ recipients }) => recipients[0].external_user_id));
	}

	/** Braze takes its time to cancel, except for the first booking. */
	slowExceptFirst(ms: number): void {
		for (const { schedule_id: id, recipients } of this.live)
			if (recipients[0].external_user_id !== 'booking-0')
				this.fault({ type: 'slow', ms, act: true }, { match: { path: DELETE, bodyIncludes: id } });
	}

	refuseFirst(status: number): void {
		const body = { message: 'Something is wrong with this one' };
		this.fault({ type: 'status', status, body }, { match: { path: CREATE, bodyIncludes: 'booking-0"' } });
	}
}

describe('what was cancelled for a replacement gets its new schedule', () => {
	const runs = new Bookings();

	it('although the run stops because another one is refused; the error names the key that has none', async () => {
		await runs.book(5);
		runs.slowExceptFirst(400);
		runs.refuseFirst(400);
		const { error } = await runs.schedule(keysOf(5), OPTIONS, {}, LATER);

		expect(runs.moved()).toEqual(
			new Set(
				keysOf(5)
					.slice(1)
					.map(({ external_user_id: id }) => id),
			),
		);
		expect(error?.message).toContain('Something is wrong with this one');
		expect(error?.description).toContain(
			"These schedule keys now have no confirmed schedule, because their earlier schedule was cancelled for a replacement that failed: 'booking-0'.",
		);
		expect(error).toMatchObject({ context: { data: { unreplaced_schedule_keys: ['booking-0'] } } });
	}, 20_000);

	it('and what was not cancelled yet stays when the run stops', async () => {
		await runs.book(5);
		for (const { external_user_id: id } of keysOf(5).slice(1))
			runs.fault(
				{ type: 'slow', ms: 400, act: true },
				{
					match: {
						method: 'POST',
						path: '/catalogs/n8n_schedules/items/canvas*',
						bodyIncludes: `"${String(id)}"`,
					},
				},
			);
		runs.refuseFirst(403);
		const { failed, hints } = await runs.schedule(
			keysOf(5),
			OPTIONS,
			{ settings: ON_ERROR.errorOutput },
			LATER,
		);

		expect(JSON.stringify(hints)).toContain("failed: 'booking-0'.");
		expect(failed).toHaveLength(5);
		expect(JSON.stringify(failed)).not.toContain('may not have been cancelled');
		expect(runs.moved().size).toBe(0);
		expect(runs.live).toHaveLength(4);
	}, 20_000);

	it('although the user stops the execution', async () => {
		await runs.book(5);
		for (const { schedule_id: id } of runs.live)
			runs.fault({ type: 'slow', ms: 500, act: true }, { match: { path: DELETE, bodyIncludes: id } });
		const allCancelled = async () => await until(() => runs.live.length === 0);
		const stopped = { started: (stop: () => void) => void allCancelled().then(stop) };
		await runs.schedule(keysOf(5), OPTIONS, stopped, LATER);
		await until(() => runs.live.length === 5);

		expect(runs.moved().size).toBe(5);
	}, 20_000);
});

describe('on a clock that does not wait', () => {
	useClock(fastClock);
	const runs = new Bookings({ sharesClock: true });
	const settings = { settings: ON_ERROR.errorOutput };

	it('a rate limit is waited for beyond Maximum Wait, since the earlier schedule is gone', async () => {
		await runs.book(1);
		runs.fault({ type: 'rateLimit', header: 'retry-after', seconds: 100 }, { match: { path: CREATE } });
		const options = { ...OPTIONS, maximumWait: 10 };
		const { failed } = await runs.schedule(keysOf(1), options, settings, LATER);

		expect(failed).toEqual([]);
		expect(runs.moved().size).toBe(1);
	});

	it('if Braze does not take it even so, the item and the run say which key has none', async () => {
		await runs.book(2);
		runs.fault(
			{ type: 'rateLimit', header: 'retry-after', seconds: 900 },
			{ match: { path: CREATE, bodyIncludes: 'booking-0"' } },
		);
		const { failed, hints } = await runs.schedule(keysOf(2), OPTIONS, settings, LATER);

		expect(failed).toHaveLength(1);
		expect(errorOf(failed[0])?.description).toContain('was already cancelled for the replacement');
		expect(JSON.stringify(hints)).toContain(
			"their earlier schedule was cancelled for a replacement that failed: 'booking-0'",
		);
		expect(runs.moved()).toEqual(new Set(['booking-1']));
	});

	it('a schedule that Braze no longer had was not cancelled for the replacement', async () => {
		await runs.book(1);
		runs.sandbox.state.schedules[0].status = 'cancelled';
		runs.fault({ type: 'status', status: 400 }, { match: { path: CREATE } });
		const { failed, hints } = await runs.schedule(keysOf(1), OPTIONS, settings, LATER);

		expect(errorOf(failed[0])?.outcome).toBe('refused');
		expect(JSON.stringify([failed, hints])).not.toContain('cancelled for');
	});

	it('the run names a key whose earlier schedule may be cancelled', async () => {
		await runs.book(2);
		const [{ schedule_id: id }] = runs.live;
		runs.fault({ type: 'drop', when: 'before' }, { match: { path: DELETE, bodyIncludes: id }, times: 2 });
		const { failed, hints } = await runs.schedule(keysOf(2), OPTIONS, settings, LATER);

		expect(failed).toHaveLength(1);
		expect(JSON.stringify(hints)).toMatch(/replacement that failed: 'booking-[01]'\./);
	});

	it.each([
		['one by one', 1],
		['in bulk, which waits behind its gate', 30],
	])('nothing is cancelled for a time that is too near by then: %s', async (_, count) => {
		await runs.book(count);
		fastClock.reset(fastClock.now() + 10 * MINUTE);
		const sendTime = new Date(fastClock.now() + (count === 1 ? 20_000 : MINUTE)).toISOString();
		const { failed } = await runs.schedule(keysOf(count), { ...OPTIONS, maximumWait: 3_600 }, settings, {
			sendTime,
		});

		expect(failed).toHaveLength(count);
		expect(errorOf(failed[0])).toMatchObject({
			message: 'The new time is too near to replace the earlier schedule',
			outcome: 'not_sent',
		});
		expect(runs.live).toHaveLength(count);
		fastClock.reset(fastClock.now() + 10 * MINUTE);
		const again = await runs.schedule(keysOf(count), { ...OPTIONS, maximumWait: 3_600 }, settings, LATER);
		expect(again.failed).toEqual([]);
		expect(runs.moved().size).toBe(count);
	});
});
