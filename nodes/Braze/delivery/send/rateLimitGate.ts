import type { Clock } from './clock';
import type { WaitBudget } from './waitBudget';

/** Why the gate let nothing more through. */
export interface Closed {
	/** Milliseconds since 1970 from which Braze takes requests again, as far as it said so. */
	readonly until: number;
}

/**
 * Holds all requests of a run back while Braze asks to slow down. Where Braze asks for a longer wait than the budget
 * has left, the gate closes for good, and what is left is handed back instead.
 */
export class RateLimitGate {
	private openAt = 0;

	closed?: Closed;

	constructor(
		private readonly clock: Clock,
		private readonly budget: WaitBudget,
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

	/** Waits until requests may go out. Returns at once when the gate is closed or the user stopped the execution. */
	async pass(signal?: AbortSignal): Promise<void> {
		while (!this.closed && !signal?.aborted) {
			const target = this.openAt;
			const left = target - this.clock.now();
			if (left > 0) await this.clock.wait(left, signal);
			// Another request may have been detail to wait longer in the meantime.
			if (this.openAt === target) return;
		}
	}
}
