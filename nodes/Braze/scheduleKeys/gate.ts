import { isoOf, type KeyItem } from './items';
import { create, read, type Failed, type Protocol } from './protocol';

/**
 * The item that keeps single claims away while a run claims many keys: Braze writes many items at once only over what is
 * there. The run shuts the gate, and waits until each claim that went on has arrived: one goes on only if it was confirmed
 * a short time after a look at the open gate.
 */
export const GATE = 'gate';

/**
 * How long a run waits behind the gate that it has shut: as long as claims may go on after they saw it open (30 seconds, see
 * `claiming.ts`), and some time for what is not exact.
 */
export const FENCE_MS = 45_000;

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
