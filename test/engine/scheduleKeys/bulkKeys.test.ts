import { countBy } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import type { CatalogItem } from '../../../sandbox/types/catalogs';
import { CATALOG_FIELDS } from '../../../nodes/Braze/scheduleKeys/protocol/items';
import { fastClock, useClock } from '../../support/clocks';
import type { BrazeResult } from '../../support/engine';
import { DeliveryRuns, numbers } from '../../support/deliveryRuns';
import { isAskedTo } from '../../support/files';
import { until } from '../../support/timers';

useClock(fastClock);

/** The sandbox has the node's clock and Braze's limits: 50 requests a minute for single items and lists. */
const runs = new DeliveryRuns({ sharesClock: true });

/** `MANY_KEYS=1` takes minutes. */
const isWhole = isAskedTo('MANY_KEYS');
const SETTINGS = { settings: { onError: 'continueErrorOutput' as const } };
const MINUTE = 60_000;

/** Catalog items of earlier bookings, whose messages went out. */
const earlierItems = (count: number): CatalogItem[] =>
	numbers(count).map((index) => {
		const token = `old${index}`;
		return {
			id: `canvas-${String(index).padStart(64, '0')}`,
			token,
			since: '2026-01-01T00:00:00.000Z',
			schedule_key: token,
			schedule_id: token,
			schedule_of: token,
			last_send_at: '2026-01-02T00:00:00Z',
		};
	});

function fill(count: number): void {
	const items = earlierItems(count);
	const fields = CATALOG_FIELDS as Array<{ name: string; type: 'string' }>;
	const { state } = runs.sandbox;
	state.catalogs = [
		{ name: 'n8n_schedules', description: '', fields, items, selections: [], updated_at: '' },
	];
	state.bulkWritesTake = 10_000;
}

const keysOf = (count: number, from = 0): IDataObject[] =>
	numbers(count).map((index) => ({ external_user_id: `booking-${from + index}` }));

const OPTIONS = { scheduleKey: '={{ $json.external_user_id }}', maximumWait: 86_400 };

/** Runs an operation with a new minute of Braze's limits, and says how many minutes it took. */
async function timed(run: () => Promise<BrazeResult>): Promise<{ result: BrazeResult; minutes: number }> {
	fastClock.reset(fastClock.now() + MINUTE);
	const began = fastClock.now();
	const result = await run();
	return { result, minutes: (fastClock.now() - began) / MINUTE };
}

const schedule = async (items: IDataObject[], options: IDataObject = {}) =>
	await timed(async () => await runs.schedule(items, { ...OPTIONS, ...options }, SETTINGS));

const live = () => runs.sandbox.state.schedules.filter(({ status }) => status === 'scheduled');

/** The schedules of the claims that did not end. */
function openClaims(): Set<unknown> {
	const items = runs.sandbox.state.catalogs[0].items as IDataObject[];
	const open = items.filter(
		({ schedule_key: key, token, ended_of: of }) => String(key).startsWith('booking-') && of !== token,
	);
	return new Set(open.map(({ schedule_id: id }) => id));
}

const sizes = isWhole
	? [
			{ bookings: 2_000, before: 2_000, within: 4, maximumWait: 300 },
			{ bookings: 10_000, before: 2_000, within: 20, maximumWait: 3_600 },
			{ bookings: 2_000, before: 20_000, within: 60, maximumWait: 3_600 },
		]
	: [{ bookings: 300, before: 500, within: 4, maximumWait: 300 }];

const change = async (operation: string, items: IDataObject[], maximumWait: number) =>
	await timed(
		async () =>
			await runs.run(
				{
					operation,
					findScheduleBy: 'scheduleKey',
					scheduleKey: '={{ $json.external_user_id }}',
					sendTime: '2099-06-02T09:00:00Z',
				},
				items,
				{ maximumWait },
				SETTINGS,
			),
	);

const months = () => countBy(live(), ({ schedule }) => String(schedule.time).slice(0, 7));

describe.each(sizes)(
	'$bookings bookings, in a catalog with $before records',
	({ bookings, before, within, maximumWait }) => {
		it(`are scheduled, half of them moved, half cancelled, each step within ${within} minutes`, async () => {
			fill(before);
			const half = bookings / 2;
			const scheduled = await schedule(keysOf(bookings), { maximumWait });
			const moved = await change('updateSchedule', keysOf(half), maximumWait);
			const cancelled = await change('cancelSchedule', keysOf(half, half / 2), maximumWait);

			const steps = [scheduled, moved, cancelled];
			expect(steps.flatMap(({ result }) => result.failed)).toEqual([]);
			const minutes = steps.map((step) => step.minutes);
			if (isWhole)
				// eslint-disable-next-line no-console -- these figures are what one asks for
				console.log(
					`${bookings} bookings, ${before} records: ${minutes.map((one) => one.toFixed(1)).join(', ')} min`,
				);
			expect(Math.max(...minutes)).toBeLessThan(within);
			expect(months()).toEqual({ '2099-06': half / 2, '2099-01': half / 2 });
			fastClock.reset(fastClock.now() + MINUTE);
			expect(openClaims()).toEqual(new Set(live().map(({ schedule_id: id }) => id)));
		}, 900_000);
	},
);

it('a run that stops at its first failure gives back the claims that it did not use', async () => {
	fill(0);
	await schedule(keysOf(1, 20));
	runs.sandbox.state.bulkWritesTake = 1_000;
	const { result } = await timed(
		async () => await runs.schedule(keysOf(40), { ...OPTIONS, parallelRequests: 1 }),
	);

	expect(result.status).toBe('error');
	expect(JSON.stringify(result)).toContain("Schedule Key 'booking-20' already has a schedule");
	fastClock.reset(fastClock.now() + MINUTE);
	expect(openClaims()).toEqual(new Set(live().map(({ schedule_id: id }) => id)));
	expect((await schedule(keysOf(19, 21))).result.failed).toEqual([]);
});

it('single claims wait behind the gate, and say until when if they may not', async () => {
	fill(0);
	const { state } = runs.sandbox;
	const many = schedule(keysOf(60));
	await until(() => state.catalogs[0].items.some(({ id }) => id === 'gate'));
	fastClock.reset(fastClock.now() + MINUTE);
	const late = await schedule(keysOf(1, 100), { maximumWait: 0 });
	const patient = await schedule(keysOf(1, 200));

	expect((await many).result.failed).toEqual([]);
	expect(patient.result.failed).toEqual([]);
	const [{ json }] = late.result.failed;
	expect(json.error).toMatchObject({
		message: 'Another run is storing many schedule keys',
		outcome: 'not_sent',
	});
	expect(live()).toHaveLength(61);
});

describe('right after a run that cancels many keys', () => {
	const KEYS = keysOf(30);

	/** The items whose keys may still look taken. */
	const hasProblem = ({ result }: Awaited<ReturnType<typeof timed>>) =>
		result.ok.filter(({ json }) => json.schedule_key_problem !== undefined);

	it('the keys are free, however late Braze stores that: the run waits until it shows it', async () => {
		fill(0);
		await schedule(KEYS);
		fastClock.reset(fastClock.now() + MINUTE);
		runs.sandbox.state.bulkWritesTake = 40_000;
		const cancelled = await change('cancelSchedule', KEYS, 300);
		const again = await runs.schedule(keysOf(1, 29), OPTIONS, SETTINGS);

		expect(cancelled.result.failed).toEqual([]);
		expect(hasProblem(cancelled)).toEqual([]);
		expect(again.failed).toEqual([]);
		expect(live()).toHaveLength(1);
	});

	it('the list is read no further than to the last of them', async () => {
		fill(0);
		await schedule(KEYS);
		fastClock.reset(fastClock.now() + MINUTE);
		const { catalogs } = runs.sandbox.state;
		catalogs[0].items.push(...earlierItems(200));
		await change('cancelSchedule', KEYS, 300);
		const lists = runs.sandbox.requests.filter(
			({ method, path, at }) =>
				method === 'GET' && path.endsWith('/items') && Date.parse(at) >= fastClock.now() - MINUTE,
		);

		expect(catalogs[0].items).toHaveLength(30 + 2 + 200);
		expect(lists).toHaveLength(5 + 1);
	});

	it.each([
		['if Braze does not show it in time', 3_600_000, 300],
		['if the run may not wait for that', 40_000, 10],
	])('the items say that they may look taken, %s', async (_, bulkWritesTake, maximumWait) => {
		fill(0);
		await schedule(KEYS);
		fastClock.reset(fastClock.now() + MINUTE);
		runs.sandbox.state.bulkWritesTake = bulkWritesTake;
		const cancelled = await change('cancelSchedule', KEYS, maximumWait);
		const again = await runs.schedule(keysOf(1, 29), OPTIONS, SETTINGS);

		expect(cancelled.result.failed).toEqual([]);
		expect(hasProblem(cancelled)).toHaveLength(30);
		expect(JSON.stringify(cancelled.result.hints)).toContain('Braze does not show yet that the key is free');
		expect(JSON.stringify(again.failed)).toContain("Schedule Key 'booking-29' already has a schedule");
		expect(live()).toEqual([]);
	});
});

it('a run replaces many keys in bulk: a thousand in minutes, not in more than an hour', async () => {
	const count = isWhole ? 1_000 : 80;
	fill(0);
	await schedule(keysOf(count));
	const earlier = live().map(({ schedule_id: id }) => id);
	fastClock.reset(fastClock.now() + MINUTE);
	const { result, minutes } = await schedule(keysOf(count), { ifKeyExists: 'replace' });
	if (isWhole)
		// eslint-disable-next-line no-console -- this figure is what one asks for
		console.log(`${count} replaced: ${minutes.toFixed(1)} min`);

	expect(result.failed).toEqual([]);
	expect(minutes).toBeLessThan(4);
	expect(live()).toHaveLength(count);
	expect(live().filter(({ schedule_id: id }) => earlier.includes(id))).toEqual([]);
	fastClock.reset(fastClock.now() + MINUTE);
	expect(openClaims()).toEqual(new Set(live().map(({ schedule_id: id }) => id)));
}, 900_000);

it('right after a run that moves many keys, errors do not name the earlier time', async () => {
	fill(0);
	await schedule(keysOf(30));
	fastClock.reset(fastClock.now() + MINUTE);
	runs.sandbox.state.bulkWritesTake = 30_000;
	await change('updateSchedule', keysOf(30), 300);
	const again = await runs.schedule(keysOf(1, 29), OPTIONS, SETTINGS);

	expect(JSON.stringify(again.failed)).toMatch(
		/Schedule Key 'booking-29' already has a schedule.*has been moved since/,
	);
});

it('falls back to single claims where the API key may not write in bulk', async () => {
	fill(0);
	runs.fault(
		{ type: 'status', status: 403, body: { message: 'Forbidden' } },
		{ match: { method: 'PUT', path: '/catalogs/n8n_schedules/items' }, times: -1 },
	);
	const { result } = await schedule(keysOf(30));

	expect(result.failed).toEqual([]);
	expect(live()).toHaveLength(30);
});

describe.each([
	['nothing in it', 1, 200, {}],
	['no list', 1, 200, { message: 'success' }],
	['no list on its second page', 2, 200, { message: 'success' }],
	['something else in its list', 1, 200, { items: [{}], message: 'success' }],
	['no body', 1, 204, ''],
	['no items', 1, 200, { items: [], message: 'success' }],
	['no items on its second page', 2, 200, { items: [], message: 'success' }],
	['no catalog on its second page', 2, 404, { errors: [{ id: 'catalog-not-found' }] }],
])('a list of keys that comes with %s does not say that keys are free', (_, nth, status, body) => {
	const KEYS = keysOf(60);
	const booked = async () => {
		fill(0);
		await schedule(KEYS);
		fastClock.reset(fastClock.now() + MINUTE);
		const match = { method: 'GET', path: '/catalogs/n8n_schedules/items', nth };
		runs.fault({ type: 'status', status, body }, { match });
	};

	it('nothing is scheduled a second time', async () => {
		await booked();
		const { result } = await schedule(KEYS);

		expect(live()).toHaveLength(60);
		expect(result.ok).toEqual([]);
		expect(JSON.stringify(result.failed)).toContain('already has a schedule');
	});

	it.each(['cancelSchedule', 'updateSchedule'])('%s does not miss any schedule', async (operation) => {
		await booked();
		const { result } = await change(operation, KEYS, 86_400);

		expect(result.failed).toEqual([]);
		expect(months()).toEqual(operation === 'cancelSchedule' ? {} : { '2099-06': 60 });
	});
});
