import type { Outcome, RequestOutcome } from '../delivery/outcome';
import { verbOf } from '../transport/endpoint';
import { sentences } from '../transport/errorText';
import type { Failure } from '../transport/failure';
import { idsOf } from './carryOut';
import type { KeyUse } from './key';
import { named, notSeen, notTried, refused, unfinished, type KeyContext } from './messages';
import type { Keyed } from './outcomes';
import type { Changed } from './protocol/changing';
import { scheduleOf } from './protocol/items';
import { refOf } from './protocol/protocol';

/** How moving or cancelling by a key ended, for the item. */
export function changedOutcome(keyed: Keyed, result: Changed): Outcome {
	const { use, keyContext } = keyed;
	switch (result.kind) {
		case 'changed': {
			const { answer, item, notStored } = result;
			return {
				...(answer.sent ?? { kind: 'sent' }),
				answer: {
					...answer.sent?.answer,
					...idsOf(use, refOf(item)),
					...(notStored && { schedule_key_problem: notStoredAs(use, keyContext) }),
				},
			};
		}
		case 'none':
			return noSchedule(keyed, result);
		case 'unfinished':
			return unfinished(keyContext, result.item);
		case 'notChanged':
			if (result.because === 'notSeen') return notSeen(keyContext);
			return result.because === 'schedule' && result.failed
				? result.failed
				: notTried(keyContext, result.failed);
		case 'unknown':
			return unknownChange(keyed, result);
	}
}

/** Whether the key still has a schedule is unknown. */
function unknownChange(
	{ request, keyContext }: Keyed,
	{ item, failed, gone, cancelled }: Extract<Changed, { kind: 'unknown' }>,
): Outcome {
	const { key, endpoint } = keyContext;
	const verb = verbOf(endpoint);
	if (cancelled) {
		const message = `${named(key)} may still have a schedule`;
		const resolution = sentences(
			`Its schedule ${scheduleOf(item)} was cancelled, but the node could not find out whether there is another one`,
			failed?.failure.message ?? '',
			'Cancel by the key again',
		);
		return { kind: 'unknown', failure: { verb, message, resolution } };
	}
	const { failure } = failed ?? notTried(keyContext, undefined);
	if (!gone) return failed ?? { kind: 'unknown', failure };
	const { status, reason, ids } = gone.failed?.failure ?? {};
	const described: Failure = {
		verb,
		status,
		reason,
		ids,
		afterUnclear: true,
		message: failure.message,
		resolution: sentences(`The retry failed: ${reason ?? ''}`, endpoint.repetitionHint ?? ''),
	};
	const accepted = request.envelope.acceptRefusal?.(described);
	return accepted ? { kind: 'sent', answer: { ...accepted } } : { kind: 'unknown', failure: described };
}

const notStoredAs = ({ does }: KeyUse, { key }: KeyContext): string =>
	does === 'move'
		? `The message was moved, but that could not be stored: ${named(key)} is free only after the later of the two times.`
		: `${named(key)} could not be stored as cancelled. The next cancellation or replacement corrects that.`;

/** Adds to the output of input items whose schedules were cancelled that their keys may still look taken. */
export const withUnseen = (
	delivered: readonly RequestOutcome[],
	items: ReadonlySet<number>,
): RequestOutcome[] =>
	delivered.map((one) => {
		const { parts, outcome } = one;
		if (outcome.kind !== 'sent' || !items.has(parts[0].item)) return one;
		return { parts, outcome: { ...outcome, answer: { ...outcome.answer, schedule_key_problem: NOT_SEEN } } };
	});

const NOT_SEEN =
	'Braze does not show yet that the key is free. Until it does, a new schedule under the key is refused or skipped, so wait some minutes.';

/** An unknown key is a schedule that no longer exists, if the user accepts that. */
function noSchedule(
	{ request, keyContext }: Keyed,
	{ gone, answer }: Extract<Changed, { kind: 'none' }>,
): Outcome {
	const { key, catalog, endpoint } = keyContext;
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
