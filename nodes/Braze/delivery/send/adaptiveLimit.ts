import type { Safety } from '../entry';

/** As many as before there was anything to adapt: a short run is no burst. */
const FIRST = 10;

/**
 * The most requests in flight. If the network drops, all of them are unclear: those that may be repeated are, but a
 * message that may have gone out must be looked up by hand. 50 in flight still exceed Braze's 250,000 requests an hour.
 */
const MOST: Record<Safety, number> = { idempotent: 100, creates: 50 };

/** What is left of the limit after a sign of overload, and after a round of slow answers. */
const AFTER_OVERLOAD = 0.5;
const AFTER_SLOW_ROUND = 0.9;

/** Answers are slow if they take this many times as long as usual, and so many milliseconds longer. */
const SLOW_FACTOR = 2;
const SLOW_MS = 50;

/** By how much what counts as usual follows slower answers in each round, so that it is not one lucky moment for ever. */
const DRIFT = 1.02;

/** The highest that the limit can become. */
export const mostInFlight = (safety: Safety): number => MOST[safety];

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

	private round: { answers: number; ms: number; wasFull: boolean } = newRound();

	/** How long an answer takes if nothing is wrong, in milliseconds. */
	private usualMs = Infinity;

	constructor(safety: Safety) {
		this.most = mostInFlight(safety);
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
		this.round = newRound();
		this.adapt(round.ms / round.answers, round.wasFull);
	}

	/** Braze asked for fewer requests, or failed, or didn't answer. */
	overloaded(request: number): void {
		if (request <= this.heardUpTo) return;
		this.heardUpTo = this.started;
		this.allowed = Math.max(1, this.allowed * AFTER_OVERLOAD);
		this.round = newRound();
	}

	private adapt(ms: number, wasFull: boolean): void {
		const isSlow = ms > Math.max(this.usualMs * SLOW_FACTOR, this.usualMs + SLOW_MS);
		this.usualMs = Math.min(ms, this.usualMs * DRIFT);
		if (isSlow) this.allowed = Math.min(this.allowed, Math.max(FIRST, this.allowed * AFTER_SLOW_ROUND));
		else if (wasFull) this.allowed = Math.min(this.most, this.current + 1);
	}
}

const newRound = () => ({ answers: 0, ms: 0, wasFull: false });
