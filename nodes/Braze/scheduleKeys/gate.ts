import { endOf, isoOf, momentOf, type KeyItem } from './items';
import {
	CLOCKS_MS,
	create,
	isFailure,
	LATE_MS,
	read,
	twice,
	type Answer,
	type Failed,
	type Protocol,
} from './protocol';

/**
 * The item that keeps single claims away while a run claims many keys: Braze writes many items at once only over what is
 * there. The run shuts the gate, and waits until each claim that went on has arrived: one goes on only if it was confirmed
 * a short time after a look at the open gate.
 */
export const GATE = 'gate';

/** A claim goes on if it was confirmed so long after the look at the gate began. */
const OPEN_FOR_MS = 30_000;

/** Until then after the look, it is sent: later, it would hardly be confirmed in time. */
const CLAIM_WITHIN_MS = 25_000;

/** For how long a look is remembered. */
export const REMEMBERED_MS = 20_000;

/** How long a run waits behind the gate that it has shut: {@link OPEN_FOR_MS}, and some time for what is not exact. */
export const FENCE_MS = 45_000;

/** How long to wait before the next look at a shut gate. */
const LOOK_AGAIN_MS = 15_000;

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
		const look = yield* twice({ ask: 'look' });
		if (isFailure(look)) return { kind: 'failed', answer: look };
		const until = shutUntil(look.item ?? {});
		if (until <= look.now) return { kind: 'open', seenAt: look.seenAt ?? look.now };
		const waited = yield { ask: 'wait', ms: LOOK_AGAIN_MS };
		if (isFailure(waited)) return { kind: 'shut', until };
	}
}

/** When the gate opens: 0 if it is open. One whose run stopped opens once nothing of that run can be under way. */
export function shutUntil(gate: KeyItem): number {
	if (endOf(gate)) return 0;
	return momentOf(gate.since, 0) + Number(gate.minutes ?? 0) * 60_000 + LATE_MS + 2 * CLOCKS_MS;
}

/** Until when a claim may be sent. */
export const claimBy = ({ seenAt }: Open): number => seenAt + CLAIM_WITHIN_MS;

/** Whether a claim was confirmed too late after the look. */
export const isOverdue = ({ seenAt }: Open, confirmedAt: number): boolean =>
	confirmedAt > seenAt + OPEN_FOR_MS;

/**
 * Shuts the gate; for whoever has the lock. Never repeated: a first attempt that arrives late could undo what a later run did.
 *
 * @returns `unclear` if it may be shut later
 */
export function* shut(
	token: string,
	minutes: number,
	now: number,
): Protocol<{ readonly kind: 'shut' | 'open' | 'unclear'; readonly failed?: Failed }> {
	const values: KeyItem = { token, since: isoOf(now), minutes: String(minutes) };
	const changed = yield { ask: 'patch', id: GATE, values };
	const answer = changed.kind === 'missing' ? yield* create(GATE, values) : changed;
	if (answer.kind === 'done') return { kind: 'shut' };
	if (answer.kind !== 'unclear') return { kind: 'open', failed: answer.failed };
	const found = yield* read(GATE);
	return { kind: found.item?.token === token ? 'shut' : 'unclear', failed: answer.failed };
}
