import { noop } from 'lodash';

import type { ItemEntry, PlannedRequest } from '../plan/requests';
import { reasonOf } from '../outcome';
import { type KeyedItem, KeyedItems } from './keyedItems';
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

/**
 * The keys of a run, claimed in step with sending, a chunk of requests at a time: each key is on record before its
 * first request leaves, and the next chunk is claimed when the requests of the one before have ended. So a worker that
 * is killed leaves at most one chunk of items whose key is on record and that were not sent. Keys of items that were
 * not sent after all are released with the next chunk.
 */
export class KeyClaims extends KeyedItems {
	/** Requests that only wait for their turn to be sent, in that order. */
	private readonly queue: PlannedRequest[] = [];

	private queueStart = 0;

	/** Requests that wait for their claim, and leave right after. */
	private readonly leaving = new Set<PlannedRequest>();

	/** The requests of the last chunk that have not ended. */
	private readonly underWay = new Set<PlannedRequest>();

	private chunkEnded: () => void = noop;

	private lastClaim: Promise<unknown> = Promise.resolve();

	private readonly forLargeStore: number;

	constructor(
		private readonly store: RememberedKeys,
		entries: readonly ItemEntry[],
	) {
		super(entries);
		this.forLargeStore = store.capacity / CHUNKS_OF_STORE;
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

	private async claimChunk(request: PlannedRequest, mayLeave: () => Promise<boolean>): Promise<void> {
		if (this.openItems(request).length === 0) return;
		if (this.underWay.size > 0) await new Promise<void>((ended) => (this.chunkEnded = ended));
		if (!(await mayLeave())) return;
		const chunk = this.nextChunk();
		this.claimed(chunk, await this.recordAll(chunk));
	}

	/** Records the keys of a chunk, and returns those that were known. If recording fails, the chunk does not block the next one. */
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

	private async release(): Promise<void> {
		const keys = [...this.unreleased];
		await this.store.release(keys);
		this.unreleased = this.unreleased.slice(keys.length);
	}
}
