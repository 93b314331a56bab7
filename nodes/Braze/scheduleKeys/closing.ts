import type { Outcome } from '../delivery/outcome';
import { closingId } from './keyId';
import type { KeyedRequest, KeyRun } from './keyRun';
import { claimedRecord, type KeyRecord } from './record';
import { CLEAN_UP, busy, notTried } from './words';

/**
 * Locks the schedule under a key, to replace or cancel it. Braze has no conditional writes, but of several
 * executions that create the same item only one succeeds. Its ID belongs to the claim that is ended, so one that comes
 * too late does not end the next schedule under the same key. Once the schedule has ended, the item stays there: it is
 * what stops those that come too late.
 *
 * @returns why the lock was not obtained; `undefined` if it was
 */
export async function beginClosing(
	run: KeyRun,
	keyed: KeyedRequest,
	record: KeyRecord,
): Promise<Outcome | undefined> {
	const { id, claim, scheduleKey } = keyed;
	const { before, endpoint, use, now } = run;
	const closing = closingId(id, record.claim);
	const created = await before.create(
		closing,
		claimedRecord(scheduleKey, use, 'closing', { claim, now: now() }, record.target_id),
	);
	if ('failed' in created) return notTried(run, keyed, created.failed);
	if (created.value === 'created') return undefined;
	const other = await before.read(closing);
	if ('failed' in other) return notTried(run, keyed, other.failed);
	return other.value?.claim === claim
		? undefined
		: busy(record, other.value?.since ?? 'an unknown time', endpoint);
}

/** Releases the lock, because the schedule was not cancelled after all. Returns a note if that failed. */
export async function giveUpClosing(
	{ after }: KeyRun,
	{ id }: KeyedRequest,
	record: KeyRecord,
): Promise<string> {
	const removed = await after.remove(closingId(id, record.claim));
	return 'failed' in removed ? `The key stays locked. Remove the lock with ${CLEAN_UP}.` : '';
}
