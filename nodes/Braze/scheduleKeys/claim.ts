import type { Outcome } from '../delivery/outcome';
import { beginClosing } from './closing';
import type { KeyedRequest, KeyRun } from './keyRun';
import { claimedRecord, isPast, type KeyRecord } from './record';
import type { StoreFailure } from './store';
import { describeSchedule, named, notTried, refused, taken, unfinished } from './words';

/** The right to schedule under a key. */
export interface Claim {
	/** The record before, if the key had a schedule: one that was sent, or one that has to be cancelled first. */
	readonly earlier?: KeyRecord;
	/** Whether {@link earlier} has to be cancelled. */
	readonly replaces: boolean;
	/** Whether an earlier attempt of this execution may have scheduled it: the claim then stays whatever happens. */
	readonly uncertain: boolean;
}

export type Claimed = { readonly claim: Claim } | { readonly outcome: Outcome };

const FREE: Claimed = { claim: { replaces: false, uncertain: false } };

/**
 * Claims a key before anything is scheduled under it: only one of several executions succeeds. The claim contains everything
 * in the later record except the schedule ID, so that a crash in between leaves a trace.
 */
export async function claimKey(run: KeyRun, keyed: KeyedRequest): Promise<Claimed> {
	for (let attempt = 1; attempt <= 2; attempt++) {
		const created = await run.before.create(keyed.id, newRecord(run, keyed));
		if ('failed' in created) return await notClaimed(run, keyed, created.failed);
		if (created.value === 'created') return FREE;
		const found = await run.before.read(keyed.id);
		if ('failed' in found) return { outcome: notTried(run, keyed, found.failed) };
		if (found.value) return await judge(run, keyed, found.value);
		// The schedule was cancelled in the meantime, so the key is free.
	}
	return {
		outcome: refused(
			`${named(keyed.scheduleKey.key)} is used by several executions at the same time`,
			run.endpoint,
			'Try again',
		),
	};
}

/** The record of a key that is about to get its schedule. */
export function newRecord({ use, now }: KeyRun, { request, scheduleKey, claim }: KeyedRequest): KeyRecord {
	const target: unknown = use.idKey === undefined ? '' : request.envelope.body?.[use.idKey];
	return claimedRecord(
		scheduleKey,
		use,
		'pending',
		{ claim, now: now() },
		typeof target === 'string' ? target : '',
	);
}

/** A claim that got no response may exist anyway, and would block the key. */
async function notClaimed(run: KeyRun, keyed: KeyedRequest, failed: StoreFailure): Promise<Claimed> {
	const { claim, id } = keyed;
	if (failed.kind === 'unknown') {
		const found = await run.after.read(id);
		if ('value' in found && found.value?.claim === claim && found.value.state === 'pending')
			await run.after.remove(id);
	}
	return { outcome: notTried(run, keyed, failed) };
}

/** What an existing record means. */
async function judge(run: KeyRun, keyed: KeyedRequest, record: KeyRecord): Promise<Claimed> {
	if (record.state !== 'scheduled') {
		if (record.claim !== keyed.claim) return { outcome: unfinished(record, run.endpoint) };
		return { claim: { replaces: false, uncertain: record.state === 'unknown' } };
	}
	// An earlier attempt of this execution scheduled it, though n8n no longer knows.
	if (record.claim === keyed.claim)
		return {
			outcome: {
				kind: 'sent',
				answer: { schedule_id: record.schedule_id, message: 'success' },
				fromMemory: true,
			},
		};
	const past = isPast(record, run.now());
	if (!past && run.ifExists === 'error') return { outcome: taken(record, run.endpoint) };
	if (!past && run.ifExists === 'skip') {
		return {
			outcome: {
				kind: 'sent',
				answer: {},
				skipped: `${named(record.schedule_key)} already has a schedule. ${describeSchedule(record)}`,
			},
		};
	}
	const lost = await beginClosing(run, keyed, record);
	return lost ? { outcome: lost } : { claim: { earlier: record, replaces: !past, uncertain: false } };
}
