import type { SandboxState } from '../state';
import type { Ecommerce, User } from '../types/people';
import { recordIdentities, removeUsers } from './directory';

/** Moves all that the kept profile does not have yet from the other, which is gone afterwards (post_users_merge.md). */
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

/** Orders and revenue are added up. What becomes of carts is not documented; here those of both stay. */
function mergedShops(into: Ecommerce | undefined, from: Ecommerce | undefined): Ecommerce | undefined {
	if (!into || !from) return into ?? from;
	const revenue = { ...into.revenue };
	for (const [currency, amount] of Object.entries(from.revenue))
		revenue[currency] = (revenue[currency] ?? 0) + amount;
	return { carts: { ...from.carts, ...into.carts }, orders: into.orders + from.orders, revenue };
}
