import { lockedUntil } from './deadlines';
import { endOf, momentOf, numberOf, type KeyItem } from './items';
import { create, end, isFailure, read, type Failed, type Protocol } from './protocol';

/** The lock for runs with many keys. Each run creates the next one. */
export type Lock =
	| Locked
	/** Another run has it, at most until then (milliseconds since 1970). */
	| { readonly kind: 'busy'; readonly until: number }
	| { readonly kind: 'failed'; readonly failed?: Failed };

export interface Locked {
	readonly kind: 'locked';
	readonly id: string;
	readonly token: string;
	readonly since: number;
	/** When it was confirmed. */
	readonly now: number;
}

const lockId = (n: number) => `lock-${n}`;

/**
 * Takes the lock, also from a run that stopped, once nothing of that run can be under way any more.
 *
 * @param minutes how long this run may work
 */
export function* lock(token: string, minutes: number): Protocol<Lock> {
	const own: KeyItem = { token, minutes: String(minutes) };
	let first: KeyItem | undefined;
	for (let n = 1; ; n++) {
		const made = yield* create(lockId(n), own);
		if (isFailure(made)) return { kind: 'failed', failed: made.failed };
		let item = made.item ?? {};
		if (made.kind === 'done') {
			if (first?.token)
				yield {
					ask: 'patchMany',
					changes: [{ id: lockId(1), values: { head: String(n), head_of: first.token } }],
				};
			return { kind: 'locked', id: lockId(n), token, since: momentOf(item.since, made.now), now: made.now };
		}
		first ??= item;
		const head = n === 1 ? numberOf(item.head, item.head_of, item.token) : 0;
		if (head > 1) {
			const newest = yield* read(lockId(head));
			if (isFailure(newest)) return { kind: 'failed', failed: newest.failed };
			item = newest.item ?? item;
			n = newest.item ? head : n;
		}
		const until = lockedUntil(item);
		if (!endOf(item) && until > made.now) return { kind: 'busy', until };
	}
}

/** Ends the own lock. If that fails, it ends by itself: see `lockedUntil`. */
export function* unlock({ id, token }: Locked, now: number): Protocol<void> {
	yield* end(id, token, 'kept', now);
}
