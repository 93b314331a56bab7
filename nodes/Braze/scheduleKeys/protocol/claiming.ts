import { CLOCKS_MS } from './deadlines';
import { claimBy, untilOpen, type Open } from './gate';
import { Chain, endOf, isMoved, leavesEarlier, scheduleOf, type KeyItem } from './items';
import { lastMoment, readMoves } from './moves';
import {
	create,
	isFailure,
	read,
	start,
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
	 * - `late`: the new time is too near to cancel the earlier schedule, which stays;
	 * - `earlier`: the earlier schedule could not be cancelled for certain;
	 * - `schedule`: Braze refused the schedule, or it was not sent.
	 */
	readonly because: 'key' | 'gate' | 'notSeen' | 'cleanUp' | 'late' | 'earlier' | 'schedule';
	readonly failed?: Failed;
	/** When the key can be claimed at the latest (milliseconds since 1970). */
	readonly until?: number;
	/** The schedule that was to be replaced: it was cancelled for this one, or may have been, unless it was `late`. */
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

/** The own claim, and what it was based on. */
export interface Claimed extends Claim {
	/** The claim before it; absent for the first one. */
	readonly before?: Place;
	/** The look at the gate before it. */
	readonly open: Open;
	/** When it was confirmed. */
	readonly now: number;
}

/** Claims a key: creates the next claim behind the newest one, unless that one is in force. */
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

/** The result if no claim could be made; one with an unclear answer may still arrive. */
function notClaimed({ kind, failed }: Answer): NotScheduled {
	return { kind: 'notScheduled', because: 'key', failed, claimLeft: kind === 'unclear' };
}

/**
 * When the schedule of a claim goes out last. To be compared with the time before this look. Its moves are read only if they
 * can free the key.
 */
function* lastMomentOf(
	chain: Chain,
	{ n, item }: Place,
	now: number,
): Protocol<{ readonly moment: number; readonly failed?: Answer }> {
	const own = lastMoment(item, []);
	if (own + CLOCKS_MS >= now && !isMoved(item)) return { moment: own };
	const found = yield* readMoves(chain, n);
	return 'failed' in found
		? { moment: Infinity, failed: found.failed }
		: { moment: lastMoment(item, found.moves) };
}
