import { sortBy } from 'lodash';

import { CLOCKS_MS } from './deadlines';
import { momentOf, type Chain, type KeyItem } from './items';
import { isFailure, read, type Answer, type Protocol } from './protocol';

/** Whether an ID is that of a move. */
export const isMove = (id: string): boolean => /-[mb]\d+$/.test(id);

/** The moves of the nth claim in a list, the oldest first. */
export function movesIn(items: ReadonlyMap<string, KeyItem>, chain: Chain, n: number): KeyItem[] {
	const moves = movesOf(chain, n);
	let next = moves.next();
	while (!next.done) next = moves.next(items.get(next.value));
	return next.value;
}

/** Reads the moves of the nth claim, the oldest first. Returns the failure if one of them cannot be read. */
export function* readMoves(
	chain: Chain,
	n: number,
): Protocol<{ readonly moves: readonly KeyItem[] } | { readonly failed: Answer }> {
	const moves = movesOf(chain, n);
	let next = moves.next();
	while (!next.done) {
		const answer = yield* read(next.value);
		if (isFailure(answer)) return { failed: answer };
		next = moves.next(answer.item);
	}
	return { moves: next.value };
}

/**
 * Goes through the moves of a claim: yields one ID after another, takes the item that has it, and returns all of them, the
 * oldest first. Single moves and those by runs with many keys have numbers of their own, without gaps.
 */
function* movesOf(chain: Chain, n: number): Generator<string, KeyItem[], KeyItem | undefined> {
	const moves: KeyItem[] = [];
	for (const idOf of [(k: number) => chain.move(n, k), (k: number) => chain.bulkMove(n, k)])
		for (let k = 1, move = yield idOf(k); move; move = yield idOf(++k)) moves.push(move);
	return sortBy(moves, ({ since }) => momentOf(since, 0));
}

/** One of the moments at which a schedule may go out last. */
interface Moment {
	readonly at: number;
	readonly since: number;
	/** When Braze confirmed it; `undefined` if that is unknown. */
	readonly done?: number;
}

/**
 * When a schedule goes out last, by its claim and all its moves: the latest moment of those that no later one is sure to have
 * replaced. The clocks of the executions that moved it may differ.
 */
export function lastMoment(claim: KeyItem, moves: readonly KeyItem[]): number {
	const since = momentOf(claim.since, 0);
	let possible: Moment[] = [{ at: momentOf(claim.last_send_at, Infinity), since, done: since }];
	for (const move of moves) {
		if (move.done === 'refused') continue;
		const moved: Moment = {
			at: momentOf(move.last_send_at, Infinity),
			since: momentOf(move.since, 0),
			...(move.done !== undefined && { done: momentOf(move.done, Infinity) }),
		};
		if (moved.done !== undefined)
			possible = possible.filter(({ done = Infinity }) => done + 2 * CLOCKS_MS > moved.since);
		possible.push(moved);
	}
	return Math.max(...possible.map(({ at }) => at));
}
