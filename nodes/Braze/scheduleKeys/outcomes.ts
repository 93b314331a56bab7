import type { Outcome, Sent } from '../delivery/outcome';
import type { PlannedRequest } from '../delivery/plan/requests';
import type { KeyUse, ScheduleKey } from './key';
import {
	CLEAN_UP,
	describeSchedule,
	later,
	named,
	notSeen,
	notTried,
	taken,
	tooNear,
	unfinished,
	withNote,
	type KeyContext,
} from './messages';
import type { NotScheduled } from './protocol/claiming';
import { MARK_MS } from './protocol/mark';
import type { Failed } from './protocol/protocol';
import type { Scheduled } from './protocol/scheduling';

/** A request under a key. */
export interface Keyed {
	readonly use: KeyUse;
	readonly request: PlannedRequest;
	readonly companion: ScheduleKey;
	readonly keyContext: KeyContext;
}

/** How scheduling under a key ended, for the item. */
export function scheduledOutcome(keyed: Keyed, result: Scheduled, now: number): Outcome {
	const { keyContext, companion } = keyed;
	switch (result.kind) {
		case 'scheduled':
			return sentOutcome(keyContext, result);
		case 'taken':
			if (companion.settings.ifExists !== 'skip') return taken(keyContext, result.item);
			return {
				kind: 'sent',
				answer: {},
				skipped: `${named(keyContext.key)} already has a schedule. ${describeSchedule(result.item)}`,
			};
		case 'unfinished':
			return unfinished(keyContext, result.item);
		case 'unknown':
			return withNote(
				afterCancelling(keyContext, result.failed, result.replaced),
				`${named(keyContext.key)} stays claimed, so that nothing is scheduled twice. Once you have checked Braze, free it with ${CLEAN_UP}`,
			);
		case 'notScheduled':
			return withNote(
				notScheduledOutcome(keyContext, result, now),
				result.claimLeft
					? `${named(keyContext.key)} may stay claimed. If it does, free it with ${CLEAN_UP}`
					: '',
			);
	}
}

/** The schedule was created, so this is a success; the output and a hint say what is missing. */
function sentOutcome(
	{ key }: KeyContext,
	{ answer: { sent, scheduleId }, notStored }: Extract<Scheduled, { kind: 'scheduled' }>,
): Outcome {
	const outcome: Sent = sent ?? { kind: 'sent', answer: {} };
	if (!notStored) return outcome;
	const why = notStored.failed?.failure.message ?? 'its claim was removed';
	const problem =
		scheduleId === undefined
			? `Braze returned no schedule ID for ${named(key)}, so the schedule cannot be found by its key`
			: `${named(key)} could not be stored: ${why}. The schedule ${scheduleId} exists: keep its ID, which you need to cancel or update it`;
	return {
		...outcome,
		answer: { ...outcome.answer, schedule_key_stored: false, schedule_key_problem: `${problem}.` },
	};
}

/** What failed when the schedule that it replaces, if any, was cancelled already. */
function afterCancelling(
	keyContext: KeyContext,
	failed: Failed | undefined,
	replaced: string | undefined,
): Failed {
	const outcome = failed ?? notTried(keyContext, undefined);
	if (replaced === undefined) return outcome;
	const note = `The earlier schedule ${replaced} was already cancelled for the replacement`;
	return unreplaced(keyContext, withNote(outcome, note));
}

/** Has the run name the key: its earlier schedule was cancelled, or may have been. */
const unreplaced = ({ key }: KeyContext, outcome: Failed): Failed => ({
	...outcome,
	failure: { ...outcome.failure, unreplaced: key },
});

function notScheduledOutcome(keyContext: KeyContext, result: NotScheduled, now: number): Failed {
	const { because, failed, replaced } = result;
	switch (because) {
		case 'key':
			return notTried(keyContext, failed);
		case 'gate':
			return later(
				'Another run is storing many schedule keys',
				keyContext.endpoint,
				result.until ?? now,
				'New keys wait for it. That takes some minutes for each 1,000 keys; if that run has stopped, until the time below',
			);
		case 'notSeen':
			return notSeen(keyContext);
		case 'cleanUp':
			return failed
				? notTried(keyContext, failed)
				: later(
						`${named(keyContext.key)} is being cleaned up`,
						keyContext.endpoint,
						now + MARK_MS,
						'A clean-up found that its schedule is over, and is removing it',
					);
		case 'late':
			return tooNear(keyContext, replaced);
		case 'earlier':
			return notReplaced(keyContext, failed, replaced);
		case 'schedule':
			return afterCancelling(keyContext, failed, replaced);
	}
}

/** The earlier schedule could not be cancelled for certain, so nothing replaces it. */
function notReplaced(
	keyContext: KeyContext,
	failed: Failed | undefined,
	replaced: string | undefined,
): Failed {
	const kept = failed ?? notTried(keyContext, undefined);
	if (kept.kind === 'notSent' && kept.untried) return kept;
	const { failure } = withNote(
		kept,
		`The earlier schedule ${replaced} may not have been cancelled, so nothing was scheduled in its place`,
	);
	const described = { ...failure, verb: 'scheduled' as const };
	return kept.kind === 'unknown'
		? unreplaced(keyContext, { kind: 'notSent', failure: described })
		: { ...kept, failure: described };
}
