import { ScheduleBench } from '../../support/schedule';
import { freezeTime } from '../../support/time';

/** Where the clock of the world matters: what is past, what is far away, and what daylight saving does. */

const bench = new ScheduleBench();

const NEW_YORK = { timezone: 'America/New_York' };

const hint = (message: string) => ({
	message: `${message} (1 item)`,
	type: 'warning',
	location: 'outputPane',
});

const schedule = async (sendTime: string, delivery: string, rest: { timezone?: string } = NEW_YORK) =>
	await bench.run({ sendTime, delivery }, rest);

const sent = () => bench.bodies.map((body) => body.schedule);

/** All of this happens on Monday, 7 September 2026, 09:00 UTC. */
describe('one moment', () => {
	it.each([
		['2026-09-07T05:00:00', '7 Sep 2026, 05:00:00'],
		['2026-09-07T09:00:00Z', '7 Sep 2026, 05:00:00'],
		['2026-09-07T04:59:59', '7 Sep 2026, 04:59:59'],
		['2026-09-07T12:00:00+09:00', '6 Sep 2026, 23:00:00'],
		['={{ $now }}', '7 Sep 2026, 05:00:00'],
		['={{ $now.minus({ days: 1 }) }}', '6 Sep 2026, 05:00:00'],
		['2025-12-24T09:00:00', '24 Dec 2025, 09:00:00'],
	])('that is over is refused: %s', async (sendTime, told) => {
		const { error } = await schedule(sendTime, 'oneMoment');
		expect(error?.message).toBe(`'Send Time' is in the past: ${told} in America/New_York`);
		expect(error?.description).toBe(
			"Choose a later time, or another option under 'If the Time Is Past'. Nothing was sent.",
		);
		expect(bench.sandbox.requests).toEqual([]);
	});

	it('a second from now is sent', async () => {
		const { hints } = await schedule('2026-09-07T05:00:01', 'oneMoment');
		expect(sent()).toEqual([{ time: '2026-09-07T09:00:01Z' }]);
		expect(hints).toEqual([]);
	});
});

describe('local time', () => {
	it.each([['2026-09-06T21:00:00'], ['2026-09-06T21:00:00+14:00'], ['2026-09-01T08:00:00Z']])(
		'that is over everywhere is refused: %s',
		async (sendTime) => {
			const { error } = await schedule(sendTime, 'localTime');
			expect(error?.message).toMatch(
				/^'Send Time' is in the past in every time zone: \d Sep 2026, \d\d:00:00$/,
			);
			expect(bench.sandbox.requests).toEqual([]);
		},
	);

	it.each([
		['2026-09-06T21:00:01', '21:00'],
		['2026-09-07T08:30:00', '08:30'],
		['2026-09-07T23:00:00', '23:00'],
	])('that is over in the east is sent, and said: %s', async (sendTime, clock) => {
		const { ok, hints } = await schedule(sendTime, 'localTime');
		expect(sent()).toEqual([{ time: sendTime, in_local_time: true }]);
		expect(hints).toEqual([
			hint(
				`${clock} on that day has already passed in time zones to the east. Braze decides whether recipients there still get the message.`,
			),
		]);
		expect(ok).toHaveLength(1);
	});

	it('that is ahead everywhere needs no hint', async () => {
		const { hints } = await schedule('2026-09-07T23:00:01', 'localTime');
		expect(hints).toEqual([]);
	});

	it('tells the first and the last moment on earth', async () => {
		const { ok } = await schedule('2026-09-09T08:00:00', 'localTime');
		expect(ok[0].json).toMatchObject({
			worldwide_first_send_at: '2026-09-08T18:00:00Z',
			worldwide_last_send_at: '2026-09-09T20:00:00Z',
		});
	});

	it("reaches people between the two moments told, at their own eight o'clock", async () => {
		const ids = ['user-026', 'user-008', 'user-001', 'user-010', 'user-020'];
		const recipients = { recipient: ids.map((externalUserId) => ({ externalUserId })) };
		await bench.run({ recipients, sendTime: '2026-09-09T08:00:00', delivery: 'localTime' });
		expect(bench.sandbox.state.schedules[0].effectiveRecipients.map(({ send_at }) => send_at)).toEqual([
			'2026-09-08T18:00:00.000Z',
			'2026-09-08T23:00:00.000Z',
			'2026-09-09T07:00:00.000Z',
			'2026-09-09T15:00:00.000Z',
			'2026-09-09T19:00:00.000Z',
		]);
	});
});

describe('optimal time', () => {
	it('on a day that is over everywhere is refused', async () => {
		const { error } = await schedule('2026-09-05T23:59:59', 'optimalTime');
		expect(error?.message).toBe("'Send Time' is over in every time zone: 5 Sep 2026");
		expect(bench.sandbox.requests).toEqual([]);
	});

	it.each([['2026-09-06T08:00:00'], ['2026-09-07T00:00:00'], ['2026-09-07T23:00:00']])(
		'on a day that is not over everywhere is sent: %s',
		async (sendTime) => {
			const { error } = await schedule(sendTime, 'optimalTime');
			expect(error).toBeUndefined();
			expect(sent()).toEqual([{ time: sendTime, at_optimal_time: true }]);
		},
	);
});

it.each([
	['2026-12-07T09:00:00Z', 'oneMoment'],
	['2027-09-07T09:00:00Z', 'oneMoment'],
	['2027-12-24T09:00:00', 'localTime'],
	['2027-12-24T09:00:00', 'optimalTime'],
])('%s, far ahead, is sent for delivery %s without a hint', async (sendTime, delivery) => {
	const { hints, error } = await schedule(sendTime, delivery);
	expect([error, hints]).toEqual([undefined, []]);
	expect(sent()).toMatchObject([{ time: sendTime }]);
});

/** A clock time that daylight saving skips goes out by the gap later; one that happens twice goes out the first time. */
describe('daylight saving', () => {
	const cases = [
		{
			now: '2026-03-01T00:00:00Z',
			zone: 'America/New_York',
			given: '2026-03-08T02:30:00',
			moment: '2026-03-08T07:30:00Z',
			told: '02:30 does not exist on 8 Mar 2026 in America/New_York: clocks go forward. The message goes out at 03:30.',
		},
		{
			now: '2026-03-01T00:00:00Z',
			zone: 'Europe/Paris',
			given: '2026-03-29T02:00:00',
			moment: '2026-03-29T01:00:00Z',
			told: '02:00 does not exist on 29 Mar 2026 in Europe/Paris: clocks go forward. The message goes out at 03:00.',
		},
		{
			now: '2026-09-07T09:00:00Z',
			zone: 'Australia/Lord_Howe',
			given: '2026-10-04T02:15:00',
			moment: '2026-10-03T15:45:00Z',
			told: '02:15 does not exist on 4 Oct 2026 in Australia/Lord_Howe: clocks go forward. The message goes out at 02:45.',
		},
		{
			now: '2026-09-07T09:00:00Z',
			zone: 'America/New_York',
			given: '2026-11-01T01:30:00',
			moment: '2026-11-01T05:30:00Z',
			told: '01:30 happens twice on 1 Nov 2026 in America/New_York: clocks go back. The message goes out the first time.',
		},
		{
			now: '2026-09-07T09:00:00Z',
			zone: 'Europe/Paris',
			given: '2026-10-25T02:59:59',
			moment: '2026-10-25T00:59:59Z',
			told: '02:59 happens twice on 25 Oct 2026 in Europe/Paris: clocks go back. The message goes out the first time.',
		},
	];

	it.each(cases)('in $zone: $given goes out at $moment', async ({ now, zone, given, moment, told }) => {
		freezeTime(now);
		const { hints, ok } = await schedule(given, 'oneMoment', { timezone: zone });
		expect(sent()).toEqual([{ time: moment }]);
		expect(ok[0].json.sends_at).toBe(moment);
		expect(hints).toEqual([hint(told)]);
	});

	it.each(cases)(
		'in $zone: $given keeps its clock for local and optimal delivery, without a hint',
		async ({ now, zone, given }) => {
			freezeTime(now);
			const local = await schedule(given, 'localTime', { timezone: zone });
			const optimal = await schedule(given, 'optimalTime', { timezone: zone });
			expect(sent()).toEqual([
				{ time: given, in_local_time: true },
				{ time: given, at_optimal_time: true },
			]);
			expect([...local.hints, ...optimal.hints]).toEqual([]);
		},
	);

	it.each([
		['2026-03-08T01:59:59', '2026-03-08T06:59:59Z'],
		['2026-03-08T03:00:00', '2026-03-08T07:00:00Z'],
		['2026-03-08T07:30:00Z', '2026-03-08T07:30:00Z'],
	])('does not touch %s', async (given, moment) => {
		freezeTime('2026-03-01T00:00:00Z');
		const { hints } = await schedule(given, 'oneMoment');
		expect(sent()).toEqual([{ time: moment }]);
		expect(hints).toEqual([]);
	});
});
