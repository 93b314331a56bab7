import { CLOCKS_MS } from './deadlines';
import { Chain, endOf, IS_ROOT, leavesEarlier, scheduleOf, type KeyItem } from './items';
import { isMove, lastMoment, movesIn } from './moves';
import { BATCH } from './protocol';

/**
 * Whether a list may have ended too early: a proxy may have lost its other pages, or all that is in it. Whoever has the lock
 * knows an item that is in a whole list. For others, a list that ends with a full page, or has none, is not certain.
 *
 * @param lock the ID of the own lock, if there is one
 */
export const mayBeCut = (items: ReadonlyMap<string, KeyItem>, lock?: string): boolean =>
	lock === undefined ? items.size % BATCH === 0 : !items.has(lock);

/** All items of a key. */
export interface Key {
	readonly chain: Chain;
	/** The claims, from the first on. */
	readonly claims: readonly KeyItem[];
	/** The IDs of all items; that of the first one is the last. */
	readonly ids: readonly string[];
	readonly moves: readonly KeyItem[];
	/** The whole list. */
	readonly items: ReadonlyMap<string, KeyItem>;
}

/** The keys in a list. */
export function keysIn(items: ReadonlyMap<string, KeyItem>): Key[] {
	const parts = new Map<string, Array<[id: string, item: KeyItem]>>();
	for (const [id, item] of items) {
		const owner = ownerOf(id);
		if (owner === undefined) continue;
		const own = parts.get(owner);
		if (own) own.push([id, item]);
		else parts.set(owner, [[id, item]]);
	}
	return [...items]
		.filter(([id]) => IS_ROOT.test(id))
		.map(([root, item]) => {
			const chain = Chain.of(root, item);
			const claims = [item];
			for (let n = 2; ; n++) {
				const claim = items.get(chain.claim(n));
				if (!claim) break;
				claims.push(claim);
			}
			const own = parts.get(chain.prefix) ?? [];
			return {
				chain,
				claims,
				ids: [...own.map(([id]) => id), root],
				moves: own.filter(([id]) => isMove(id)).map(([, move]) => move),
				items,
			};
		});
}

/** What the IDs of a key's items but the first begin with; `undefined` for other IDs. */
export function ownerOf(id: string): string | undefined {
	return /^((campaign|canvas|message)-[0-9a-f]{64}-[^-]+-)/.exec(id)?.[1];
}

/** The state of a key at a moment. */
export interface KeyState {
	readonly state: 'past' | 'scheduled' | 'unconfirmed';
	readonly claim: KeyItem;
	/** The claim, or its last move: when the schedule goes out. */
	readonly times: KeyItem;
}

/**
 * What is scheduled under a key; `undefined` if it was cancelled or given back (a schedule in the past is returned as `past`).
 */
export function stateOf({ chain, claims, items }: Key, now: number): KeyState | undefined {
	let current: number | undefined;
	for (const [index, claim] of claims.entries()) {
		const ended = endOf(claim);
		if (!ended && scheduleOf(claim) === '') return { state: 'unconfirmed', claim, times: claim };
		if (!ended) current = index;
		else if (!leavesEarlier(claim, ended)) current = undefined;
	}
	if (current === undefined) return undefined;
	const claim = claims[current];
	const moves = movesIn(items, chain, current + 1);
	const isPast = lastMoment(claim, moves) + CLOCKS_MS < now;
	const moved = moves.filter(({ done }) => done !== 'refused').at(-1);
	return { state: isPast ? 'past' : 'scheduled', claim, times: moved ?? claim };
}
