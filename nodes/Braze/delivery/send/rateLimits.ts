import type { AudienceSend, Envelope } from '../entry';
import type { Clock } from '../clock';

/** The state of a closed gate. */
export interface Closed {
	/** When Braze accepts requests again, if known (milliseconds since 1970). */
	readonly until: number;
}

/**
 * Holds back all requests of a run while Braze's rate limit is used up. If a wait exceeds the remaining budget, the
 * gate closes for good, and the remaining requests end as not sent.
 */
export class RateLimitGate {
	private openAt = 0;

	closed?: Closed;

	constructor(
		private readonly clock: Clock,
		private readonly budget: WaitBudget,
		readonly pace?: Pace,
	) {}

	/** Holds requests back until a moment (milliseconds since 1970), or closes the gate if that takes too long. */
	holdUntil(moment: number): void {
		const now = this.clock.now();
		if (moment <= Math.max(this.openAt, now)) return;
		if (this.closed || !this.budget.take(now, moment)) {
			this.closed = { until: Math.max(moment, this.closed?.until ?? 0) };
			return;
		}
		this.openAt = moment;
	}

	/**
	 * Waits until a request may leave, including its turn if the run has a pace. Returns immediately if the gate is
	 * closed or the user stopped the execution.
	 */
	async pass(signal?: AbortSignal): Promise<void> {
		while (!this.closed && !signal?.aborted) {
			const waitedFor = await this.untilOpen(signal);
			await this.pace?.turn(signal);
			// Another request may have extended the wait in the meantime.
			if (this.openAt === waitedFor) return;
		}
	}

	/**
	 * Waits until Braze accepts requests. Returns the moment until which it waited (milliseconds since 1970), or
	 * immediately if the gate is closed or the user stopped the execution.
	 */
	async untilOpen(signal?: AbortSignal): Promise<number> {
		while (this.openAt > 0 && !this.closed && !signal?.aborted) {
			const target = this.openAt;
			const left = target - this.clock.now();
			if (left > 0) await this.clock.wait(left, signal);
			if (this.openAt === target) break;
		}
		return this.openAt;
	}
}

/** How long a run may wait in total. Overlapping waits count once. */
export class WaitBudget {
	private waitedMs = 0;

	private coveredUntil = 0;

	constructor(private readonly maxMs: number) {}

	/**
	 * Takes a wait from the budget. Both moments are milliseconds since 1970.
	 *
	 * @returns whether enough was left; if not, nothing is taken
	 */
	take(from: number, until: number): boolean {
		const more = Math.max(0, until - Math.max(from, this.coveredUntil));
		if (this.waitedMs + more > this.maxMs) return false;
		this.waitedMs += more;
		this.coveredUntil = Math.max(this.coveredUntil, until);
		return true;
	}

	/** How many milliseconds of waiting are left, counted from a moment (milliseconds since 1970). */
	left(from: number): number {
		return Math.max(0, this.coveredUntil - from) + this.maxMs - this.waitedMs;
	}
}

const MINUTE_MS = 60_000;

/** Spreads the requests of a run evenly, so that no minute has more than the user wants. */
export class Pace {
	private readonly intervalMs: number;

	private nextAt = 0;

	/** @param perMinute the maximum number of requests per minute */
	constructor(
		private readonly clock: Clock,
		perMinute: number,
	) {
		this.intervalMs = MINUTE_MS / perMinute;
	}

	/**
	 * Waits for the turn of the next request. Returns early when the signal aborts because the user stopped the
	 * execution.
	 */
	async turn(signal?: AbortSignal): Promise<void> {
		const now = this.clock.now();
		const at = Math.max(now, this.nextAt);
		this.nextAt = at + this.intervalMs;
		if (at > now) await this.clock.wait(at - now, signal);
	}
}

/** Braze's limits for requests to an audience: 250 a minute in total, and 10 a minute to the same audience. */
const PER_MINUTE_IN_ALL = 250;
const PER_MINUTE_AND_AUDIENCE = 10;

/** The turn of a request: whether the budget allows waiting for it, and when it is (milliseconds since 1970). */
export interface Reservation {
	readonly granted: boolean;
	readonly at: number;
}

/**
 * Keeps requests to audiences within Braze's limits, which are far below those for named people.
 * https://www.braze.com/docs/api/api_limits
 */
export class AudienceRateLimiter {
	private readonly all: number[] = [];

	private readonly byAudience = new Map<string, number[]>();

	constructor(private readonly budget: WaitBudget) {}

	/** Reserves a slot for one more request, unless the wait exceeds the remaining budget. */
	reserve({ audienceSend }: Envelope, now: number): Reservation {
		if (!audienceSend) return { granted: true, at: now };
		const same = this.sameAudience(audienceSend);
		const at = Math.max(now, earliest(this.all, PER_MINUTE_IN_ALL), earliest(same, PER_MINUTE_AND_AUDIENCE));
		if (!this.budget.take(now, at)) return { granted: false, at };
		note(this.all, at);
		note(same, at);
		return { granted: true, at };
	}

	private sameAudience({ audience }: AudienceSend): number[] {
		const known = this.byAudience.get(audience) ?? [];
		this.byAudience.set(audience, known);
		return known;
	}
}

/** Inserts a moment in order: one audience may be booked further ahead than another. */
function note(moments: number[], moment: number): void {
	const inOrder = moments.length === 0 || moments[moments.length - 1] <= moment;
	moments.push(moment);
	if (!inOrder) moments.sort((a, b) => a - b);
}

function earliest(moments: number[], limit: number): number {
	return moments.length < limit ? 0 : moments[moments.length - limit] + MINUTE_MS;
}
