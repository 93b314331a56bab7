import type { Companion } from '../delivery/entry';
import type { Endpoint } from '../transport/endpoint';
import type { ScheduleKind } from './protocol/items';

/** How schedule keys are stored in a run. */
export interface KeySettings {
	/** The name of the catalog in Braze that contains them. */
	readonly catalog: string;
	/** What happens if a key already has a schedule that was not sent yet. */
	readonly ifExists: 'error' | 'replace' | 'skip';
}

/** When messages go out, as ISO 8601 in UTC: the first and the last moment over all time zones. */
export interface Times {
	readonly first: string;
	readonly last: string;
}

/** What the list of keys shows about a schedule. */
export interface About {
	/** The name of the Canvas or campaign, if it is known. */
	readonly target_name?: string;
	/** Who gets it, such as `user-001` or `3 people`. */
	readonly recipients?: string;
}

/** The user's own key of the schedule that a request makes, changes or cancels. */
export class ScheduleKey implements Companion {
	readonly testHint = 'A test stores no schedule key, so the schedule of a real booking is not replaced.';

	/** @param times absent if the schedule is cancelled; `about` is only given if it is created */
	constructor(
		readonly key: string,
		readonly settings: KeySettings,
		readonly times?: Times,
		readonly about: About = {},
	) {}

	get id(): string {
		return JSON.stringify([this.settings.catalog, this.key]);
	}

	get report() {
		return { schedule_key: this.key };
	}
}

/** What an operation does with the key of a schedule, as data. */
export interface KeyUse {
	readonly kind: ScheduleKind;
	/** The key by which requests name the Canvas or campaign; messages have none. */
	readonly idKey?: string;
	readonly does: 'schedule' | 'move' | 'cancel';
	/** How a schedule of this kind is cancelled: one that is to be replaced is cancelled first. */
	readonly cancel: Endpoint;
}
