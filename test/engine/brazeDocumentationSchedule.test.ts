import { BODY, ScheduleBench } from '../support/schedule';
import { freezeTime } from '../support/time';

/** Braze's documentation of the schedule object, rule by rule: https://www.braze.com/docs/api/objects_filters/schedule_object */

const bench = new ScheduleBench();

const schedules = () => bench.bodies.map(({ schedule }) => schedule);

describe('time', () => {
	it('alone sends to all users at that moment', async () => {
		const recipients = { recipient: [{ externalUserId: 'user-007' }, { externalUserId: 'user-008' }] };
		await bench.run({ recipients });

		expect(schedules()).toEqual([{ time: BODY.schedule.time }]);
		expect(bench.sandbox.state.schedules[0].effectiveRecipients.map(({ send_at }) => send_at)).toEqual([
			'2026-09-09T07:00:00.000Z',
			'2026-09-09T07:00:00.000Z',
		]);
	});

	it('is required, as an ISO 8601 text', async () => {
		await expect(bench.run({ sendTime: '' })).rejects.toThrow('Parameter "Send Time" is required');
		await bench.run({ sendTime: '={{ $now.plus({ weeks: 1 }) }}' });
		expect(schedules()).toEqual([{ time: '2026-09-14T09:00:00Z' }]);
	});
});

describe('in_local_time and at_optimal_time', () => {
	it('are only sent when they are true, and never together', async () => {
		for (const delivery of ['oneMoment', 'localTime', 'optimalTime']) await bench.run({ delivery });
		expect(schedules()).toEqual([
			{ time: '2026-09-09T07:00:00Z' },
			{ time: '2026-09-09T07:00:00', in_local_time: true },
			{ time: '2026-09-09T07:00:00', at_optimal_time: true },
		]);
	});

	it.each([['both'], ['={{ true }}'], ['={{ ["localTime", "optimalTime"] }}'], ['={{ $json.missing }}']])(
		'cannot be muddled up by the delivery %s',
		async (delivery) => {
			const { error } = await bench.run({ delivery });
			expect(error?.message).toMatch(/^'Delivery' is /);
			expect(error?.description).toMatch(/Use oneMoment, localTime or optimalTime/);
			expect(bench.sandbox.requests).toEqual([]);
		},
	);

	it.each([['2015-02-20T13:14:47-05:00'], ['2015-02-20T13:14:47Z'], ['2015-02-20T13:14:47']])(
		'go without a zone designator, as in the example of the page: %s',
		async (sendTime) => {
			freezeTime('2015-02-01T00:00:00Z');
			await bench.run({ sendTime, delivery: 'localTime' });
			await bench.run({ sendTime, delivery: 'optimalTime' });
			expect(schedules()).toEqual([
				{ time: '2015-02-20T13:14:47', in_local_time: true },
				{ time: '2015-02-20T13:14:47', at_optimal_time: true },
			]);
		},
	);

	it('in local time, an error when the time has passed in all time zones', async () => {
		const { error } = await bench.run({ sendTime: '2026-09-06T20:59:59', delivery: 'localTime' });
		expect(error?.message).toBe("'Send Time' is in the past in every time zone: 6 Sep 2026, 20:59:59");
		expect(bench.sandbox.requests).toEqual([]);
	});

	it('in local time, no error as long as it is ahead somewhere', async () => {
		const { error } = await bench.run({ sendTime: '2026-09-06T21:00:01', delivery: 'localTime' });
		expect(error).toBeUndefined();
		expect(bench.sandbox.requests[0].status).toBe(201);
	});

	it('at the optimal time, on the day given and whatever hour was given', async () => {
		for (const hour of ['00', '12', '23']) {
			const recipients = { recipient: [{ externalUserId: 'user-001' }] };
			await bench.run({ recipients, sendTime: `2026-09-09T${hour}:30:00`, delivery: 'optimalTime' });
		}
		const moments = bench.sandbox.state.schedules.map(
			({ effectiveRecipients }) => effectiveRecipients[0].send_at,
		);
		expect(moments).toEqual(Array(3).fill('2026-09-09T07:00:00.000Z'));
	});
});

describe('the answer', () => {
	it('holds the schedule_id, to change or cancel the message later', async () => {
		const { ok } = await bench.run();
		expect(ok[0].json.schedule_id).toBe(bench.ids().schedule_id);
	});

	it('holds the dispatch_id of the message', async () => {
		const { ok } = await bench.run();
		expect(ok[0].json.dispatch_id).toBe(bench.ids().dispatch_id);
	});

	it('keeps the schedule_id from getting lost when a later request stops the run', async () => {
		const recipients = { recipient: [{ externalUserId: '={{ $json.id }}' }] };
		bench.sandbox.faults.add({ kind: { type: 'refuseRecipient', id: 'user-002' } });
		const options = { parallelRequests: 1 };
		const { error } = await bench.run(
			{ recipients, options },
			{ items: [{ id: 'user-001' }, { id: 'user-002' }] },
		);

		expect(error?.description).toContain(bench.ids().schedule_id);
	});
});
