import { endOf, momentOf, type KeyItem } from './items';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** How far the clocks of n8n instances, and of Braze, may differ. */
export const CLOCKS_MS = 5 * MINUTE_MS;

/** How long Braze may still carry out a request that got no answer. */
export const LATE_MS = HOUR_MS;

/** How long a claim is used: one that could not be used until then is given back. */
const CLAIM_MS = 10 * MINUTE_MS;

/** How many minutes a claim of a run with many keys is used: reading it back takes longer than creating a single one. */
export const BULK_CLAIM_MINUTES = 30;

/** How long after the end of its use a claim may still be given back. */
const GIVEN_BACK_WITHIN_MS = 10 * MINUTE_MS;

/** How long the request that gives it back may wait for the rate limit: longer than the store lets it wait. */
const LAST_REQUEST_MS = 5 * MINUTE_MS;

/** How many minutes a run with many keys may work. After that, only its late requests are still under way. */
export const BULK_RUN_MINUTES = 30;

/**
 * How long after it began a run may still write new items. The last 10 minutes of its time are for what follows: the answer
 * to the last write, and the looks for what was written.
 */
export const WRITES_FOR_MS = (BULK_RUN_MINUTES - 10) * MINUTE_MS;

/**
 * How long to wait before each look for what was written. Each reads the whole list, so the later ones wait longer; all of
 * them together wait for two minutes, as the error says. What was not seen by then is not used.
 */
export const LOOKS_AFTER_MS = [15_000, 20_000, 40_000, 45_000];

/** How long this claim is used. Those of a run with many keys say so. */
export const lifeOf = ({ minutes }: KeyItem): number =>
	minutes === undefined ? CLAIM_MS : Number(minutes) * MINUTE_MS;

/** Until when its owner may schedule under a claim (milliseconds since 1970). */
export const usedUntil = (claim: KeyItem): number => momentOf(claim.since, 0) + lifeOf(claim);

/**
 * How far ahead the new time has to be when the earlier schedule is cancelled. Braze refuses times in the past: that leaves
 * time for the answer and the next request, and for clocks that differ a little. 'As soon as possible' is at least a minute ahead.
 */
const REPLACED_AHEAD_MS = MINUTE_MS / 2;

/** Until when the schedule that a claim replaces may be cancelled: later, the new one might come too late. */
export const replacedBy = (claim: KeyItem): number =>
	Math.min(usedUntil(claim), momentOf(claim.last_send_at, Infinity)) - REPLACED_AHEAD_MS;

/** Until when its owner may give back a claim. An older one stays as it is: another run may be about to free it. */
export const givenBackUntil = (claim: KeyItem): number => usedUntil(claim) + GIVEN_BACK_WITHIN_MS;

/** When nobody can use or settle a claim any more (milliseconds since 1970), not even by a request that is late. */
export const freeFrom = (claim: KeyItem): number =>
	givenBackUntil(claim) + LAST_REQUEST_MS + LATE_MS + CLOCKS_MS;

/** The latest end of the run that has the lock or has shut the gate. */
const runEnd = ({ since, minutes }: KeyItem): number => momentOf(since, 0) + Number(minutes ?? 0) * MINUTE_MS;

/** When a lock that its run did not end is free (milliseconds since 1970): nothing of that run can be under way by then. */
export const lockedUntil = (lock: KeyItem): number => runEnd(lock) + LATE_MS + CLOCKS_MS;

/**
 * When the gate opens (milliseconds since 1970); 0 if it is open. If its run stopped, it opens once nothing of that run can be
 * under way. The clocks count twice: opening too late only costs time, opening too early may schedule twice.
 */
export const shutUntil = (gate: KeyItem): number =>
	endOf(gate) ? 0 : runEnd(gate) + LATE_MS + 2 * CLOCKS_MS;
