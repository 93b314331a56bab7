import type { Combine, Entry, Envelope, Member } from '../entry';

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

/** The parts of an entry: one for each member, or a single one if it has no members. */
export function partsOf({ item, entry: { members } }: ItemEntry, combine: Combine | undefined): Part[] {
	return members
		? members.map((member, position) => memberPart(item, position, member, combine?.lists))
		: [{ item, position: 0 }];
}

/** Whether a request is still needed for a part of an entry: it is neither done nor left out. */
export function isOpen({ done, omitted }: ItemEntry, position: number): boolean {
	return done?.has(position) !== true && omitted?.has(position) !== true;
}

/** For how many parts of an entry a request is still needed. */
export function openParts({ entry, done, omitted }: ItemEntry): number {
	return (entry.members?.length ?? 1) - (done?.size ?? 0) - (omitted?.size ?? 0);
}

/** The part for one member of an entry. */
export function memberPart(
	item: number,
	position: number,
	member: Member,
	lists: Combine['lists'],
): Part & { readonly member: Member } {
	return lists ? { item, position, member, list: lists.of(member) } : { item, position, member };
}
