import type { Outcome } from '../delivery/outcome';
import { verbOf, type Endpoint, type Verb } from '../transport/endpoint';
import { sentences } from '../transport/errorText';
import type { Failure } from '../transport/failure';
import { freeFrom } from './protocol/deadlines';
import { isMoved, isoOf, scheduleOf, type KeyItem } from './protocol/items';
import type { Failed } from './protocol/protocol';

/** The operation that frees keys, as errors name it. */
export const CLEAN_UP = "'Clean Up Keys' (resource 'Schedule Key', 'Remove' set to 'One Key')";

/** What errors call a key. */
export const named = (key: string): string => `Schedule Key '${key}'`;

/** The permissions that schedule keys need, for errors about one of them. */
const PERMISSIONS =
	'catalogs.create (for the first use), catalogs.create_item, catalogs.get_item and catalogs.update_item, for changes also catalogs.update_items';

const nothing = (verb: Verb): string => `Nothing was ${verb} for this item.`;

/** The key that an error is about. */
export interface KeyContext {
	readonly key: string;
	readonly catalog: string;
	/** The endpoint of the request itself. */
	readonly endpoint: Endpoint;
}

/**
 * The outcome if a key cannot be looked up or claimed: nothing was sent then.
 *
 * @param problem what could not be done
 */
export function notTried(
	{ key, catalog, endpoint }: KeyContext,
	failed: Failed | undefined,
	problem = 'could not be looked up in Braze',
): Failed {
	const failure = failed?.failure ?? { message: 'Braze gave no clear response', resolution: '' };
	const verb = verbOf(endpoint);
	const denied = failure.status === 401 || failure.status === 403;
	const message = denied ? failure.message : `${named(key)} ${problem}`;
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
	if (failed?.kind === 'refused') return { kind: 'refused', failure: described };
	return {
		kind: 'notSent',
		failure: described,
		...(failed?.kind === 'notSent' && failed.retryAt !== undefined && { retryAt: failed.retryAt }),
	};
}

/** The outcome if Braze accepted the item that has to be stored first, but does not show it. */
export function notSeen({ catalog, endpoint }: KeyContext): Failed {
	const verb = verbOf(endpoint);
	const message = 'Braze did not store the schedule key in time';
	const resolution = sentences(
		nothing(verb),
		`It accepted the item for the catalog "${catalog}", but did not show it within two minutes`,
		'Try again later',
	);
	return { kind: 'notSent', failure: { verb, message, resolution } };
}

/** The outcome if the state of a key does not allow the request. */
export function refused(message: string, endpoint: Endpoint, ...advice: readonly string[]): Failed {
	const verb = verbOf(endpoint);
	return { kind: 'refused', failure: { verb, message, resolution: sentences(nothing(verb), ...advice) } };
}

/** The outcome if the request has to be sent later. */
export function later(
	message: string,
	endpoint: Endpoint,
	until: number,
	...advice: readonly string[]
): Failed {
	const verb = verbOf(endpoint);
	const resolution = sentences(nothing(verb), ...advice, `Try again after ${isoOf(until)}`);
	return { kind: 'notSent', retryAt: isoOf(until), failure: { verb, message, resolution } };
}

/** The outcome if the new time is too near: the earlier schedule was not cancelled. */
export function tooNear({ endpoint }: KeyContext, earlier: string | undefined): Failed {
	const verb = verbOf(endpoint);
	const message = 'The new time is too near to replace the earlier schedule';
	const resolution = sentences(
		nothing(verb),
		`The earlier schedule ${earlier} stays as it is`,
		"This waited for Braze's rate limits or other items until less than half a minute was left. Choose a later time, or run fewer items at once",
	);
	return { kind: 'notSent', failure: { verb, message, resolution } };
}

/** A key whose schedule was not sent yet. */
export function taken({ key, endpoint }: KeyContext, item: KeyItem): Failed {
	return refused(
		`${named(key)} already has a schedule`,
		endpoint,
		describeSchedule(item),
		"To replace it or skip the item, change 'If Key Exists' in the options",
	);
}

/** The schedule of a claim in a sentence, with the time that it was made for. */
export function describeSchedule(item: KeyItem): string {
	const { first_send_at: from = '', last_send_at: to = from } = item;
	const id = scheduleOf(item);
	if (isMoved(item)) return `Its schedule ${id} has been moved since.`;
	return `Its schedule ${id} goes out ${from === to ? `at ${from}` : `between ${from} and ${to}`}.`;
}

/** A key that was claimed but has no confirmed schedule: whether one exists is unknown. */
export function unfinished({ key, endpoint }: KeyContext, item: KeyItem): Failed {
	const { since = '', replaces } = item;
	return refused(
		`${named(key)} has no confirmed schedule`,
		endpoint,
		`It was claimed at ${since}. Another execution is scheduling it right now, or stopped before it finished`,
		replaces === undefined
			? ''
			: `That execution was about to replace the schedule ${replaces}, which may still go out`,
		`Try again in a minute. If it stays like this, check in Braze whether the message goes out. From ${isoOf(freeFrom(item))} on, you can free the key with ${CLEAN_UP}`,
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
