import { DateTime } from 'luxon';
import type { Call } from '../state/call';
import { Refusal } from '../types/refusal';
import { moment, required, single, whole } from './query';

/**
 * The days that `length` and `ending_at` ask for, as ISO dates in the company's zone, oldest first. Future days are
 * left out, because they have no figures.
 */
export function daysAsked(call: Call): string[] {
	required(call, 'length');
	const length = whole(call, 'length', 1, 100) ?? 1;
	return daysUpTo(call, moment(call, 'ending_at'), length);
}

/**
 * The days or hours that `unit`, `length` and `ending_at` ask for, in ISO 8601, oldest first. Future ones are left out.
 * Naming an hour by its start in UTC is a guess.
 */
export function timesAsked(call: Call): string[] {
	const unit = single(call, 'unit') ?? 'day';
	if (unit === 'day') return daysAsked(call);
	if (unit !== 'hour') throw new Refusal(400, 'unit must be day or hour');
	required(call, 'length');
	const length = whole(call, 'length', 1, 100) ?? 1;
	const last = (moment(call, 'ending_at') ?? DateTime.fromJSDate(call.now)).toUTC().startOf('hour');
	return Array.from({ length }, (_, index) => last.minus({ hours: length - 1 - index }))
		.filter((hour) => hour.toMillis() <= call.now.getTime())
		.map((hour) => hour.toISO({ suppressMilliseconds: true }) ?? '');
}

/**
 * The days that a request to a Canvas endpoint asks for with `ending_at`, and `starting_at` or `length` (1 to 14). With
 * both, the shorter range counts. Limiting `starting_at` to 14 days is a guess.
 */
export function canvasDaysAsked(call: Call): string[] {
	required(call, 'ending_at');
	const end = moment(call, 'ending_at') ?? DateTime.utc();
	const start = moment(call, 'starting_at');
	const length = whole(call, 'length', 1, 14);
	if (!start && length === undefined) throw new Refusal(400, 'Either length or starting_at is required');
	if (start && start > end) throw new Refusal(400, 'starting_at must not be after ending_at');
	const zone = call.state.companyTimeZone;
	const days = start
		? end.setZone(zone).startOf('day').diff(start.setZone(zone).startOf('day'), 'days').days
		: 13;
	if (Math.round(days) > 13 && length === undefined) {
		throw new Refusal(400, 'The range must be between 1 and 14 days');
	}
	return daysUpTo(call, end, Math.min(length ?? 14, Math.round(days) + 1));
}

function daysUpTo({ state, now }: Call, ending: DateTime | undefined, length: number): string[] {
	const zone = state.companyTimeZone;
	const today = DateTime.fromJSDate(now, { zone }).toISODate() ?? '';
	const last = (ending ?? DateTime.fromJSDate(now)).setZone(zone).startOf('day');
	return Array.from(
		{ length },
		(_, index) => last.minus({ days: length - 1 - index }).toISODate() ?? '',
	).filter((day) => day <= today);
}
