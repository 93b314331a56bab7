import { shutUntil } from './deadlines';
import { isoOf, type KeyItem } from './items';
import type { Locked } from './lock';
import { create, isFailure, read, twice, type Answer, type Failed, type Protocol } from './protocol';

/**
 * The item that keeps single claims away while a run claims many keys: Braze writes many items at once only over what is
 * there. The run shuts the gate, and waits until each claim that went on has arrived: one goes on only if it was confirmed
 * a short time after a look at the open gate.
 */
export const GATE = 'gate';

/** How long after the look at the open gate began a claim has to be confirmed to go on. */
const OPEN_FOR_MS = 30_000;

/** How long after the look a claim may still be sent: later, it would hardly be confirmed in time. */
const CLAIM_WITHIN_MS = 25_000;

/** How long a look is remembered: that leaves some seconds in which the claim can be sent. */
export const REMEMBERED_MS = 20_000;

/** How long to wait before the next look at a shut gate. */
const LOOK_AGAIN_MS = 15_000;

/**
 * How long a run waits behind the gate that it has shut: as long as claims may go on after they saw it open, and 15 seconds
 * because timers are not exact, and clocks may be set meanwhile.
 */
export const FENCE_MS = OPEN_FOR_MS + 15_000;

/** When somebody saw the gate open, in milliseconds since 1970. */
export interface Open {
	readonly kind: 'open';
	readonly seenAt: number;
}

/** The gate is shut longer than the user wants to wait: at most until then (milliseconds since 1970). */
export interface Shut {
	readonly kind: 'shut';
	readonly until: number;
}

/** Waits until single claims are accepted. */
export function* untilOpen(): Protocol<Open | Shut | { readonly kind: 'failed'; readonly answer: Answer }> {
	for (;;) {
		const look = yield* twice({ ask: 'readGate' });
		if (isFailure(look)) return { kind: 'failed', answer: look };
		const until = shutUntil(look.item ?? {});
		if (until <= look.now) return { kind: 'open', seenAt: look.seenAt ?? look.now };
		const waited = yield { ask: 'wait', ms: LOOK_AGAIN_MS };
		if (isFailure(waited)) return { kind: 'shut', until };
	}
}

/** Until when a claim may be sent (milliseconds since 1970). */
export const claimBy = ({ seenAt }: Open): number => seenAt + CLAIM_WITHIN_MS;

/** Whether a claim was confirmed too late after the look: a run with many keys may not have seen it. */
export const isOverdue = ({ seenAt }: Open, confirmedAt: number): boolean =>
	confirmedAt > seenAt + OPEN_FOR_MS;

/**
 * Shuts the gate; for whoever has the lock. Never repeated, and only as long as the run writes: what arrives later could undo
 * what the next run did.
 *
 * @param minutes how long the run may work
 * @param notAfter until when the run writes (milliseconds since 1970)
 * @returns `unclear` if it may be shut later
 */
export function* shutGate(
	{ token, now }: Locked,
	minutes: number,
	notAfter: number,
): Protocol<{ readonly kind: 'shut' | 'open' | 'unclear'; readonly failed?: Failed }> {
	const values: KeyItem = { token, since: isoOf(now), minutes: String(minutes) };
	const changed = yield { ask: 'patch', id: GATE, values, notAfter };
	const answer = changed.kind === 'missing' ? yield* create(GATE, values, notAfter) : changed;
	if (answer.kind === 'done') return { kind: 'shut' };
	if (answer.kind !== 'unclear') return { kind: 'open', failed: answer.failed };
	const found = yield* read(GATE);
	return { kind: found.item?.token === token ? 'shut' : 'unclear', failed: answer.failed };
}
