import type { Combine, Member } from '../../delivery/entry';
import { personKey } from '../../recipients/recipient';

/** How many users Braze accepts in one request of its user endpoints. */
export const MAX_USERS = 50;

/**
 * How members go into a request that is one list of them.
 *
 * @param list the key of the body
 * @param key what tells apart those that must not share a request
 * @param other whom a member is about besides, in the same form; `undefined` if there is nobody
 */
export function listOf(
	list: string,
	key: (member: Member) => unknown,
	other?: (member: Member) => unknown,
): Combine & { byDefault: true } {
	return {
		limit: MAX_USERS,
		byDefault: true,
		key: (member) => personKey(key(member)),
		...(other && { alsoAbout: (member: Member) => keysOf(other(member)) }),
		body: (members) => ({ [list]: members }),
	};
}

const keysOf = (identifier: unknown): string[] => (identifier === undefined ? [] : [personKey(identifier)]);
