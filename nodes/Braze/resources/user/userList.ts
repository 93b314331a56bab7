import type { Combine, Member } from '../../delivery/entry';
import { personKey } from '../../recipients/recipient';

/** The maximum number of users per request of the user endpoints. */
export const MAX_USERS = 50;

/**
 * How members fill requests that consist of a single list.
 *
 * @param list the key of the list in the body
 * @param key members with the same value must not share a request
 * @param other who else a member concerns, in the same form; `undefined` if nobody
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
