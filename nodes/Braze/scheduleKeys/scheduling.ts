import type { Outcome, Sent } from '../delivery/outcome';
import { claimKey, newRecord, type Claim } from './claim';
import { giveUpClosing } from './closing';
import type { KeyedRequest, KeyRun, Send } from './keyRun';
import type { KeyRecord } from './record';
import type { Stored } from './store';
import { CLEAN_UP, named, withNote } from './words';

/**
 * Schedules under a key: claims the key, cancels the schedule that is to be replaced, schedules, and stores the schedule
 * ID, all before the item gets its result.
 */
export async function scheduleUnderKey(run: KeyRun, keyed: KeyedRequest, send: Send): Promise<Outcome> {
	const claimed = await claimKey(run, keyed);
	if ('outcome' in claimed) return claimed.outcome;
	const { claim } = claimed;
	const kept = claim.earlier && claim.replaces ? await run.cancel(claim.earlier) : undefined;
	if (kept && claim.earlier) return await notReplaced(run, keyed, claim.earlier, kept);
	const outcome = await send(keyed.request);
	if (outcome.kind === 'sent') return await storeSchedule(run, keyed, claim, outcome);
	if (outcome.kind === 'unknown' || claim.uncertain) return await keepClaim(run, keyed, claim, outcome);
	return await releaseClaim(run, keyed, claim, outcome);
}

/** The earlier schedule could not be cancelled for certain, so nothing replaces it. */
async function notReplaced(
	run: KeyRun,
	keyed: KeyedRequest,
	earlier: KeyRecord,
	kept: Exclude<Outcome, { kind: 'sent' }>,
): Promise<Outcome> {
	const note = await giveUpClosing(run, keyed, earlier);
	const { failure } = withNote(
		kept,
		`The earlier schedule ${earlier.schedule_id} could not be cancelled for certain, so nothing was scheduled in its place`,
		note,
	);
	const described = { ...failure, verb: 'scheduled' as const };
	return kept.kind === 'unknown' ? { kind: 'notSent', failure: described } : { ...kept, failure: described };
}

async function storeSchedule(run: KeyRun, keyed: KeyedRequest, claim: Claim, sent: Sent): Promise<Outcome> {
	const { schedule_id: id } = sent.answer;
	if (typeof id !== 'string' || id === '') {
		await write(run, keyed, claim, { state: 'unknown' });
		return notStored(
			sent,
			`Braze returned no schedule ID for ${named(keyed.scheduleKey.key)}, so the schedule cannot be found by its key`,
		);
	}
	const stored = await write(run, keyed, claim, { state: 'scheduled', schedule_id: id });
	if ('value' in stored) return sent;
	const why = `${named(keyed.scheduleKey.key)} could not be stored: ${stored.failed.failure.message}`;
	return notStored(sent, `${why}. The schedule ${id} exists: keep its ID, and cancel or update it by that`);
}

/** The schedule was created, so this is a success; the output and a hint say what is missing. */
function notStored(sent: Sent, problem: string): Sent {
	return {
		...sent,
		answer: { ...sent.answer, schedule_key_stored: false, schedule_key_problem: `${problem}.` },
	};
}

async function keepClaim(
	run: KeyRun,
	keyed: KeyedRequest,
	claim: Claim,
	outcome: Exclude<Outcome, { kind: 'sent' }>,
): Promise<Outcome> {
	await write(run, keyed, claim, { state: 'unknown' });
	return withNote(
		outcome,
		...lost(claim),
		`${named(keyed.scheduleKey.key)} stays claimed, so that nothing is scheduled twice. Once you have checked Braze, remove it with ${CLEAN_UP}`,
	);
}

/** Nothing was scheduled, so the key is free again. */
async function releaseClaim(
	run: KeyRun,
	keyed: KeyedRequest,
	claim: Claim,
	outcome: Exclude<Outcome, { kind: 'sent' }>,
): Promise<Outcome> {
	if (claim.earlier && !claim.replaces)
		return withNote(outcome, await giveUpClosing(run, keyed, claim.earlier));
	const removed = await run.after.remove(keyed.id);
	const note =
		'failed' in removed
			? `${named(keyed.scheduleKey.key)} could not be released: remove it with ${CLEAN_UP}`
			: '';
	return withNote(outcome, ...lost(claim), note);
}

/** What a failed replacement has done already. */
function lost({ earlier, replaces }: Claim): string[] {
	return earlier && replaces
		? [`The earlier schedule ${earlier.schedule_id} was already cancelled for the replacement`]
		: [];
}

/** The claim of a new key already contains the rest of the record. If it was removed in the meantime, it is created again. */
async function write(
	run: KeyRun,
	keyed: KeyedRequest,
	{ earlier }: Claim,
	state: Pick<KeyRecord, 'state'> & Partial<KeyRecord>,
): Promise<Stored<unknown>> {
	const record = { ...newRecord(run, keyed), ...state };
	const written = await run.after.write(keyed.id, earlier ? record : state);
	return 'value' in written && written.value === 'missing'
		? await run.after.create(keyed.id, record)
		: written;
}
