import { noop, uniq } from 'lodash';

import { verbOf, type Endpoint } from '../../transport/endpoint';
import { nothingDone } from '../../transport/failure';
import { quote, sentences } from '../../transport/errorText';
import { placeOf } from '../itemName';
import type { NotSent, RequestOutcome } from '../outcome';
import type { ItemEntry, PlannedRequest } from '../plan/parts';
import { reasonOf, type Skipped } from '../rejections';
import type { RememberedKeys } from './rememberedKeys';

/**
 * How many items are claimed at once, unless one request has more: the most that a killed worker leaves skipped but
 * unsent. Requests that are about to leave fill a chunk: five that share 50 items each, so that the store is written
 * once for all five.
 */
const MOST_LEAVING = 250;

/** Requests that still wait for their turn fill only as much: of single items, no more than 50 are ever in flight. */
const MOST_WAITING = 50;

/**
 * n8n writes the whole store for each chunk. So chunks grow with it, from 10,000 keys on: a run that fills it writes it
 * at most 200 times, however large it is.
 */
const CHUNKS_OF_STORE = 200;

/** An item with a key, as far as it has come. */
interface KeyedItem {
	readonly item: number;
	readonly key: string;
	state: 'open' | 'claimed' | 'handledBefore';
	/** Parts of its requests that have not ended. */
	pending: number;
	/** Whether something of it was, or may have been, sent. */
	sent: boolean;
}

/**
 * The keys of a run, claimed in step with sending, a chunk of requests at a time: each key is on record before its
 * first request leaves, and the next chunk is claimed when the requests of the one before have ended. So a worker that
 * is killed leaves at most one chunk of items whose key is on record and that were not sent. Keys of items that were
 * not sent after all are released with the next chunk.
 *
 * Of several items with the same key, the first is sent. If it was not, the next one is.
 */
export class KeyClaims {
	/** Items whose key was handled before, by an earlier execution or an earlier item. */
	readonly skipped: Skipped[] = [];

	private readonly byItem = new Map<number, KeyedItem>();

	/** The item of each key whose turn it was last. */
	private readonly current = new Map<string, KeyedItem>();

	/** Items that wait for how an earlier item with the same key ends; those without a key wait for nothing. */
	private waiting: readonly ItemEntry[];

	/** Requests that only wait for their turn to be sent, in that order. */
	private readonly queue: PlannedRequest[] = [];

	private queueStart = 0;

	/** Requests that wait for their claim, and leave right after. */
	private readonly leaving = new Set<PlannedRequest>();

	/** The requests of the last chunk that have not ended. */
	private readonly underWay = new Set<PlannedRequest>();

	private chunkEnded: () => void = noop;

	private unreleased: string[] = [];

	private lastClaim: Promise<unknown> = Promise.resolve();

	private readonly forLargeStore: number;

	constructor(
		private readonly store: RememberedKeys,
		entries: readonly ItemEntry[],
	) {
		this.waiting = entries;
		this.forLargeStore = store.capacity / CHUNKS_OF_STORE;
	}

	/** The entries to send now; none when all have ended. Call it again after they have. */
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

	/** These requests are going to be sent. */
	plan(requests: readonly PlannedRequest[]): void {
		for (const { parts } of requests) {
			for (const { item } of parts) {
				const keyed = this.byItem.get(item);
				if (keyed) keyed.pending += 1;
			}
		}
	}

	/** A request waits for nothing but its turn: its items may be claimed with those before it. */
	enqueue(request: PlannedRequest): void {
		this.queue.push(request);
	}

	/**
	 * Claims the keys of a request that is about to leave.
	 *
	 * @param mayLeave waits until Braze accepts requests, and returns whether the run goes on: otherwise nothing is claimed
	 * @throws what n8n's database says: the request must not be sent
	 */
	async claim(request: PlannedRequest, mayLeave: () => Promise<boolean>): Promise<void> {
		this.leaving.add(request);
		const claimed = this.lastClaim.then(async () => await this.claimChunk(request, mayLeave));
		this.lastClaim = claimed.catch(noop);
		try {
			await claimed;
		} finally {
			this.leaving.delete(request);
		}
	}

	/** A request has ended, whether it was sent or not. */
	done(request: PlannedRequest): void {
		if (this.underWay.delete(request) && this.underWay.size === 0) this.chunkEnded();
	}

	/** A request without the items that were handled before; `undefined` if all of them were. */
	unhandled(request: PlannedRequest): PlannedRequest | undefined {
		const parts = request.parts.filter(({ item }) => this.byItem.get(item)?.state !== 'handledBefore');
		if (parts.length === request.parts.length) return request;
		return parts.length > 0 ? { ...request, parts } : undefined;
	}

	/** Some parts have ended. */
	ended({ parts, outcome }: RequestOutcome): void {
		for (const { item } of parts) {
			const keyed = this.byItem.get(item);
			if (!keyed) continue;
			keyed.pending -= 1;
			keyed.sent ||= outcome.kind === 'sent' || outcome.kind === 'unknown';
			if (keyed.pending === 0 && !keyed.sent && keyed.state === 'claimed') this.unreleased.push(keyed.key);
		}
	}

	/**
	 * Releases the keys of items of which nothing was, or may have been, sent, and makes sure that the others are on
	 * record. Never throws, since the outcomes have to be reported in any case.
	 *
	 * @returns why n8n could not do it; `undefined` if it did
	 */
	async settle(): Promise<string | undefined> {
		try {
			await this.release();
			const kept = [...this.byItem.values()].filter(({ sent, state }) => sent && state === 'claimed');
			await this.store.keep(kept.map(({ key }) => key));
			return undefined;
		} catch (error) {
			return reasonOf(error).message;
		}
	}

	/** Whether an item is skipped for how the last one with its key ended. */
	private skips(item: number, key: string): boolean {
		const last = this.current.get(key);
		if (!last) return false;
		if (last.state === 'handledBefore') this.skipped.push({ item, reason: handledBefore(key) });
		else if (last.sent)
			this.skipped.push({ item, reason: `'${key}' is already handled by item ${placeOf(last.item)}` });
		else return false;
		return true;
	}

	private add(item: number, key: string): void {
		const keyed: KeyedItem = { item, key, state: 'open', pending: 0, sent: false };
		this.byItem.set(item, keyed);
		this.current.set(key, keyed);
	}

	private async claimChunk(request: PlannedRequest, mayLeave: () => Promise<boolean>): Promise<void> {
		if (this.openItems(request).length === 0) return;
		if (this.underWay.size > 0) await new Promise<void>((ended) => (this.chunkEnded = ended));
		if (!(await mayLeave())) return;
		const chunk = this.nextChunk();
		const known = await this.recordAll(chunk);
		for (const keyed of chunk) {
			keyed.state = known.has(keyed.key) ? 'handledBefore' : 'claimed';
			if (keyed.state === 'handledBefore')
				this.skipped.push({ item: keyed.item, reason: handledBefore(keyed.key) });
		}
	}

	/** Records the keys of a chunk, and returns those that were known. A chunk that could not be recorded holds nothing back. */
	private async recordAll(chunk: readonly KeyedItem[]): Promise<ReadonlySet<unknown>> {
		let isRecorded = false;
		try {
			await this.release();
			const known = await this.store.claim(chunk.map(({ key }) => key));
			isRecorded = true;
			return known;
		} finally {
			if (!isRecorded) this.underWay.clear();
		}
	}

	/** The items of requests that are about to leave, the first of which has begun the chunk, and of those after them. */
	private nextChunk(): KeyedItem[] {
		const chunk = new Set<KeyedItem>();
		const add = (request: PlannedRequest, most: number): boolean => {
			const more = this.openItems(request).filter((keyed) => !chunk.has(keyed));
			if (chunk.size > 0 && chunk.size + more.length > Math.max(most, this.forLargeStore)) return false;
			if (more.length > 0) this.underWay.add(request);
			more.forEach((keyed) => chunk.add(keyed));
			return true;
		};
		for (const request of this.leaving) if (!add(request, MOST_LEAVING)) return [...chunk];
		while (this.queueStart < this.queue.length && add(this.queue[this.queueStart], MOST_WAITING))
			this.queueStart += 1;
		return [...chunk];
	}

	private openItems({ parts }: PlannedRequest): KeyedItem[] {
		const keyed = parts.flatMap(({ item }) => this.byItem.get(item) ?? []);
		return uniq(keyed.filter(({ state }) => state === 'open'));
	}

	private async release(): Promise<void> {
		const keys = [...this.unreleased];
		await this.store.release(keys);
		this.unreleased = this.unreleased.slice(keys.length);
	}
}

/** How a request ends if n8n could not record the keys of its items. */
export function notRecorded(error: unknown, endpoint: Endpoint): NotSent {
	const verb = verbOf(endpoint);
	return {
		kind: 'notSent',
		failure: {
			verb,
			message: "n8n could not record the keys of 'Deduplicate By'",
			resolution: sentences(nothingDone(verb), 'Try again', quote('n8n', reasonOf(error).message)),
		},
	};
}

const handledBefore = (key: string) => `'${key}' was already handled by an earlier execution`;

/** If an earlier attempt of this execution sent part of an item, it claimed the key and keeps it. */
function keyToClaim({ entry, done }: ItemEntry): string | undefined {
	return done ? undefined : entry.deduplicationKey;
}
