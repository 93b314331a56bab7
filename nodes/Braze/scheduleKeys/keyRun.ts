import type { Outcome } from '../delivery/outcome';
import type { PlannedRequest } from '../delivery/plan/types';
import type { ScheduleKey } from '../delivery/entry';
import type { KeySettings } from '../fields/schedule/scheduleKey';
import type { Endpoint } from '../transport/endpoint';
import { keyId } from './keyId';
import type { KeyUse } from './keyUse';
import type { KeyRecord } from './record';
import type { KeyStore } from './store';

/** What the requests of a run need for schedule keys. */
export interface KeyRun {
	readonly use: KeyUse;
	/** The endpoint of the requests themselves. */
	readonly endpoint: Endpoint;
	readonly ifExists: KeySettings['ifExists'];
	/** For requests before the request itself: they wait for rate limits as long as the user allows. */
	readonly before: KeyStore;
	/** For requests after it: they always wait for rate limits, because nothing can be stopped any more. */
	readonly after: KeyStore;
	/** Identifies the items of this execution; the same in a retry. */
	readonly claimOf: (item: number) => string;
	/** Milliseconds since 1970. */
	readonly now: () => number;
	/** Cancels the schedule of a record; `undefined` if it is cancelled, was sent, or was cancelled before. */
	readonly cancel: (record: KeyRecord) => Promise<Exclude<Outcome, { kind: 'sent' }> | undefined>;
}

/** One request under a key. */
export interface KeyedRequest {
	readonly request: PlannedRequest;
	readonly scheduleKey: ScheduleKey;
	/** The ID of the key's record. */
	readonly id: string;
	readonly claim: string;
}

/** Sends the request itself. */
export type Send = (request: PlannedRequest) => Promise<Outcome>;

/** Puts together what belongs to a request under a key. */
export function keyedRequest(
	{ use, claimOf }: KeyRun,
	request: PlannedRequest,
	scheduleKey: ScheduleKey,
): KeyedRequest {
	return {
		request,
		scheduleKey,
		id: keyId(use.kind, scheduleKey.key),
		claim: claimOf(request.parts[0].item),
	};
}
