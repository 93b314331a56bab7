import type { Combine, Member } from '../entry';

/** A member of an entry, and where it came from. */
export interface Part {
	/** The index of the input item. */
	readonly item: number;
	/** The place of the member in its entry; 0 for entries without members. */
	readonly position: number;
	/** Absent for entries without members. */
	readonly member?: Member;
	/** The list of the request that the member goes into; absent where requests hold a single list. */
	readonly list?: string;
}

/** The part for a member of an entry. */
export function memberPart(item: number, position: number, member: Member, lists: Combine['lists']): Part & { readonly member: Member } {
	return lists ? { item, position, member, list: lists.of(member) } : { item, position, member };
}
