/** The sandbox's clock: the real one (or an injected one) plus an offset that can be moved. */
export class Clock {
	private offsetMs = 0;

	/** @param source returns the time that the offset is added to; the system clock by default */
	constructor(private readonly source: () => Date = () => new Date()) {}

	now(): Date {
		return new Date(this.source().getTime() + this.offsetMs);
	}

	/** Sets the clock to a time; it keeps running from there. */
	set(moment: Date): void {
		this.offsetMs = moment.getTime() - this.source().getTime();
	}

	/** Moves the clock by seconds, back too when negative. */
	advance(seconds: number): void {
		this.offsetMs += seconds * 1000;
	}

	reset(): void {
		this.offsetMs = 0;
	}
}
