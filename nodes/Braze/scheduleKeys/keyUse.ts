import type { Endpoint } from '../transport/endpoint';

/** What schedules send. The same key may be used once for each kind. */
export type ScheduleKind = 'campaign' | 'canvas' | 'message';

/** What an operation does with the key of a schedule, as data. */
export interface KeyUse {
	readonly kind: ScheduleKind;
	/** The key by which requests name the Canvas or campaign; messages have none. */
	readonly idKey?: string;
	readonly does: 'schedule' | 'change' | 'cancel';
	/** How a schedule of this kind is cancelled: one that is to be replaced is cancelled first. */
	readonly cancel: Endpoint;
}
