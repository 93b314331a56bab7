import type { SandboxState } from '../state';
import type { Ecommerce, User } from '../types/people';
import { recordIdentities, removeUsers } from './directory';

/** Moves everything that the kept profile lacks from the other one, which is then removed (post_users_merge.md). */
export function mergeUsers(state: SandboxState, from: User, into: User, now: Date): void {
	if (from === into) return;
	into.email ??= from.email;
	into.phone ??= from.phone;
	into.first_name ??= from.first_name;
	into.time_zone ??= from.time_zone;
	into.user_aliases.push(...from.user_aliases);
	into.custom_attributes = { ...from.custom_attributes, ...into.custom_attributes };
	into.profile = { ...from.profile, ...into.profile };
	into.custom_events = [...(into.custom_events ?? []), ...(from.custom_events ?? [])];
	into.purchases = [...(into.purchases ?? []), ...(from.purchases ?? [])];
	into.ecommerce = mergedShops(into.ecommerce, from.ecommerce);
	into.subscription_groups = { ...from.subscription_groups, ...into.subscription_groups };
	into.updated_at = now.toISOString();
	recordIdentities(state, into);
	removeUsers(state, new Set([from]));
}

/** Adds up orders and revenue. What Braze does with carts is undocumented; here, those of both are kept. */
function mergedShops(into: Ecommerce | undefined, from: Ecommerce | undefined): Ecommerce | undefined {
	if (!into || !from) return into ?? from;
	const revenue = { ...into.revenue };
	for (const [currency, amount] of Object.entries(from.revenue))
		revenue[currency] = (revenue[currency] ?? 0) + amount;
	return { carts: { ...from.carts, ...into.carts }, orders: into.orders + from.orders, revenue };
}
