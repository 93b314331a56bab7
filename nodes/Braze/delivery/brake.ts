import type { Outcome } from './outcome';

/** After so many unclear answers in a row nothing more is risked. */
const ENOUGH_UNKNOWN = 5;

/** Statuses that every further request would get as well: wrong key, missing permission. */
const LASTING = new Set([401, 403]);

/** Stops a run from sending on when that can do no good: what was not tried is then handed back as not sent. */
export class Brake {
	pulled?: Extract<Outcome, { kind: 'notSent' }>;

	private unknownInARow = 0;

	constructor(private readonly atFirstFailure: boolean) {}

	learn(outcome: Outcome): void {
		this.unknownInARow = outcome.kind === 'unknown' ? this.unknownInARow + 1 : 0;
		if (outcome.kind === 'sent' || this.pulled) return;
		const hopeless =
			this.atFirstFailure ||
			this.unknownInARow >= ENOUGH_UNKNOWN ||
			outcome.kind === 'notSent' ||
			LASTING.has(outcome.failure.status ?? 0);
		if (!hopeless) return;
		this.pulled = {
			kind: 'notSent',
			...(outcome.kind === 'notSent' && outcome.retryAt !== undefined && { retryAt: outcome.retryAt }),
			failure: {
				message: 'This was not sent, because an earlier request of this run did not succeed',
				cure: `Mend that first, then run these items again. What happened there: ${outcome.failure.message}.`,
			},
		};
	}
}
