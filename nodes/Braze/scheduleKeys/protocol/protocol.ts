import { isMatch } from 'lodash';

import type { Outcome, Sent } from '../../delivery/outcome';
import { isoOf, numberOf, scheduleOf, type Chain, type End, type KeyItem } from './items';

/**
 * The protocol by which executions that know nothing of each other share schedule keys. Braze has no conditional writes; what
 * it has is the creation of a single item, of which one of several succeeds. So:
 *
 * - A claim is an item that was created. Whoever creates the next one of a key owns the key. A claim never turns into another.
 * - Every other write says something about one claim that never changes, and names its token: late or repeated, it says
 *   the same, and on an item of another claim it counts for nothing.
 * - Braze's schedules are the second witness: a schedule that Braze cancels or moves is the current one; if it is gone, the key
 *   has a later claim, or none.
 *
 * To read on: items, claiming, scheduling and changing are about one key; lock, gate and bulkItems about runs with many keys;
 * mark and cleanUp about removing keys.
 *
 * All of it is written as generators that yield requests and get answers, and do nothing else. The node runs them
 * (`carryOut.ts`), and a model checker runs the same code against every order of events and every lost answer
 * (`test/explorer/`).
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
	/** Adds to an item what has become certain about it. */
	| {
			readonly ask: 'patch';
			readonly id: string;
			readonly values: KeyItem;
			readonly notAfter?: number;
			readonly again?: true;
	  }
	/** The same for many items. Braze does it later, and reports nothing about single ones. */
	| { readonly ask: 'patchMany'; readonly changes: readonly Change[] }
	/** Writes items over whatever is there, later. Never repeated. Whoever sends it sets `since`. */
	| { readonly ask: 'putMany'; readonly changes: readonly Change[]; readonly notAfter: number }
	/** Removes items, later. */
	| { readonly ask: 'removeMany'; readonly ids: readonly string[]; readonly notAfter: number }
	/**
	 * Lists all items: at least those that existed when it began. Refused if there are more than `most`. May end early, once it
	 * has shown what is `wanted`.
	 */
	| { readonly ask: 'list'; readonly most?: number; readonly wanted?: readonly Change[] }
	/** Reads whether single claims are accepted, or tells what was read a short time ago: see `gate.ts`. */
	| { readonly ask: 'readGate'; readonly again?: true }
	| { readonly ask: 'pause'; readonly ms: number }
	/** Pauses as part of the time that the user is willing to wait, or only asks whether enough of it is left. */
	| { readonly ask: 'wait' | 'mayWait'; readonly ms: number }
	/**
	 * Creates the schedule itself, unless it is too late for that. Never repeated. Behind a cancellation, it goes out even if the
	 * execution stops: the earlier schedule is gone.
	 */
	| { readonly ask: 'schedule'; readonly notAfter: number; readonly replaces?: true }
	| {
			readonly ask: 'cancel';
			readonly schedule: ScheduleRef;
			readonly notAfter?: number;
			readonly again?: true;
	  }
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

/** A failure, as the user is told about it. */
export type Failed = Exclude<Outcome, Sent>;

/** How a request ended. */
export interface Answer {
	/**
	 * - `done`;
	 * - `exists`, `missing`: the item;
	 * - `gone`: the schedule was sent or cancelled, or never existed;
	 * - `refused`: nothing happened, or it was not sent at all;
	 * - `late`: it was not sent, because it was too late;
	 * - `unclear`: it may have happened, or may happen later.
	 */
	readonly kind: 'done' | 'exists' | 'missing' | 'gone' | 'refused' | 'late' | 'unclear';
	/** The time then, in milliseconds since 1970. */
	readonly now: number;
	/** The item that was read, or created. */
	readonly item?: KeyItem;
	readonly items?: ReadonlyMap<string, KeyItem>;
	/** When a remembered look began, in milliseconds since 1970. */
	readonly seenAt?: number;
	/** What Braze answered to the request for the schedule itself: if it is `unclear`, without saying that it was done. */
	readonly sent?: Sent;
	readonly scheduleId?: string;
	readonly failed?: Failed;
	/** Set if an earlier attempt was unclear. */
	readonly repeated?: true;
	/** Why it was, if that is known. */
	readonly unclear?: Failed;
}

/** An answer without its time. */
export type KeyResponse = Omit<Answer, 'now'>;

/** As many items as Braze accepts in one request, and shows on a page. */
export const BATCH = 50;

/** Sends a request, and once more if the answer is unclear. A refusal then does not tell what the first attempt did. */
export function* twice(
	request: Extract<KeyRequest, { ask: 'create' | 'read' | 'readGate' | 'patch' | 'cancel' | 'move' }>,
): Protocol<Answer> {
	const first = yield request;
	if (first.kind !== 'unclear') return first;
	const second = yield { ...request, again: true };
	const isUnsent = second.kind === 'refused' || second.kind === 'late';
	if (isUnsent) return { ...first, now: second.now };
	return { ...second, repeated: true, ...(first.failed && { unclear: first.failed }) };
}

/** Reads an item: `done`, `missing`, or a failure. */
export function* read(id: string): Protocol<Answer> {
	return yield* twice({ ask: 'read', id });
}

/**
 * Creates an item: `done`, `exists` with the item of somebody else, or a failure; `late` if it could not be sent by
 * `notAfter`. After an unclear answer, the token of the item tells whose it is.
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

/** Stores what has become certain about an item. */
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

/** Whether a request failed without telling anything about the item. */
export const isFailure = ({ kind }: Answer): boolean => kind === 'refused' || kind === 'unclear';

/** A claim, and its number. */
export interface Place {
	readonly n: number;
	readonly item: KeyItem;
}

/** The claim at which to begin reading a chain: the last one that is known to have had a schedule, or the first. */
export function* start(chain: Chain, root: KeyItem): Protocol<Place> {
	const head = numberOf(root.head, root.head_of, root.token);
	if (head < 2) return { n: 1, item: root };
	const { item } = yield* read(chain.claim(head));
	return item?.schedule_id && item.schedule_of === item.token ? { n: head, item } : { n: 1, item: root };
}

/** What the first item holds so that later readers can begin further on. */
export const headHint = ({ token }: KeyItem, n: number): KeyItem => ({ head: String(n), head_of: token });
