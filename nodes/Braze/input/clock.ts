import type { DateTime } from 'luxon';

import { dayText } from './describe';

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
