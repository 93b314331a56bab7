import { DateTime } from 'luxon';

import { LongInteger } from './exactJson';

/** The maximum length of a user's value in an error message. */
const MAX_SHOWN = 60;

/**
 * Describes a value for an error message: the value itself, cut to a readable length, or its type.
 * For example `"soon"`, `12`, `true`, `an empty string`, `a list of 3 values`, `an invalid date`, `nothing`.
 */
export function describe(value: unknown): string {
	if (value === undefined || value === null) return 'nothing';
	if (typeof value === 'string') return value.trim() === '' ? 'an empty string' : `"${shorten(value)}"`;
	if (typeof value === 'number' || typeof value === 'boolean' || value instanceof LongInteger)
		return String(value);
	if (Array.isArray(value))
		return value.length === 0
			? 'an empty list'
			: `a list of ${value.length} ${value.length === 1 ? 'value' : 'values'}`;
	if (DateTime.isDateTime(value)) return describeDate(value.toMillis());
	if (Object.prototype.toString.call(value) === '[object Date]')
		return describeDate((value as Date).getTime());
	if (typeof value === 'object') {
		const keys = Object.keys(value);
		return keys.length === 0 ? 'an empty object' : `an object with ${shorten(keys.join(', '))}`;
	}
	return `a ${typeof value}`;
}

function describeDate(millis: number): string {
	return Number.isNaN(millis) ? 'an invalid date' : `the date ${new Date(millis).toISOString()}`;
}

/** Truncates text for display and marks the cut. */
export function shorten(text: string, max = MAX_SHOWN): string {
	return text.length > max ? `${text.slice(0, max)}…` : text;
}

/** Joins choices for a sentence: `a, b or c`. */
export function oneOf(choices: readonly string[]): string {
	return choices.length < 2
		? choices.join('')
		: `${choices.slice(0, -1).join(', ')} or ${choices[choices.length - 1]}`;
}
