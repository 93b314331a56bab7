import fc from 'fast-check';
import { DateTime } from 'luxon';

import { readGivenTime } from '../../../nodes/Braze/input/givenTime';
import { PastError } from '../../../nodes/Braze/input/inputError';
import {
	buildSchedule,
	type Delivery,
	type Schedule,
	soonest,
} from '../../../nodes/Braze/schedule/brazeSchedule';

const NOW = DateTime.fromISO('2026-01-01T00:00:00Z', { zone: 'utc' });

const zone = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));

const pad = (value: number) => String(value).padStart(2, '0');

/** A clock time within the next years, as the picker writes it. */
const clock = fc
	.tuple(
		fc.integer({ min: 2026, max: 2035 }),
		fc.integer({ min: 2, max: 12 }),
		fc.integer({ min: 1, max: 28 }),
		fc.integer({ min: 0, max: 23 }),
		fc.integer({ min: 0, max: 59 }),
		fc.integer({ min: 0, max: 59 }),
	)
	.map(([year, month, day, ...time]) => `${year}-${pad(month)}-${pad(day)}T${time.map(pad).join(':')}`);

/** Clocks around the nights in which many zones change theirs, and around midnight. */
const nightClock = fc
	.tuple(
		fc.constantFrom(
			'2026-03-08',
			'2026-03-29',
			'2026-04-05',
			'2026-09-06',
			'2026-10-04',
			'2026-10-25',
			'2026-11-01',
		),
		fc.integer({ min: 0, max: 3 }),
		fc.integer({ min: 0, max: 59 }),
	)
	.map(([day, hour, minute]) => `${day}T${pad(hour)}:${pad(minute)}:00`);

const anyClock = fc.oneof(clock, nightClock);

const designator = fc.oneof(
	fc.constantFrom('', 'Z', '+00:00', '-12:00', '+14:00', '+0530', '+02'),
	fc.integer({ min: -12 * 4, max: 14 * 4 }).map((quarters) => {
		const minutes = Math.abs(quarters) * 15;
		return `${quarters < 0 ? '-' : '+'}${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
	}),
);

const build = (text: string, delivery: Delivery, inZone: string) =>
	toCome(buildSchedule('Send Time', readGivenTime('Send Time', text, inZone), delivery, NOW, inZone));

function toCome(built: Schedule | PastError): Schedule {
	if (built instanceof PastError) throw built;
	return built;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
	const known = formats.get(timeZone);
	if (known) return known;
	const two = '2-digit';
	const parts = { year: 'numeric', month: two, day: two, hour: two, minute: two, second: two } as const;
	const format = new Intl.DateTimeFormat('en-CA', { timeZone, hourCycle: 'h23', ...parts });
	formats.set(timeZone, format);
	return format;
}

/** What a moment shows on a wall clock, by the platform's own calendar. */
function wallClock(moment: string, inZone: string): string {
	const found = formatOf(inZone).formatToParts(new Date(moment));
	const parts = Object.fromEntries(found.map(({ type, value }) => [type, value]));
	return `${parts.year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}:${parts.second}`;
}

const before = (moment: string, minutes: number) =>
	new Date(Date.parse(moment) - minutes * 60_000).toISOString();

describe('one moment', () => {
	it('shows the clock that was given, in the zone of the workflow, unless that clock is skipped there', () => {
		fc.assert(
			fc.property(anyClock, zone, (text, inZone) => {
				const { sent, moments, hints } = build(text, 'oneMoment', inZone);
				expect(sent).toEqual({ time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/) });
				expect(moments).toEqual({ sends_at: sent.time });
				const shown = wallClock(sent.time, inZone);
				const skipped = hints.some((hint) => hint.includes('does not exist'));
				if (skipped) expect(shown > text).toBe(true);
				else expect(shown).toBe(text);
			}),
			{ numRuns: 600 },
		);
	});

	it('is the first of two moments that show the same clock', () => {
		fc.assert(
			fc.property(nightClock, zone, (text, inZone) => {
				const { sent, hints } = build(text, 'oneMoment', inZone);
				for (const minutes of [30, 60, 120])
					expect(wallClock(before(sent.time, minutes), inZone)).not.toBe(text);
				const later = [30, 60, 120].some(
					(minutes) => wallClock(before(sent.time, -minutes), inZone) === text,
				);
				expect(hints.some((hint) => hint.includes('happens twice'))).toBe(later);
			}),
			{ numRuns: 600 },
		);
	});

	it('is the moment that an offset says, in whatever zone the workflow lives', () => {
		fc.assert(
			fc.property(
				clock,
				designator.filter((text) => text !== ''),
				zone,
				(text, offset, inZone) => {
					const { sent } = build(text + offset, 'oneMoment', inZone);
					const minutes = offset === 'Z' ? 0 : offsetMinutes(offset);
					expect(Date.parse(sent.time)).toBe(Date.parse(`${text}Z`) - minutes * 60_000);
				},
			),
		);
	});
});

function offsetMinutes(offset: string): number {
	const [, sign, hours, minutes = '0'] = /^([+-])(\d\d):?(\d\d)?$/.exec(offset) as RegExpExecArray;
	return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

describe.each([
	['localTime', 'in_local_time'],
	['optimalTime', 'at_optimal_time'],
] as const)('%s', (delivery, flag) => {
	it('keeps the clock and drops the zone, always', () => {
		fc.assert(
			fc.property(anyClock, designator, zone, (text, offset, inZone) => {
				const { sent, hints } = build(text + offset, delivery, inZone);
				expect(sent).toEqual({ time: text, [flag]: true });
				expect(hints).toEqual([]);
			}),
		);
	});

	it('keeps the clock of a date object, in its own zone', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: Date.UTC(2026, 1), max: Date.UTC(2035, 1) }),
				zone,
				zone,
				(millis, own, workflow) => {
					const date = DateTime.fromMillis(millis, { zone: own });
					const given = readGivenTime('Send Time', date, workflow);
					const { sent } = toCome(buildSchedule('Send Time', given, delivery, NOW, workflow));
					expect(sent.time).toBe(wallClock(date.toUTC().toISO() as string, own));
				},
			),
			{ numRuns: 300 },
		);
	});
});

/** Braze reads a time without a zone as UTC, whatever zone was meant: so a single moment never goes out bare. */
it('names a zone exactly when the time is one moment for everybody', () => {
	const delivery = fc.constantFrom<Delivery>('oneMoment', 'localTime', 'optimalTime');
	const check = ({ time, ...flags }: Schedule['sent']) => {
		expect(/(Z|[+-]\d\d:?\d\d)$/.test(time.slice(10))).toBe(Object.keys(flags).length === 0);
	};
	fc.assert(
		fc.property(anyClock, designator, delivery, zone, (text, offset, how, inZone) => {
			check(build(text + offset, how, inZone).sent);
		}),
	);
	fc.assert(fc.property(zone, (inZone) => check(soonest(NOW.setZone(inZone), inZone).sent)));
});

it('tells a first and a last moment that hold every zone between them', () => {
	fc.assert(
		fc.property(anyClock, zone, (text, inZone) => {
			const local = build(text, 'localTime', 'utc').moments as {
				worldwide_first_send_at: string;
				worldwide_last_send_at: string;
			};
			const there = DateTime.fromISO(text, { zone: inZone }).toMillis();
			expect(there).toBeGreaterThanOrEqual(Date.parse(local.worldwide_first_send_at));
			// In a gap of daylight saving the clock moves on by the gap.
			expect(there).toBeLessThanOrEqual(Date.parse(local.worldwide_last_send_at));
		}),
	);
});

it('reads seconds and milliseconds since 1970 as the same moment, as numbers and as texts', () => {
	fc.assert(
		fc.property(
			fc.integer({ min: Date.UTC(2026, 1) / 1000, max: Date.UTC(2099, 11) / 1000 }),
			zone,
			(seconds, inZone) => {
				const moments = [seconds, String(seconds), seconds * 1000, `${seconds}000`].map((raw) =>
					readGivenTime('Send Time', raw, inZone).clock.toMillis(),
				);
				expect(moments).toEqual([1, 1, 1, 1].map(() => seconds * 1000));
			},
		),
	);
});

it('never reads nonsense as a time', () => {
	fc.assert(
		fc.property(fc.oneof(fc.string(), fc.jsonValue(), fc.double()), (raw) => {
			try {
				const { clock: read } = readGivenTime('Send Time', raw, 'Europe/Paris');
				expect(read.isValid && read.year >= 2001 && read.year <= 2100).toBe(true);
			} catch (error) {
				expect((error as Error).name).toBe('InputError');
			}
		}),
		{ numRuns: 1000 },
	);
});

it('a moment between two seconds goes out at the later one: the earlier one may have passed', () => {
	const at = NOW.plus({ milliseconds: 400 });
	const { sent, moments } = build(at.toUTC().toISO() ?? '', 'oneMoment', 'UTC');

	expect(DateTime.fromISO(sent.time).toMillis()).toBeGreaterThanOrEqual(at.toMillis());
	expect(DateTime.fromISO(sent.time).diff(at).as('seconds')).toBeLessThan(1);
	expect(moments).toEqual({ sends_at: sent.time });
});
