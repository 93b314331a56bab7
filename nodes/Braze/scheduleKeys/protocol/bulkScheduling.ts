import { byToken, lockWithin, mayReadBack, seeAll, storeAll, writeAll } from './bulkItems';
import { replacing, type Booking, type Claim } from './claiming';
import { BULK_CLAIM_MINUTES, BULK_RUN_MINUTES, WRITES_FOR_MS } from './deadlines';
import { FENCE_MS, GATE, shutGate } from './gate';
import { Chain, momentOf, type KeyItem } from './items';
import { keysIn, mayBeCut, stateOf, type Key } from './listing';
import { unlock, type Locked } from './lock';
import { isMarkedNow } from './mark';
import { BATCH, ending, settleInBulk, type Change, type Protocol } from './protocol';
import { useClaim, type Scheduled } from './scheduling';

/** What a run with many keys found out about one of them. */
export type Verdict =
	/** The key is claimed, and the claim was seen. */
	| { readonly kind: 'claimed'; readonly claim: Claim }
	/** Nothing can be scheduled under it. */
	| Extract<Scheduled, { kind: 'taken' | 'unfinished' | 'notScheduled' }>;

/**
 * Claims many keys at once: takes the lock, shuts the gate for single claims, waits for those that went on, reads the list,
 * writes the claims in bulk over what is free, and reads the list until it shows them.
 *
 * @param token identifies the run
 * @returns what was found out, by the ID of a key's first item; missing keys have to be claimed one by one
 */
export function* claimInBulk(
	token: string,
	bookings: readonly Booking[],
): Protocol<ReadonlyMap<string, Verdict>> {
	const verdicts = new Map<string, Verdict>();
	const locked = yield* lockWithin(token);
	if (!locked) return verdicts;
	const writesUntil = locked.since + WRITES_FOR_MS;
	const gate = yield* shutGate(locked, BULK_RUN_MINUTES, writesUntil);
	// It may be shut later: until then, nobody else gets the lock.
	if (gate.kind === 'unclear') return verdicts;
	if (gate.kind === 'open') {
		yield* unlock(locked, locked.now);
		return verdicts;
	}
	const fenced = yield { ask: 'pause', ms: FENCE_MS };
	const listed = yield { ask: 'list', most: worthListing(bookings.length) };
	const { items } = listed;
	let isSettled = true;
	if (items && !mayBeCut(items, locked.id)) {
		const claims = freeAmong(bookings, items, { verdicts, now: fenced.now });
		isSettled = yield* writeAndSee(claims, items.size, writesUntil, verdicts);
	}
	// As long as one of the claims may arrive later, single ones stay out.
	if (isSettled) yield* release(locked);
	return verdicts;
}

/** Schedules under a key, by what was found out about it. */
export function* scheduleAs(verdict: Verdict): Protocol<Scheduled> {
	return verdict.kind === 'claimed' ? yield* useClaim(verdict.claim, settleInBulk) : verdict;
}

/** Gives back claims that were not used. */
export function* dropClaims(verdicts: readonly Verdict[]): Protocol<void> {
	yield* giveBackAll(verdicts.flatMap((verdict) => (verdict.kind === 'claimed' ? [verdict.claim] : [])));
}

function* giveBackAll(claims: readonly Claim[]): Protocol<void> {
	yield* storeAll(claims.map(givenBack));
}

const givenBack = ({ chain, n, item }: Claim): Change => ({
	id: chain.claim(n),
	values: ending(item.token ?? '', 'kept', momentOf(item.since, 0)),
});

/**
 * The largest catalog for which listing twice is cheaper than claiming this many keys one by one. A single claim takes two
 * requests: it creates the item, and stores the schedule's ID. The lock and the gate take three, and both lists together
 * one for each half a page of items.
 */
const worthListing = (keys: number): number => (BATCH / 2) * (2 * keys - 3);

/** Notes what the list says of each key, and returns the claims for those that are free. */
function freeAmong(
	bookings: readonly Booking[],
	items: ReadonlyMap<string, KeyItem>,
	{ verdicts, now }: { readonly verdicts: Map<string, Verdict>; readonly now: number },
): Claim[] {
	const keys = new Map(keysIn(items).map((key) => [key.chain.root, key]));
	return bookings.flatMap((booking) => {
		const verdict = verdictOn(booking, keys.get(booking.root), now);
		if ('chain' in verdict) return [verdict];
		verdicts.set(booking.root, verdict);
		return [];
	});
}

/**
 * What the list says of a key.
 *
 * @param now the time before the list was read
 */
function verdictOn({ root, claim, ifExists }: Booking, key: Key | undefined, now: number): Verdict | Claim {
	const item: KeyItem = { ...claim, minutes: String(BULK_CLAIM_MINUTES) };
	if (!key) return { chain: Chain.of(root, item), root: item, n: 1, item };
	const { chain, claims } = key;
	const [first] = claims;
	if (isMarkedNow(first, now)) return { kind: 'notScheduled', because: 'cleanUp', claimLeft: false };
	const found = stateOf(key, now);
	if (found?.state === 'unconfirmed') return { kind: 'unfinished', item: found.claim };
	if (found?.state !== 'scheduled') return { chain, root: first, n: claims.length + 1, item };
	if (ifExists !== 'replace') return { kind: 'taken', item: found.claim };
	const earlier = { n: claims.indexOf(found.claim) + 1, item: found.claim };
	return { chain, root: first, n: claims.length + 1, item: { ...item, ...replacing(earlier) }, earlier };
}

/**
 * Writes the claims, and looks for them.
 *
 * @param listed how many items the catalog has without them
 * @returns whether all claims that were sent have arrived
 */
function* writeAndSee(
	claims: readonly Claim[],
	listed: number,
	notAfter: number,
	verdicts: Map<string, Verdict>,
): Protocol<boolean> {
	// What could not be read back would stay claimed.
	if (!(yield* mayReadBack(listed + claims.length))) return true;
	const unseen = new Map(claims.map((claim) => [claim.chain.claim(claim.n), claim]));
	const items = [...unseen].map(([id, { item }]) => ({ id, values: item }));
	const sent = yield* writeAll(items, notAfter);
	for (const [id, claim] of unseen) {
		const since = sent.get(id);
		if (since === undefined) unseen.delete(id);
		else unseen.set(id, { ...claim, item: { ...claim.item, since } });
	}
	const seen = yield* seeAll(items.filter(({ id }) => unseen.has(id)).map(byToken));
	for (const [id, item] of seen) {
		const claim = unseen.get(id);
		unseen.delete(id);
		if (!claim) continue;
		const { chain, n, root } = claim;
		verdicts.set(chain.root, { kind: 'claimed', claim: { ...claim, item, root: n === 1 ? item : root } });
	}
	for (const { chain } of unseen.values())
		verdicts.set(chain.root, { kind: 'notScheduled', because: 'notSeen', claimLeft: true });
	// Some of them may have arrived by now.
	yield* giveBackAll([...unseen.values()]);
	return unseen.size === 0;
}

/** Opens the gate and ends the lock. If that fails, both end by themselves. */
function* release({ id, token, now }: Locked): Protocol<void> {
	const values = ending(token, 'kept', now);
	for (const one of [GATE, id]) yield* settleInBulk(one, values);
}
