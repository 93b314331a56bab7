import type { Outcome } from '../delivery/outcome';
import { verbOf, type Endpoint, type Verb } from '../transport/endpoint';
import type { Failure } from '../transport/failure';
import { sentences } from '../transport/sentences';
import type { KeyedRequest, KeyRun } from './keyRun';
import type { KeyRecord } from './record';
import type { StoreFailure } from './store';

/** The operation that removes keys, as errors point to it. */
export const CLEAN_UP = "'Clean Up Keys' (resource Schedule)";

/** What errors call a key. */
export const named = (key: string): string => `Schedule Key '${key}'`;

/** The permissions that schedule keys need, for errors about one of them. */
const PERMISSIONS =
	'catalogs.create (for the first use), catalogs.create_item, catalogs.get_item, catalogs.update_item and catalogs.delete_item';

const nothing = (verb: Verb): string => `Nothing was ${verb} for this item.`;

/** The outcome if the record of a key cannot be read or written before the request itself: nothing was sent then. */
export function notTried(
	{ before: { catalog }, endpoint }: KeyRun,
	{ scheduleKey: { key } }: KeyedRequest,
	failed: StoreFailure,
): Outcome {
	const { failure } = failed;
	const verb = verbOf(endpoint);
	const denied = failure.status === 401 || failure.status === 403;
	const message = denied ? failure.message : `${named(key)} could not be looked up in Braze`;
	const needed =
		failure.status === 403
			? `Schedule keys are stored in the catalog "${catalog}" and need ${PERMISSIONS}.`
			: `Schedule keys are stored in the catalog "${catalog}".`;
	const shape = failure.ids?.includes('invalid-fields')
		? "The catalog has other fields: choose another name in 'Schedule Key Catalog'."
		: '';
	const resolution = sentences(
		nothing(verb),
		denied ? '' : failure.message,
		failure.resolution,
		shape,
		needed,
	);
	const described: Failure = { ...failure, verb, message, resolution };
	if (failed.kind === 'refused') return { kind: 'refused', failure: described };
	return {
		kind: 'notSent',
		failure: described,
		...(failed.kind === 'notSent' && failed.retryAt !== undefined && { retryAt: failed.retryAt }),
	};
}

/** The outcome if the state of a key does not allow the request. */
export function refused(message: string, endpoint: Endpoint, ...advice: readonly string[]): Outcome {
	const verb = verbOf(endpoint);
	return { kind: 'refused', failure: { verb, message, resolution: sentences(nothing(verb), ...advice) } };
}

/** A key whose schedule was not sent yet. */
export function taken(record: KeyRecord, endpoint: Endpoint): Outcome {
	return refused(
		`${named(record.schedule_key)} already has a schedule`,
		endpoint,
		describeSchedule(record),
		"To replace it or to skip the item, choose so under 'If Key Exists' in the options",
	);
}

/** The schedule of a record in a sentence. */
export function describeSchedule({
	schedule_id: id,
	first_send_at: first,
	last_send_at: last,
}: KeyRecord): string {
	const when = first === last ? `at ${first}` : `between ${first} and ${last}`;
	return `Its schedule ${id} goes out ${when}.`;
}

/** A key that was claimed but has no confirmed schedule: whether one exists is unknown. */
export function unfinished({ schedule_key: key, state, since }: KeyRecord, endpoint: Endpoint): Outcome {
	const state_ =
		state === 'unknown'
			? `Since ${since}, it is unknown whether Braze created the schedule.`
			: `It was claimed at ${since}. Another execution is scheduling it right now, or stopped before it was done.`;
	return refused(
		`${named(key)} has no confirmed schedule`,
		endpoint,
		state_,
		`If that execution is over, check in Braze whether the message goes out, and remove the key with ${CLEAN_UP}`,
	);
}

/** A key whose schedule another execution replaces or cancels. */
export function busy(record: KeyRecord, since: string, endpoint: Endpoint): Outcome {
	return refused(
		`${named(record.schedule_key)} is being replaced or cancelled by another execution`,
		endpoint,
		`That began at ${since}. Try again in a minute`,
		`If that execution is over, it stopped halfway: cancel the schedule ${record.schedule_id} by its ID, and remove the key with ${CLEAN_UP}`,
	);
}

/** Adds to what a failed request says. */
export function withNote<T extends Exclude<Outcome, { kind: 'sent' }>>(
	outcome: T,
	...notes: readonly string[]
): T {
	return {
		...outcome,
		failure: { ...outcome.failure, resolution: sentences(outcome.failure.resolution, ...notes) },
	};
}
