import type { Entry, Envelope, Member } from '../entry';

/** A member of an entry, and where it came from. */
export interface Part {
	/** The index of the input item. */
	readonly item: number;
	/** The position of the member in its entry; 0 for entries without members. */
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
	/** Earlier requests (by index) for some of the same people, which must be answered first. */
	readonly after: readonly number[];
}

/** The entry of an input item, with the members that need no request. */
export interface ItemEntry {
	readonly item: number;
	readonly entry: Entry;
	/**
	 * Positions of members that an earlier attempt sent, so they need no request. Set, even if empty, for every entry
	 * that an earlier attempt sent or may have sent in part.
	 */
	readonly done?: ReadonlySet<number>;
	/** Positions of members that are left out on purpose: an earlier message of this run is the same. */
	readonly omitted?: ReadonlySet<number>;
}
