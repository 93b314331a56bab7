import { DateTime } from 'luxon';

import { describe } from './describe';
import { InputError, missing } from './inputError';

/** A date and time as entered, before it is resolved for the recipients. */
export interface GivenTime {
	/** The clock as written. Where no zone was given (`floating`) the zone of this value is UTC and means nothing. */
	readonly clock: DateTime;
	/** Whether the value named no zone: the clock then belongs to whichever zone the delivery says. */
	readonly floating: boolean;
	/** Whether only a date was given, without a time of day. */
	readonly dateOnly: boolean;
}

const ADVICE =
	"Choose a date and time, or enter one such as 2026-12-24T09:00:00, an expression such as {{ $now.plus({ days: 3 }) }}, or a Unix timestamp. To parse another format, use {{ DateTime.fromFormat($json.date, 'dd.MM.yyyy HH:mm') }}";

/** For times that can be read, but that nobody means. */
const RANGE_ADVICE =
	'Only the years 2001 to 2099 are accepted, because other years come from a wrong unit or format. A Unix timestamp has 10 digits in seconds and 13 in milliseconds; a number of days, as in Excel, has to be converted first.';

/** Timestamps from here on are milliseconds; as seconds they would lie beyond the year 5000. */
const FIRST_MILLISECONDS = 1e11;

/** A time of day that ends in `Z`, an offset, or the name of a zone in brackets, as Java and Temporal write it. */
const NAMES_ZONE = /T.*(Z|[+-]\d{2}(:?\d{2})?|\[[^\]]+\])$/i;

/** The offsets on earth, in minutes: UTC-12 to UTC+14. */
const FIRST_OFFSET = -12 * 60;
const LAST_OFFSET = 14 * 60;

const EARLIEST = Date.UTC(2001, 0, 1);
/** The latest plausible time, in milliseconds since 1970: the start of the year 2100. */
export const LATEST = Date.UTC(2100, 0, 1);

/**
 * Reads a date and time in every form that n8n hands out: the picker's text, ISO 8601 with or without offset, SQL
 * and RFC 2822 texts, a Luxon DateTime (of any copy of Luxon), a Date, a Unix timestamp in seconds or milliseconds.
 *
 * @param zone the workflow's IANA zone, which a timestamp is shown in
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
	// n8n may pass a DateTime of another copy of Luxon, so `instanceof` is unreliable.
	if (DateTime.isDateTime(raw)) {
		const own = DateTime.fromMillis(raw.toMillis(), { zone: raw.zoneName ?? zone });
		return instant(own.isValid ? own : DateTime.fromMillis(raw.toMillis(), { zone }));
	}
	// n8n stores a Date as its ISO text, which is in UTC: both have to mean the same clock.
	if (Object.prototype.toString.call(raw) === '[object Date]') {
		return instant(DateTime.fromMillis((raw as Date).getTime(), { zone: 'utc' }));
	}
	if (typeof raw === 'number') return fromTimestamp(raw, zone);
	return typeof raw === 'string' ? parseText(raw.trim(), zone) : undefined;
}

function parseText(text: string, zone: string): GivenTime | undefined {
	if (/^\d{9,}(\.\d+)?$/.test(text)) return fromTimestamp(Number(text), zone);
	// Text that n8n made from a date with JSON rules still carries its quotes.
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

/** Refuses offsets that no place uses: such text is a typo. */
function onEarth(clock: DateTime): GivenTime | undefined {
	return clock.offset >= FIRST_OFFSET && clock.offset <= LAST_OFFSET ? instant(clock) : undefined;
}

function fromTimestamp(value: number, zone: string): GivenTime {
	return instant(DateTime.fromMillis(value < FIRST_MILLISECONDS ? value * 1000 : value, { zone }));
}

function instant(clock: DateTime): GivenTime {
	return { clock, floating: false, dateOnly: false };
}

/** Reads a clock time in a zone, with daylight saving: a skipped time moves on, of two equal times the first counts. */
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
 * Reads one moment: where no zone is given, the clock belongs to the workflow's.
 *
 * @param zone the workflow's IANA zone
 * @throws {InputError} as {@link readGivenTime}
 */
export const readMoment = (field: string, raw: unknown, zone: string): DateTime =>
	momentOf(readGivenTime(field, raw, zone), zone);

/** The moment of a time; where it names no zone, its clock is in this one. */
export const momentOf = ({ clock, floating }: GivenTime, zone: string): DateTime =>
	floating ? resolveClock(clock, zone).at : clock;

/** The same clock time in another zone. */
export function inZone(clock: DateTime, zone: string): DateTime {
	return clock.setZone(zone, { keepLocalTime: true });
}

/** A clock time without its zone, to the second. */
export function clockText(clock: DateTime): string {
	return clock.toFormat("yyyy-MM-dd'T'HH:mm:ss");
}

/** A moment as UTC text to the second, with `Z`. */
export function utcText(at: DateTime): string {
	return at.toUTC().toFormat("yyyy-MM-dd'T'HH:mm:ss'Z'");
}

const ENGLISH = { locale: 'en' };

/** A clock time as people read it: `09:00`. */
export const clockOf = (at: DateTime) => at.toFormat('HH:mm', ENGLISH);

/** A day as people read it: `26 Nov 2026`. */
export const dayText = (at: DateTime): string => at.toFormat('d MMM yyyy', ENGLISH);

/** A day and time as people read it: `26 Nov 2026, 09:00`. Seconds appear only if they are not zero. */
export const momentText = (at: DateTime): string =>
	at.toFormat(at.second === 0 ? 'd MMM yyyy, HH:mm' : 'd MMM yyyy, HH:mm:ss', ENGLISH);

/** The same in a zone, which it names: `26 Nov 2026, 09:00 (Europe/Berlin)`. */
export const momentIn = (at: DateTime, zone: string): string => `${momentText(at.setZone(zone))} (${zone})`;
