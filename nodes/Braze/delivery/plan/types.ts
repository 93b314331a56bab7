import type { Entry, Envelope, Member } from '../entry';

/** A member of an entry, and where it came from. */
export interface Part {
	/** The index of the input item. */
	readonly item: number;
	/** The place of the member in its entry; 0 for entries without members. */
	readonly position: number;
	/** Absent for entries without members. */
	readonly member?: Member;
	/** The list of the request that the member goes into; absent if requests have a single list. */
	readonly list?: string;
}

/** One request to Braze, for one input item or several. */
export interface PlannedRequest {
	readonly envelope: Envelope;
	readonly parts: readonly Part[];
	/** Earlier requests (by index) that concern one of the same people and have to be answered first. */
	readonly after: readonly number[];
}

/** The entry of an input item, with the members that still have to be sent. */
export interface ItemEntry {
	readonly item: number;
	readonly entry: Entry;
	/**
	 * Places of members that need no request, since an earlier try sent them. Given, though perhaps empty, for every
	 * entry of which an earlier try sent something, or perhaps did.
	 */
	readonly done?: ReadonlySet<number>;
}
