import { byToken, lockWithin, mayReadBack, seeAll, storeAll, writeAll } from './bulkItems';
import { cancel, fateOf, move, unclearMove, unsure, type Changed } from './changing';
import { CLOCKS_MS, WRITES_FOR_MS } from './deadlines';
import { endOf, isoOf, scheduleOf, type Chain, type KeyItem } from './items';
import { keysIn, mayBeCut, type Key } from './listing';
import { unlock } from './lock';
import { lastMoment, movesIn } from './moves';
import {
	BATCH,
	ending,
	refOf,
	settleInBulk,
	twice,
	type Change,
	type Place,
	type Protocol,
} from './protocol';

/** The keys of a catalog, as a run with many keys read them. */
export interface Listing {
	/** When that began, in milliseconds since 1970. */
	readonly begun: number;
	readonly keys: ReadonlyMap<string, Key>;
	/** How many items there are. */
	readonly size: number;
}

/**
 * Reads the whole list; `undefined` if that is not possible or not certain, or if single requests for this many keys take less.
 *
 * @param lock the ID of the own lock, if there is one
 */
export function* listInBulk(keys: number, lock?: string): Protocol<Listing | undefined> {
	const { now: begun } = yield { ask: 'mayWait', ms: 0 };
	// A single key takes two requests: one to read it, and one to store what became of it. A page of items takes one.
	const { items } = yield { ask: 'list', most: 2 * keys * BATCH };
	if (!items || mayBeCut(items, lock)) return undefined;
	return { begun, keys: new Map(keysIn(items).map((key) => [key.chain.root, key])), size: items.size };
}

/** Cancels the schedule under a key that was read with many others. If the list does not make clear which it is, reads the key. */
export function* cancelListed(root: string, listing: Listing | undefined): Protocol<Changed> {
	if (!listing) return yield* cancel(root);
	const found = currentIn(listing.keys.get(root));
	if (found === 'unclear') return yield* cancel(root);
	// Whatever was reported before the list began is in it.
	if (!found) return { kind: 'none' };
	const { chain, n, item } = found;
	const answer = yield* twice({ ask: 'cancel', schedule: refOf(item) });
	if (answer.kind === 'unclear') return { kind: 'unknown', item, failed: answer.failed };
	if (answer.kind === 'refused') return { kind: 'notChanged', because: 'schedule', failed: answer.failed };
	const isPast = lastMoment(item, movesIn(found.items, chain, n)) + CLOCKS_MS < listing.begun;
	if (answer.kind === 'gone' && !answer.repeated && !isPast) return yield* cancel(root);
	const fate = yield* fateOf(found, answer, listing.begun);
	const id = chain.claim(n);
	const values = ending(item.token ?? '', 'cancelled', answer.kind === 'done' ? answer.now : listing.begun);
	const stored = yield* settleInBulk(id, values);
	if (fate === 'gone') return { kind: 'none', gone: item, answer };
	if (fate === 'unknown') return { kind: 'unknown', item, failed: answer.unclear, gone: answer };
	const changed = {
		kind: 'changed',
		item,
		answer,
		...(stored.kind === 'done' ? { later: { id, values } } : { notStored: stored }),
	} as const;
	if (answer.kind === 'done') return changed;
	// Since the list was read, another execution may have replaced it.
	const rest = yield* cancel(root);
	if (rest.kind === 'none') return changed;
	return rest.kind === 'changed' ? rest : unsure(changed, 'failed' in rest ? rest.failed : undefined);
}

/**
 * Looks until the list shows what Braze stores later, if the run may wait for that.
 *
 * @returns what it does not show
 */
export function* unseenOf(later: readonly Change[], size: number): Protocol<readonly Change[]> {
	if (!(yield* mayReadBack(size))) return later;
	const seen = yield* seeAll(later);
	return later.filter(({ id }) => !seen.has(id));
}

/** A move that is wanted under a key. */
export interface Wanted {
	/** The ID of the key's first item. */
	readonly root: string;
	/** The item that is created for the move: its token and its times. */
	readonly note: KeyItem & { readonly token: string };
}

/** What a run with many moves found out about one of its keys. */
export type Noted =
	/** The move is noted, and that was seen. */
	| { readonly kind: 'noted'; readonly found: Found; readonly id: string }
	/** It may still appear, and is not used. */
	| { readonly kind: 'notSeen' }
	/** The key has no schedule. */
	| { readonly kind: 'none' };

/**
 * Notes many moves at once: takes the lock, reads the list, writes the notes in bulk, and that the claims are moved, and reads
 * the list until it shows both.
 *
 * @returns what is to be done for each key, by the ID of its first item; missing keys have to be moved one by one
 */
export function* noteInBulk(token: string, wanted: readonly Wanted[]): Protocol<ReadonlyMap<string, Noted>> {
	const verdicts = new Map<string, Noted>();
	const locked = yield* lockWithin(token);
	if (!locked) return verdicts;
	const listing = yield* listInBulk(wanted.length, locked.id);
	const notes = listing ? notesFor(wanted, listing, verdicts) : new Map<string, Note>();
	let isSettled = true;
	const marks = [...notes.values()].map(({ found }) => movedMark(found));
	const mayWrite =
		listing && notes.size > 0 && (yield* mayReadBack(listing.size + notes.size)) && (yield* storeAll(marks));
	if (mayWrite) {
		const items = [...notes].map(([id, { note }]) => ({ id, values: note }));
		const sent = yield* writeAll(items, locked.since + WRITES_FOR_MS);
		const written = items.filter(({ id }) => sent.has(id)).map(byToken);
		const seen = yield* seeAll([...written, ...marks]);
		const unused: string[] = [];
		for (const [id, { found }] of notes) {
			if (!sent.has(id)) continue;
			const isSeen = seen.has(id) && seen.has(movedMark(found).id);
			if (!isSeen) unused.push(id);
			verdicts.set(found.chain.root, isSeen ? { kind: 'noted', found, id } : { kind: 'notSeen' });
		}
		yield* refuseAll(unused);
		// As long as one of the notes may arrive later, nobody else may use its number.
		isSettled = [...sent.keys()].every((id) => seen.has(id));
	}
	if (isSettled) yield* unlock(locked, locked.now);
	return verdicts;
}

/** Marks a claim as moved: its moves tell when it goes out last. */
const movedMark = ({ chain, n, item: { token } }: Found): Change => ({
	id: chain.claim(n),
	values: { moves_of: token },
});

/** Moves the schedule under a key, by what was found out about it. */
export function* moveNoted({ root, note }: Wanted, noted: Noted | undefined): Protocol<Changed> {
	if (noted?.kind === 'none') return noted;
	if (noted?.kind === 'notSeen') return { kind: 'notChanged', because: 'notSeen' };
	if (!noted) return yield* move(root, note);
	const { item } = noted.found;
	const answer = yield* twice({ ask: 'move', schedule: refOf(item) });
	const wasClear = answer.kind !== 'unclear' && !answer.repeated;
	const done = answer.kind === 'done' ? isoOf(answer.now) : 'refused';
	const stored = wasClear ? yield* settleInBulk(noted.id, { done }) : undefined;
	if (answer.kind === 'unclear') return unclearMove(item, answer);
	if (answer.kind === 'refused') return { kind: 'notChanged', because: 'schedule', failed: answer.failed };
	if (answer.kind !== 'done') return yield* move(root, note);
	return {
		kind: 'changed',
		item,
		answer,
		...(stored && stored.kind !== 'done' && { notStored: stored }),
	};
}

/** Marks notes as not used. */
export function* dropNotes(notes: readonly Noted[]): Protocol<void> {
	yield* refuseAll(notes.flatMap((noted) => (noted.kind === 'noted' ? [noted.id] : [])));
}

function* refuseAll(notes: readonly string[]): Protocol<void> {
	yield* storeAll(notes.map((id) => ({ id, values: { done: 'refused' } })));
}

/** The claim under a key that has its schedule. */
interface Found extends Place {
	readonly chain: Chain;
	readonly items: ReadonlyMap<string, KeyItem>;
}

interface Note {
	readonly found: Found;
	readonly note: Wanted['note'];
}

/** The notes to write, by their IDs. */
function notesFor(
	wanted: readonly Wanted[],
	{ keys }: Listing,
	verdicts: Map<string, Noted>,
): Map<string, Note> {
	const notes = new Map<string, Note>();
	for (const { root, note } of wanted) {
		const found = currentIn(keys.get(root));
		if (found === 'unclear') continue;
		if (!found) {
			verdicts.set(root, { kind: 'none' });
			continue;
		}
		let k = 1;
		while (found.items.has(found.chain.bulkMove(found.n, k))) k++;
		notes.set(found.chain.bulkMove(found.n, k), { found, note });
	}
	return notes;
}

/** The only claim under a key that has not ended; `unclear` if it has to be read claim by claim. */
function currentIn(key: Key | undefined): Found | 'unclear' | undefined {
	if (!key) return undefined;
	const { chain, claims, items } = key;
	const open = claims.flatMap((item, index) => (endOf(item) ? [] : [{ n: index + 1, item }]));
	if (open.length === 0) return undefined;
	const [{ n, item }] = open;
	const isClear =
		open.length === 1 && scheduleOf(item) !== '' && !claims.some(({ ended }) => ended === 'freed');
	return isClear ? { chain, n, item, items } : 'unclear';
}
