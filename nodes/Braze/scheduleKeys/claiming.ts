import { sortBy } from 'lodash';

import { Chain, endOf, isMoved, leavesEarlier, momentOf, scheduleOf, type KeyItem } from './items';
import {
	CLOCKS_MS,
	create,
	HOUR_MS,
	isFailure,
	lastMoment,
	LATE_MS,
	read,
	start,
	twice,
	type Answer,
	type Failed,
	type Place,
	type Protocol,
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

/** The key has a schedule. */
export interface Taken {
	readonly kind: 'taken';
	readonly item: KeyItem;
}

/** The key has a claim of which nobody knows whether it was scheduled. */
export interface Unfinished {
	readonly kind: 'unfinished';
	readonly item: KeyItem;
}

/** Nothing was scheduled. */
export interface NotScheduled {
	readonly kind: 'notScheduled';
	/**
	 * - `key`: the key could not be looked up or claimed;
	 * - `gate`: a run with many keys keeps single claims away;
	 * - `notSeen`: Braze did not show the claim in time;
	 * - `cleanUp`: a clean-up is removing the key;
	 * - `earlier`: the earlier schedule could not be cancelled for certain;
	 * - `schedule`: Braze refused the schedule, or it was not sent.
	 */
	readonly because: 'key' | 'gate' | 'notSeen' | 'cleanUp' | 'earlier' | 'schedule';
	readonly failed?: Failed;
	/** When the key can be claimed at the latest (milliseconds since 1970). */
	readonly until?: number;
	/** The schedule that was cancelled for this one, or may have been. */
	readonly replaced?: string;
	/** Whether a claim may be left that blocks the key. */
	readonly claimLeft: boolean;
}

/** The own claim. */
export interface Claim extends Place {
	readonly chain: Chain;
	readonly root: KeyItem;
	/** The schedule that it replaces. */
	readonly earlier?: Place;
}

/** The own claim, and how it came about. */
export interface Claimed extends Claim {
	/** The claim before it; absent for the first one. */
	readonly before?: Place;
	/** The look at the gate before it. */
	readonly open: Open;
	/** When it was confirmed. */
	readonly now: number;
}

/** Creates the claim behind the newest one, unless that is in force. */
export function* claim(booking: Booking): Protocol<Claimed | Taken | Unfinished | NotScheduled> {
	const { root: id, claim: own, ifExists } = booking;
	const first = yield* createWhileOpen(id, own);
	if (!('made' in first)) return first;
	const root = first.made.item ?? {};
	const chain = Chain.of(id, root);
	let { open } = first;
	let { now } = first.made;
	if (first.made.kind === 'done') return { chain, root, n: 1, item: root, open, now };
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
		const next = yield* createWhileOpen(chain.claim(n), { ...own, ...replacing(current) }, { open, now });
		if (!('made' in next)) return next;
		({ open } = next);
		({ now } = next.made);
		const item = next.made.item ?? {};
		if (next.made.kind === 'done')
			return { chain, root, n, item, earlier: current, before: newest, open, now };
		newest = { n, item };
	}
}

/** What a claim holds of the schedule that it replaces. */
export const replacing = (earlier: Place | undefined): KeyItem =>
	earlier ? { replaces: scheduleOf(earlier.item), replaces_of_target: earlier.item.target_id } : {};

/** Creates a claim while single ones are accepted: `done` or `exists`. */
function* createWhileOpen(
	id: string,
	own: KeyItem,
	known?: { readonly open: Open; readonly now: number },
): Protocol<{ readonly made: Answer; readonly open: Open } | NotScheduled> {
	let open = known && known.now <= claimBy(known.open) ? known.open : undefined;
	for (;;) {
		if (!open) {
			const look = yield* untilOpen();
			if (look.kind === 'failed') return notClaimed(look.answer);
			if (look.kind === 'shut')
				return { kind: 'notScheduled', because: 'gate', until: look.until, claimLeft: false };
			open = look;
		}
		const made = yield* create(id, own, claimBy(open));
		if (isFailure(made)) return notClaimed(made);
		if (made.kind !== 'late') return { made, open };
		open = undefined;
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
	if (own + CLOCKS_MS >= now && !isMoved(item)) return { moment: own };
	const moves: KeyItem[] = [];
	for (const idOf of [(k: number) => chain.move(n, k), (k: number) => chain.bulkMove(n, k)])
		for (let k = 1; ; k++) {
			const move = yield* read(idOf(k));
			if (isFailure(move)) return { moment: Infinity, failed: move };
			if (!move.item) break;
			moves.push(move.item);
		}
	return {
		moment: lastMoment(
			item,
			sortBy(moves, ({ since }) => momentOf(since, 0)),
		),
	};
}

/**
 * Whether a clean-up is about to remove the key, behind whose last claim the own one was created. Clean-up looks for new claims after
 * it has marked the key, so one of both sees the other. A mark is judged by the clock before the read: an old one could be
 * replaced by a new one in between.
 */
export function* checkMark({ chain, root, before, now }: Claimed): Protocol<Answer | undefined> {
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

/** How long a mark keeps others away: the clean-up's own time, a late request, and the clocks on both sides. */
export const MARK_MS = HOUR_MS - 2 * CLOCKS_MS + LATE_MS + 2 * CLOCKS_MS;

/**
 * A clean-up removes nothing that was over for less than a day. Two hours less allow for different clocks, and for ends that
 * arrived late or twice.
 */
const SAFE_FROM_CLEAN_UP_MS = 22 * HOUR_MS;

/** A claim goes on if it was confirmed so long after the look at the gate began. */
const OPEN_FOR_MS = 30_000;

/** Until then after the look, it is sent: later, it would hardly be confirmed in time. */
const CLAIM_WITHIN_MS = 25_000;

/** For how long a look is remembered. */
export const REMEMBERED_MS = 20_000;

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
		const look = yield* twice({ ask: 'readGate' });
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
