import { DateTime } from 'luxon';
import type { DeliveryMode, Schedule } from '../types/deliveries';
import type { User } from '../types/people';
import { Refusal } from '../types/refusal';

/** The schedule object (schedule_object.md) read strictly. */

export const SCHEDULE_SCHEMA = {
	type: 'object',
	required: ['time'],
	additionalProperties: false,
	properties: {
		time: { type: 'string' },
		in_local_time: { type: 'boolean' },
		at_optimal_time: { type: 'boolean' },
	},
};

/** The offsets that zones have are between -12:00 and +14:00. */
const ISO_8601 =
	/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-](0\d|1[0-3]):?[0-5]\d|[+-]14:?00)?$/;
const DESIGNATOR = /(Z|[+-]\d{2}:?\d{2})$/;

/** The optimal hour of people without their own: the workspace's most popular hour. */
const POPULAR_HOUR = 17;

export function modeOf(schedule: Schedule): DeliveryMode {
	if (schedule.in_local_time) return 'local time';
	return schedule.at_optimal_time ? 'optimal time' : 'one moment';
}

/**
 * Throws a 400 for an invalid schedule. Local and optimal times must have no zone and must not have passed everywhere
 * (UTC-12). A single moment must be in the future, and is in UTC without a zone. Braze doesn't document what it does
 * with both flags, or with a past moment.
 */
export function checkSchedule(schedule: Schedule, now: Date): void {
	const { time } = schedule;
	if (!ISO_8601.test(time) || !DateTime.fromISO(time, { setZone: true }).isValid) {
		throw new Refusal(400, 'schedule.time must be an ISO 8601 date and time');
	}
	if (schedule.in_local_time && schedule.at_optimal_time) {
		throw new Refusal(400, 'schedule.in_local_time and schedule.at_optimal_time cannot both be true');
	}
	const mode = modeOf(schedule);
	const hasDesignator = DESIGNATOR.test(time.slice(10));
	if (mode === 'one moment') {
		if (DateTime.fromISO(time, { zone: 'utc' }).toJSDate() <= now)
			throw new Refusal(400, 'schedule.time is in the past');
		return;
	}
	if (hasDesignator)
		throw new Refusal(400, 'schedule.time must have no time zone designator with a local-time flag');
	const last = DateTime.fromISO(time, { zone: 'UTC-12' });
	const lastMoment = mode === 'local time' ? last : last.endOf('day');
	if (lastMoment.toJSDate() <= now) throw new Refusal(400, 'schedule.time has passed in all time zones');
}

/** Whether a local-time schedule's clock time is already over in the zone that is first (UTC+14). */
export function passedSomewhere(schedule: Schedule, now: Date): boolean {
	return modeOf(schedule) === 'local time' && momentFor(schedule, 'UTC+14') <= now;
}

/** A user's time zone: their own if it is known and valid, or else the company's. */
export function zoneOf(user: User | undefined, companyTimeZone: string): string {
	const zone = user?.time_zone;
	return zone && DateTime.local({ zone }).isValid ? zone : companyTimeZone;
}

/** The moment a schedule reaches one person. */
export function momentFor(schedule: Schedule, zone: string, bestHour = POPULAR_HOUR): Date {
	const mode = modeOf(schedule);
	if (mode === 'one moment') return DateTime.fromISO(schedule.time, { zone: 'utc' }).toJSDate();
	const local = DateTime.fromISO(schedule.time, { zone });
	if (mode === 'local time') return local.toJSDate();
	return local.set({ hour: bestHour, minute: 0, second: 0, millisecond: 0 }).toJSDate();
}
