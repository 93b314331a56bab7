import { isObject } from '../input/json';
import type { Member } from './entry';

/** What an item calls the person of a member; `undefined` if it names none. */
export function recipientName(member: Member | undefined): string | undefined {
	if (!member) return undefined;
	const { external_user_id: id, email, braze_id: brazeId, user_alias: alias } = member;
	const name = id ?? email ?? brazeId ?? (isObject(alias) ? alias.alias_name : undefined);
	return typeof name === 'string' ? name : undefined;
}
