import type { Safety } from '../entry';
import { AdaptiveLimit, mostInFlight } from './adaptiveLimit';

/** How many requests are in flight at most: a number, or as many as Braze answers well. */
export type ParallelRequests = number | 'automatic';

/** A request that went out, to be reported as it ends. */
export interface InFlight {
	readonly number: number;
	/** Milliseconds since 1970. */
	readonly at: number;
}

/**
 * Lets requests go out while there are slots for them. There are as many as the user chose or the adaptive limit
 * allows, and never more than Braze's rate limit has left: it is not used up blindly.
 */
export class RequestSlots {
	/** The most slots that there can be. */
	readonly most: number;

	private readonly limit: AdaptiveLimit | undefined;

	private taken = 0;

	private left = Infinity;

	private readonly waiting: Array<() => void> = [];

	/** @param safety requests that create something get fewer slots automatically */
	constructor(parallel: ParallelRequests, safety: Safety) {
		this.limit = parallel === 'automatic' ? new AdaptiveLimit(safety) : undefined;
		this.most = parallel === 'automatic' ? mostInFlight(safety) : parallel;
	}

	/** Runs a task as soon as there is a slot for it. */
	async run<T>(task: () => Promise<T>): Promise<T> {
		if (this.taken < this.slots) this.taken += 1;
		else await this.next((wake) => this.waiting.push(wake));
		try {
			return await task();
		} finally {
			this.taken -= 1;
			this.admit();
		}
	}

	/** If there are fewer slots now than are taken, gives this one up until there is one again; before a request is repeated. */
	async giveWay(): Promise<void> {
		if (this.taken <= this.slots) return;
		this.taken -= 1;
		// It has waited for its turn before.
		await this.next((wake) => this.waiting.unshift(wake));
	}

	/** A request goes out. @param at milliseconds since 1970 */
	start(at: number): InFlight {
		return { number: this.limit?.start() ?? 0, at };
	}

	/** Braze accepted a request. One that it refuses says little about how much it can take. @param now milliseconds since 1970 */
	accepted({ at }: InFlight, now: number): void {
		this.limit?.accepted(now - at, this.taken);
		this.admit();
	}

	/** Braze asked for fewer requests, or failed, or didn't answer. */
	overloaded({ number }: InFlight): void {
		this.limit?.overloaded(number);
	}

	/** How many more requests Braze accepts for now; `Infinity` if it doesn't say. */
	leave(requests: number): void {
		this.left = requests;
		this.admit();
	}

	/** Without any slot, nothing would ever find out that Braze accepts requests again; {@link RateLimitGate} holds them back. */
	private get slots(): number {
		return Math.max(1, Math.min(this.limit?.current ?? this.most, this.left));
	}

	private async next(queue: (wake: () => void) => void): Promise<void> {
		await new Promise<void>((wake) => queue(wake));
	}

	private admit(): void {
		while (this.taken < this.slots) {
			const wake = this.waiting.shift();
			if (!wake) return;
			this.taken += 1;
			wake();
		}
	}
}
