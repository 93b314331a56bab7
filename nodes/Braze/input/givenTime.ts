import { DateTime } from 'luxon';

import { describe } from './describe';
import { InputError, missing } from './inputError';

/** A date and time as entered, before it is resolved for the recipients. */
export interface GivenTime {
	/** The clock time as written. Without a zone (`floating`), the zone of this value is UTC and has no meaning. */
	readonly clock: DateTime;
	/** Whether the value named no zone, so that the delivery decides which zone the clock time is in. */
	readonly floating: boolean;
	/** Whether only a date was given, without a time of day. */
	readonly dateOnly: boolean;
}

const ADVICE =
	"Choose a date and time, or enter one such as 2026-12-24T09:00:00, an expression such as {{ $now.plus({ days: 3 }) }}, or a Unix timestamp. To parse another format, use {{ DateTime.fromFormat($json.date, 'dd.MM.yyyy HH:mm') }}";

/** For times that are readable but implausible. */
const RANGE_ADVICE =
	'Only the years 2001 to 2099 are accepted, because other years usually come from a wrong unit or format. A Unix timestamp has 10 digits in seconds and 13 in milliseconds; a number of days, as in Excel, has to be converted first.';

/** Timestamps from this value on are milliseconds: as seconds, they would be after the year 5000. */
const FIRST_MILLISECONDS = 1e11;

/** Matches a time of day that ends in `Z`, an offset, or a zone name in brackets, as Java and Temporal write it. */
const NAMES_ZONE = /T.*(Z|[+-]\d{2}(:?\d{2})?|\[[^\]]+\])$/i;

/** The range of UTC offsets in use, in minutes: UTC-12 to UTC+14. */
const FIRST_OFFSET = -12 * 60;
const LAST_OFFSET = 14 * 60;

const EARLIEST = Date.UTC(2001, 0, 1);
/** The latest plausible time, in milliseconds since 1970: the start of the year 2100. */
export const LATEST = Date.UTC(2100, 0, 1);

/**
 * Reads a date and time in every form that n8n produces: the date picker's text, ISO 8601 with or without offset, SQL
 * and RFC 2822 text, a Luxon DateTime (of any copy of Luxon), a Date, a Unix timestamp in seconds or milliseconds.
 *
 * @param zone the workflow's IANA zone, in which timestamps are expressed
 * @throws {InputError} if it is none of these, or not a full date
 */
export function readGivenTime(field: string, raw: unknown, zone: string): GivenTime {
	if (raw === undefined || raw === null) throw missing(field);
	if (typeof raw === 'string' && raw.trim() === '') throw new InputError(field, 'is empty', ADVICE);
	const given = parse(raw, zone);
	if (!given || !given.clock.isValid)
		throw new InputError(field, `is not a date and time: ${describe(raw)}`, ADVICE);
	const millis = given.clock.toMillis();
	if (millis < EARLIEST || millis > LATEST) {
		throw new InputError(field, `is in the year ${given.clock.year}: ${describe(raw)}`, RANGE_ADVICE);
	}
	return given;
}

function parse(raw: unknown, zone: string): GivenTime | undefined {
	// n8n may pass a DateTime from another copy of Luxon, for which `instanceof` fails.
	if (DateTime.isDateTime(raw)) {
		const own = DateTime.fromMillis(raw.toMillis(), { zone: raw.zoneName ?? zone });
		return instant(own.isValid ? own : DateTime.fromMillis(raw.toMillis(), { zone }));
	}
	// n8n stores a Date as ISO text in UTC, and both forms must mean the same clock time.
	if (Object.prototype.toString.call(raw) === '[object Date]') {
		return instant(DateTime.fromMillis((raw as Date).getTime(), { zone: 'utc' }));
	}
	if (typeof raw === 'number') return fromTimestamp(raw, zone);
	return typeof raw === 'string' ? parseText(raw.trim(), zone) : undefined;
}

function parseText(text: string, zone: string): GivenTime | undefined {
	if (/^\d{9,}(\.\d+)?$/.test(text)) return fromTimestamp(Number(text), zone);
	// A date that n8n converted with JSON.stringify is still in quotes.
	const bare = text.replace(/^"(.*)"$/, '$1');
	const rfc = DateTime.fromRFC2822(bare, { setZone: true });
	if (rfc.isValid) return instant(rfc);
	if (!/^\d{4}-?(\d{2}-?\d{2}|W\d{2}-?\d|\d{3})([T ].*)?$/.test(bare)) return undefined;
	const iso = bare
		.replace(' ', 'T')
		.replace(/ ?(UTC|GMT)$/, 'Z')
		.replace(/ (?=[+-]\d{2}:?\d{2}$|Z$)/, '');
	if (NAMES_ZONE.test(iso)) return onEarth(DateTime.fromISO(iso, { setZone: true }));
	return { clock: DateTime.fromISO(iso, { zone: 'utc' }), floating: true, dateOnly: !iso.includes('T') };
}

/** Refuses offsets that no place uses, which are typos. */
function onEarth(clock: DateTime): GivenTime | undefined {
	return clock.offset >= FIRST_OFFSET && clock.offset <= LAST_OFFSET ? instant(clock) : undefined;
}

function fromTimestamp(value: number, zone: string): GivenTime {
	return instant(DateTime.fromMillis(value < FIRST_MILLISECONDS ? value * 1000 : value, { zone }));
}

function instant(clock: DateTime): GivenTime {
	return { clock, floating: false, dateOnly: false };
}

/**
 * Resolves a clock time in a zone. If daylight saving skips it, it moves forward; if it occurs twice, the first one
 * counts. Returns the moment, and hints about such a change.
 */
export function resolveClock(clock: DateTime, zone: string): { at: DateTime; hints: string[] } {
	const read = inZone(clock, zone);
	if (clockText(read) !== clockText(clock)) {
		const detail = `${clockOf(clock)} does not exist on ${dayText(clock)} in ${zone}: clocks go forward. The message goes out at ${clockOf(read)}.`;
		return { at: read, hints: [detail] };
	}
	const possible = read.getPossibleOffsets().sort((a, b) => a.toMillis() - b.toMillis());
	if (possible.length < 2) return { at: read, hints: [] };
	const detail = `${clockOf(clock)} happens twice on ${dayText(clock)} in ${zone}: clocks go back. The message goes out the first time.`;
	return { at: possible[0], hints: [detail] };
}

/**
 * Reads a moment. A clock time without a zone is in the workflow's zone.
 *
 * @param zone the workflow's IANA zone
 * @throws {InputError} as {@link readGivenTime}
 */
export const readMoment = (field: string, raw: unknown, zone: string): DateTime =>
	momentOf(readGivenTime(field, raw, zone), zone);

/** The moment of a time. A clock time without a zone is in the given one. */
export const momentOf = ({ clock, floating }: GivenTime, zone: string): DateTime =>
	floating ? resolveClock(clock, zone).at : clock;

/** The same clock time in another zone. */
export function inZone(clock: DateTime, zone: string): DateTime {
	return clock.setZone(zone, { keepLocalTime: true });
}

/** A clock time to the second, without a zone: `2026-11-26T09:00:00`. */
export function clockText(clock: DateTime): string {
	return clock.toFormat("yyyy-MM-dd'T'HH:mm:ss");
}

/** A moment in UTC to the second: `2026-11-26T09:00:00Z`. */
export function utcText(at: DateTime): string {
	return at.toUTC().toFormat("yyyy-MM-dd'T'HH:mm:ss'Z'");
}

const ENGLISH = { locale: 'en' };

/** A clock time for people: `09:00`. */
export const clockOf = (at: DateTime) => at.toFormat('HH:mm', ENGLISH);

/** A day for people: `26 Nov 2026`. */
export const dayText = (at: DateTime): string => at.toFormat('d MMM yyyy', ENGLISH);

/** A day and time for people: `26 Nov 2026, 09:00`. Seconds are shown only if they are not zero. */
export const momentText = (at: DateTime): string =>
	at.toFormat(at.second === 0 ? 'd MMM yyyy, HH:mm' : 'd MMM yyyy, HH:mm:ss', ENGLISH);

/** A day and time with its zone: `26 Nov 2026, 09:00 (Europe/Berlin)`. */
export const momentIn = (at: DateTime, zone: string): string => `${momentText(at.setZone(zone))} (${zone})`;
