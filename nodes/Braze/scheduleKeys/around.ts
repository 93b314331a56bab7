import { randomUUID } from 'crypto';

import type { Outcome, Sent } from '../delivery/outcome';
import type { PlannedRequest } from '../delivery/plan/types';
import type { Around, AroundContext } from '../delivery/send/around';
import {
	cancelListed,
	listMany,
	moveNoted,
	noteMany,
	dropNotes,
	type Listing,
	type Noted,
	type Wanted,
} from './bulkChanging';
import { claimMany, dropClaims, scheduleAs, type Verdict } from './bulkScheduling';
import type { Changed } from './changing';
import { keyId, scheduleOf } from './items';
import { idsOf, carryOut, messagesOf } from './run';
import { ScheduleKey, type KeyUse, type Times } from './key';
import {
	CLEAN_UP,
	describeSchedule,
	later,
	named,
	notSeen,
	notTried,
	refused,
	taken,
	unfinished,
	withNote,
	type Subject,
} from './messages';
import { MANY_BOOKINGS, MANY_CHANGES, Prepared, requestsIn, type KeyedRequest } from './manyKeys';
import type { Failed, Protocol } from './protocol';
import { MARK_MS, refOf, type Booking, type NotScheduled, type Scheduled } from './scheduling';
import { KeyStore } from './store';

/** A token that no other attempt has. IDs of items contain it, between hyphens. */
export const newToken = (): string => randomUUID().replace(/-/g, '');

/** Claims and stores the key of a request around it; a request without a key is sent as it is. */
export function aroundKeys(use: KeyUse, context: AroundContext, requests: readonly PlannedRequest[]): Around {
	const catalogs = new Map<string, Catalog>();
	const around: Around = async (request, send) => {
		const { companion } = request.envelope;
		if (!(companion instanceof ScheduleKey)) return await send(request);
		const name = companion.settings.catalog;
		const catalog =
			catalogs.get(name) ??
			openCatalog(use, context, requestsIn(name, requests), new KeyStore(name, context));
		catalogs.set(name, catalog);
		const messages = messagesOf(use, context, request, send);
		const run = async <R>(protocol: Protocol<R>) =>
			await carryOut(protocol, context, catalog.store, messages);
		const keyed: Keyed = {
			use,
			request,
			companion,
			subject: { key: companion.key, catalog: name, endpoint: context.endpoint },
		};
		const { many } = catalog;
		switch (use.does) {
			case 'schedule': {
				const booking = bookingOf(use, request, companion);
				const verdict = await many?.bookings?.take(booking.root);
				return scheduledOutcome(keyed, await run(scheduleAs(verdict, booking)), context.clock.now());
			}
			case 'move': {
				const wanted = moveOf(use, companion);
				const noted = await many?.moves?.take(wanted.root);
				return changedOutcome(keyed, await run(moveNoted(wanted, noted)));
			}
			case 'cancel': {
				const root = keyId(use.kind, companion.key);
				return changedOutcome(keyed, await run(cancelListed(root, await many?.listing?.take(root))));
			}
		}
	};
	const finish = async () => {
		for (const { many } of catalogs.values()) {
			await many?.bookings?.finish();
			await many?.moves?.finish();
		}
	};
	return Object.assign(around, { finish });
}

/** A catalog of a run, and what the run does for all keys in it at once. */
interface Catalog {
	readonly store: KeyStore;
	readonly many?: Many;
}

interface Many {
	readonly bookings?: Prepared<Verdict>;
	readonly moves?: Prepared<Noted>;
	readonly listing?: Prepared<Listing>;
}

function openCatalog(
	use: KeyUse,
	context: AroundContext,
	keyed: readonly KeyedRequest[],
	store: KeyStore,
): Catalog {
	const isMany = keyed.length >= (use.does === 'schedule' ? MANY_BOOKINGS : MANY_CHANGES);
	return { store, ...(isMany && { many: manyOf(use, keyed, context, store) }) };
}

function manyOf(use: KeyUse, keyed: readonly KeyedRequest[], context: AroundContext, store: KeyStore): Many {
	const run = async <R>(protocol: Protocol<R>) => await carryOut(protocol, context, store);
	switch (use.does) {
		case 'schedule': {
			const bookings = keyed.map(({ request, companion }) => bookingOf(use, request, companion));
			const claim = async () => await run(claimMany(newToken(), bookings));
			return { bookings: new Prepared(claim, async (unused) => await run(dropClaims(unused))) };
		}
		case 'move': {
			const wanted = keyed.map(({ companion }) => moveOf(use, companion));
			const note = async () => await run(noteMany(newToken(), wanted));
			return { moves: new Prepared(note, async (unused) => await run(dropNotes(unused))) };
		}
		case 'cancel': {
			const list = async () => {
				const listing = await run(listMany(keyed.length));
				return new Map(
					keyed.flatMap(({ companion }) =>
						listing ? [[keyId(use.kind, companion.key), listing] as const] : [],
					),
				);
			};
			return { listing: new Prepared(list, async () => await Promise.resolve()) };
		}
	}
}

/** A request under a key. */
interface Keyed {
	readonly use: KeyUse;
	readonly request: PlannedRequest;
	readonly companion: ScheduleKey;
	readonly subject: Subject;
}

const timesIn = (times: Times | undefined) => ({ first_send_at: times?.first, last_send_at: times?.last });

/** The schedule that a request wants. */
function bookingOf(
	{ kind, idKey }: KeyUse,
	{ envelope }: PlannedRequest,
	{ key, settings, times }: ScheduleKey,
): Booking {
	const target: unknown = idKey === undefined ? undefined : envelope.body?.[idKey];
	const claim = {
		token: newToken(),
		schedule_key: key,
		kind,
		...(typeof target === 'string' && { target_id: target }),
		...timesIn(times),
	};
	return { root: keyId(kind, key), claim, ifExists: settings.ifExists };
}

/** The move that a request wants. */
const moveOf = ({ kind }: KeyUse, { key, times }: ScheduleKey): Wanted => ({
	root: keyId(kind, key),
	note: { token: newToken(), ...timesIn(times) },
});

function scheduledOutcome(keyed: Keyed, result: Scheduled, now: number): Outcome {
	const { subject, companion } = keyed;
	switch (result.kind) {
		case 'scheduled':
			return sentOutcome(subject, result);
		case 'taken':
			if (companion.settings.ifExists !== 'skip') return taken(subject, result.item);
			return {
				kind: 'sent',
				answer: {},
				skipped: `${named(subject.key)} already has a schedule. ${describeSchedule(result.item)}`,
			};
		case 'unfinished':
			return unfinished(subject, result.item);
		case 'unknown':
			return withNote(
				result.failed ?? notTried(subject, undefined),
				...cancelledNote(result.replaced),
				`${named(subject.key)} stays claimed, so that nothing is scheduled twice. Once you have checked Braze, free it with ${CLEAN_UP}`,
			);
		case 'notScheduled':
			return withNote(
				notScheduledOutcome(subject, result, now),
				result.claimLeft
					? `${named(subject.key)} may stay claimed. If it does, free it with ${CLEAN_UP}`
					: '',
			);
	}
}

/** The schedule was created, so this is a success; the output and a hint say what is missing. */
function sentOutcome(
	{ key }: Subject,
	{ answer: { sent, scheduleId }, notStored }: Extract<Scheduled, { kind: 'scheduled' }>,
): Outcome {
	const outcome: Sent = sent ?? { kind: 'sent', answer: {} };
	if (!notStored) return outcome;
	const why = notStored.failed?.failure.message ?? 'its claim was removed';
	const problem =
		scheduleId === undefined
			? `Braze returned no schedule ID for ${named(key)}, so the schedule cannot be found by its key`
			: `${named(key)} could not be stored: ${why}. The schedule ${scheduleId} exists: keep its ID, and cancel or update it by that`;
	return {
		...outcome,
		answer: { ...outcome.answer, schedule_key_stored: false, schedule_key_problem: `${problem}.` },
	};
}

const cancelledNote = (replaced: string | undefined) =>
	replaced === undefined
		? []
		: [`The earlier schedule ${replaced} was already cancelled for the replacement`];

function notScheduledOutcome(subject: Subject, result: NotScheduled, now: number): Failed {
	const { because, failed, replaced } = result;
	switch (because) {
		case 'key':
			return notTried(subject, failed);
		case 'gate':
			return later(
				'Another run is storing many schedule keys',
				subject.endpoint,
				result.until ?? now,
				'New keys wait for it. That takes some minutes for each 1,000 keys; if that run has stopped, it takes until the time below',
			);
		case 'notSeen':
			return notSeen(subject);
		case 'cleanUp':
			return failed
				? notTried(subject, failed)
				: later(
						`${named(subject.key)} is being cleaned up`,
						subject.endpoint,
						now + MARK_MS,
						'A clean-up found that it was over, and is removing it',
					);
		case 'earlier':
			return notReplaced(subject, failed, replaced);
		case 'schedule':
			return withNote(failed ?? notTried(subject, undefined), ...cancelledNote(replaced));
	}
}

/** The earlier schedule could not be cancelled for certain, so nothing replaces it. */
function notReplaced(subject: Subject, failed: Failed | undefined, replaced: string | undefined): Failed {
	const kept = failed ?? notTried(subject, undefined);
	const { failure } = withNote(
		kept,
		`The earlier schedule ${replaced} could not be cancelled for certain, so nothing was scheduled in its place`,
	);
	const described = { ...failure, verb: 'scheduled' as const };
	return kept.kind === 'unknown' ? { kind: 'notSent', failure: described } : { ...kept, failure: described };
}

function changedOutcome(keyed: Keyed, result: Changed): Outcome {
	const { use, subject } = keyed;
	switch (result.kind) {
		case 'changed': {
			const { answer, item, notStored } = result;
			const problem = notStored && `${named(subject.key)} could not be stored as cancelled`;
			return {
				...(answer.sent ?? { kind: 'sent' }),
				answer: {
					...answer.sent?.answer,
					...idsOf(use, refOf(item)),
					...(problem !== undefined && {
						schedule_key_problem: `${problem}. The next cancellation or replacement puts that right.`,
					}),
				},
			};
		}
		case 'none':
			return noSchedule(keyed, result);
		case 'unfinished':
			return unfinished(subject, result.item);
		case 'notChanged':
			if (result.because === 'notSeen') return notSeen(subject);
			return result.because === 'schedule' && result.failed
				? result.failed
				: notTried(subject, result.failed);
		case 'unknown':
			return result.failed ?? notTried(subject, undefined);
	}
}

/** An unknown key is a schedule that no longer exists, if the user accepts that. */
function noSchedule(
	{ request, subject }: Keyed,
	{ gone, answer }: Extract<Changed, { kind: 'none' }>,
): Outcome {
	const { key, catalog, endpoint } = subject;
	const said = answer?.failed?.failure.reason;
	const reason = said ?? 'The schedule was not found: none is stored under this key';
	const accepted = request.envelope.acceptRefusal?.({ status: 404, message: reason, resolution: '', reason });
	if (accepted) return { kind: 'sent', answer: { ...accepted } };
	return refused(
		`${named(key)} has no schedule`,
		endpoint,
		gone
			? `Its schedule ${scheduleOf(gone)} was sent or cancelled`
			: `It was cancelled, removed, or never stored in the catalog "${catalog}". Check that the key is exactly the one that the schedule operation got`,
		"To continue anyway, turn on 'Ignore Missing Schedule' in the options",
	);
}
