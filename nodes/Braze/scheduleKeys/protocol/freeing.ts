import { first, isPending, next } from './changing';
import { freeFrom } from './deadlines';
import { endOf, type KeyItem } from './items';
import { end, isFailure, read, twice, type Answer, type Failed, type Protocol } from './protocol';

/** How the attempt to free a key ended. `replaced`: the schedule that the claim was about to replace. */
export type Freed =
	| { readonly kind: 'freed'; readonly item: KeyItem; readonly replaced?: Replaced }
	/** No claim without a schedule; `scheduled`: one with a schedule; `freed`: one that was freed before. */
	| { readonly kind: 'none'; readonly scheduled?: KeyItem; readonly freed?: KeyItem }
	/** Its owner may use the claim until then (milliseconds since 1970). */
	| { readonly kind: 'tooEarly'; readonly item: KeyItem; readonly until: number }
	/** The claim stays. */
	| { readonly kind: 'notFreed'; readonly failed?: Failed; readonly replaced?: Replaced }
	/** Whether it was freed is unknown. */
	| {
			readonly kind: 'unknown';
			readonly item: KeyItem;
			readonly failed?: Failed;
			readonly replaced?: Replaced;
	  };

/** A schedule that was to be replaced, and what became of it: `gone` if Braze no longer had it, `kept` if it is still there. */
export interface Replaced {
	readonly id: string;
	readonly is: 'cancelled' | 'gone' | 'kept' | 'unknown';
}

/**
 * Frees a key whose newest claim has no schedule that anybody knows of, once its owner cannot be at work any more. The
 * schedule that the claim was about to replace is cancelled, so that it cannot stay. Whether the claim's own
 * schedule exists remains unknown.
 */
export function* free(root: string): Protocol<Freed> {
	let place = yield* first(root);
	let last: KeyItem | undefined;
	for (; 'chain' in place; place = yield* next(place)) {
		const { chain, n, item, now } = place;
		last = item;
		if (!isPending(item)) continue;
		const until = freeFrom(item);
		if (until > now) return { kind: 'tooEarly', item, until };
		const earlier = yield* cancelReplaced(item);
		const { replaced } = earlier;
		if (earlier.failed) return { kind: 'notFreed', failed: earlier.failed.failed, replaced };
		const id = chain.claim(n);
		const stored = yield* end(id, item.token ?? '', 'freed', now);
		const { failed } = stored;
		// Somebody removed the whole key.
		if (stored.kind === 'missing') return { kind: 'none' };
		if (stored.kind === 'unclear') {
			const found = yield* read(id);
			const isFreed = found.item?.token === item.token && found.item?.ended === 'freed';
			if (!isFreed) return { kind: 'unknown', item, failed, replaced };
		} else if (stored.kind !== 'done') return { kind: 'notFreed', failed, replaced };
		return { kind: 'freed', item, replaced };
	}
	if (place.kind !== 'missing') return { kind: 'notFreed', failed: place.failed };
	if (!last) return { kind: 'none' };
	const ended = endOf(last);
	return { kind: 'none', ...(!ended && { scheduled: last }), ...(ended === 'freed' && { freed: last }) };
}

/** Cancels the schedule that a claim was about to replace. Returns the answer if that failed. */
function* cancelReplaced({
	replaces: id = '',
	replaces_of_target: targetId = '',
}: KeyItem): Protocol<{ readonly replaced?: Replaced; readonly failed?: Answer }> {
	if (id === '') return {};
	const answer = yield* twice({ ask: 'cancel', schedule: { scheduleId: id, targetId } });
	const replaced = { id, is: FATES[answer.kind] ?? 'unknown' };
	return { replaced, ...(isFailure(answer) && { failed: answer }) };
}

const FATES: Partial<Record<Answer['kind'], Replaced['is']>> = {
	done: 'cancelled',
	gone: 'gone',
	refused: 'kept',
};
