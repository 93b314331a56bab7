import type { Safety } from '../../transport/endpoint';

/** The maximum number of requests in flight: a fixed number, or as many as Braze handles well. */
export type ParallelRequests = number | 'automatic';

/** A request that went out. Report it back when it ends. */
export interface InFlight {
	readonly number: number;
	/** Milliseconds since 1970. */
	readonly at: number;
}

/**
 * Lets requests out while slots are free. There are as many slots as the user chose or the adaptive limit allows, but
 * never more than Braze's rate limit has left, so that it is not overrun.
 */
export class RequestSlots {
	/** The maximum number of slots. */
	readonly most: number;

	private readonly limit: AdaptiveLimit | undefined;

	private taken = 0;

	private left = Infinity;

	private readonly waiting: Array<() => void> = [];

	/** @param safety with 'automatic', requests that must not be repeated get fewer slots */
	constructor(parallel: ParallelRequests, safety: Safety) {
		this.limit = parallel === 'automatic' ? new AdaptiveLimit(safety) : undefined;
		this.most = parallel === 'automatic' ? MAX_IN_FLIGHT[safety] : parallel;
	}

	/** Runs a task as soon as a slot is free. */
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

	/**
	 * Gives up this slot until one is free again, if fewer slots exist now than are taken. Call it before repeating a
	 * request.
	 */
	async giveWay(): Promise<void> {
		if (this.taken <= this.slots) return;
		this.taken -= 1;
		// It already waited once, so it goes to the front.
		await this.next((wake) => this.waiting.unshift(wake));
	}

	/**
	 * Registers a request that goes out.
	 *
	 * @param at milliseconds since 1970
	 */
	start(at: number): InFlight {
		return { number: this.limit?.start() ?? 0, at };
	}

	/**
	 * Records that Braze accepted a request. A refused one says little about how much Braze can take.
	 *
	 * @param now milliseconds since 1970
	 */
	accepted({ at }: InFlight, now: number): void {
		this.limit?.accepted(now - at, this.taken);
		this.admit();
	}

	/** Records that Braze asked for fewer requests, failed, or didn't respond. */
	overloaded({ number }: InFlight): void {
		this.limit?.overloaded(number);
	}

	/** Records how many more requests Braze accepts for now; `Infinity` if it doesn't say. */
	leave(requests: number): void {
		this.left = requests;
		this.admit();
	}

	/** At least 1: with no slot, nothing could discover that Braze accepts requests again. {@link RateLimitGate} holds requests back. */
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

/** Where the limit starts: low enough that a short run causes no burst. */
const INITIAL_LIMIT = 10;

/**
 * The maximum number of requests in flight. If the network drops, all of them end unclear. Those that may be repeated
 * are; but a message that may have gone out must be looked up by hand. 50 in flight still exceed Braze's 250,000
 * requests an hour.
 */
const MAX_IN_FLIGHT: Record<Safety, number> = { idempotent: 100, notIdempotent: 50 };

/**
 * The share of the limit that remains after a sign of overload. It is halved, as TCP halves its window after a loss,
 * because every further request would meet the same overload.
 */
const AFTER_OVERLOAD = 0.5;

/**
 * The share that remains after a round of slow responses, which may have other causes. The value is that of Netflix's
 * limiter.
 */
const AFTER_SLOW_ROUND = 0.9;

/**
 * Responses are slow if they take twice as long as usual, because then a request spends as much time waiting as being
 * processed. They must also take 50 ms longer: a nearby server responds within a few milliseconds, where twice as long
 * means nothing.
 */
const SLOW_FACTOR = 2;
const SLOW_MS = 50;

/**
 * The factor by which the usual response time rises per round toward slower responses, so that a single fast response
 * doesn't set the baseline forever. After 35 rounds, twice the time counts as usual.
 */
const DRIFT = 1.02;

/** A round without responses so far. */
const NEW_ROUND = { answers: 0, ms: 0, wasFull: false };

/**
 * Finds out how many requests may be in flight while they are sent (additive increase, multiplicative decrease): one
 * more after each round of accepted requests, half as many after a rate limit, a server error or a lost response, and a
 * tenth less after a round of slow responses. A round is as many responses as requests may be in flight. Slow responses
 * alone never lower the limit below its start. https://github.com/Netflix/concurrency-limits
 */
export class AdaptiveLimit {
	private readonly most: number;

	private allowed = INITIAL_LIMIT;

	private started = 0;

	/**
	 * The number of the last request started before the limit was halved. Requests up to this one say nothing new about
	 * overload.
	 */
	private lastKnownOverload = 0;

	private round = { ...NEW_ROUND };

	/** How long a response usually takes, in milliseconds. */
	private usualMs = Infinity;

	constructor(safety: Safety) {
		this.most = MAX_IN_FLIGHT[safety];
	}

	/** How many requests may be in flight now. */
	get current(): number {
		return Math.floor(this.allowed);
	}

	/** Registers a request that goes out. Returns its number, to be passed to `overloaded`. */
	start(): number {
		return ++this.started;
	}

	/**
	 * Records that Braze accepted a request.
	 *
	 * @param ms how long it took
	 * @param inFlight how many requests were in flight, including this one
	 */
	accepted(ms: number, inFlight: number): void {
		const { round } = this;
		round.answers += 1;
		round.ms += ms;
		round.wasFull ||= inFlight >= this.current;
		if (round.answers < this.current) return;
		this.round = { ...NEW_ROUND };
		this.adapt(round.ms / round.answers, round.wasFull);
	}

	/** Records that Braze asked for fewer requests, failed, or didn't respond. */
	overloaded(request: number): void {
		if (request <= this.lastKnownOverload) return;
		this.lastKnownOverload = this.started;
		this.allowed = Math.max(1, this.allowed * AFTER_OVERLOAD);
		this.round = { ...NEW_ROUND };
	}

	private adapt(ms: number, wasFull: boolean): void {
		const isSlow = ms > Math.max(this.usualMs * SLOW_FACTOR, this.usualMs + SLOW_MS);
		this.usualMs = Math.min(ms, this.usualMs * DRIFT);
		if (isSlow)
			this.allowed = Math.min(this.allowed, Math.max(INITIAL_LIMIT, this.allowed * AFTER_SLOW_ROUND));
		else if (wasFull) this.allowed = Math.min(this.most, this.current + 1);
	}
}
