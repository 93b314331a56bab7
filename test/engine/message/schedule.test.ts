import type { IDataObject } from 'n8n-workflow';

import { Bench, jsons, pairing, stop } from '../../support/bench';
import { PUSH, PUSH_SENT, rows } from '../../support/messages';
import { freezeTime } from '../../support/time';

const bench = new Bench({ resource: 'message' });

const SCHEDULE = { operation: 'schedule', ...PUSH, recipients: rows('={{ $json.id ?? "user-007" }}') };

const LOCAL = { sendTime: '2026-09-09T09:00:00', delivery: 'localTime' };

async function scheduled(items: IDataObject[] = [{}]): Promise<IDataObject[]> {
	const result = await bench.run({ ...SCHEDULE, ...LOCAL }, { items });
	bench.sandbox.requests.length = 0;
	return jsons(result);
}

it('schedules a message, and gives what is needed to change it', async () => {
	const result = await bench.run({ ...SCHEDULE, ...LOCAL });

	expect(stop(result)).toEqual({});
	expect(bench.wire).toEqual([
		{
			method: 'POST',
			path: '/messages/schedule/create',
			query: {},
			body: {
				external_user_ids: ['user-007'],
				messages: PUSH_SENT,
				schedule: { time: '2026-09-09T09:00:00', in_local_time: true },
			},
		},
	]);
	const { schedule_id, dispatch_id } = bench.sandbox.state.schedules[0];
	expect(result.ok).toEqual([
		{
			json: {
				dispatch_id,
				schedule_id,
				message: 'success',
				schedule: { time: '2026-09-09T09:00:00', in_local_time: true },
				when: "9 Sep 2026, 09:00 in each person's local time",
				worldwide_first_send_at: '2026-09-08T19:00:00Z',
				worldwide_last_send_at: '2026-09-09T21:00:00Z',
				recipient: 'user-007',
				recipient_count: 1,
			},
			pairedItem: { item: 0 },
		},
	]);
});

it('schedules each item by itself, and together on demand', async () => {
	const items = [{ id: 'user-001' }, { id: 'user-002' }];
	const apart = await bench.run({ ...SCHEDULE, ...LOCAL }, { items });
	const together = await bench.run({ ...SCHEDULE, ...LOCAL, options: { combineItems: true } }, { items });

	expect(bench.bodies.map((body) => (body as { external_user_ids: string[] }).external_user_ids)).toEqual([
		['user-001'],
		['user-002'],
		['user-001', 'user-002'],
	]);
	expect(pairing(apart)).toEqual(pairing(together));
});

it('moves it through the output of the schedule, and overwrites local time', async () => {
	const items = await scheduled();
	const result = await bench.run({ operation: 'updateSchedule', sendTime: '2026-09-10T08:30:00' }, { items });

	const { schedule_id } = items[0];
	expect(bench.wire).toEqual([
		{
			method: 'POST',
			path: '/messages/schedule/update',
			query: {},
			body: { schedule_id, schedule: { time: '2026-09-10T06:30:00Z' } },
		},
	]);
	expect(result.ok).toEqual([
		{
			json: {
				changed: true,
				message: 'success',
				schedule_id,
				schedule: { time: '2026-09-10T06:30:00Z' },
				when: '10 Sep 2026, 08:30 (Europe/Berlin)',
				sends_at: '2026-09-10T06:30:00Z',
			},
			pairedItem: { item: 0 },
		},
	]);
	expect(bench.sandbox.state.schedules[0]).toMatchObject({ mode: 'one moment', messages: PUSH_SENT });
});

it('cancels it through the output of the update', async () => {
	const update = { operation: 'updateSchedule', sendTime: '2026-09-10T08:30:00' };
	const updated = jsons(await bench.run(update, { items: await scheduled() }));
	bench.sandbox.requests.length = 0;
	const result = await bench.run({ operation: 'cancelSchedule' }, { items: updated });

	const { schedule_id } = updated[0];
	expect(bench.wire).toEqual([
		{ method: 'POST', path: '/messages/schedule/delete', query: {}, body: { schedule_id } },
	]);
	expect(result.ok).toEqual([
		{ json: { changed: true, message: 'success', schedule_id }, pairedItem: { item: 0 } },
	]);
	expect(bench.sandbox.state.schedules[0].status).toBe('cancelled');
});

const CHANGES = [
	{ operation: 'updateSchedule', sendTime: '2026-09-10T08:30:00' },
	{ operation: 'cancelSchedule' },
];

describe.each(CHANGES)('a message that is sent: $operation', (change) => {
	async function sent(): Promise<IDataObject[]> {
		const items = await scheduled();
		freezeTime('2026-09-09T22:00:00Z');
		return items;
	}

	it('is refused with the reason and the way out', async () => {
		const result = await bench.run(change, { items: await sent() });

		expect(result.error?.message).toBe('The schedule has already been sent');
		expect(result.error?.description).toContain(
			"turn on 'Ignore Missing Schedule' in the options to continue anyway",
		);
		expect(result.error?.description).toContain('Braze refused the request (400)');
	});

	it("is a result that says so with 'Ignore Missing Schedule'", async () => {
		const items = await sent();
		const result = await bench.run({ ...change, options: { ignoreMissingSchedule: true } }, { items });

		const { schedule_id } = items[0];
		expect(jsons(result)).toEqual([
			{ changed: false, reason: 'The schedule has already been sent', schedule_id },
		]);
	});

	it('needs an ID', async () => {
		const result = await bench.run(change, { items: [{ id: 'x' }] });

		expect(bench.wire).toEqual([]);
		expect(result.error?.message).toBe("'Schedule ID' is missing");
	});
});

it('stays an error where the new time is what Braze refuses', async () => {
	const items = await scheduled();
	bench.refuse('*', 400, 'schedule.time has passed in all time zones');
	const options = { ignoreMissingSchedule: true };
	const result = await bench.run({ operation: 'updateSchedule', ...LOCAL, options }, { items });

	expect(result.error?.message).toBe('schedule.time has passed in all time zones');
});
