import type { Combine, Member } from '../entry';
import type { ItemEntry, Part } from './types';

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
