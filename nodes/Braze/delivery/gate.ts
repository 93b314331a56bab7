import type { Clock } from './clock';

/** Why the gate let nothing more through. */
export interface Closed {
	/** Milliseconds since 1970 from which Braze takes requests again, if it said so. */
	readonly until: number;
}

/**
 * Holds all requests of a run back while Braze asks to slow down. The waits of a run add up to at most `maxWaitMs`;
 * where Braze asks for more, the gate closes for good, and what is left is handed back instead.
 */
export class Gate {
	private openAt = 0;

	private waitedMs = 0;

	closed?: Closed;

	constructor(
		private readonly clock: Clock,
		private readonly maxWaitMs: number,
	) {}

	/** Braze asks for nothing more before then (milliseconds since 1970). */
	holdUntil(moment: number): void {
		const from = Math.max(this.openAt, this.clock.now());
		if (moment <= from) return;
		if (this.waitedMs + moment - from > this.maxWaitMs) {
			this.closed = { until: moment };
			return;
		}
		this.waitedMs += moment - from;
		this.openAt = moment;
	}

	/** Waits until requests may go out. Returns at once when the gate is closed or the user stopped the execution. */
	async pass(signal?: AbortSignal): Promise<void> {
		while (!this.closed && !signal?.aborted) {
			const target = this.openAt;
			const left = target - this.clock.now();
			if (left > 0) await this.clock.wait(left, signal);
			// Another request may have been told to wait longer in the meantime.
			if (this.openAt === target) return;
		}
	}
}
