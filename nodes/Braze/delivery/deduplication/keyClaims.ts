import { noop } from 'lodash';

import type { ItemEntry, PlannedRequest } from '../plan/requests';
import { reasonOf } from '../outcome';
import { type KeyedItem, KeyedItems } from './keyedItems';
import type { RememberedKeys } from './rememberedKeys';

/**
 * How many items are claimed at once, unless a single request has more. This is the most that a killed worker can leave
 * claimed but unsent. It fits five requests of 50 items each, so that n8n writes the store once for all five.
 */
const MAX_LEAVING = 250;

/**
 * Requests that still wait for their turn fill a chunk only up to this size, because at most 50 requests of single
 * items are ever in flight.
 */
const MAX_WAITING = 50;

/**
 * n8n rewrites the whole store for each chunk, so from 10,000 keys on, chunks grow with the store: a run that fills the
 * store writes it at most 200 times, however large it is.
 */
const CHUNKS_OF_STORE = 200;

/**
 * The keys of a run, claimed in step with sending, one chunk of requests at a time. Each key is on record before its
 * first request leaves, and the next chunk is claimed after all requests of the previous one have ended. So a killed
 * worker leaves at most one chunk of items that are claimed but unsent. Keys of items that turned out not to be sent
 * are released with the next chunk.
 */
export class KeyClaims extends KeyedItems {
	/** Requests whose turn has not come yet, in the order in which they will be sent. */
	private readonly queue: PlannedRequest[] = [];

	private queueStart = 0;

	/** Requests that leave as soon as their keys are claimed. */
	private readonly leaving = new Set<PlannedRequest>();

	/** Requests of the current chunk that have not ended. */
	private readonly underWay = new Set<PlannedRequest>();

	private chunkEnded: () => void = noop;

	private lastClaim: Promise<unknown> = Promise.resolve();

	private readonly largeStoreChunk: number;

	constructor(
		private readonly store: RememberedKeys,
		entries: readonly ItemEntry[],
	) {
		super(entries);
		this.largeStoreChunk = store.capacity / CHUNKS_OF_STORE;
	}

	/** Adds a request that waits only for its turn, so its items may be claimed together with earlier ones. */
	enqueue(request: PlannedRequest): void {
		this.queue.push(request);
	}

	/**
	 * Claims the keys of a request that is about to leave.
	 *
	 * @param mayLeave waits until Braze accepts requests; returns whether the run goes on, and if not, nothing is claimed
	 * @throws the error of n8n's database: the request must not be sent
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

	/** Must be called when a request has ended, whether it was sent or not. */
	done(request: PlannedRequest): void {
		if (this.underWay.delete(request) && this.underWay.size === 0) this.chunkEnded();
	}

	/**
	 * Releases the keys of items of which nothing was or may have been sent, and makes sure that all other keys are on
	 * record. Never throws, because the outcomes have to be reported in any case.
	 *
	 * @returns why n8n failed to do so; `undefined` on success
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

	/**
	 * Records the keys of a chunk, and returns those that were known before. If recording fails, the chunk must not block
	 * the next one.
	 */
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

	/**
	 * Collects the items of the next chunk: those of requests about to leave, the first of which started the chunk, then
	 * those of queued requests.
	 */
	private nextChunk(): KeyedItem[] {
		const chunk = new Set<KeyedItem>();
		const add = (request: PlannedRequest, most: number): boolean => {
			const more = this.openItems(request).filter((keyed) => !chunk.has(keyed));
			if (chunk.size > 0 && chunk.size + more.length > Math.max(most, this.largeStoreChunk)) return false;
			if (more.length > 0) this.underWay.add(request);
			more.forEach((keyed) => chunk.add(keyed));
			return true;
		};
		for (const request of this.leaving) if (!add(request, MAX_LEAVING)) return [...chunk];
		while (this.queueStart < this.queue.length && add(this.queue[this.queueStart], MAX_WAITING))
			this.queueStart += 1;
		return [...chunk];
	}

	private async release(): Promise<void> {
		const keys = [...this.unreleased];
		await this.store.release(keys);
		this.unreleased = this.unreleased.slice(keys.length);
	}
}
