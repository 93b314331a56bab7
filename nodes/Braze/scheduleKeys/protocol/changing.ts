import type { Unfinished } from './claiming';
import { CLOCKS_MS, HOUR_MS } from './deadlines';
import { Chain, endOf, isoOf, numberOf, scheduleOf, type KeyItem } from './items';
import { firstMoment, lastMoment, readMoves } from './moves';
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
	/**
	 * Whether the schedule of `item` was changed is unknown:
	 * - `gone`: Braze no longer has it, which the first attempt may have done;
	 * - `cancelled`: it was cancelled, but whether the key has another one is unknown.
	 */
	| {
			readonly kind: 'unknown';
			readonly item: KeyItem;
			readonly failed?: Failed;
			readonly gone?: Answer;
			readonly cancelled?: true;
	  };

/** A claim, and when it was read. */
interface Read extends Place {
	readonly chain: Chain;
	readonly now: number;
}

/** Reads the claim of a key to begin with; returns the answer if there is none, or it cannot be read. */
export function* first(root: string): Protocol<Read | Answer> {
	const found = yield* read(root);
	if (!found.item) return found;
	const chain = Chain.of(root, found.item);
	return { chain, now: found.now, ...(yield* start(chain, found.item)) };
}

/** Reads the next claim. */
export function* next({ chain, n }: Read): Protocol<Read | Answer> {
	const found = yield* read(chain.claim(n + 1));
	return found.item ? { chain, now: found.now, n: n + 1, item: found.item } : found;
}

/** Whether nobody knows if a claim was scheduled. */
export const isPending = (item: KeyItem) => !endOf(item) && scheduleOf(item) === '';

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
		if (isPending(item)) return done ? unsure(done) : { kind: 'unfinished', item };
		const answer = yield* twice({ ask: 'cancel', schedule: refOf(item) });
		if (answer.kind === 'unclear') return { kind: 'unknown', item, failed: answer.failed };
		if (answer.kind === 'refused') {
			const { failed } = answer;
			return done ? unsure(done, failed) : { kind: 'notChanged', because: 'schedule', failed };
		}
		const fate = yield* fateOf({ chain, n, item }, answer, place.now);
		const stored = yield* storeCancelled(place, answer);
		if (fate === 'unknown') return { kind: 'unknown', item, failed: answer.unclear, gone: answer };
		if (fate === 'gone') {
			gone = { kind: 'none', gone: item, answer };
			continue;
		}
		done = { kind: 'changed', item, answer, ...(stored.kind !== 'done' && { notStored: stored }) };
		// Behind a freed claim that has a schedule after all, another one may be in force, too.
		if (answer.kind === 'done' && item.ended !== 'freed') return done;
	}
	if (place.kind === 'missing') return done ?? gone ?? { kind: 'none' };
	return done ? unsure(done, place.failed) : notRead(place);
}

/** Stores that a schedule was cancelled, by the answer to that. */
function* storeCancelled({ chain, n, item, now }: Read, answer: Answer): Protocol<Answer> {
	const id = chain.claim(n);
	const token = item.token ?? '';
	if (answer.kind === 'done') return yield* end(id, token, 'cancelled', answer.now);
	// Another execution ended one that is gone: not later than it was read as not ended.
	let endedAt = now;
	if (answer.now > now + HOUR_MS) {
		// Clean-up goes by when it ended, so a look from long ago does not do.
		const again = yield* read(id);
		if (!again.item || endOf(again.item)) return again;
		endedAt = again.now;
	}
	return yield* end(id, token, 'cancelled', endedAt);
}

/** One schedule was cancelled, but there may be another one behind it. */
export const unsure = ({ item }: Extract<Changed, { kind: 'changed' }>, failed?: Failed): Changed => ({
	kind: 'unknown',
	item,
	failed,
	cancelled: true,
});

/**
 * What became of a schedule by the answer to its cancellation. If a repetition finds it gone, the first attempt cancelled it,
 * or it went out.
 *
 * @param begun when it was read as not ended
 */
export function* fateOf(
	{ chain, n, item }: Place & { readonly chain: Chain },
	answer: Answer,
	begun: number,
): Protocol<'cancelled' | 'gone' | 'unknown'> {
	if (answer.kind === 'done') return 'cancelled';
	if (!answer.repeated) return 'gone';
	const found = yield* readMoves(chain, n);
	if ('failed' in found) return 'unknown';
	if (lastMoment(item, found.moves) + CLOCKS_MS < begun) return 'gone';
	return firstMoment(item, found.moves) - CLOCKS_MS > answer.now ? 'cancelled' : 'unknown';
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
		if (answer.kind === 'unclear') return unclearMove(item, answer);
		if (answer.kind === 'refused') return { kind: 'notChanged', because: 'schedule', failed: answer.failed };
		if (answer.kind === 'done')
			return { kind: 'changed', item, answer, ...(stored.kind !== 'done' && { notStored: stored }) };
		gone = { kind: 'none', gone: item, answer };
	}
	return place.kind === 'missing' ? (gone ?? { kind: 'none' }) : notRead(place);
}

/** Braze may answer a move with nothing: its output says that it is not confirmed, and its note stays open. */
export const unclearMove = (item: KeyItem, answer: Answer): Changed =>
	answer.sent ? { kind: 'changed', item, answer } : { kind: 'unknown', item, failed: answer.failed };

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
