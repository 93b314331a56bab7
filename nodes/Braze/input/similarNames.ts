import { sortBy } from 'lodash';

import { editDistance } from './editDistance';

/** More suggestions than this are no help. */
const MAX_NAMES = 3;

/**
 * The names that someone may have meant who wrote another one, the most likely first: `user_id` and `id` for
 * `external_user_id`, `loyal` for `loyall`.
 */
export function similarNames(wanted: string, given: readonly string[]): string[] {
	const ranked = given.map((name) => ({ name, rank: unlikeness(wanted, name) }));
	const alike = ranked.filter(({ rank }) => rank < Infinity);
	return sortBy(alike, ({ rank }) => rank)
		.slice(0, MAX_NAMES)
		.map(({ name }) => name);
}

/** How far a name is from another one; infinite if they have nothing in common. */
function unlikeness(wanted: string, name: string): number {
	const [a, b] = [wordsOf(wanted), wordsOf(name)];
	const [one, other] = [a.join(''), b.join('')];
	if (one === '' || other === '') return Infinity;
	if (one === other) return 0;
	const shorter = Math.min(one.length, other.length);
	// One letter in four may be wrong: "loyall", but not "city" for "time".
	if (editDistance(one, other) <= shorter / 4) return 1;
	if (shorter > 3 && (one.includes(other) || other.includes(one))) return 2;
	return a[a.length - 1] === b[b.length - 1] ? 3 : Infinity;
}

/** `externalUserId`, `External User ID` and `external_user_id` have the same words. */
const wordsOf = (name: string): string[] =>
	name
		.replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2')
		.toLowerCase()
		.split(/[^\p{L}\p{N}]+/u)
		.filter((word) => word !== '');
