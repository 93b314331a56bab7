import type { Outcome } from '../delivery/outcome';
import { beginClosing, giveUpClosing } from './closing';
import type { KeyedRequest, KeyRun, Send } from './keyRun';
import { idsOf, lastMoment, timesFor, type KeyRecord } from './record';
import { CLEAN_UP, named, notTried, refused, unfinished, withNote } from './words';

/** Cancels the schedule under a key, and removes the key. */
export async function cancelUnderKey(run: KeyRun, keyed: KeyedRequest, send: Send): Promise<Outcome> {
	const found = await findSchedule(run, keyed);
	if ('outcome' in found) return found.outcome;
	const { record } = found;
	const lost = await beginClosing(run, keyed, record);
	if (lost) return lost;
	const outcome = await send(withIds(run, keyed, record));
	if (outcome.kind !== 'sent') return withNote(outcome, await giveUpClosing(run, keyed, record));
	const removed = await run.after.remove(keyed.id);
	const problem =
		'failed' in removed
			? `${named(keyed.scheduleKey.key)} could not be removed: ${removed.failed.failure.message}. Remove it with ${CLEAN_UP}`
			: '';
	return answered(run, outcome, record, problem);
}

/**
 * Changes the time of the schedule under a key. A later time is stored before the change, an earlier one after it: so a
 * crash in between never frees the key while its schedule is still to go out.
 */
export async function changeUnderKey(run: KeyRun, keyed: KeyedRequest, send: Send): Promise<Outcome> {
	const found = await findSchedule(run, keyed);
	if ('outcome' in found) return found.outcome;
	const { record } = found;
	const times = timesFor(record.claim, keyed.scheduleKey.times);
	const later = Date.parse(times.last_send_at) > lastMoment(record);
	if (later) {
		const written = await run.before.write(keyed.id, times);
		if ('failed' in written) return notTried(run, keyed, written.failed);
		if (written.value === 'missing') return noSchedule(run, keyed);
	}
	const outcome = await send(withIds(run, keyed, record));
	const changed = outcome.kind === 'sent' && outcome.answer.changed !== false;
	if (later && !changed && outcome.kind !== 'unknown') await run.after.write(keyed.id, timesIn(record));
	if (outcome.kind !== 'sent') return outcome;
	const stored = changed && !later ? await run.after.write(keyed.id, times) : undefined;
	const problem =
		stored && 'failed' in stored
			? `The new time of ${named(keyed.scheduleKey.key)} could not be stored: ${stored.failed.failure.message}`
			: '';
	return answered(run, outcome, record, problem);
}

const timesIn = ({ first_send_at, last_send_at, times_of }: KeyRecord) => ({
	first_send_at,
	last_send_at,
	times_of,
});

type Found = { readonly record: KeyRecord } | { readonly outcome: Outcome };

/** The schedule under a key; an outcome if there is none, or if that is unknown. */
async function findSchedule(run: KeyRun, keyed: KeyedRequest): Promise<Found> {
	const found = await run.before.read(keyed.id);
	if ('failed' in found) return { outcome: notTried(run, keyed, found.failed) };
	if (!found.value) return { outcome: noSchedule(run, keyed) };
	const record = found.value;
	return record.state === 'scheduled' && record.schedule_id !== ''
		? { record }
		: { outcome: unfinished(record, run.endpoint) };
}

/** An unknown key is a schedule that no longer exists, if the user accepts that. */
function noSchedule({ endpoint, before }: KeyRun, { request, scheduleKey }: KeyedRequest): Outcome {
	const reason = 'No schedule is stored under this key';
	const accepted = request.envelope.acceptRefusal?.({ status: 404, reason, message: reason, resolution: '' });
	if (accepted) return { kind: 'sent', answer: accepted };
	return refused(
		`${named(scheduleKey.key)} has no schedule`,
		endpoint,
		`It was cancelled, removed, or never stored in the catalog "${before.catalog}". Check that the key is exactly the one that the schedule operation got`,
		"To continue anyway, turn on 'Ignore Missing Schedule' in the options",
	);
}

/** The request with the IDs of the schedule. */
function withIds({ use }: KeyRun, { request }: KeyedRequest, record: KeyRecord): KeyedRequest['request'] {
	const body = { ...idsOf(use, record), ...request.envelope.body };
	return { ...request, envelope: { ...request.envelope, body } };
}

/** The response, with the schedule under the key. */
function answered(
	{ use }: KeyRun,
	outcome: Extract<Outcome, { kind: 'sent' }>,
	record: KeyRecord,
	problem: string,
): Outcome {
	return {
		...outcome,
		answer: {
			...outcome.answer,
			...idsOf(use, record),
			...(problem !== '' && { schedule_key_problem: `${problem}.` }),
		},
	};
}
