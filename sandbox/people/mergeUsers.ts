import type { SandboxState } from '../state';
import type { User } from '../types';
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
	into.subscription_groups = { ...from.subscription_groups, ...into.subscription_groups };
	into.updated_at = now.toISOString();
	recordIdentities(state, into);
	removeUsers(state, new Set([from]));
}
