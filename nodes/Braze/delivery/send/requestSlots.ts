import type { Safety } from '../../transport/endpoint';

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

	/** @param safety requests that may not be repeated get fewer slots automatically */
	constructor(parallel: ParallelRequests, safety: Safety) {
		this.limit = parallel === 'automatic' ? new AdaptiveLimit(safety) : undefined;
		this.most = parallel === 'automatic' ? MOST[safety] : parallel;
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
		// It already waited once, so it goes to the front.
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

	/** With no slot at all, nothing could discover that Braze accepts requests again. {@link RateLimitGate} holds requests back. */
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
const FIRST = 10;

/**
 * The most requests in flight. If the network drops, all of them are unclear: those that may be repeated are, but a
 * message that may have gone out must be looked up by hand. 50 in flight still exceed Braze's 250,000 requests an hour.
 */
const MOST: Record<Safety, number> = { idempotent: 100, notIdempotent: 50 };

/**
 * What is left of the limit after a sign of overload: half, as TCP leaves of its window after a loss, since every further
 * request meets the same overload.
 */
const AFTER_OVERLOAD = 0.5;

/** What is left after a round of slow answers, which may have other reasons: as much as in Netflix's limiter. */
const AFTER_SLOW_ROUND = 0.9;

/**
 * Answers are slow if they take twice as long as usual: then about as much time is spent waiting as working. A nearby
 * server answers in a few milliseconds, and twice that means nothing: so it has to be 50 ms more as well.
 */
const SLOW_FACTOR = 2;
const SLOW_MS = 50;

/**
 * By how much what counts as usual follows slower answers in each round, so that a single fast response does not set the
 * baseline forever: what takes twice as long is usual after 35 rounds.
 */
const DRIFT = 1.02;

/** A round of which no answer has come yet. */
const NEW_ROUND = { answers: 0, ms: 0, wasFull: false };

/**
 * How many requests may be in flight, found out while they are sent: one more after each round of accepted requests, half
 * as many after a rate limit, a server error or a lost answer, and a tenth less after a round of slow answers (additive
 * increase, multiplicative decrease). A round is as many answers as requests may be in flight. Slow answers alone never
 * push the limit below where it began.
 * https://github.com/Netflix/concurrency-limits
 */
export class AdaptiveLimit {
	private readonly most: number;

	private allowed = FIRST;

	private started = 0;

	/** Requests that were started by then say nothing new: they were in flight when the limit was halved. */
	private heardUpTo = 0;

	private round = { ...NEW_ROUND };

	/** How long an answer takes if nothing is wrong, in milliseconds. */
	private usualMs = Infinity;

	constructor(safety: Safety) {
		this.most = MOST[safety];
	}

	/** How many requests may be in flight now. */
	get current(): number {
		return Math.floor(this.allowed);
	}

	/** A request goes out. Returns its number, to be given back as it ends. */
	start(): number {
		return ++this.started;
	}

	/**
	 * Braze accepted a request.
	 *
	 * @param ms how long it took
	 * @param inFlight how many requests were in flight, this one included
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

	/** Braze asked for fewer requests, or failed, or didn't answer. */
	overloaded(request: number): void {
		if (request <= this.heardUpTo) return;
		this.heardUpTo = this.started;
		this.allowed = Math.max(1, this.allowed * AFTER_OVERLOAD);
		this.round = { ...NEW_ROUND };
	}

	private adapt(ms: number, wasFull: boolean): void {
		const isSlow = ms > Math.max(this.usualMs * SLOW_FACTOR, this.usualMs + SLOW_MS);
		this.usualMs = Math.min(ms, this.usualMs * DRIFT);
		if (isSlow) this.allowed = Math.min(this.allowed, Math.max(FIRST, this.allowed * AFTER_SLOW_ROUND));
		else if (wasFull) this.allowed = Math.min(this.most, this.current + 1);
	}
}
