import type { ScheduleKey } from '../delivery/entry';
import type { KeyUse } from './keyUse';

/**
 * - `pending`: claimed, and about to be scheduled;
 * - `scheduled`: there is a schedule;
 * - `unknown`: Braze did not say whether there is one;
 * - `closing`: an execution is replacing or cancelling the schedule under the key.
 */
export type KeyState = 'pending' | 'scheduled' | 'unknown' | 'closing';

/** The values of the catalog item for a schedule under a key, besides its ID. All are text. */
export interface KeyRecord {
	readonly schedule_key: string;
	readonly kind: string;
	readonly state: KeyState;
	readonly schedule_id: string;
	/** The Canvas or campaign; empty for messages. */
	readonly target_id: string;
	readonly first_send_at: string;
	readonly last_send_at: string;
	/** The claim that the times belong to: a late change must not apply its times to another schedule. */
	readonly times_of: string;
	/** Identifies who claimed the key: a retry of the same execution has the same claim for the same item. */
	readonly claim: string;
	/** When it was claimed. */
	readonly since: string;
}

const FIELDS: ReadonlyArray<keyof KeyRecord> = [
	'schedule_key',
	'kind',
	'state',
	'schedule_id',
	'target_id',
	'first_send_at',
	'last_send_at',
	'times_of',
	'claim',
	'since',
];

/** The fields of the catalog, as Braze creates them. */
export const CATALOG_FIELDS = ['id', ...FIELDS].map((name) => ({ name, type: 'string' }));

/** Who claims a key, and when. */
export interface Claimant {
	readonly claim: string;
	readonly now: number;
}

/** The record of a key that is claimed now. */
export function claimedRecord(
	{ key, times }: ScheduleKey,
	{ kind }: KeyUse,
	state: KeyState,
	{ claim, now }: Claimant,
	targetId = '',
): KeyRecord {
	return {
		schedule_key: key,
		kind,
		state,
		schedule_id: '',
		target_id: targetId,
		...timesFor(claim, times),
		claim,
		since: new Date(now).toISOString(),
	};
}

/** The part of a record that says when the schedule goes out. */
export function timesFor(
	claim: string,
	times: ScheduleKey['times'],
): Pick<KeyRecord, 'first_send_at' | 'last_send_at' | 'times_of'> {
	return { first_send_at: times?.first ?? '', last_send_at: times?.last ?? '', times_of: claim };
}

/** What requests about the schedule of a record name: its ID, and the Canvas or campaign if there is one. */
export function idsOf({ idKey }: KeyUse, { schedule_id, target_id }: KeyRecord): Record<string, string> {
	return { ...(idKey !== undefined && { [idKey]: target_id }), schedule_id };
}

/** The record in a catalog item, in which a value that is missing is empty. */
export function recordIn(item: Readonly<Record<string, unknown>>): KeyRecord {
	const text = (value: unknown) => (typeof value === 'string' ? value : '');
	return Object.fromEntries(FIELDS.map((name) => [name, text(item[name])])) as unknown as KeyRecord;
}

/** How far the clocks of n8n and Braze may differ. */
const CLOCK_DIFFERENCE_MS = 5 * 60 * 1000;

/** Whether the schedule has gone out everywhere, so that its key is free. Times that are not known never count as past. */
export function isPast(record: KeyRecord, now: number): boolean {
	return record.state === 'scheduled' && lastMoment(record) + CLOCK_DIFFERENCE_MS < now;
}

/** The last moment at which the schedule goes out, in milliseconds since 1970; `Infinity` if unknown. */
export function lastMoment({ last_send_at: last, times_of: timesOf, claim }: KeyRecord): number {
	const moment = timesOf === claim ? Date.parse(last) : NaN;
	return Number.isNaN(moment) ? Infinity : moment;
}
