import { ScheduleBench } from '../../support/schedule';
import { freezeTime } from '../../support/time';

/** The clock stands on Monday, 7 September 2026, 09:00 UTC. */
const bench = new ScheduleBench();

const PAST = { sendTime: '2026-09-07T08:00:00Z' };

it('is an error unless told otherwise', async () => {
	const { error } = await bench.run(PAST);
	expect(error?.message).toBe("'Send Time' is in the past: 7 Sep 2026, 10:00:00 in Europe/Berlin");
	expect(bench.sandbox.requests).toEqual([]);
});

it('leaves such items out, says so, and sends the others', async () => {
	const { ok, hints } = await bench.run(
		{ sendTime: '={{ $json.at }}', ifPast: 'skip', recipients: undefined, specifyRecipients: 'autoMap' },
		{
			items: [
				{ external_user_id: 'user-001', at: '2026-09-07T08:00:00Z' },
				{ external_user_id: 'user-002', at: '2026-09-08T08:00:00Z' },
			],
		},
	);
	expect(ok.map(({ json, pairedItem }) => [json.skipped, json.schedule_id, pairedItem])).toEqual([
		[true, null, { item: 0 }],
		[false, bench.ids().schedule_id, { item: 1 }],
	]);
	expect(ok[0].json.reason).toContain("'Send Time' is in the past");
	expect(bench.bodies.map(({ recipients }) => recipients)).toEqual([[{ external_user_id: 'user-002' }]]);
	expect(hints[0].message).toContain('Skipped');
});

it.each(['oneMoment', 'localTime', 'optimalTime'])(
	'sends as soon as possible, also where delivery is %s',
	async (delivery) => {
		const { ok, hints } = await bench.run({ sendTime: '2026-09-01T08:00:00', delivery, ifPast: 'soon' });
		expect(bench.bodies[0].schedule).toEqual({ time: '2026-09-07T09:02:00Z' });
		expect(ok[0].json).toMatchObject({ sends_at: '2026-09-07T09:02:00Z' });
		expect(hints[0].message).toContain('as soon as possible');
	},
);

it('does not take local time for past while it is still to come in the west', async () => {
	await bench.run({ sendTime: '2026-09-07T08:00:00', delivery: 'localTime', ifPast: 'skip' });
	expect(bench.bodies[0].schedule).toEqual({ time: '2026-09-07T08:00:00', in_local_time: true });
});

it('keeps what an earlier attempt scheduled, if its time has passed by the time of a retry', async () => {
	bench.sandbox.faults.add({
		match: { bodyIncludes: 'user-002' },
		kind: { type: 'status', status: 400, body: { message: 'no' } },
	});
	const first = await bench.run(
		{ sendTime: '={{ $json.at }}', ifPast: 'skip', recipients: undefined, specifyRecipients: 'autoMap' },
		{
			items: [
				{ external_user_id: 'user-001', at: '2026-09-07T09:10:00Z' },
				{ external_user_id: 'user-002', at: '2026-09-08T08:00:00Z' },
			],
		},
	);
	expect(first.status).toBe('error');
	freezeTime('2026-09-07T09:20:00Z');

	const { ok } = await first.retry();

	expect(ok.map(({ json, pairedItem }) => [json.skipped, json.schedule_id, pairedItem])).toEqual([
		[undefined, bench.ids(0).schedule_id, { item: 0 }],
		[undefined, bench.ids(1).schedule_id, { item: 1 }],
	]);
});
