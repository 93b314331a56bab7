import { uniq } from 'lodash';

import { placeOf } from '../itemName';
import type { RequestOutcome, Skipped } from '../outcome';
import type { ItemEntry, PlannedRequest } from '../plan/requests';

/** An item with a deduplication key, and its progress. */
export interface KeyedItem {
	readonly item: number;
	readonly key: string;
	state: 'open' | 'claimed' | 'handledBefore';
	/** Parts of its requests that have not ended. */
	pending: number;
	/** Whether any of it was, or may have been, sent. */
	sent: boolean;
}

/**
 * The items of a run that have deduplication keys. Among items with the same key, the first is sent; if it ends up
 * unsent, the next one is tried.
 */
export class KeyedItems {
	/** Items whose key was handled before, by an earlier execution or an earlier item. */
	readonly skipped: Skipped[] = [];

	protected readonly byItem = new Map<number, KeyedItem>();

	/** The last item tried for each key. */
	private readonly current = new Map<string, KeyedItem>();

	/** Items that wait for the outcome of an earlier item with the same key. Items without a key don't wait. */
	private waiting: readonly ItemEntry[];

	/** Keys that are on record for items of which nothing was sent. */
	protected unreleased: string[] = [];

	constructor(entries: readonly ItemEntry[]) {
		this.waiting = entries;
	}

	/** The entries to send now; none when all have ended. Call it again after they have ended. */
	next(): ItemEntry[] {
		const round: ItemEntry[] = [];
		const waiting: ItemEntry[] = [];
		const taken = new Set<string>();
		for (const placed of this.waiting) {
			const key = keyToClaim(placed);
			if (key === undefined) round.push(placed);
			else if (taken.has(key)) waiting.push(placed);
			else if (!this.skips(placed.item, key)) {
				taken.add(key);
				this.add(placed.item, key);
				round.push(placed);
			}
		}
		this.waiting = waiting;
		return round;
	}

	/** Registers requests that are going to be sent. */
	plan(requests: readonly PlannedRequest[]): void {
		for (const { parts } of requests) {
			for (const { item } of parts) {
				const keyed = this.byItem.get(item);
				if (keyed) keyed.pending += 1;
			}
		}
	}

	/** The request without items that were handled before; `undefined` if all of them were. */
	unhandled(request: PlannedRequest): PlannedRequest | undefined {
		const parts = request.parts.filter(({ item }) => this.byItem.get(item)?.state !== 'handledBefore');
		if (parts.length === request.parts.length) return request;
		return parts.length > 0 ? { ...request, parts } : undefined;
	}

	/** Records the outcome of some parts. */
	ended({ parts, outcome }: RequestOutcome): void {
		for (const { item } of parts) {
			const keyed = this.byItem.get(item);
			if (!keyed) continue;
			keyed.pending -= 1;
			keyed.sent ||= outcome.kind === 'sent' || outcome.kind === 'unknown';
			if (keyed.pending === 0 && !keyed.sent && keyed.state === 'claimed') this.unreleased.push(keyed.key);
		}
	}

	/** The items of a request whose keys are still to be claimed. */
	protected openItems({ parts }: PlannedRequest): KeyedItem[] {
		const keyed = parts.flatMap(({ item }) => this.byItem.get(item) ?? []);
		return uniq(keyed.filter(({ state }) => state === 'open'));
	}

	/** Records the result of a claim: items whose keys were already known count as handled. */
	protected claimed(items: readonly KeyedItem[], known: ReadonlySet<unknown>): void {
		for (const keyed of items) {
			keyed.state = known.has(keyed.key) ? 'handledBefore' : 'claimed';
			if (keyed.state === 'handledBefore')
				this.skipped.push({ item: keyed.item, reason: handledBefore(keyed.key) });
		}
	}

	/** Whether an item is skipped because of how the last item with its key ended. Records it as skipped if so. */
	private skips(item: number, key: string): boolean {
		const last = this.current.get(key);
		if (!last) return false;
		if (last.state === 'handledBefore') this.skipped.push({ item, reason: handledBefore(key) });
		else if (last.sent)
			this.skipped.push({ item, reason: `'${key}' was already handled by item ${placeOf(last.item)}` });
		else return false;
		return true;
	}

	private add(item: number, key: string): void {
		const keyed: KeyedItem = { item, key, state: 'open', pending: 0, sent: false };
		this.byItem.set(item, keyed);
		this.current.set(key, keyed);
	}
}

const handledBefore = (key: string) => `'${key}' was already handled by an earlier execution`;

/**
 * The key that an item still has to claim. If an earlier attempt of this execution sent part of the item, that attempt
 * holds the key.
 */
function keyToClaim({ entry, done }: ItemEntry): string | undefined {
	return done ? undefined : entry.deduplicationKey;
}
