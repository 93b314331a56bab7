import type { Unfinished } from './claiming';
import { freeFrom, HOUR_MS } from './deadlines';
import { Chain, endOf, isoOf, numberOf, scheduleOf, type KeyItem } from './items';
import {
	create,
	end,
	isFailure,
	read,
	refOf,
	settleAll,
	start,
	twice,
	type Answer,
	type Change,
	type Failed,
	type Place,
	type Protocol,
} from './protocol';

/** How the attempt to change what is scheduled under a key ended. */
export type Changed =
	/**
	 * - `notStored`: that could not be stored under the key;
	 * - `later`: Braze stores it later, and it was not seen yet.
	 */
	| {
			readonly kind: 'changed';
			readonly item: KeyItem;
			readonly answer: Answer;
			readonly notStored?: Answer;
			readonly later?: Change;
	  }
	/** The key has no schedule; `gone`: the last one, which Braze no longer has. */
	| { readonly kind: 'none'; readonly gone?: KeyItem; readonly answer?: Answer }
	| Unfinished
	/** Nothing was changed. `notSeen`: Braze did not show the note of the move in time. */
	| {
			readonly kind: 'notChanged';
			readonly because: 'key' | 'schedule' | 'notSeen';
			readonly failed?: Failed;
	  }
	| { readonly kind: 'unknown'; readonly item: KeyItem; readonly failed?: Failed };

/** How the attempt to free a key ended. */
export type Freed =
	/** `cancelled`: the schedule that the claim was about to replace. */
	| { readonly kind: 'freed'; readonly item: KeyItem; readonly cancelled?: string }
	/** No claim without a schedule; `scheduled`: one with a schedule. */
	| { readonly kind: 'none'; readonly scheduled?: KeyItem }
	/** Its owner may use the claim until then (milliseconds since 1970). */
	| { readonly kind: 'tooEarly'; readonly item: KeyItem; readonly until: number }
	| { readonly kind: 'notFreed'; readonly failed?: Failed };

/** A claim, and when it was read. */
interface Read extends Place {
	readonly chain: Chain;
	readonly now: number;
}

/** Reads the claim of a key to begin with; returns the answer if there is none, or it cannot be read. */
function* first(root: string): Protocol<Read | Answer> {
	const found = yield* read(root);
	if (!found.item) return found;
	const chain = Chain.of(root, found.item);
	return { chain, now: found.now, ...(yield* start(chain, found.item)) };
}

/** Reads the next claim. */
function* next({ chain, n }: Read): Protocol<Read | Answer> {
	const found = yield* read(chain.claim(n + 1));
	return found.item ? { chain, now: found.now, n: n + 1, item: found.item } : found;
}

const isPending = (item: KeyItem) => !endOf(item) && scheduleOf(item) === '';

/**
 * Cancels the schedule under a key. It is cancelled first, and then stored as cancelled: so a crash in between leaves a key
 * that the next cancellation puts right.
 */
export function* cancel(root: string): Protocol<Changed> {
	let place = yield* first(root);
	let done: Extract<Changed, { kind: 'changed' }> | undefined;
	let gone: Extract<Changed, { kind: 'none' }> | undefined;
	for (; 'chain' in place; place = yield* next(place)) {
		const { chain, n, item } = place;
		if (endOf(item)) continue;
		if (isPending(item)) return done ?? { kind: 'unfinished', item };
		const answer = yield* twice({ ask: 'cancel', schedule: refOf(item) });
		if (answer.kind === 'unclear') return { kind: 'unknown', item, failed: answer.failed };
		if (answer.kind === 'refused')
			return done ?? { kind: 'notChanged', because: 'schedule', failed: answer.failed };
		if (answer.kind === 'gone' && answer.now > place.now + HOUR_MS) {
			// Clean-up goes by when it ended, so a look from long ago does not do.
			const again = yield* read(chain.claim(n));
			if (!again.item) return done ?? notRead(again);
			place = { ...place, item: again.item, now: again.now };
			if (endOf(again.item)) continue;
		}
		// Another execution ended one that is gone: not later than it was read as not ended.
		const endedAt = answer.kind === 'done' ? answer.now : place.now;
		const stored = yield* end(chain.claim(n), item.token ?? '', 'cancelled', endedAt);
		const changed = {
			kind: 'changed',
			item,
			answer,
			...(stored.kind !== 'done' && { notStored: stored }),
		} as const;
		// Behind a freed claim that has a schedule after all, another one may be in force, too.
		if (answer.kind === 'done' && item.ended !== 'freed') return changed;
		if (answer.kind === 'done' || answer.repeated) done = changed;
		else gone = { kind: 'none', gone: item, answer };
	}
	if (done) return done;
	return place.kind === 'missing' ? (gone ?? { kind: 'none' }) : notRead(place);
}

/**
 * Moves the schedule under a key. The new time is noted first, and then moved to: so a crash in between never frees the key
 * while its schedule is still to go out.
 *
 * @param note the item that is created for the move: its token and its times
 */
export function* move(root: string, note: KeyItem): Protocol<Changed> {
	let place = yield* first(root);
	let gone: Extract<Changed, { kind: 'none' }> | undefined;
	for (; 'chain' in place; place = yield* next(place)) {
		const { item } = place;
		if (endOf(item)) continue;
		if (isPending(item)) return { kind: 'unfinished', item };
		const noted = yield* noteMove(place, note);
		if ('failed' in noted) return notRead(noted.failed);
		const answer = yield* twice({ ask: 'move', schedule: refOf(item) });
		const wasClear = answer.kind !== 'unclear' && !answer.repeated;
		const stored = yield* settleMove(place, noted.k, wasClear ? answer : undefined);
		if (answer.kind === 'unclear') return { kind: 'unknown', item, failed: answer.failed };
		if (answer.kind === 'refused') return { kind: 'notChanged', because: 'schedule', failed: answer.failed };
		if (answer.kind === 'done')
			return { kind: 'changed', item, answer, ...(stored.kind !== 'done' && { notStored: stored }) };
		gone = { kind: 'none', gone: item, answer };
	}
	return place.kind === 'missing' ? (gone ?? { kind: 'none' }) : notRead(place);
}

function* noteMove(
	{ chain, n, item }: Read,
	note: KeyItem,
): Protocol<{ readonly k: number } | { readonly failed: Answer }> {
	for (let k = numberOf(item.moves, item.moves_of, item.token) + 1; ; k++) {
		const made = yield* create(chain.move(n, k), note);
		if (isFailure(made)) return { failed: made };
		if (made.kind === 'done') return { k };
	}
}

/** Notes whether the move was carried out, if that is clear, and how many moves there are. */
function* settleMove({ chain, n, item }: Read, k: number, answer: Answer | undefined): Protocol<Answer> {
	const changes: Change[] = [
		{ id: chain.claim(n), values: { moves: String(k), moves_of: item.token } },
		...(answer
			? [{ id: chain.move(n, k), values: { done: answer.kind === 'done' ? isoOf(answer.now) : 'refused' } }]
			: []),
	];
	return yield* settleAll(changes);
}

const notRead = ({ failed }: Answer) => ({ kind: 'notChanged', because: 'key', failed }) as const;

/**
 * Frees a key whose newest claim has no schedule that anybody knows of, once its owner cannot be at work any more. The
 * schedule that the claim was about to replace is cancelled, so that it cannot stay. Whether the claim's own
 * schedule exists remains unknown.
 */
export function* free(root: string): Protocol<Freed> {
	let place = yield* first(root);
	let scheduled: KeyItem | undefined;
	for (; 'chain' in place; place = yield* next(place)) {
		const { chain, n, item, now } = place;
		if (!isPending(item)) {
			scheduled = endOf(item) ? undefined : item;
			continue;
		}
		const until = freeFrom(item);
		if (until > now) return { kind: 'tooEarly', item, until };
		const { replaces: scheduleId = '', replaces_of_target: targetId = '' } = item;
		if (scheduleId !== '') {
			const cancelled = yield* twice({ ask: 'cancel', schedule: { scheduleId, targetId } });
			if (isFailure(cancelled)) return { kind: 'notFreed', failed: cancelled.failed };
		}
		const stored = yield* end(chain.claim(n), item.token ?? '', 'freed', now);
		if (stored.kind !== 'done') return { kind: 'notFreed', failed: stored.failed };
		return { kind: 'freed', item, ...(scheduleId !== '' && { cancelled: scheduleId }) };
	}
	if (place.kind !== 'missing') return { kind: 'notFreed', failed: place.failed };
	return { kind: 'none', ...(scheduled && { scheduled }) };
}
