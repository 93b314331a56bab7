import type { SandboxState } from '../state';
import type { SubscriptionState } from '../types/people';

/** Lists an address among those that unsubscribed, or takes it out of the list, whichever endpoint set its state. */
export function recordEmailState(
	state: SandboxState,
	email: string,
	set: SubscriptionState,
	now: Date,
): void {
	const isOther = (one: { email: string }) => one.email.toLowerCase() !== email.toLowerCase();
	state.unsubscribes = state.unsubscribes.filter(isOther);
	if (set === 'unsubscribed') state.unsubscribes.push({ email, at: now.toISOString() });
}
