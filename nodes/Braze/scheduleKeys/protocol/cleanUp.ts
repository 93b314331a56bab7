import { chunk } from 'lodash';

import { DAY_MS } from './deadlines';
import { Chain, endOf, momentOf, scheduleOf, type KeyItem } from './items';
import { keysIn, mayBeCut, ownerOf, type Key } from './listing';
import { lock, unlock } from './lock';
import { CLEAN_UP_MINUTES, isMarkedNow, markAll, REMOVES_FOR_MS, showsOwnMark } from './mark';
import { isMove } from './moves';
import { BATCH, isFailure, type Answer, type Failed, type Protocol } from './protocol';

/** Which keys a clean-up removes. */
export interface CleanUp {
	readonly token: string;
	/** How many days everything under the key has to be over. */
	readonly olderThanDays: number;
	/** Whether claims without a known schedule count as over, too. */
	readonly unconfirmed: boolean;
}

export type Cleaned =
	/** How many keys were removed and kept, and the removed ones. */
	| {
			readonly kind: 'cleaned';
			readonly keys: readonly string[];
			readonly removed: number;
			readonly kept: number;
	  }
	| { readonly kind: 'busy'; readonly until: number }
	/** `removing`: how many items Braze accepted to remove before it failed; without `failed`, a list was not whole. */
	| { readonly kind: 'notCleaned'; readonly failed?: Failed; readonly removing?: number };

/** How long marks may take to become visible. */
const MARKING_MS = 10_000;

/**
 * Marks the keys, waits until the marks are visible, looks for claims made since, and only then removes them: see
 * `checkMark`.
 */
export function* cleanUp(wanted: CleanUp): Protocol<Cleaned> {
	const locked = yield* lock(wanted.token, CLEAN_UP_MINUTES);
	if (locked.kind === 'busy') return locked;
	if (locked.kind === 'failed') return { kind: 'notCleaned', failed: locked.failed };
	const cleaned = yield* cleanUpLocked(wanted, locked.since + REMOVES_FOR_MS, locked.id);
	yield* unlock(locked, cleaned.now);
	return cleaned.result;
}

function* cleanUpLocked(
	wanted: CleanUp,
	notAfter: number,
	lock?: string,
): Protocol<{ readonly result: Cleaned; readonly now: number }> {
	const first = yield* wholeList(lock);
	if (!first.items) return stopped(first);
	const all = keysIn(first.items);
	const chosen = all.filter((key) => isOver(key, wanted, first.now));
	yield* markAll(chosen, wanted.token, first.now);
	if (chosen.length > 0) yield { ask: 'pause', ms: MARKING_MS };
	const second = chosen.length > 0 ? yield* wholeList(lock) : first;
	if (!second.items) return stopped(second);
	// Begun after the marks were seen: a claim that this pass does not show sees the mark.
	const third = yield* wholeList(lock);
	if (!third.items) return stopped(third);
	const { items: seen } = second;
	const shown = new Map(keysIn(third.items).map((key) => [key.chain.root, key]));
	const removable = chosen.filter(
		(key) =>
			showsOwnMark(seen.get(key.chain.root), key, wanted.token) &&
			isUnchanged(key, shown.get(key.chain.root)),
	);
	const leftOver = leftOvers(first.items, wanted, first.now).filter((id) =>
		leftOvers(third.items ?? new Map(), wanted, first.now).includes(id),
	);
	return yield* removeAll(removable, leftOver, { notAfter, listed: shown.size, now: third.now });
}

/** Reads the list; without items if it may not be whole. */
function* wholeList(lock: string | undefined): Protocol<Answer> {
	const listed = yield { ask: 'list' };
	return listed.items && mayBeCut(listed.items, lock) ? { kind: 'unclear', now: listed.now } : listed;
}

const stopped = ({ failed, now }: Answer, removing = 0) => ({
	result: { kind: 'notCleaned', failed, removing } as const,
	now,
});

/** Whether everything under a key was over long enough ago. */
function isOver(
	{ claims, moves, chain, ids }: Key,
	{ olderThanDays, unconfirmed }: CleanUp,
	now: number,
): boolean {
	const before = now - olderThanDays * DAY_MS;
	const [root] = claims;
	if (isMarkedNow(root, now)) return false;
	// If the list shows a claim without its predecessors, the claim is a new one.
	const known = new Set(claims.map((_, index) => chain.claim(index + 1)));
	const isWhole = ids.every((id) => known.has(id) || isMove(id));
	return (
		isWhole &&
		claims.every((claim) => overSince(claim, unconfirmed) < before) &&
		// Whichever move was the last one, its time is over.
		moves.every((move) => momentOf(move.last_send_at, Infinity) < before)
	);
}

/** When a claim was over; `Infinity` if it is not, or if that is unknown. */
function overSince(claim: KeyItem, unconfirmed: boolean): number {
	const ended = endOf(claim);
	if (ended === 'void' && !claim.token) return 0;
	if (ended) return momentOf(claim.ended_at, Infinity);
	if (scheduleOf(claim) !== '') return momentOf(claim.last_send_at, Infinity);
	return unconfirmed ? momentOf(claim.since, Infinity) : Infinity;
}

/** Whether nothing was added to a key. */
function isUnchanged(key: Key, later: Key | undefined): boolean {
	return (
		later !== undefined && later.chain.prefix === key.chain.prefix && later.ids.length === key.ids.length
	);
}

/** The IDs of items whose key was removed. */
function leftOvers(items: ReadonlyMap<string, KeyItem>, { olderThanDays }: CleanUp, now: number): string[] {
	return [...items]
		.filter(([id, { since, token }]) => {
			const prefix = ownerOf(id);
			if (prefix === undefined) return false;
			const root = prefix.split('-', 2).join('-');
			const kept = items.get(root);
			if (kept && Chain.of(root, kept).prefix === prefix) return false;
			return !token || momentOf(since, Infinity) < now - olderThanDays * DAY_MS;
		})
		.map(([id]) => id);
}

/** Removes items, once. The first item of a key comes last. */
function* removeAll(
	keys: readonly Key[],
	leftOver: readonly string[],
	{
		notAfter,
		listed,
		now: begun,
	}: { readonly notAfter: number; readonly listed: number; readonly now: number },
): Protocol<{ readonly result: Cleaned; readonly now: number }> {
	let now = begun;
	let removing = 0;
	for (const ids of chunk([...keys.flatMap((key) => key.ids), ...leftOver], BATCH)) {
		const answer: Answer = yield { ask: 'removeMany', ids, notAfter };
		({ now } = answer);
		if (isFailure(answer)) return stopped(answer, removing);
		removing += ids.length;
	}
	const names = keys.map(({ claims: [root] }) => root.schedule_key ?? '').filter((name) => name !== '');
	return { result: { kind: 'cleaned', keys: names, removed: keys.length, kept: listed - keys.length }, now };
}
