import type { Clock } from './clock';
import type { Pace } from './pace';
import type { WaitBudget } from './waitBudget';

/** Why the gate closed. */
export interface Closed {
	/** When Braze accepts requests again, if known (milliseconds since 1970). */
	readonly until: number;
}

/**
 * Holds back all requests of a run while Braze's rate limit is used up. If the wait exceeds the remaining budget, the
 * gate closes for good, and the remaining requests are returned as not sent.
 */
export class RateLimitGate {
	private openAt = 0;

	closed?: Closed;

	constructor(
		private readonly clock: Clock,
		private readonly budget: WaitBudget,
		private readonly pace?: Pace,
	) {}

	/** Braze asks for nothing more before then (milliseconds since 1970). */
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
	 * Waits until a request may go out, and for its turn if the run has a pace. Returns immediately if the gate is closed
	 * or the user stopped the execution.
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
	 * Waits until Braze accepts requests, and returns the moment that it waited for. Returns immediately if the gate is
	 * closed or the user stopped the execution.
	 */
	async untilOpen(signal?: AbortSignal): Promise<number> {
		while (!this.closed && !signal?.aborted) {
			const target = this.openAt;
			const left = target - this.clock.now();
			if (left > 0) await this.clock.wait(left, signal);
			if (this.openAt === target) break;
		}
		return this.openAt;
	}
}
