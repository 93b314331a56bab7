import isEqual from 'lodash/isEqual';
import { DateTime } from 'luxon';
import type { JsonObject } from '../types/json';
import type { User } from '../types/people';
import { momentOf, valueIn } from '../people/values';
import { fitsPattern } from './patterns';

interface Filter {
	custom_attribute_name?: string;
	comparison: string;
	value?: unknown;
}

/** Whether a user belongs to an audience at a moment. `checkAudience` must have validated it. */
export function isMember(user: User, audience: JsonObject, now: Date): boolean {
	const [key] = Object.keys(audience);
	if (key === 'AND') return (audience.AND as JsonObject[]).every((part) => isMember(user, part, now));
	if (key === 'OR') return (audience.OR as JsonObject[]).some((part) => isMember(user, part, now));
	const filter = audience[key] as Filter;
	switch (key) {
		case 'push_subscription_status':
			return (user.push_subscribe === filter.value) === (filter.comparison === 'is');
		case 'email_subscription_status':
			return (user.email_subscribe === filter.value) === (filter.comparison === 'is');
		case 'last_used_app':
			return user.last_used_app !== undefined && attributeFits(user.last_used_app, filter, now);
		default:
			return attributeFits(valueIn(user.custom_attributes, filter.custom_attribute_name ?? ''), filter, now);
	}
}

function attributeFits(actual: unknown, { comparison, value }: Filter, now: Date): boolean {
	const numeric = typeof actual === 'number' && typeof value === 'number';
	switch (comparison) {
		case 'exists':
			return actual !== undefined && actual !== null;
		case 'does_not_exist':
			return actual === undefined || actual === null;
		case 'equals':
			return isEqual(actual, value);
		case 'not_equal':
			return !isEqual(actual, value);
		case 'matches_regex':
			return fitsPattern(actual, String(value)) === true;
		case 'does_not_match_regex':
			return fitsPattern(actual, String(value)) === false;
		case 'includes_value':
			return Array.isArray(actual) && anyOf(actual, value);
		case 'is_any_of':
			return anyOf(actual, value);
		case 'is_none_of':
			return !anyOf(actual, value);
		case 'does_not_include_value':
			return !(Array.isArray(actual) && actual.includes(value));
		case 'greater_than':
			return numeric && actual > value;
		case 'greater_than_or_equal_to':
			return numeric && actual >= value;
		case 'less_than':
			return numeric && actual < value;
		case 'less_than_or_equal_to':
			return numeric && actual <= value;
		default:
			return timeFits(actual, comparison, value, now);
	}
}

/** Whether a value, or an element of an array, is one of those wanted. */
const anyOf = (actual: unknown, wanted: unknown): boolean =>
	[actual].flat().some((one) => [wanted].flat().includes(one));

function timeFits(actual: unknown, comparison: string, value: unknown, now: Date): boolean {
	const moment = momentOf(actual) ?? dayOf(actual);
	if (!moment) return false;
	const daysAgo = DateTime.fromJSDate(now).diff(moment, 'days').days;
	switch (comparison) {
		case 'after':
			return moment > inUtc(value);
		case 'before':
			return moment < inUtc(value);
		case 'less_than_x_days_ago':
			return daysAgo >= 0 && daysAgo < Number(value);
		case 'greater_than_x_days_ago':
			return daysAgo > Number(value);
		case 'less_than_x_days_in_the_future':
			return daysAgo <= 0 && -daysAgo < Number(value);
		default:
			return -daysAgo > Number(value);
	}
}

/** A time without a zone is in UTC, wherever the sandbox runs. */
const inUtc = (value: unknown): DateTime => DateTime.fromISO(String(value), { zone: 'utc' });

/** A date without a time, which counts as midnight. */
function dayOf(value: unknown): DateTime | undefined {
	const day = typeof value === 'string' ? inUtc(value) : undefined;
	return day?.isValid ? day : undefined;
}
