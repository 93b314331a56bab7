import { audienceFromJson } from '../../nodes/Braze/audience/audienceJson';
import { checkAudience } from '../../sandbox/rules/audience';

/**
 * The node and the sandbox each implement the connected audience from the same page of Braze, independently of each
 * other.
 */

/** A filter on the attribute `plan`; without a value when none is given. */
export const attribute = (comparison: unknown, ...value: unknown[]) => ({
	custom_attribute: {
		custom_attribute_name: 'plan',
		comparison,
		...(value.length > 0 && { value: value[0] }),
	},
});

const accepted = (check: () => unknown): boolean => {
	try {
		check();
		return true;
	} catch {
		return false;
	}
};

export const nodeTakes = (audience: unknown) => accepted(() => audienceFromJson('Audience', audience));

export const sandboxTakes = (audience: unknown) => accepted(() => checkAudience(audience));

/** Kinds of values, by name. */
export const TEXTS = ['text', 'a moment', 'a moment with an offset', 'a date', 'a number as text'];
export const NUMBERS = ['a number', 'zero', 'a negative number'];
export const SCALARS = [...TEXTS, ...NUMBERS, 'a boolean'];
export const DAYS = ['a number', 'zero'];
const MOMENTS = ['a moment', 'a moment with an offset'];

/** What each comparison of a custom attribute takes. */
export const TAKES: Record<string, string[]> = {
	equals: SCALARS,
	not_equal: SCALARS,
	matches_regex: TEXTS,
	does_not_match_regex: TEXTS,
	includes_value: [...SCALARS, 'a list'],
	is_any_of: [...TEXTS, 'a list'],
	is_none_of: [...TEXTS, 'a list'],
	does_not_include_value: SCALARS,
	greater_than: NUMBERS,
	greater_than_or_equal_to: NUMBERS,
	less_than: NUMBERS,
	less_than_or_equal_to: NUMBERS,
	less_than_x_days_ago: DAYS,
	greater_than_x_days_ago: DAYS,
	less_than_x_days_in_the_future: DAYS,
	greater_than_x_days_in_the_future: DAYS,
	after: MOMENTS,
	before: MOMENTS,
	exists: [],
	does_not_exist: [],
};
