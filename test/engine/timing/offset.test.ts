import { ScheduleBench } from '../../support/schedule';

/** The clock stands on Monday, 7 September 2026, 09:00 UTC: 11:00 in Berlin. */
const bench = new ScheduleBench();

async function timeOf(
	changes: Record<string, unknown>,
	json: Record<string, string> = {},
	timezone = 'Europe/Berlin',
): Promise<unknown> {
	const { error } = await bench.run(
		{ sendTime: undefined, when: 'offset', ...changes },
		{ items: [json], timezone },
	);
	return error ? error.message : (bench.bodies[0].schedule as { time: string }).time;
}

const START = { baseTime: '={{ $json.start }}' };

it.each([
	[
		'24 hours before an instant',
		{ delayAmount: 24, delayUnit: 'hours' },
		'2026-10-01T15:00:00Z',
		'2026-09-30T15:00:00Z',
	],
	['a day before, on the clock of the workflow', {}, '2026-10-01T15:00:00+02:00', '2026-09-30T13:00:00Z'],
	['a day before, while the clocks change that night', {}, '2026-10-25T12:00:00', '2026-10-24T10:00:00Z'],
	[
		'24 hours before, while the clocks change that night',
		{ delayAmount: 24, delayUnit: 'hours' },
		'2026-10-25T12:00:00',
		'2026-10-24T11:00:00Z',
	],
	[
		'two weeks after',
		{ direction: 'after', delayAmount: 2, delayUnit: 'weeks' },
		'2026-10-01T09:00:00',
		'2026-10-15T07:00:00Z',
	],
	[
		'three days later at ten',
		{ direction: 'after', delayAmount: 3, timeOfDay: '10:00' },
		'2026-10-01T17:45:00Z',
		'2026-10-04T08:00:00Z',
	],
	[
		'the day itself at nine, from a bare date',
		{ delayAmount: 0, timeOfDay: '9:00' },
		'2026-10-01',
		'2026-10-01T07:00:00Z',
	],
	[
		'at a clock time that daylight saving skips',
		{ delayAmount: 0, timeOfDay: '02:30' },
		'2027-03-28T12:00:00',
		'2027-03-28T01:30:00Z',
	],
])('counts %s', async (_name, changes, start, time) => {
	expect(await timeOf({ ...START, ...changes }, { start })).toBe(time);
});

it.each([
	['keeps the clock as written, without its zone', {}, '2026-10-01T15:00:00-07:00', '2026-09-30T15:00:00'],
	['sets the time of day', { timeOfDay: '08:15' }, '2026-10-01T15:00:00Z', '2026-09-30T08:15:00'],
])('in local time %s', async (_name, changes, start, time) => {
	expect(await timeOf({ ...START, delivery: 'localTime', ...changes }, { start })).toBe(time);
});

it('takes a date alone for delivery at the optimal time', async () => {
	expect(await timeOf({ ...START, delivery: 'optimalTime', delayAmount: 2 }, { start: '2026-10-03' })).toBe(
		'2026-10-01T00:00:00',
	);
});

it.each([
	['no date', {}, '', "'Date' is empty"],
	['a date without a time of day', {}, '2026-10-01', "'Date' has no time of day"],
	[
		'hours counted from a bare date',
		{ delayUnit: 'hours' },
		'2026-10-01',
		"'Date' has no time of day to count from",
	],
	[
		'a time of day in words',
		{ timeOfDay: 'noon' },
		'2026-10-01T10:00:00',
		'\'Time of Day\' is not a time of day: "noon"',
	],
	...['24', '9:60', '13pm', '0am', '9xm', '9m', 'am', '-9', '900', 9.5].map(
		(timeOfDay): [string, object, string, string] => [
			`${timeOfDay} as a time of day`,
			{ timeOfDay },
			'2026-10-01T10:00:00',
			"'Time of Day' is not a time of day",
		],
	),
	[
		'an hour that no day has',
		{ timeOfDay: '25:00' },
		'2026-10-01T10:00:00',
		"'Time of Day' is not a time of day",
	],
	[
		'a direction that is none',
		{ direction: 'sideways' },
		'2026-10-01T10:00:00',
		'\'Direction\' is "sideways"',
	],
	['a negative span', { delayAmount: -1 }, '2026-10-01T10:00:00', "'How Long' must be a number 0 or more"],
])('refuses %s', async (_name, changes, start, message) => {
	expect(await timeOf({ ...START, ...changes }, { start })).toContain(message);
	expect(bench.sandbox.requests).toEqual([]);
});

it('sets the time of day after a delay as well', async () => {
	expect(await timeOf({ when: 'delay', delayAmount: 3, timeOfDay: '10:00' })).toBe('2026-09-10T08:00:00Z');
	bench.sandbox.reset();
	expect(await timeOf({ when: 'delay', delayAmount: 0, timeOfDay: '18:30' })).toBe('2026-09-07T16:30:00Z');
});

it.each([
	['9', '09:00'],
	[9, '09:00'],
	['0', '00:00'],
	['9am', '09:00'],
	['9 AM', '09:00'],
	['9 a.m.', '09:00'],
	['9:30pm', '21:30'],
	['12am', '00:00'],
	['12:15 pm', '12:15'],
	[' 18:30 ', '18:30'],
])('takes %p as %s', async (timeOfDay, clock) => {
	const time = await timeOf(
		{ ...START, delivery: 'localTime', delayAmount: 0, timeOfDay },
		{ start: '2026-10-01' },
	);
	expect(time).toBe(`2026-10-01T${clock}:00`);
});
