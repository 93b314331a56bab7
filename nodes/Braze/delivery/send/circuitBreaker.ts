import { sentences } from '../../transport/errorText';
import type { NotSent, Outcome } from '../outcome';

/**
 * After this many unclear responses in a row, the run stops: each has been repeated where that is safe, so Braze or the
 * network is down, and every further request would be one more that has to be looked up by hand.
 */
const MAX_UNKNOWN_IN_A_ROW = 5;

/** Stops a run that cannot succeed: requests that were not attempted are returned as not sent. */
export class CircuitBreaker {
	open?: NotSent;

	private unknownInARow = 0;

	/** @param atFirstFailure whether any failure is enough */
	constructor(private readonly atFirstFailure: boolean) {}

	/** Records how a request ended. */
	record(outcome: Outcome): void {
		this.unknownInARow = outcome.kind === 'unknown' ? this.unknownInARow + 1 : 0;
		if (this.open || outcome.kind === 'sent' || !(this.atFirstFailure || this.isHopeless(outcome))) return;
		const { verb = 'sent' } = outcome.failure;
		this.open = {
			kind: 'notSent',
			untried: true,
			...(outcome.kind === 'notSent' && outcome.retryAt !== undefined && { retryAt: outcome.retryAt }),
			failure: {
				verb,
				message: `This was not ${verb} because an earlier request in this run did not succeed`,
				resolution: sentences(
					'Fix that first, then run these items again',
					`The earlier request ended with: ${outcome.failure.message}`,
				),
			},
		};
	}

	private isHopeless(outcome: Exclude<Outcome, { kind: 'sent' }>): boolean {
		if (outcome.kind === 'unknown') return this.unknownInARow >= MAX_UNKNOWN_IN_A_ROW;
		return outcome.kind === 'notSent' || everyRequestGets(outcome.failure.status);
	}
}

/** Wrong key, missing permission, or an address that redirects: the same for every further request. */
export function everyRequestGets(status = 0): boolean {
	return status === 401 || status === 403 || (status >= 300 && status < 400);
}
