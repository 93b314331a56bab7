import { shorten } from '../../input/describe';
import { isObject } from '../../input/object';

/** Comparisons in words. `…` is replaced with the value. */
const COMPARISONS: Readonly<Record<string, string>> = {
	equals: 'is …',
	not_equal: 'is not …',
	matches_regex: 'matches …',
	does_not_match_regex: 'does not match …',
	includes_value: 'includes …',
	does_not_include_value: 'does not include …',
	greater_than: 'is more than …',
	greater_than_or_equal_to: 'is at least …',
	less_than: 'is less than …',
	less_than_or_equal_to: 'is at most …',
	less_than_x_days_ago: 'is less than … days ago',
	greater_than_x_days_ago: 'is more than … days ago',
	less_than_x_days_in_the_future: 'is less than … days ahead',
	greater_than_x_days_in_the_future: 'is more than … days ahead',
	after: 'is after …',
	before: 'is before …',
	exists: 'is set',
	does_not_exist: 'is not set',
};

const SUBSCRIPTIONS: Readonly<Record<string, string>> = {
	opted_in: 'opted in to',
	subscribed: 'subscribed to',
	unsubscribed: 'unsubscribed from',
};

/** Longer values are cut to this many characters. */
const MAX_VALUE = 40;

/**
 * Describes a connected audience in words: `loyal is true AND opted in to push, OR vip is true`.
 *
 * @param audience a validated audience, as sent to Braze
 */
export function audienceText(audience: unknown): string {
	if (!isObject(audience)) return '';
	const { AND: all, OR: any } = audience;
	if (Array.isArray(any)) return joined(any, any.some(isList) ? ', OR ' : ' OR ', 'OR');
	if (Array.isArray(all)) return joined(all, ' AND ', 'AND');
	const [[filter, details]] = Object.entries(audience);
	return filterText(filter, isObject(details) ? details : {});
}

const isList = (part: unknown): boolean => isObject(part) && ('AND' in part || 'OR' in part);

/** Nested lists are put in parentheses, except an AND inside an OR, which binds more tightly. */
function joined(parts: readonly unknown[], word: string, outer: 'AND' | 'OR'): string {
	return parts
		.map((part) => {
			const isSingle =
				isObject(part) && Object.values(part).some((inner) => Array.isArray(inner) && inner.length === 1);
			const binds = outer === 'OR' && isObject(part) && 'AND' in part;
			return isList(part) && !isSingle && !binds ? `(${audienceText(part)})` : audienceText(part);
		})
		.join(word);
}

function filterText(
	filter: string,
	{ comparison, value, custom_attribute_name: name }: Record<string, unknown>,
) {
	switch (filter) {
		case 'custom_attribute':
			return `${String(name)} ${comparisonText(comparison, value)}`;
		case 'push_subscription_status':
			return subscriptionText('push', comparison, value);
		case 'email_subscription_status':
			return subscriptionText('email', comparison, value);
		case 'last_used_app':
			return `last used an app ${String(comparison)} ${String(value)}`;
		default:
			return filter;
	}
}

const comparisonText = (comparison: unknown, value: unknown): string =>
	(COMPARISONS[String(comparison)] ?? `${String(comparison)} …`).replace('…', () => valueText(value));

const subscriptionText = (channel: string, comparison: unknown, value: unknown): string =>
	`${comparison === 'is_not' ? 'not ' : ''}${SUBSCRIPTIONS[String(value)] ?? String(value)} ${channel}`;

function valueText(value: unknown): string {
	if (typeof value === 'string') return `"${shorten(value, MAX_VALUE)}"`;
	return shorten(JSON.stringify(value) ?? '', MAX_VALUE);
}

/**
 * The audience that a request reaches or is limited to, in words, for the output; `undefined` if it has none.
 *
 * @param reachesEveryone whether the request names no people
 */
export function audienceReport(
	body: Readonly<Record<string, unknown>> = {},
	reachesEveryone: boolean,
): string | undefined {
	const { segment_id: segment } = body;
	const parts = [
		...(typeof segment === 'string' ? [`segment ${segment}`] : []),
		audienceText(body.audience ?? body.custom_audience),
	].filter((text) => text !== '');
	if (parts.length > 0) return parts.join(' AND ');
	return reachesEveryone ? 'everyone in the audience set in Braze' : undefined;
}
