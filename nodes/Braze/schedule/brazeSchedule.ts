import { DateTime } from 'luxon';

import {
	dayText,
	momentIn,
	momentText,
	clockOf,
	clockText,
	type GivenTime,
	inZone,
	resolveClock,
	utcText,
} from '../input/givenTime';
import { InputError, PastError } from '../input/inputError';

/**
 * When each recipient gets the message: all at the same moment, at a clock time in their own zone, or at their own best
 * hour.
 */
export const DELIVERIES = ['oneMoment', 'localTime', 'optimalTime'] as const;

export type Delivery = (typeof DELIVERIES)[number];

/** The schedule object of Braze. https://www.braze.com/docs/api/objects_filters/schedule_object */
export interface BrazeSchedule {
	/** For one moment, in UTC with `Z`. For local and optimal time, a clock time without a zone. */
	time: string;
	in_local_time?: true;
	at_optimal_time?: true;
}

/** A validated schedule, and what it means. */
export interface Schedule {
	readonly sent: BrazeSchedule;
	/** When it goes out, in UTC: a single moment, or the first and last moment across all time zones. */
	readonly moments:
		| { sends_at: string }
		| { worldwide_first_send_at: string; worldwide_last_send_at: string };
	/** The same for people: in the workflow's time zone, or by each recipient's clock. */
	readonly when: string;
	/** Hints for the user about a valid schedule. */
	readonly hints: readonly string[];
}

/** The zones that reach a clock time first and last. */
const FIRST_ZONE = 'UTC+14';
const LAST_ZONE = 'UTC-12';

const PAST_ADVICE = "Choose a later time, or another option under 'If the Time Is Past'.";

/**
 * Turns a given time into the schedule for a kind of delivery.
 *
 * One moment: a time without a zone is in the workflow's zone, and is sent as UTC. A clock time that daylight saving
 * skips moves forward by the gap; if it occurs twice, the first one counts. Local and optimal time: the clock time is
 * kept as written and its zone dropped, because Braze reads it in each recipient's zone.
 *
 * @param now the current moment of this run
 * @param zone the workflow's IANA zone
 * @returns the schedule, or a PastError if the moment is in the past, or the clock time is in the past in every zone
 * @throws {InputError} if a time of day is missing
 */
export function buildSchedule(
	field: string,
	given: GivenTime,
	delivery: Delivery,
	now: DateTime,
	zone: string,
): Schedule | PastError {
	if (given.dateOnly && delivery !== 'optimalTime') {
		throw new InputError(
			field,
			'has no time of day',
			'Add one, such as 2026-12-24T09:00:00. A date alone is enough only for delivery at the optimal time.',
		);
	}
	if (delivery === 'oneMoment') return oneMoment(field, given, now, zone);
	return delivery === 'localTime' ? localTime(field, given, now) : optimalTime(field, given, now);
}

/** The schedule for "as soon as possible". Braze only accepts future times, so this is the minute after next. */
export function soonest(now: DateTime, zone: string): Schedule {
	const at = now.plus({ minutes: 2 }).startOf('minute');
	const time = utcText(at);
	return {
		sent: { time },
		moments: { sends_at: time },
		when: momentIn(at, zone),
		hints: ['The time is in the past, so the message goes out as soon as possible.'],
	};
}

function oneMoment(field: string, given: GivenTime, now: DateTime, zone: string): Schedule | PastError {
	const { at, hints } = given.floating ? resolveClock(given.clock, zone) : { at: given.clock, hints: [] };
	if (at.toMillis() <= now.toMillis()) {
		return new PastError(
			field,
			`is in the past: ${momentToSecond(at.setZone(zone))} in ${zone}`,
			PAST_ADVICE,
		);
	}
	// Braze accepts whole seconds, and cutting the rest off could move the moment into the past.
	const isCutToPast = at.startOf('second').toMillis() <= now.toMillis();
	const time = utcText(isCutToPast ? at.plus({ seconds: 1 }) : at);
	return {
		sent: { time },
		moments: { sends_at: time },
		when: momentIn(at, zone),
		hints,
	};
}

function localTime(field: string, given: GivenTime, now: DateTime): Schedule | PastError {
	const first = inZone(given.clock, FIRST_ZONE);
	const last = inZone(given.clock, LAST_ZONE);
	if (last.toMillis() <= now.toMillis()) {
		return new PastError(
			field,
			`is in the past in every time zone: ${momentToSecond(given.clock)}`,
			PAST_ADVICE,
		);
	}
	const hints =
		first.toMillis() <= now.toMillis()
			? [
					`${clockOf(given.clock)} on that day has already passed in time zones to the east. Braze decides whether recipients there still get the message.`,
				]
			: [];
	return {
		sent: { time: clockText(given.clock), in_local_time: true },
		moments: { worldwide_first_send_at: utcText(first), worldwide_last_send_at: utcText(last) },
		when: `${momentText(given.clock)} in each person's local time`,
		hints,
	};
}

function optimalTime(field: string, given: GivenTime, now: DateTime): Schedule | PastError {
	const day = given.clock.startOf('day');
	const last = inZone(day.plus({ days: 1 }), LAST_ZONE);
	if (last.toMillis() <= now.toMillis()) {
		return new PastError(field, `is over in every time zone: ${dayText(day)}`, PAST_ADVICE);
	}
	return {
		sent: { time: clockText(given.clock), at_optimal_time: true },
		moments: {
			worldwide_first_send_at: utcText(inZone(day, FIRST_ZONE)),
			worldwide_last_send_at: utcText(last),
		},
		when: `${dayText(day)} at each person's optimal time`,
		hints: [],
	};
}

const momentToSecond = (at: DateTime) => at.toFormat('d MMM yyyy, HH:mm:ss', { locale: 'en' });

/** How many hours local delivery takes, from the first time zone (UTC+14) to the last (UTC-12). */
const LOCAL_HOURS = 26;

/**
 * When a stored schedule goes out, in words, from its first and last moment worldwide (ISO 8601).
 *
 * @param zone the IANA time zone for schedules at one moment
 */
export function whenBetween(first = '', last = '', zone = 'UTC'): string {
	const [from, to] = [first, last].map((text) => DateTime.fromISO(text, { zone: 'utc' }));
	if (!from.isValid || !to.isValid) return '';
	if (from.toMillis() === to.toMillis()) return momentIn(from, zone);
	const clock = from.setZone(FIRST_ZONE);
	return to.diff(from).as('hours') === LOCAL_HOURS
		? `${momentText(clock)} in each person's local time`
		: `${dayText(clock)} at each person's optimal time`;
}
