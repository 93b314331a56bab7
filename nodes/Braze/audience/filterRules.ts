import { DateTime } from 'luxon';
import { z } from 'zod';

import { isBrokenText, isInvisible, trimmed } from '../input/identifier';
import { oneOf } from '../input/describe';
import { isExact, LongInteger } from '../input/exactJson';

/** Describes what a filter expects. Every rule below uses it as its error message. */
const expects = (what: string) => ({ message: `It must be ${what}.` });

const ISO_TIME = expects('an ISO 8601 date and time, such as "2026-12-24T09:00:00Z"');

/** Braze needs both a date and a time of day here. */
const isoTime = z
	.string(ISO_TIME)
	.refine((text) => /^\d{4}.+T\d{2}/.test(text) && DateTime.fromISO(text).isValid, ISO_TIME);

/** Other programs write a missing value as `null`. Names are capitalized, so `Null` may be one. */
const isUsable = (value: string): boolean =>
	!isInvisible(value) && value.trim() !== 'null' && !isBrokenText(value);

const USABLE = expects('non-empty text, and not a word such as "undefined" that a failed expression returns');

const text = z.string(expects('text')).refine(isUsable, USABLE);

/** Invisible characters around a name would make it a different attribute, which nobody has. */
const attributeName = text.refine(
	(name) => trimmed(name) === name && !/\p{Cc}/u.test(name),
	expects('the name of an attribute, without spaces or invisible characters around it'),
);

const EXACT = expects('a number that can be stored exactly: write longer ones as digits in JSON text');

/** A rounded number would match other people. Digits in JSON text are not rounded. */
const isExactIfNumber = (value: unknown): boolean => typeof value !== 'number' || isExact(value);

const number = z
	.union([z.number(), z.instanceof(LongInteger)], { errorMap: () => expects('a number (without quotes)') })
	.refine(isExactIfNumber, EXACT);

const days = z
	.number(expects('a number (without quotes)'))
	.refine((value) => value >= 0, expects('a number of days, 0 or more'));

/** A text, number or boolean. Its type is kept, because it decides which attribute values match. */
const scalar = z
	.unknown()
	.refine(
		(value) =>
			(typeof value === 'string' && isUsable(value)) ||
			typeof value === 'number' ||
			typeof value === 'boolean' ||
			value instanceof LongInteger,
		expects('non-empty text, a number or a boolean'),
	)
	.refine(isExactIfNumber, EXACT);

/** One value, or a list of alternatives. An empty list would match nobody, or everyone. */
const oneOrMore = (value: z.ZodTypeAny, what: string) =>
	z.unknown().refine((given) => {
		const all: unknown[] = Array.isArray(given) ? given : [given];
		return all.length > 0 && all.every((one) => value.safeParse(one).success);
	}, expects(what));

const texts = oneOrMore(text, 'non-empty text, or a list of at least one');

/**
 * The comparisons of a custom attribute, with the type of value that each takes.
 * https://www.braze.com/docs/api/objects_filters/connected_audience
 */
const ATTRIBUTE_VALUES: Record<string, z.ZodTypeAny | undefined> = {
	equals: scalar,
	not_equal: scalar,
	matches_regex: text,
	does_not_match_regex: text,
	is_any_of: texts,
	is_none_of: texts,
	includes_value: oneOrMore(scalar, 'non-empty text, a number or a boolean, or a list of at least one'),
	does_not_include_value: scalar,
	greater_than: number,
	greater_than_or_equal_to: number,
	less_than: number,
	less_than_or_equal_to: number,
	less_than_x_days_ago: days,
	greater_than_x_days_ago: days,
	less_than_x_days_in_the_future: days,
	greater_than_x_days_in_the_future: days,
	after: isoTime,
	before: isoTime,
	exists: undefined,
	does_not_exist: undefined,
};

const SUBSCRIPTION_STATES = ['opted_in', 'subscribed', 'unsubscribed'] as const;

const subscriptionFilter = z
	.object({
		comparison: z.enum(['is', 'is_not'], expects('is or is_not')),
		value: z.enum(SUBSCRIPTION_STATES, expects(oneOf(SUBSCRIPTION_STATES))),
	})
	.strict();

const lastUsedAppFilter = z
	.object({ comparison: z.enum(['after', 'before'], expects('after or before')), value: isoTime })
	.strict();

const filterBy = (comparison: string, value: z.ZodTypeAny | undefined) =>
	z
		.object({
			custom_attribute_name: attributeName,
			comparison: z.literal(comparison),
			...(value && { value }),
		})
		.strict();

const COMPARISONS = Object.keys(ATTRIBUTE_VALUES);

const [first, ...others] = COMPARISONS.map((comparison) =>
	filterBy(comparison, ATTRIBUTE_VALUES[comparison]),
);

/** A filter on a custom attribute. Each comparison takes a value of its type, or none. */
const customAttributeFilter = z.discriminatedUnion('comparison', [first, ...others], {
	errorMap: () => expects(oneOf(COMPARISONS)),
});

/** The four filters that Braze supports, each with the schema of its content. */
export const FILTERS: ReadonlyMap<string, z.ZodTypeAny> = new Map<string, z.ZodTypeAny>([
	['custom_attribute', customAttributeFilter],
	['push_subscription_status', subscriptionFilter],
	['email_subscription_status', subscriptionFilter],
	['last_used_app', lastUsedAppFilter],
]);

/** Comparisons that take no value. */
export const WITHOUT_VALUE: ReadonlySet<string> = new Set(
	COMPARISONS.filter((comparison) => !ATTRIBUTE_VALUES[comparison]),
);
