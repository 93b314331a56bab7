import sumOf from 'lodash/sum';
import omit from 'lodash/omit';
import type { JsonObject } from '../types/json';
import type { User } from '../types/people';

interface Happened {
	name: string;
	time: string;
}

/** Events or purchases by name, as exports show them. */
function summaries(list: Happened[]) {
	const names = [...new Set(list.map(({ name }) => name))];
	return names.map((name) => {
		const times = list
			.filter((one) => one.name === name)
			.map(({ time }) => time)
			.sort();
		return { name, first: times[0], last: times[times.length - 1], count: times.length };
	});
}

const isEmpty = (value: unknown): boolean =>
	value === undefined || value === null || (typeof value === 'object' && Object.keys(value).length === 0);

/** A profile as exports show it: the wanted fields, of which empty ones are missing (post_users_identifier.md). */
export function exportedProfile(user: User, fields: string[]): JsonObject {
	const { purchases = [], custom_events = [], profile = {}, ecommerce } = user;
	const all: JsonObject = {
		...omit(user, 'profile', 'best_hour', 'last_used_app', 'ecommerce', 'data_points'),
		...profile,
		created_at: user.updated_at,
		random_bucket: user.braze_id
			.split('')
			.reduce((sum, digit) => (sum * 31 + digit.charCodeAt(0)) % 10_000, 7),
		total_revenue: purchases.reduce(
			(sum, { price, quantity }) => sum + price * quantity,
			sumOf(Object.values(ecommerce?.revenue ?? {})),
		),
		custom_events: summaries(custom_events),
		purchases: summaries(purchases.map(({ product_id, time }) => ({ name: product_id, time }))),
	};
	return Object.fromEntries(
		Object.entries(all).filter(([name, value]) => fields.includes(name) && !isEmpty(value)),
	);
}
