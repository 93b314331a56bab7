import type { AudienceSend, Envelope } from '../entry';
import type { WaitBudget } from './rateLimitGate';

/** Requests to an audience: at most 250 a minute in all, and 10 a minute to the same audience. */
const PER_MINUTE_IN_ALL = 250;
const PER_MINUTE_AND_AUDIENCE = 10;

const MINUTE_MS = 60_000;

/** The turn of a request: whether it can be waited for, and when it is (milliseconds since 1970). */
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

/** Keeps the moments in order: one audience may be booked up further ahead than another. */
function note(moments: number[], moment: number): void {
	const inOrder = moments.length === 0 || moments[moments.length - 1] <= moment;
	moments.push(moment);
	if (!inOrder) moments.sort((a, b) => a - b);
}

function earliest(moments: number[], limit: number): number {
	return moments.length < limit ? 0 : moments[moments.length - limit] + MINUTE_MS;
}
