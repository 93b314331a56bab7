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

/** One of the times at which a schedule may go out. */
interface Moment {
	/** The first moment and the last one, over all time zones. */
	readonly from: number;
	readonly at: number;
	readonly since: number;
	/** When Braze confirmed it; `undefined` if that is unknown. */
	readonly done?: number;
}

/** When a schedule goes out last, by its claim and all its moves. */
export const lastMoment = (claim: KeyItem, moves: readonly KeyItem[]): number =>
	Math.max(...possibleMoments(claim, moves).map(({ at }) => at));

/** Before which moment a schedule cannot have gone out, by its claim and all its moves. */
export const firstMoment = (claim: KeyItem, moves: readonly KeyItem[]): number =>
	Math.min(...possibleMoments(claim, moves).map(({ from }) => from));

/**
 * The times that no later move is sure to have replaced. The clocks of the executions that moved a schedule may differ.
 */
function possibleMoments(claim: KeyItem, moves: readonly KeyItem[]): readonly Moment[] {
	const since = momentOf(claim.since, 0);
	let possible: Moment[] = [{ ...timesOf(claim), since, done: since }];
	for (const move of moves) {
		if (move.done === 'refused') continue;
		const moved: Moment = {
			...timesOf(move),
			since: momentOf(move.since, 0),
			...(move.done !== undefined && { done: momentOf(move.done, Infinity) }),
		};
		if (moved.done !== undefined)
			possible = possible.filter(({ done = Infinity }) => done + 2 * CLOCKS_MS > moved.since);
		possible.push(moved);
	}
	return possible;
}

const timesOf = ({ first_send_at: first, last_send_at: last }: KeyItem) => ({
	from: momentOf(first, -Infinity),
	at: momentOf(last, Infinity),
});
