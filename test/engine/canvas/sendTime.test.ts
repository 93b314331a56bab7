import { ScheduleBench } from '../../support/schedule';

/** A date and time in every form that n8n hands out, in a workflow that lives in New York. */

const bench = new ScheduleBench();

const timezone = 'America/New_York';

/** 2026-09-09, 12:00 UTC: 08:00 in New York. */
const EPOCH_SECONDS = 1788955200;

interface Given {
	name: string;
	sendTime: unknown;
	item?: Record<string, unknown>;
	/** What goes out at one moment. */
	moment: string;
	/** The clock that is kept for local and optimal delivery. */
	clock: string;
}

const GIVEN: Given[] = [
	{
		name: 'the picker',
		sendTime: '2026-09-09T08:00:00',
		moment: '2026-09-09T12:00:00Z',
		clock: '2026-09-09T08:00:00',
	},
	{
		name: 'ISO without seconds',
		sendTime: '2026-09-09T08:00',
		moment: '2026-09-09T12:00:00Z',
		clock: '2026-09-09T08:00:00',
	},
	{
		name: 'ISO with milliseconds',
		sendTime: '2026-09-09T08:00:00.750',
		moment: '2026-09-09T12:00:00Z',
		clock: '2026-09-09T08:00:00',
	},
	{
		name: 'ISO with spaces around',
		sendTime: ' 2026-09-09T08:00:00\n',
		moment: '2026-09-09T12:00:00Z',
		clock: '2026-09-09T08:00:00',
	},
	{
		name: 'ISO in UTC',
		sendTime: '2026-09-09T08:00:00Z',
		moment: '2026-09-09T08:00:00Z',
		clock: '2026-09-09T08:00:00',
	},
	{
		name: 'ISO with an offset',
		sendTime: '2026-09-09T08:00:00+09:00',
		moment: '2026-09-08T23:00:00Z',
		clock: '2026-09-09T08:00:00',
	},
	{
		name: 'ISO with an offset without colon',
		sendTime: '2026-09-09T08:00:00-0330',
		moment: '2026-09-09T11:30:00Z',
		clock: '2026-09-09T08:00:00',
	},
	{
		name: 'ISO with an offset in hours',
		sendTime: '2026-09-09T08:00:00+02',
		moment: '2026-09-09T06:00:00Z',
		clock: '2026-09-09T08:00:00',
	},
	{
		name: 'ISO with milliseconds and offset',
		sendTime: '2026-09-09T08:00:00.000+02:00',
		moment: '2026-09-09T06:00:00Z',
		clock: '2026-09-09T08:00:00',
	},
	{
		name: 'ISO with an offset and the zone that it belongs to',
		sendTime: '2026-09-09T08:00:00+02:00[Europe/Paris]',
		moment: '2026-09-09T06:00:00Z',
		clock: '2026-09-09T08:00:00',
	},
	{
		name: 'ISO with a zone by name',
		sendTime: '2026-09-09T08:00:00[Europe/Paris]',
		moment: '2026-09-09T06:00:00Z',
		clock: '2026-09-09T08:00:00',
	},
	{
		name: 'compact ISO',
		sendTime: '20260909T080000Z',
		moment: '2026-09-09T08:00:00Z',
		clock: '2026-09-09T08:00:00',
	},
	{
		name: 'midnight at the end of the day',
		sendTime: '2026-09-09T24:00:00',
		moment: '2026-09-10T04:00:00Z',
		clock: '2026-09-10T00:00:00',
	},
	{
		name: 'SQL',
		sendTime: '2026-09-09 08:00:00',
		moment: '2026-09-09T12:00:00Z',
		clock: '2026-09-09T08:00:00',
	},
	{
		name: 'SQL with fractions',
		sendTime: '2026-09-09 08:00:00.123456',
		moment: '2026-09-09T12:00:00Z',
		clock: '2026-09-09T08:00:00',
	},
	{
		name: 'SQL with an offset',
		sendTime: '2026-09-09 08:00:00+02:00',
		moment: '2026-09-09T06:00:00Z',
		clock: '2026-09-09T08:00:00',
	},
	{
		name: 'SQL with a short offset',
		sendTime: '2026-09-09 08:00:00+02',
		moment: '2026-09-09T06:00:00Z',
		clock: '2026-09-09T08:00:00',
	},
	{
		name: 'SQL with an offset after a space',
		sendTime: '2026-09-09 08:00:00 +0200',
		moment: '2026-09-09T06:00:00Z',
		clock: '2026-09-09T08:00:00',
	},
	{
		name: 'SQL with UTC',
		sendTime: '2026-09-09 08:00:00 UTC',
		moment: '2026-09-09T08:00:00Z',
		clock: '2026-09-09T08:00:00',
	},
	{
		name: 'the date of an email',
		sendTime: 'Wed, 09 Sep 2026 08:00:00 -0400',
		moment: '2026-09-09T12:00:00Z',
		clock: '2026-09-09T08:00:00',
	},
	{
		name: 'the date of an HTTP header',
		sendTime: 'Wed, 09 Sep 2026 08:00:00 GMT',
		moment: '2026-09-09T08:00:00Z',
		clock: '2026-09-09T08:00:00',
	},
	{
		name: '$now',
		sendTime: '={{ $now.plus({ days: 2 }) }}',
		moment: '2026-09-09T09:00:00Z',
		clock: '2026-09-09T05:00:00',
	},
	{
		name: '$today',
		sendTime: '={{ $today.plus({ days: 2, hours: 8 }) }}',
		moment: '2026-09-09T12:00:00Z',
		clock: '2026-09-09T08:00:00',
	},
	{
		name: '$now in another zone',
		sendTime: '={{ $now.plus({ days: 2 }).setZone("Asia/Tokyo") }}',
		moment: '2026-09-09T09:00:00Z',
		clock: '2026-09-09T18:00:00',
	},
	{
		name: 'a DateTime with a fixed offset',
		sendTime: '={{ DateTime.fromISO("2026-09-09T08:00:00+05:30", { setZone: true }) }}',
		moment: '2026-09-09T02:30:00Z',
		clock: '2026-09-09T08:00:00',
	},
	{
		name: 'a DateTime made in the workflow',
		sendTime: '={{ DateTime.fromISO("2026-09-09T08:00") }}',
		moment: '2026-09-09T12:00:00Z',
		clock: '2026-09-09T08:00:00',
	},
	{
		name: 'a template',
		sendTime: '={{ $now.plus({ days: 2 }).toISODate() }}T08:00:00',
		moment: '2026-09-09T12:00:00Z',
		clock: '2026-09-09T08:00:00',
	},
	{
		name: 'a template with a DateTime alone',
		sendTime: '= {{ $now.plus({ days: 2 }) }} ',
		moment: '2026-09-09T09:00:00Z',
		clock: '2026-09-09T05:00:00',
	},
	{
		name: 'a text from the input',
		sendTime: '={{ $json.at }}',
		item: { at: '2026-09-09T08:00:00' },
		moment: '2026-09-09T12:00:00Z',
		clock: '2026-09-09T08:00:00',
	},
	{
		name: 'toISO()',
		sendTime: '={{ $now.plus({ days: 2 }).toISO() }}',
		moment: '2026-09-09T09:00:00Z',
		clock: '2026-09-09T05:00:00',
	},
	{
		name: 'a Date',
		sendTime: '={{ new Date("2026-09-09T12:00:00Z") }}',
		moment: '2026-09-09T12:00:00Z',
		// As the ISO text that n8n stores it as.
		clock: '2026-09-09T12:00:00',
	},
	{
		name: 'toISOString()',
		sendTime: '={{ new Date("2026-09-09T12:00:00Z").toISOString() }}',
		moment: '2026-09-09T12:00:00Z',
		clock: '2026-09-09T12:00:00',
	},
	{
		name: 'a DateTime that became JSON',
		sendTime: '={{ JSON.stringify($now.plus({ days: 2 })) }}',
		moment: '2026-09-09T09:00:00Z',
		clock: '2026-09-09T05:00:00',
	},
	{
		name: 'seconds',
		sendTime: `={{ ${EPOCH_SECONDS} }}`,
		moment: '2026-09-09T12:00:00Z',
		clock: '2026-09-09T08:00:00',
	},
	{
		name: 'seconds in the input',
		sendTime: '={{ $json.at }}',
		item: { at: EPOCH_SECONDS },
		moment: '2026-09-09T12:00:00Z',
		clock: '2026-09-09T08:00:00',
	},
	{
		name: 'seconds with fractions',
		sendTime: '={{ $json.at }}',
		item: { at: EPOCH_SECONDS + 0.5 },
		moment: '2026-09-09T12:00:00Z',
		clock: '2026-09-09T08:00:00',
	},
	{
		name: 'seconds as text',
		sendTime: String(EPOCH_SECONDS),
		moment: '2026-09-09T12:00:00Z',
		clock: '2026-09-09T08:00:00',
	},
	{
		name: 'seconds with fractions as text',
		sendTime: `${EPOCH_SECONDS}.123`,
		moment: '2026-09-09T12:00:00Z',
		clock: '2026-09-09T08:00:00',
	},
	{
		name: 'milliseconds',
		sendTime: '={{ Date.now() + 2 * 86400000 }}',
		moment: '2026-09-09T09:00:00Z',
		clock: '2026-09-09T05:00:00',
	},
	{
		name: 'milliseconds as text',
		sendTime: `${EPOCH_SECONDS}000`,
		moment: '2026-09-09T12:00:00Z',
		clock: '2026-09-09T08:00:00',
	},
	{
		name: 'milliseconds from the input as text',
		sendTime: '={{ $json.at }}',
		item: { at: `${EPOCH_SECONDS}000` },
		moment: '2026-09-09T12:00:00Z',
		clock: '2026-09-09T08:00:00',
	},
];

describe.each(GIVEN)('a send time from $name', ({ sendTime, item = {}, moment, clock }) => {
	it.each([
		['oneMoment', { time: moment }],
		['localTime', { time: clock, in_local_time: true }],
		['optimalTime', { time: clock, at_optimal_time: true }],
	])('goes out for delivery %s', async (delivery, schedule) => {
		const { error, hints, ok } = await bench.run(
			{ sendTime, delivery },
			{ items: [item as never], timezone },
		);

		expect(error).toBeUndefined();
		expect(bench.bodies.map((body) => body.schedule)).toEqual([schedule]);
		expect(ok[0].json.schedule).toEqual(schedule);
		expect(hints).toEqual([]);
	});
});

const words = (text: string) => new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`);

describe('a send time that is none', () => {
	it.each([
		['={{ "" }}', "'Send Time' is empty"],
		['={{ null }}', "'Send Time' is missing"],
		['={{ $json.missing }}', "'Send Time' is missing"],
		['tomorrow', '\'Send Time\' is not a date and time: "tomorrow"'],
		['09/09/2026 08:00', '\'Send Time\' is not a date and time: "09/09/2026 08:00"'],
		['9 Sep 2026', '\'Send Time\' is not a date and time: "9 Sep 2026"'],
		['08:00', '\'Send Time\' is not a date and time: "08:00"'],
		['2026', '\'Send Time\' is not a date and time: "2026"'],
		['2026-09', '\'Send Time\' is not a date and time: "2026-09"'],
		['2026-02-30T08:00:00', '\'Send Time\' is not a date and time: "2026-02-30T08:00:00"'],
		['2026-13-01T08:00:00', '\'Send Time\' is not a date and time: "2026-13-01T08:00:00"'],
		['2026-09-09T25:00:00', '\'Send Time\' is not a date and time: "2026-09-09T25:00:00"'],
		['2026-09-09T08:00:00+99:99', '\'Send Time\' is not a date and time: "2026-09-09T08:00:00+99:99"'],
		[
			'2026-09-09T08:00:00 Europe/Paris',
			'\'Send Time\' is not a date and time: "2026-09-09T08:00:00 Europe/Paris"',
		],
		['undefined', '\'Send Time\' is not a date and time: "undefined"'],
		['={{ $json.missing }}T08:00:00', '\'Send Time\' is not a date and time: "T08:00:00"'],
		['={{ DateTime.fromISO("nonsense") }}', "'Send Time' is not a date and time: an invalid date"],
		['={{ new Date("nonsense") }}', "'Send Time' is not a date and time: an invalid date"],
		['={{ true }}', "'Send Time' is not a date and time: true"],
		['={{ [] }}', "'Send Time' is not a date and time: an empty list"],
		['={{ ({ at: 1 }) }}', "'Send Time' is not a date and time: an object with at"],
		['={{ NaN }}', "'Send Time' is not a date and time: NaN"],
		[
			'2026-09-09T08:00:00[Nowhere/Atall]',
			'\'Send Time\' is not a date and time: "2026-09-09T08:00:00[Nowhere/Atall]"',
		],
		['={{ 0 }}', "'Send Time' is in the year 1969: 0"],
		['={{ 46274.33 }}', "'Send Time' is in the year 1970: 46274.33"],
		['={{ -1788955200 }}', "'Send Time' is in the year 1913: -1788955200"],
		['202609090800', '\'Send Time\' is in the year 1976: "202609090800"'],
		['20260909080000', '\'Send Time\' is in the year 2612: "20260909080000"'],
		['0026-09-09T08:00:00', '\'Send Time\' is in the year 26: "0026-09-09T08:00:00"'],
	])('%s is refused before anything is sent', async (sendTime, message) => {
		for (const delivery of ['oneMoment', 'localTime', 'optimalTime']) {
			const { error } = await bench.run({ sendTime, delivery }, { timezone });
			expect(error?.message).toMatch(words(message));
			expect(error?.description).toMatch(
				/Choose a date and time|Check the expression|Only the years 2001 to 2099/,
			);
		}
		expect(bench.sandbox.requests).toEqual([]);
	});

	it('has to be filled in before the workflow even starts', async () => {
		await expect(bench.run({ sendTime: '' })).rejects.toThrow('Parameter "Send Time" is required');
	});
});

describe('a date without a time of day', () => {
	it.each([
		['2026-09-09'],
		['20260909'],
		['={{ $now.plus({ days: 2 }).toISODate() }}'],
		['2026-W37-3'],
		['2026-252'],
	])('%s is enough for the optimal time only', async (sendTime) => {
		const optimal = await bench.run({ sendTime, delivery: 'optimalTime' }, { timezone });
		expect(optimal.error).toBeUndefined();
		expect(bench.bodies.map(({ schedule }) => schedule)).toEqual([
			{ time: '2026-09-09T00:00:00', at_optimal_time: true },
		]);

		for (const delivery of ['oneMoment', 'localTime']) {
			const { error } = await bench.run({ sendTime, delivery }, { timezone });
			expect(error?.message).toBe("'Send Time' has no time of day");
		}
		expect(bench.sandbox.requests).toHaveLength(1);
	});
});
