import { Chain, endOf, leavesEarlier, momentOf, numberOf, scheduleOf, type End, type KeyItem } from './items';
import {
	book,
	CLAIM_MS,
	CLOCKS_MS,
	create,
	end,
	ending,
	headHint,
	HOUR_MS,
	isFailure,
	lastMoment,
	LATE_MS,
	read,
	start,
	twice,
	type Answer,
	type Change,
	type Failed,
	type Place,
	type Protocol,
	type ScheduleRef,
} from './protocol';

/** A schedule that is wanted under a key. */
export interface Booking {
	/** The ID of the key's first item. */
	readonly root: string;
	/** What the claim holds; `since` is added as it is sent. */
	readonly claim: KeyItem & { readonly token: string };
	/** What happens if the key has a schedule that was not sent yet. */
	readonly ifExists: 'error' | 'replace' | 'skip';
}

/** How the attempt to schedule under a key ended. */
export type Scheduled =
	/** `notStored`: the ID could not be stored under the key. */
	| {
			readonly kind: 'scheduled';
			readonly answer: Answer;
			readonly notStored?: Answer;
			readonly replaced?: string;
	  }
	/** The key has a schedule. */
	| { readonly kind: 'taken'; readonly item: KeyItem }
	/** The key has a claim of which nobody knows whether it was scheduled. */
	| Unfinished
	/** Nothing was scheduled. */
	| NotScheduled
	/** Whether it was scheduled is unknown. */
	| { readonly kind: 'unknown'; readonly failed?: Failed; readonly replaced?: string };

export interface Unfinished {
	readonly kind: 'unfinished';
	readonly item: KeyItem;
}

export interface NotScheduled {
	readonly kind: 'notScheduled';
	/**
	 * - `key`: the key could not be looked up or claimed;
	 * - `cleanUp`: a clean-up is removing the key;
	 * - `earlier`: the earlier schedule could not be cancelled for certain;
	 * - `schedule`: Braze refused the schedule, or it was not sent.
	 */
	readonly because: 'key' | 'cleanUp' | 'earlier' | 'schedule';
	readonly failed?: Failed;
	/** The schedule that was cancelled for this one, or may have been. */
	readonly replaced?: string;
	/** Whether a claim may be left that blocks the key. */
	readonly claimLeft: boolean;
}

/** The own claim. */
interface Claimed extends Place {
	readonly chain: Chain;
	readonly root: KeyItem;
	/** The schedule that it replaces. */
	readonly earlier?: Place;
	/** The claim before it; absent for the first one. */
	readonly before?: Place;
	readonly now: number;
}

/** How long a mark keeps others away: the clean-up's own time, a late request, and the clocks on both sides. */
export const MARK_MS = HOUR_MS - 2 * CLOCKS_MS + LATE_MS + 2 * CLOCKS_MS;

/**
 * A clean-up removes nothing that was over for less than a day. Two hours less allow for different clocks, and for ends that
 * arrived late or twice.
 */
const SAFE_FROM_CLEAN_UP_MS = 22 * HOUR_MS;

/** Schedules under a key: claims it, cancels the schedule that is to be replaced, schedules, and stores the ID. */
export function* schedule(booking: Booking): Protocol<Scheduled> {
	const claimed = yield* claim(booking);
	if ('kind' in claimed) return claimed;
	const { token } = booking.claim;
	const id = claimed.chain.claim(claimed.n);
	const marked = yield* checkMark(claimed);
	if (marked) return yield* giveBack(claimed, marked.now, { because: 'cleanUp', failed: marked.failed });

	const { earlier } = claimed;
	const replaced = earlier && scheduleOf(earlier.item);
	if (earlier) {
		const cancelled = yield* twice({ ask: 'cancel', schedule: refOf(earlier.item) });
		if (isFailure(cancelled))
			return yield* giveBack(claimed, cancelled.now, {
				because: 'earlier',
				failed: cancelled.failed,
				replaced,
			});
	}
	const answer = yield { ask: 'schedule', notAfter: momentOf(claimed.item.since, 0) + CLAIM_MS };
	if (answer.kind === 'unclear') return { kind: 'unknown', failed: answer.failed, replaced };
	if (answer.kind !== 'done') {
		const why = { because: 'schedule', failed: answer.failed, replaced } as const;
		return yield* giveBack(claimed, answer.now, why, earlier ? 'void' : 'kept');
	}
	if (!answer.scheduleId) return { kind: 'scheduled', answer, notStored: answer, replaced };
	const stored = yield* book(id, token, answer.scheduleId);
	yield* leaveHints(claimed, stored.now);
	return { kind: 'scheduled', answer, replaced, ...(stored.kind !== 'done' && { notStored: stored }) };
}

export const refOf = (item: KeyItem): ScheduleRef => ({
	scheduleId: scheduleOf(item),
	targetId: item.target_id ?? '',
});

/** Creates the claim behind the newest one, unless that is in force. */
function* claim(booking: Booking): Protocol<Claimed | Scheduled> {
	const { root: id, claim: own, ifExists } = booking;
	const first = yield* create(id, own);
	if (isFailure(first)) return notClaimed(first);
	const root = first.item ?? {};
	const chain = Chain.of(id, root);
	if (first.kind === 'done') return { chain, root, n: 1, item: root, now: first.now };
	let { now } = first;
	let newest = yield* start(chain, root);
	let current: Place | undefined;
	for (;;) {
		const ended = endOf(newest.item);
		if (!ended && scheduleOf(newest.item) === '') return { kind: 'unfinished', item: newest.item };
		if (!ended) current = newest;
		else if (!leavesEarlier(newest.item, ended)) current = undefined;
		if (current && ifExists !== 'replace') {
			const last = yield* lastMomentOf(chain, current, now);
			if (last.failed) return notClaimed(last.failed);
			if (last.moment + CLOCKS_MS >= now) {
				const next = yield* read(chain.claim(newest.n + 1));
				if (isFailure(next)) return notClaimed(next);
				if (!next.item) return { kind: 'taken', item: current.item };
				({ now } = next);
				newest = { n: newest.n + 1, item: next.item };
				continue;
			}
			current = undefined;
		}
		const n = newest.n + 1;
		const made = yield* create(chain.claim(n), {
			...own,
			...(current && { replaces: scheduleOf(current.item), replaces_of_target: current.item.target_id }),
		});
		if (isFailure(made)) return notClaimed(made);
		({ now } = made);
		const item = made.item ?? {};
		if (made.kind === 'done') return { chain, root, n, item, earlier: current, before: newest, now };
		newest = { n, item };
	}
}

/** A claim that was not made, though one with an unclear answer may still arrive. */
function notClaimed({ kind, failed }: Answer): NotScheduled {
	return { kind: 'notScheduled', because: 'key', failed, claimLeft: kind === 'unclear' };
}

/**
 * When the schedule of a claim goes out last, to be compared with the time before. Its moves are read only if they can free the
 * key.
 */
function* lastMomentOf(
	chain: Chain,
	{ n, item }: Place,
	now: number,
): Protocol<{ readonly moment: number; readonly failed?: Answer }> {
	const own = lastMoment(item, []);
	if (own + CLOCKS_MS >= now && numberOf(item.moves, item.moves_of, item.token) === 0) return { moment: own };
	const moves: KeyItem[] = [];
	for (;;) {
		const move = yield* read(chain.move(n, moves.length + 1));
		if (isFailure(move)) return { moment: Infinity, failed: move };
		if (!move.item) return { moment: lastMoment(item, moves) };
		moves.push(move.item);
	}
}

/**
 * Whether a clean-up is about to remove the key, behind whose last claim the own one was created. Clean-up looks for new claims after
 * it has marked the key, so one of both sees the other. A mark is judged by the clock before the read: an old one could be
 * replaced by a new one in between.
 */
function* checkMark({ chain, root, before, now }: Claimed): Protocol<Answer | undefined> {
	if (!before || isSafeFromCleanUp(before.item, now)) return undefined;
	const found = yield* read(chain.root);
	const item = found.item ?? {};
	const isSame = found.kind === 'done' && item.token === root.token;
	const isMarked = item.mark !== undefined && item.mark_of === item.token;
	return isSame && !(isMarked && momentOf(item.mark_at, now) + MARK_MS > now) ? undefined : found;
}

/**
 * Whether a key was in use a short time ago, so that no clean-up can have chosen it before the own claim. A claim that was given
 * back or freed does not tell: a clean-up may have been the reason. One that is cancelled may have been over long before.
 */
function isSafeFromCleanUp(before: KeyItem, now: number): boolean {
	const ended = endOf(before);
	if (!before.token || ended === 'kept' || ended === 'freed') return false;
	const endedAt = ended ? momentOf(before.ended_at, 0) : Infinity;
	return Math.min(momentOf(before.last_send_at, 0), endedAt) + SAFE_FROM_CLEAN_UP_MS > now;
}

/**
 * Gives back the own claim, which then ended when it began. One that is too old stays as it is: another may be about to free
 * it.
 */
function* giveBack(
	{ chain, n, item }: Claimed,
	now: number,
	why: Pick<NotScheduled, 'because' | 'failed' | 'replaced'>,
	ended: End = 'kept',
): Protocol<NotScheduled> {
	const since = momentOf(item.since, 0);
	const isOld = now > since + 2 * CLAIM_MS;
	const settled = isOld ? undefined : yield* end(chain.claim(n), item.token ?? '', ended, since);
	return { kind: 'notScheduled', ...why, claimLeft: settled?.kind !== 'done' };
}

/** Shortens the way of later readers; nothing relies on it. */
function* leaveHints({ chain, root, n, earlier }: Claimed, now: number): Protocol<void> {
	if (n === 1 || !root.token) return;
	const head = headHint(root, n);
	const old = earlier && ending(earlier.item.token ?? '', 'cancelled', now);
	// Braze accepts each ID once in a request.
	const changes: Change[] =
		earlier?.n === 1
			? [{ id: chain.root, values: { ...head, ...old } }]
			: [
					{ id: chain.root, values: head },
					...(earlier && old ? [{ id: chain.claim(earlier.n), values: old }] : []),
				];
	yield { ask: 'patchMany', changes };
}
