import type { DashboardSchedule } from '../../../sandbox/types/campaigns';
import { seedDashboardSchedules } from '../../../sandbox/seeds/campaigns';
import { Bench } from '../../support/bench';
import { PollingBench } from '../../support/polling';
import { freezeTime } from '../../support/time';

/** Broadcasts that come up, move or are cancelled: each is reported once. */

const bench = new Bench();

const [{ id: WEEKLY_DIGEST_ID }] = seedDashboardSchedules();

/** Mondays at 09:30 in Paris, in the sandbox. */
const digest = (changes: Partial<DashboardSchedule> = {}): DashboardSchedule => ({
	id: WEEKLY_DIGEST_ID,
	name: 'Weekly Digest',
	type: 'Campaign',
	tags: ['Newsletter'],
	clock: '09:30',
	weekday: 1,
	delivery: 'company_zone',
	...changes,
});

const dashboard = (...schedules: DashboardSchedule[]) => {
	bench.sandbox.state.dashboardSchedules = schedules;
};

const started = (parameters = {}) =>
	new PollingBench(() => bench.credential(), { watch: 'broadcasts', hoursAhead: 24, ...parameters });

const changes = (items: Awaited<ReturnType<PollingBench['poll']>>) =>
	items.map(({ change, name, next_send_time }) => [change, name, next_send_time]);

const at = freezeTime;

it('asks for more than the window, so that a move out of it is not taken for a cancellation', async () => {
	at('2026-09-07T09:00:00Z');
	await started().poll();
	expect(bench.wire).toEqual([
		{
			method: 'GET',
			path: '/messages/scheduled_broadcasts',
			query: { end_time: '2027-09-09T00:00:00Z' },
			body: undefined,
		},
	]);
});

it('starts nothing for what is there at activation', async () => {
	at('2026-09-13T10:00:00Z');
	dashboard(digest());
	const trigger = started();
	expect(await trigger.poll()).toEqual([]);
	expect(await trigger.poll()).toEqual([]);
});

it('starts once when a broadcast comes within the window, with all that Braze says of it', async () => {
	at('2026-09-12T10:00:00Z');
	dashboard(digest());
	const trigger = started();
	expect(await trigger.poll()).toEqual([]);
	at('2026-09-13T07:29:00Z');
	expect(await trigger.poll()).toEqual([]);
	at('2026-09-13T07:30:00Z');
	expect(await trigger.poll()).toEqual([
		{
			change: 'new',
			id: WEEKLY_DIGEST_ID,
			name: 'Weekly Digest',
			type: 'Campaign',
			tags: ['Newsletter'],
			next_send_time: '2026-09-14T09:30:00+02:00',
			schedule_type: 'Europe/Paris',
		},
	]);
	expect(await trigger.poll()).toEqual([]);
});

it('starts when it moves, and when it is cancelled', async () => {
	at('2026-09-13T10:00:00Z');
	dashboard(digest());
	const trigger = started();
	await trigger.poll();
	dashboard(digest({ clock: '11:00' }));
	const [moved] = await trigger.poll();
	expect(moved).toMatchObject({
		change: 'moved',
		next_send_time: '2026-09-14T11:00:00+02:00',
		previous_send_time: '2026-09-14T09:30:00+02:00',
	});
	expect(await trigger.poll()).toEqual([]);
	dashboard();
	const [cancelled] = await trigger.poll();
	expect(cancelled).toMatchObject({
		change: 'cancelled',
		name: 'Weekly Digest',
		next_send_time: null,
		previous_send_time: '2026-09-14T11:00:00+02:00',
	});
	expect(await trigger.poll()).toEqual([]);
});

it('calls it moved when it leaves the window, and new when it comes back', async () => {
	at('2026-09-13T10:00:00Z');
	dashboard(digest());
	const trigger = started();
	await trigger.poll();
	dashboard(digest({ weekday: 3 }));
	expect(changes(await trigger.poll())).toEqual([['moved', 'Weekly Digest', '2026-09-16T09:30:00+02:00']]);
	expect(await trigger.poll()).toEqual([]);
	at('2026-09-15T10:00:00Z');
	expect(changes(await trigger.poll())).toEqual([['new', 'Weekly Digest', '2026-09-16T09:30:00+02:00']]);
});

it('does not take a broadcast that went out for a cancelled or moved one', async () => {
	at('2026-09-13T10:00:00Z');
	dashboard(digest({ weekday: undefined }));
	const trigger = started();
	await trigger.poll();
	at('2026-09-14T07:31:00Z');
	// The next day's is a new one.
	expect(changes(await trigger.poll())).toEqual([['new', 'Weekly Digest', '2026-09-15T09:30:00+02:00']]);
	at('2026-09-15T07:31:00Z');
	dashboard();
	expect(await trigger.poll()).toEqual([]);
});

describe('a broadcast that goes out while Braze is asked', () => {
	const pollBefore = async (listed: DashboardSchedule[], moment = '2026-09-14T07:29:40Z') => {
		at('2026-09-13T10:00:00Z');
		dashboard(digest());
		const trigger = started();
		await trigger.poll();
		// It goes out at 07:30: by the time of the response, or by Braze's clock, that has passed.
		at(moment);
		dashboard(...listed);
		return { trigger, items: await trigger.poll() };
	};

	it('is not cancelled because it is no longer listed', async () => {
		const { trigger, items } = await pollBefore([]);
		expect(items).toEqual([]);
		at('2026-09-14T07:30:40Z');
		expect(await trigger.poll()).toEqual([]);
	});

	it('is not moved because its next date is listed, which is new later', async () => {
		const { trigger, items } = await pollBefore([digest({ weekday: 2 })]);
		expect(items).toEqual([]);
		at('2026-09-14T07:30:40Z');
		expect(changes(await trigger.poll())).toEqual([['new', 'Weekly Digest', '2026-09-15T09:30:00+02:00']]);
	});

	it('is no new one if it is still listed', async () => {
		const { trigger, items } = await pollBefore([digest()]);
		expect(items).toEqual([]);
		at('2026-09-14T07:30:40Z');
		expect(await trigger.poll()).toEqual([]);
	});

	it('was cancelled if it is missing two minutes before', async () => {
		const { items } = await pollBefore([], '2026-09-14T07:28:00Z');
		expect(items).toMatchObject([{ change: 'cancelled' }]);
	});
});

it('counts local delivery from the first zone that it reaches', async () => {
	dashboard(digest({ delivery: 'local_time_zones' }));
	at('2026-09-12T19:29:00Z');
	const trigger = started();
	await trigger.poll();
	// 09:30 on Monday at UTC+14 is 19:30 on Sunday in UTC.
	at('2026-09-12T19:30:00Z');
	expect(changes(await trigger.poll())).toEqual([['new', 'Weekly Digest', '2026-09-14T09:30:00']]);
});

describe('how its date is written', () => {
	/** What Braze says of the digest in its next response. */
	function says(next_send_time: unknown, schedule_type = 'Europe/Paris'): void {
		const { id, name, type, tags } = digest();
		const broadcast = { id, name, type, tags, next_send_time, schedule_type };
		bench.sandbox.faults.add({
			match: { path: '/messages/scheduled_broadcasts' },
			kind: { type: 'status', status: 200, body: { scheduled_broadcasts: [broadcast] } as never },
		});
	}

	/** The digest is known for 09:30 in Paris. */
	async function knowing(): Promise<PollingBench> {
		at('2026-09-13T10:00:00Z');
		dashboard(digest());
		const trigger = started();
		await trigger.poll();
		return trigger;
	}

	it.each([
		'2026-09-14T07:30:00Z',
		'2026-09-14 09:30:00 +0200',
		'2026-09-14 09:30:00+02:00',
		'2026-09-14T02:30:00 -05:00',
		'2026-09-14 07:30:00 UTC',
		'2026-09-14T07:30:00.000 Z',
	])('%s is the same moment', async (same) => {
		const trigger = await knowing();
		says(same);
		expect(await trigger.poll()).toEqual([]);
	});

	it.each([
		'2026-09-14 09:30:00',
		'2026-09-14T09:30:00',
		'2026-09-14',
		'Sep 14, 2026 9:30',
		'soon',
		'',
		null,
		undefined,
		1_789_378_200,
		{},
	])(
		'%p is an error and no cancellation: the next response is compared with the last good one',
		async (odd) => {
			const trigger = await knowing();
			says(odd);
			await expect(trigger.poll()).rejects.toMatchObject({
				message: expect.stringContaining(
					`of the broadcast "Weekly Digest" is ${JSON.stringify(odd ?? null)}`,
				),
			});
			dashboard(digest({ clock: '11:00' }));
			expect(changes(await trigger.poll())).toEqual([
				['moved', 'Weekly Digest', '2026-09-14T11:00:00+02:00'],
			]);
		},
	);

	it.each(['local_time_zones', 'intelligent_delivery'])('a space is as good as a T for %s', async (type) => {
		const trigger = await knowing();
		says('2026-09-14 11:00:00', type);
		expect(changes(await trigger.poll())).toEqual([['moved', 'Weekly Digest', '2026-09-14 11:00:00']]);
	});
});

describe('when n8n restarts', () => {
	it('repeats nothing that it reported, and reports what happened meanwhile', async () => {
		at('2026-09-12T10:00:00Z');
		dashboard(digest());
		const trigger = started();
		await trigger.poll();
		at('2026-09-13T10:00:00Z');
		expect(changes(await trigger.poll())).toEqual([['new', 'Weekly Digest', '2026-09-14T09:30:00+02:00']]);
		trigger.restart();
		expect(await trigger.poll()).toEqual([]);
		trigger.restart();
		dashboard(digest({ clock: '12:00' }));
		expect(changes(await trigger.poll())).toEqual([['moved', 'Weekly Digest', '2026-09-14T12:00:00+02:00']]);
		trigger.restart();
		expect(await trigger.poll()).toEqual([]);
	});

	it('reports the same as without a restart, whatever happens', async () => {
		const [steady, crashing] = [started(), started()];
		const days = [
			digest(),
			digest({ clock: '12:00' }),
			undefined,
			digest({ weekday: 2 }),
			digest({ weekday: undefined }),
			undefined,
			digest(),
		];
		let reported = 0;
		for (let step = 0; step < 40; step++) {
			at(new Date(Date.UTC(2026, 8, 12) + step * 5 * 3600_000).toISOString());
			const schedule = days[(step * 3) % days.length];
			dashboard(...(schedule ? [schedule] : []));
			if (step % 2 === 0) crashing.restart();
			const items = changes(await crashing.poll());
			reported += items.length;
			expect([step, items]).toEqual([step, changes(await steady.poll())]);
		}
		expect(reported).toBeGreaterThan(10);
	});
});

it('begins anew after a change of the window', async () => {
	at('2026-09-12T10:00:00Z');
	dashboard(digest());
	const trigger = started();
	await trigger.poll();
	trigger.parameters = { watch: 'broadcasts', hoursAhead: 72 };
	trigger.restart();
	expect(await trigger.poll()).toEqual([]);
});

describe('a test in the editor', () => {
	/** On Mondays, Tuesdays, … at 09:30 in Paris, by name. */
	function weekly(weekday: number): DashboardSchedule {
		const { campaigns, canvases } = bench.sandbox.state;
		const running = [...campaigns, ...canvases].filter(({ enabled, archived }) => enabled && !archived);
		return digest({ id: running[weekday].id, name: `Day ${weekday}`, weekday });
	}

	it.each([
		['the next three that are due, soonest first', 72, ['Day 1', 'Day 2', 'Day 3']],
		['no others than those within the window', 24, ['Day 1']],
		['the next one if none is due yet', 1, ['Day 1']],
	])('shows %s', async (_, hoursAhead, names) => {
		at('2026-09-13T10:00:00Z');
		dashboard(...[5, 3, 2, 4, 1].map(weekly));
		const trigger = started({ hoursAhead });
		expect(changes(await trigger.poll('manual')).map(([change, name]) => [change, name])).toEqual(
			names.map((name) => ['new', name]),
		);
	});

	it('is forgotten', async () => {
		at('2026-09-13T10:00:00Z');
		dashboard(digest());
		const trigger = started();
		expect(await trigger.poll('manual')).toHaveLength(1);
		trigger.restart();
		expect(await trigger.poll()).toEqual([]);
	});
});

it('keeps its state when Braze fails, and says why', async () => {
	at('2026-09-12T10:00:00Z');
	dashboard(digest());
	const trigger = started();
	await trigger.poll();
	at('2026-09-13T10:00:00Z');
	bench.refuse('/messages/scheduled_broadcasts', 403, 'Access Denied');
	await expect(trigger.poll()).rejects.toMatchObject({
		httpCode: '403',
		description: expect.stringContaining('messages.schedule_broadcasts'),
	});
	bench.refuse('/messages/scheduled_broadcasts', 429, 'Slow down');
	await expect(trigger.poll()).rejects.toMatchObject({ httpCode: '429' });
	expect(changes(await trigger.poll())).toEqual([['new', 'Weekly Digest', '2026-09-14T09:30:00+02:00']]);
});

it('starts once when two polls overlap', async () => {
	at('2026-09-12T10:00:00Z');
	dashboard(digest());
	const trigger = started();
	await trigger.poll();
	at('2026-09-13T10:00:00Z');
	const both = await Promise.all([trigger.poll(), trigger.poll()]);
	expect(both.flatMap(changes)).toHaveLength(1);
});

it.each([0, -1, 721, 'many', ''])('refuses a window of %p hours', async (hoursAhead) => {
	at('2026-09-12T10:00:00Z');
	await expect(started({ hoursAhead }).poll()).rejects.toMatchObject({
		message: expect.stringContaining("'Hours Ahead'"),
	});
	expect(bench.wire).toEqual([]);
});
