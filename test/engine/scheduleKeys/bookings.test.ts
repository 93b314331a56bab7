import type { IDataObject } from 'n8n-workflow';

import { fastClock, useClock } from '../../support/clocks';
import { DeliveryRuns } from '../../support/deliveryRuns';
import { isAskedTo } from '../../support/files';

useClock(fastClock);

/** The sandbox has the node's clock: its limit of 50 requests a minute holds, and waiting for it takes no time. */
const runs = new DeliveryRuns({ sharesClock: true });

/** `ALL_BOOKINGS=1` takes minutes. */
const BOOKINGS = isAskedTo('ALL_BOOKINGS') ? 500 : 40;
const EXECUTIONS = 8;
const SETTINGS = { settings: { onError: 'continueErrorOutput' as const } };

/** What an execution does with one booking. */
interface Step {
	readonly key: string;
	readonly does: 'schedule' | 'updateSchedule' | 'cancelSchedule';
	readonly month?: string;
}

/** Random numbers that are the same in every run: https://en.wikipedia.org/wiki/Linear_congruential_generator */
function generator(seed: number): () => number {
	let state = seed;
	return () => (state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32) / 2 ** 32;
}

/** For each booking: schedule, then move, and cancel two of three; the steps of different bookings in random order. */
function steps(random: () => number): { queue: Step[]; expected: Map<string, string | undefined> } {
	const expected = new Map<string, string | undefined>();
	const left = Array.from({ length: BOOKINGS }, (_, index): Step[] => {
		const key = `booking-${index}`;
		const month = String(1 + Math.floor(random() * 9)).padStart(2, '0');
		const cancelled = index % 3 !== 0;
		expected.set(key, cancelled ? undefined : month);
		return [
			{ key, does: 'schedule' },
			{ key, does: 'updateSchedule', month },
			...(cancelled ? [{ key, does: 'cancelSchedule' as const }] : []),
		];
	});
	const queue: Step[] = [];
	while (left.length > 0) {
		const index = Math.floor(random() * left.length);
		queue.push(left[index].shift() as Step);
		if (left[index].length === 0) left.splice(index, 1);
	}
	return { queue, expected };
}

/** The claims that did not end. */
function currentClaims(): IDataObject[] {
	const items = runs.sandbox.state.catalogs.find(({ name }) => name === 'n8n_schedules')?.items ?? [];
	return (items as IDataObject[]).filter(
		({ schedule_key: key, token, ended_of: of }) => key !== undefined && of !== token,
	);
}

async function act({ key, does, month }: Step): Promise<IDataObject[]> {
	const result =
		does === 'schedule'
			? await runs.schedule([{ external_user_id: key }], { scheduleKey: key, maximumWait: 86_400 }, SETTINGS)
			: await runs.run(
					{
						operation: does,
						findScheduleBy: 'scheduleKey',
						scheduleKey: key,
						sendTime: `2099-${month}-02T09:00:00Z`,
					},
					[{}],
					{ maximumWait: 86_400 },
					SETTINGS,
				);
	return result.failed.map(({ json }) => json);
}

it(`${BOOKINGS} bookings, scheduled, moved and cancelled by key in random order by ${EXECUTIONS} executions at once, end as they should`, async () => {
	const { queue, expected } = steps(generator(4_711));
	const lastOf = new Map<string, Promise<void>>();
	const failures: IDataObject[] = [];
	let next = 0;
	// Steps of one booking keep their order, as a CRM sends them; everything else happens at the same time.
	const execute = async (): Promise<void> => {
		while (next < queue.length) {
			const step = queue[next++];
			const done = (lastOf.get(step.key) ?? Promise.resolve()).then(
				async () => void failures.push(...(await act(step))),
			);
			lastOf.set(step.key, done);
			await done;
		}
	};
	await Promise.all(Array.from({ length: EXECUTIONS }, execute));

	expect(failures).toEqual([]);
	const live = runs.sandbox.state.schedules.filter(({ status }) => status === 'scheduled');
	const found = new Map(
		live.map(({ recipients, schedule }) => [
			String((recipients?.[0] as IDataObject).external_user_id),
			String(schedule.time).slice(5, 7),
		]),
	);
	expect(live).toHaveLength(found.size);
	expect(found).toEqual(new Map([...expected].filter(([, month]) => month !== undefined)));
	expect(new Set(currentClaims().map(({ schedule_id: id }) => id))).toEqual(
		new Set(live.map(({ schedule_id: id }) => id)),
	);
}, 240_000);

it('several executions that claim one key at the same time: one schedules, the others say so', async () => {
	const results = await Promise.all(
		Array.from({ length: 12 }, async () => await act({ key: 'booking-1', does: 'schedule' })),
	);

	expect(runs.sandbox.state.schedules).toHaveLength(1);
	const errors = results.flat().map(({ error }) => (error as IDataObject).message);
	expect(errors).toHaveLength(11);
	expect(
		new Set(errors.map((message) => String(message).replace(/already has a|has no confirmed/, '…'))),
	).toEqual(new Set(["Schedule Key 'booking-1' … schedule"]));
});

it('several that replace one key at the same time: one schedule is left', async () => {
	await act({ key: 'booking-1', does: 'schedule' });
	await Promise.all(
		Array.from(
			{ length: 6 },
			async () =>
				await runs.schedule(
					[{ external_user_id: 'booking-1' }],
					{ scheduleKey: 'booking-1', ifKeyExists: 'replace' },
					SETTINGS,
				),
		),
	);

	const live = runs.sandbox.state.schedules.filter(({ status }) => status === 'scheduled');
	expect(live).toHaveLength(1);
	expect(currentClaims()).toMatchObject([{ schedule_id: live[0].schedule_id }]);
});

it('waits for the 50 requests a minute of catalogs, and loses nothing where the user does not want to wait', async () => {
	const items = Array.from({ length: 80 }, (_, index) => ({ external_user_id: `p${index}` }));
	const began = fastClock.now();
	const result = await runs.schedule(
		items,
		{ scheduleKey: '={{ $json.external_user_id }}', maximumWait: 1 },
		SETTINGS,
	);

	const scheduled = result.ok.map(({ json }) => json.schedule_id);
	expect(new Set(scheduled)).toEqual(new Set(runs.sandbox.state.schedules.map(({ schedule_id: id }) => id)));
	expect(result.ok.length + result.failed.length).toBe(80);
	expect(result.failed.length).toBeGreaterThan(0);
	// The run waits for what it stores, but begins nothing in the next minute.
	const claimed = currentClaims().map(({ since }) => Date.parse(String(since)));
	expect(Math.max(...claimed) - Math.min(...claimed)).toBeLessThan(30_000);
	expect(new Set(result.failed.map(({ json }) => (json.error as IDataObject).outcome))).toEqual(
		new Set(['not_sent']),
	);
	const second = await runs.schedule(
		items.slice(0, 5),
		{ scheduleKey: '=again-{{ $json.external_user_id }}', maximumWait: 600 },
		SETTINGS,
	);
	expect(second.failed).toEqual([]);
	expect(fastClock.now() - began).toBeGreaterThanOrEqual(1_000);
});
