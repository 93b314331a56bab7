import type { Envelope } from './entry';

/** Requests to an audience: at most 250 a minute in all, and 10 a minute to the same audience. */
const PER_MINUTE_IN_ALL = 250;
const PER_MINUTE_AND_AUDIENCE = 10;

const MINUTE_MS = 60_000;

/**
 * Keeps requests to audiences within Braze's limits, which are far below those for named people.
 * https://www.braze.com/docs/api/api_limits
 */
export class AudiencePace {
	private readonly all: number[] = [];

	private readonly byAudience = new Map<string, number[]>();

	/**
	 * Takes a place for one more request.
	 *
	 * @param now milliseconds since 1970
	 * @returns the moment at which it may go out: now, or later
	 */
	reserve(envelope: Envelope, now: number): number {
		if (!envelope.blast) return now;
		const same = this.byAudience.get(envelope.blast.audience) ?? [];
		this.byAudience.set(envelope.blast.audience, same);
		const at = Math.max(now, earliest(this.all, PER_MINUTE_IN_ALL), earliest(same, PER_MINUTE_AND_AUDIENCE));
		this.all.push(at);
		same.push(at);
		return at;
	}
}

function earliest(moments: number[], limit: number): number {
	return moments.length < limit ? 0 : moments[moments.length - limit] + MINUTE_MS;
}
