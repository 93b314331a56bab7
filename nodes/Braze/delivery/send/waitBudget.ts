/** How long a run may wait in all. Waits that happen at the same time count once. */
export class WaitBudget {
	private waitedMs = 0;

	private coveredUntil = 0;

	constructor(private readonly maxMs: number) {}

	/**
	 * Takes a wait out of the budget; both moments are milliseconds since 1970.
	 *
	 * @returns whether there was enough left; if not, nothing is taken
	 */
	take(from: number, until: number): boolean {
		const more = Math.max(0, until - Math.max(from, this.coveredUntil));
		if (this.waitedMs + more > this.maxMs) return false;
		this.waitedMs += more;
		this.coveredUntil = Math.max(this.coveredUntil, until);
		return true;
	}

	/** How many milliseconds can still be waited from a moment on. */
	left(from: number): number {
		return Math.max(0, this.coveredUntil - from) + this.maxMs - this.waitedMs;
	}
}
