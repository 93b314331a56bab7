import type { Clock } from './clock';

const MINUTE_MS = 60_000;

/** Spreads the requests of a run evenly, so that in no minute there are more than the user wants. */
export class Pace {
	private readonly intervalMs: number;

	private nextAt = 0;

	/** @param perMinute the most requests in a minute */
	constructor(
		private readonly clock: Clock,
		perMinute: number,
	) {
		this.intervalMs = MINUTE_MS / perMinute;
	}

	/** Waits for the turn of the next request. Ends early when the signal says that the user stopped the execution. */
	async turn(signal?: AbortSignal): Promise<void> {
		const now = this.clock.now();
		const at = Math.max(now, this.nextAt);
		this.nextAt = at + this.intervalMs;
		if (at > now) await this.clock.wait(at - now, signal);
	}
}
