import { DateTime } from 'luxon';

import { isGiven } from '../fields/values';
import { describe } from '../input/describe';
import { InputError } from '../input/inputError';

export interface TimeOfDay {
	readonly hour: number;
	readonly minute: number;
}

/** Matches `10:00`, `9:30:00`, `9`, `9am` and `9:30 PM`. */
const TIME_OF_DAY = /^\s*(\d{1,2})(?::(\d{2})(?::\d{2})?)?(?:\s*([ap])\.?m\.?)?\s*$/i;

/**
 * Reads a time of day: `10:00`, `9:30`, `09:30:00`, `9`, `9am`, or the clock time of a DateTime from an expression.
 * Returns `undefined` if nothing was given.
 *
 * @throws {InputError} on anything else
 */
export function readTimeOfDay(field: string, raw: unknown): TimeOfDay | undefined {
	if (!isGiven(raw)) return undefined;
	if (DateTime.isDateTime(raw) && raw.isValid) return { hour: raw.hour, minute: raw.minute };
	const text = typeof raw === 'string' || Number.isInteger(raw) ? String(raw) : '';
	const time = timeIn(text);
	if (time) return time;
	throw new InputError(
		field,
		`is not a time of day: ${describe(raw)}`,
		'Enter hours and minutes, such as 10:00, 18:30 or 9am.',
	);
}

function timeIn(text: string): TimeOfDay | undefined {
	const [, digits, minutes = '0', half] = TIME_OF_DAY.exec(text) ?? [];
	const minute = Number(minutes);
	const hour = half === undefined ? Number(digits) : hourOf(Number(digits), half);
	return hour < 24 && minute < 60 ? { hour, minute } : undefined;
}

/** Converts an hour of the 12-hour clock; `NaN` if there is no such hour. */
function hourOf(hour: number, half: string): number {
	if (hour < 1 || hour > 12) return NaN;
	return (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
}
