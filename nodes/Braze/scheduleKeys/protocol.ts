import { isMatch } from 'lodash';

import type { Outcome, Sent } from '../delivery/outcome';
import { isoOf, momentOf, numberOf, scheduleOf, type Chain, type End, type KeyItem } from './items';

/**
 * The protocol by which executions that know nothing of each other share schedule keys. Braze has no conditional writes; what
 * it has is the creation of a single item, of which one of several succeeds. So:
 *
 * - A claim is an item that was created. Whoever creates the next one of a key owns the key. None is changed into another one.
 * - Every other write says something about one claim that never changes, and names its token: late or repeated, it says
 *   the same, and on an item of another claim it counts for nothing.
 * - Braze's schedules are the second witness: a schedule that Braze cancels or moves is the current one; if it is gone, the key
 *   has a later claim, or none.
 *
 * All of it is written as generators that yield requests and get answers, and do nothing else. The node runs them
 * (`run.ts`), and a model checker runs the same code against every order of events and every lost answer (`test/explorer/`).
 */
export type Protocol<R> = Generator<KeyRequest, R, Answer>;

export type KeyRequest =
	/** Creates an item; of several that create the same one, one succeeds. Whoever sends it sets `since`. */
	| {
			readonly ask: 'create';
			readonly id: string;
			readonly item: KeyItem;
			readonly notAfter?: number;
			readonly again?: true;
	  }
	| { readonly ask: 'read'; readonly id: string; readonly again?: true }
	/** Adds to an item what is settled now. */
	| { readonly ask: 'patch'; readonly id: string; readonly values: KeyItem; readonly again?: true }
	/** The same for many. Braze does it later, and says nothing about single items. */
	| { readonly ask: 'patchMany'; readonly changes: readonly Change[] }
	/** Makes items, in the place of what is there, later. Never repeated. Whoever sends it sets `since`. */
	| { readonly ask: 'putMany'; readonly changes: readonly Change[]; readonly notAfter: number }
	/** Removes items, later. */
	| { readonly ask: 'removeMany'; readonly ids: readonly string[]; readonly notAfter: number }
	/**
	 * All items: at least those that existed before. Refused if there are more than that. May end early, once it has shown
	 * what is wanted.
	 */
	| { readonly ask: 'list'; readonly most?: number; readonly wanted?: readonly Change[] }
	/** Reads whether single claims are accepted, as is known or was read a short time ago: see `gate.ts`. */
	| { readonly ask: 'readGate'; readonly again?: true }
	| { readonly ask: 'pause'; readonly ms: number }
	/** Pauses, or only asks whether that is possible, within the time that the user wants to wait. */
	| { readonly ask: 'wait' | 'mayWait'; readonly ms: number }
	/** Creates the schedule itself, unless that moment is over. Never repeated. */
	| { readonly ask: 'schedule'; readonly notAfter: number }
	| { readonly ask: 'cancel'; readonly schedule: ScheduleRef; readonly again?: true }
	| { readonly ask: 'move'; readonly schedule: ScheduleRef; readonly again?: true };

export interface Change {
	readonly id: string;
	readonly values: KeyItem;
}

/** Whether an item has these values. */
export const shows = (item: KeyItem, { values }: Change): boolean => isMatch(item, values);

/** A schedule as Braze's requests name it. */
export interface ScheduleRef {
	readonly scheduleId: string;
	readonly targetId: string;
}

/** The schedule of a claim. */
export const refOf = (item: KeyItem): ScheduleRef => ({
	scheduleId: scheduleOf(item),
	targetId: item.target_id ?? '',
});

/** What did not succeed, as the user gets to know it. */
export type Failed = Exclude<Outcome, Sent>;

/** What a request came to. */
export interface Answer {
	/**
	 * - `done`;
	 * - `exists`, `missing`: the item;
	 * - `gone`: the schedule was sent or cancelled, or never existed;
	 * - `refused`: nothing happened, or it was not sent at all;
	 * - `late`: it was not sent, because the moment was over;
	 * - `unclear`: it may have happened, or may happen later.
	 */
	readonly kind: 'done' | 'exists' | 'missing' | 'gone' | 'refused' | 'late' | 'unclear';
	/** The time then, in milliseconds since 1970. */
	readonly now: number;
	/** The item that was read, or created. */
	readonly item?: KeyItem;
	readonly items?: ReadonlyMap<string, KeyItem>;
	/** When a look began that was taken before, in milliseconds since 1970. */
	readonly seenAt?: number;
	/** What Braze answered to the request for the schedule itself. */
	readonly sent?: Sent;
	readonly scheduleId?: string;
	readonly failed?: Failed;
	/** Set if an earlier attempt was unclear. */
	readonly repeated?: true;
}

/** The same, but for the time. */
export type Came = Omit<Answer, 'now'>;

const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** As many items as Braze accepts in one request, and shows on a page. */
export const BATCH = 50;

/** How far the clocks of n8n instances, and of Braze, may differ. */
export const CLOCKS_MS = 5 * MINUTE_MS;

/** A request that got no answer may still be carried out for so long. */
export const LATE_MS = HOUR_MS;

/** How long a claim is used: one that could not be used until then is given back. */
export const CLAIM_MS = 10 * MINUTE_MS;

/** How long this claim is used. Those of a run with many keys say so. */
export const lifeOf = ({ minutes }: KeyItem): number =>
	minutes === undefined ? CLAIM_MS : Number(minutes) * MINUTE_MS;

/**
 * When nobody can use or settle a claim any more (milliseconds since 1970): its time, a request that is answered last, one
 * that is late, and the clocks.
 */
export const freeFrom = (item: KeyItem): number =>
	momentOf(item.since, 0) + lifeOf(item) + 15 * MINUTE_MS + LATE_MS + CLOCKS_MS;

/** Sends a request, and once more if the answer is unclear. A refusal then does not tell what the first attempt did. */
export function* twice(
	request: Extract<KeyRequest, { ask: 'create' | 'read' | 'readGate' | 'patch' | 'cancel' | 'move' }>,
): Protocol<Answer> {
	const first = yield request;
	if (first.kind !== 'unclear') return first;
	const second = yield { ...request, again: true };
	return second.kind === 'refused' ? { ...first, now: second.now } : { ...second, repeated: true };
}

/** Reads an item: `done`, `missing`, or a failure. */
export function* read(id: string): Protocol<Answer> {
	return yield* twice({ ask: 'read', id });
}

/**
 * Creates an item: `done`, `exists` with the item of another one, or a failure; `late` if it would have been sent after that
 * moment. After an unclear answer, the item tells.
 */
export function* create(id: string, item: KeyItem, notAfter?: number): Protocol<Answer> {
	let unclear: Answer | undefined;
	for (let again = false; ; again = true) {
		const answer = yield {
			ask: 'create',
			id,
			item,
			...(notAfter !== undefined && { notAfter }),
			...(again && { again }),
		};
		if (answer.kind === 'done') return answer;
		if (answer.kind === 'refused' || answer.kind === 'late') return unclear ?? answer;
		const found = yield* read(id);
		if (found.kind === 'done')
			return { ...found, kind: found.item?.token === item.token ? 'done' : 'exists' };
		if (found.kind !== 'missing')
			return answer.kind === 'unclear' || unclear ? { ...found, kind: 'unclear' } : found;
		if (again) return unclear ?? answer;
		unclear = answer.kind === 'unclear' ? answer : undefined;
	}
}

/** Stores what is settled now of an item. */
export type Settle = (id: string, values: KeyItem) => Protocol<Answer>;

/** Stores it with a request of its own. */
export const settleOne: Settle = function* (id, values) {
	return yield* twice({ ask: 'patch', id, values });
};

/** Stores it together with others. */
export const settleInBulk: Settle = function* (id, values) {
	const stored = yield* settleAll([{ id, values }]);
	// An API key may have the permission for single items only.
	return stored.kind === 'refused' ? yield* settleOne(id, values) : stored;
};

/** Stores up to as many changes as fit into a request. Each is a constant, so repeating it is harmless. */
export function* settleAll(changes: readonly Change[]): Protocol<Answer> {
	const request = { ask: 'patchMany', changes } as const;
	const first = yield request;
	return first.kind === 'unclear' ? yield request : first;
}

/** Stores how a claim ended. */
export function* end(id: string, token: string, ended: End, now: number): Protocol<Answer> {
	return yield* settleOne(id, ending(token, ended, now));
}

export const ending = (token: string, ended: End, now: number): KeyItem => ({
	ended,
	ended_of: token,
	ended_at: isoOf(now),
});

/** Whether a request failed, with nothing to go by. */
export const isFailure = ({ kind }: Answer): boolean => kind === 'refused' || kind === 'unclear';

/** A claim, and its number. */
export interface Place {
	readonly n: number;
	readonly item: KeyItem;
}

/** The claim from which on a chain has to be read: the last one that is known to have had a schedule, or the first. */
export function* start(chain: Chain, root: KeyItem): Protocol<Place> {
	const head = numberOf(root.head, root.head_of, root.token);
	if (head < 2) return { n: 1, item: root };
	const { item } = yield* read(chain.claim(head));
	return item?.schedule_id && item.schedule_of === item.token ? { n: head, item } : { n: 1, item: root };
}

/** What the first item says of where later readers may begin. */
export const headHint = ({ token }: KeyItem, n: number): KeyItem => ({ head: String(n), head_of: token });

/** One of the moments at which a schedule may go out last. */
interface Moment {
	readonly at: number;
	readonly since: number;
	/** When Braze confirmed it; `undefined` if that is unknown. */
	readonly done?: number;
}

/**
 * When a schedule goes out last, by its claim and all its moves: the latest moment of those that no later one is sure to have
 * replaced. The clocks of those that moved it may differ.
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
