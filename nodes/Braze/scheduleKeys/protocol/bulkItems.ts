import { chunk } from 'lodash';

import { BULK_RUN_MINUTES, LOOKS_AFTER_MS } from './deadlines';
import { isoOf, type KeyItem } from './items';
import { lock, type Locked } from './lock';
import { BATCH, isFailure, settleAll, shows, type Answer, type Change, type Protocol } from './protocol';

/** How long to wait for another run with many keys before trying again. */
const LOCKED_MS = 20_000;

/** How long a page of the list takes within Braze's rate limit of 50 requests a minute. */
const PAGE_MS = 60_000 / 50;

/** Takes the lock; waits for another run as long as the user is willing to. */
export function* lockWithin(token: string): Protocol<Locked | undefined> {
	for (;;) {
		const locked = yield* lock(token, BULK_RUN_MINUTES);
		if (locked.kind === 'locked') return locked;
		if (locked.kind === 'failed') return undefined;
		const waited = yield { ask: 'wait', ms: LOCKED_MS };
		if (isFailure(waited)) return undefined;
	}
}

/** Whether the run may wait until a list of this many items is read. */
export function* mayReadBack(items: number): Protocol<boolean> {
	const pages = Math.ceil(items / BATCH);
	return !isFailure(yield { ask: 'mayWait', ms: pages * PAGE_MS + LOOKS_AFTER_MS[0] });
}

/**
 * Writes new items in bulk.
 *
 * @returns those that were sent, and when (ISO 8601): Braze writes them later, or not at all
 */
export function* writeAll(items: readonly Change[], notAfter: number): Protocol<ReadonlyMap<string, string>> {
	const sent = new Map<string, string>();
	for (const changes of chunk(items, BATCH)) {
		const put: Answer = yield { ask: 'putMany', changes, notAfter };
		// Braze would hardly accept the rest.
		if (put.kind !== 'done' && put.kind !== 'unclear') break;
		for (const { id } of changes) sent.set(id, isoOf(put.now));
	}
	return sent;
}

/** Adds values to many items, later. Returns whether Braze accepted all of them. */
export function* storeAll(changes: readonly Change[]): Protocol<boolean> {
	let isAccepted = true;
	for (const batch of chunk(changes, BATCH)) {
		const { kind } = yield* settleAll(batch);
		isAccepted &&= kind === 'done';
	}
	return isAccepted;
}

/** What shows that a new item was stored: its token. */
export const byToken = ({ id, values: { token } }: Change): Change => ({ id, values: { token } });

/** Reads the list until it shows all these values, or for two minutes. Returns the items that show them. */
export function* seeAll(wanted: readonly Change[]): Protocol<ReadonlyMap<string, KeyItem>> {
	const seen = new Map<string, KeyItem>();
	for (const ms of LOOKS_AFTER_MS) {
		const unseen = wanted.filter(({ id }) => !seen.has(id));
		if (unseen.length === 0) break;
		yield { ask: 'pause', ms };
		const { items } = yield { ask: 'list', wanted: unseen };
		for (const change of unseen) {
			const item = items?.get(change.id);
			if (item && shows(item, change)) seen.set(change.id, item);
		}
	}
	return seen;
}
