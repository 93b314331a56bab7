import { DateTime } from 'luxon';

import { describe } from '../input/describe';
import { InputError } from '../input/inputError';

export interface TimeOfDay {
	readonly hour: number;
	readonly minute: number;
}

/**
 * Reads a time of day: `10:00`, `9:30`, `09:30:00`, or the clock of a date from an expression. Returns `undefined` if
 * nothing was given.
 *
 * @throws {InputError} on anything else
 */
export function readTimeOfDay(field: string, raw: unknown): TimeOfDay | undefined {
	if (raw === undefined || raw === null || raw === '') return undefined;
	if (DateTime.isDateTime(raw) && raw.isValid) return { hour: raw.hour, minute: raw.minute };
	const [, hour, minute] =
		/^\s*(\d{1,2}):(\d{2})(?::\d{2})?\s*$/.exec(typeof raw === 'string' ? raw : '') ?? [];
	if (hour !== undefined && Number(hour) < 24 && Number(minute) < 60)
		return { hour: Number(hour), minute: Number(minute) };
	throw new InputError(
		field,
		`is not a time of day: ${describe(raw)}`,
		'Enter hours and minutes, such as 10:00 or 18:30.',
	);
}
