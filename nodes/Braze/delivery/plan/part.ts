import type { Combine, Member } from '../entry';
import type { Part } from './types';

/** The part for a member of an entry. */
export function memberPart(item: number, position: number, member: Member, lists: Combine['lists']): Part & { readonly member: Member } {
	return lists ? { item, position, member, list: lists.of(member) } : { item, position, member };
}
