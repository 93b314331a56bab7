import { chunk } from 'lodash';

import type { Claimed } from './claiming';
import { CLOCKS_MS, HOUR_MS, LATE_MS, MINUTE_MS } from './deadlines';
import { endOf, isoOf, momentOf, NO_TOKEN, type KeyItem } from './items';
import type { Key } from './listing';
import { BATCH, read, type Answer, type Protocol } from './protocol';

/** How many minutes a clean-up may work. After that, only its late requests are still under way. */
export const CLEAN_UP_MINUTES = 60;

/** How long after it began a clean-up may still remove something. The last 10 minutes are for the answer to its last request. */
export const REMOVES_FOR_MS = (CLEAN_UP_MINUTES - 10) * MINUTE_MS;

/** How long a mark keeps others away: the time in which the clean-up removes, a late request, and the clocks on both sides. */
export const MARK_MS = REMOVES_FOR_MS + LATE_MS + 2 * CLOCKS_MS;

/**
 * A clean-up removes nothing that was over for less than a day. Two hours less allow for different clocks, and for ends that
 * arrived late or twice.
 */
const SAFE_FROM_CLEAN_UP_MS = 22 * HOUR_MS;

/**
 * The token that a mark names, so that it counts for nothing on a first item that is created later. An item without a token gets
 * one here: Braze would keep the token of an earlier mark.
 */
const markedToken = ({ token = NO_TOKEN }: KeyItem): string => token;

/** Marks keys that a clean-up is about to remove. */
export function* markAll(keys: readonly Key[], mark: string, now: number): Protocol<void> {
	for (const batch of chunk(keys, BATCH)) {
		yield {
			ask: 'patchMany',
			changes: batch.map(({ chain, claims: [root] }) => ({
				id: chain.root,
				values: { mark, mark_of: markedToken(root), mark_at: isoOf(now) },
			})),
		};
	}
}

/** Whether the first item of a key shows the own mark, and is still the one that was marked. */
export const showsOwnMark = (root: KeyItem | undefined, { claims }: Key, mark: string): boolean =>
	root?.mark === mark && root.token === claims[0].token;

/** Whether a clean-up is about to remove the key with this first item. */
export function isMarkedNow(root: KeyItem, now: number): boolean {
	const { mark, mark_of: of = NO_TOKEN } = root;
	return mark !== undefined && of === markedToken(root) && momentOf(root.mark_at, now) + MARK_MS > now;
}

/**
 * Whether a clean-up is about to remove the key that this run has just claimed: the answer that says so, or that it could not
 * be found out. Clean-up looks for new claims after it has marked the key, so one of the two sees the other. A mark is judged
 * by the clock before the read: an old one could be replaced by a new one in between.
 */
export function* checkMark({ chain, root, before, now }: Claimed): Protocol<Answer | undefined> {
	if (!before || isSafeFromCleanUp(before.item, now)) return undefined;
	const found = yield* read(chain.root);
	const item = found.item ?? {};
	const isSame = found.kind === 'done' && item.token === root.token;
	return isSame && !isMarkedNow(item, now) ? undefined : found;
}

/**
 * Whether a key was in use a short time ago, so that no clean-up can have chosen it before the own claim. A claim that was given
 * back or freed does not tell: a clean-up may have been the reason. One that is cancelled may have been over long before.
 */
function isSafeFromCleanUp(before: KeyItem, now: number): boolean {
	const ended = endOf(before);
	if (!before.token || ended === 'kept' || ended === 'freed') return false;
	const endedAt = ended ? momentOf(before.ended_at, 0) : Infinity;
	return Math.min(momentOf(before.last_send_at, 0), endedAt) + SAFE_FROM_CLEAN_UP_MS > now;
}
