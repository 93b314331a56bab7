import { claim, type Booking, type Claim, type NotScheduled, type Taken, type Unfinished } from './claiming';
import { givenBackUntil, replacedBy, usedUntil } from './deadlines';
import { isOverdue } from './gate';
import { momentOf, type End } from './items';
import { checkMark } from './mark';
import {
	ending,
	headHint,
	refOf,
	settleOne,
	twice,
	type Answer,
	type Change,
	type Failed,
	type Protocol,
	type Settle,
} from './protocol';

/** How the attempt to schedule under a key ended. */
export type Scheduled =
	/** `notStored`: the ID could not be stored under the key. */
	| {
			readonly kind: 'scheduled';
			readonly answer: Answer;
			readonly notStored?: Answer;
			readonly replaced?: string;
	  }
	| Taken
	| Unfinished
	/** Nothing was scheduled. */
	| NotScheduled
	/** Whether it was scheduled is unknown. */
	| { readonly kind: 'unknown'; readonly failed?: Failed; readonly replaced?: string };

/** Schedules under a key: claims it, cancels the schedule that is to be replaced, schedules, and stores the ID. */
export function* schedule(booking: Booking): Protocol<Scheduled> {
	const first = yield* scheduleOnce(booking);
	if (first.kind !== 'overdue') return first;
	// Each attempt needs its own token.
	const { claim: own } = booking;
	const second = yield* scheduleOnce({ ...booking, claim: { ...own, token: `${own.token}r` } });
	if (second.kind !== 'overdue') return second;
	return { kind: 'notScheduled', because: 'gate', claimLeft: second.claimLeft };
}

/** The claim was confirmed so late after the look at the gate that a run with many keys may not have seen it. */
interface Overdue {
	readonly kind: 'overdue';
	readonly claimLeft: boolean;
}

function* scheduleOnce(booking: Booking): Protocol<Scheduled | Overdue> {
	const claimed = yield* claim(booking);
	if ('kind' in claimed) return claimed;
	const marked = yield* checkMark(claimed);
	if (marked) return yield* giveBack(claimed, marked.now, { because: 'cleanUp', failed: marked.failed });
	if (isOverdue(claimed.open, claimed.now)) {
		const { claimLeft } = yield* giveBack(claimed, claimed.now, { because: 'gate' });
		return { kind: 'overdue', claimLeft };
	}

	return yield* useClaim(claimed, settleOne);
}

/** Cancels what is to be replaced, schedules under the own claim, and stores the ID. */
export function* useClaim(claimed: Claim, settle: Settle): Protocol<Scheduled> {
	const { chain, n, item, earlier } = claimed;
	const toReplace = earlier && refOf(earlier.item);
	let replaced = toReplace?.scheduleId;
	if (toReplace) {
		const { kind, failed, now, repeated } = yield* twice({
			ask: 'cancel',
			schedule: toReplace,
			notAfter: replacedBy(item),
		});
		if (kind === 'late') return yield* giveBack(claimed, now, { because: 'late', replaced }, 'kept', settle);
		if (kind === 'refused' || kind === 'unclear')
			return yield* giveBack(claimed, now, { because: 'earlier', failed, replaced }, 'kept', settle);
		// It went out, or somebody else cancelled it.
		if (kind === 'gone' && !repeated) replaced = undefined;
	}
	const answer = yield {
		ask: 'schedule',
		notAfter: usedUntil(item),
		...(toReplace && { replaces: true }),
	};
	if (answer.kind === 'unclear') return { kind: 'unknown', failed: answer.failed, replaced };
	if (answer.kind !== 'done') {
		const why = { because: 'schedule', failed: answer.failed, replaced } as const;
		return yield* giveBack(claimed, answer.now, why, earlier ? 'void' : 'kept', settle);
	}
	// Without an ID, the claim stays as it is: nobody can find this schedule by its key.
	if (answer.scheduleId === undefined) return { kind: 'scheduled', answer, replaced, notStored: answer };
	const stored = yield* settle(chain.claim(n), {
		schedule_id: answer.scheduleId,
		schedule_of: item.token,
	});
	yield* leaveHints(claimed, stored.now);
	return { kind: 'scheduled', answer, replaced, ...(stored.kind !== 'done' && { notStored: stored }) };
}

/**
 * Gives back the own claim, which then ended when it began. One that is too old stays as it is: another may be about to free
 * it.
 */
function* giveBack(
	{ chain, n, item }: Claim,
	now: number,
	why: Pick<NotScheduled, 'because' | 'failed' | 'replaced'>,
	ended: End = 'kept',
	settle = settleOne,
): Protocol<NotScheduled> {
	const isOld = now > givenBackUntil(item);
	const since = momentOf(item.since, 0);
	const settled = isOld ? undefined : yield* settle(chain.claim(n), ending(item.token ?? '', ended, since));
	return { kind: 'notScheduled', ...why, claimLeft: settled?.kind !== 'done' };
}

/** Shortens the way of later readers; nothing relies on it. */
function* leaveHints({ chain, root, n, earlier }: Claim, now: number): Protocol<void> {
	if (n === 1 || !root.token) return;
	const head = headHint(root, n);
	const old = earlier && ending(earlier.item.token ?? '', 'cancelled', now);
	// Braze accepts each ID once in a request.
	const changes: Change[] =
		earlier?.n === 1
			? [{ id: chain.root, values: { ...head, ...old } }]
			: [
					{ id: chain.root, values: head },
					...(earlier && old ? [{ id: chain.claim(earlier.n), values: old }] : []),
				];
	yield { ask: 'patchMany', changes };
}
