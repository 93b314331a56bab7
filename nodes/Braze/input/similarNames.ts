import { sortBy } from 'lodash';

/** More suggestions than this are no help. */
const MAX_NAMES = 3;

/** What two names have in common, from the closest on. */
const SAME_WORDS = 0;
const MISTYPED = 1;
const CONTAINED = 2;
const SAME_LAST_WORD = 3;

/**
 * The names that someone may have meant who wrote another one, the most likely first: `user_id` and `id` for
 * `external_user_id`, `loyal` for `loyall`.
 */
export function similarNames(wanted: string, given: readonly string[]): string[] {
	return similarity(given)(wanted)
		.slice(0, MAX_NAMES)
		.map(({ name }) => name);
}

/**
 * Finds the name that was probably meant, if it was mistyped: `loyal` for `loyall`, but not `id` for `user_id`. Names
 * that differ only in their numbers are meant as they are.
 *
 * @param known all names that there are
 */
export function mistypedName(known: Iterable<string>): (written: string) => string | undefined {
	const likeTo = similarity([...known]);
	return (written) =>
		likeTo(written).find(({ name, rank }) => rank <= MISTYPED && letters(name) !== letters(written))?.name;
}

interface Ranked {
	readonly name: string;
	readonly rank: number;
}

/** Ranks names by how much they are like another one. Those that have nothing in common with it are left out. */
function similarity(given: readonly string[]): (wanted: string) => Ranked[] {
	const all = given.map((name) => ({ name, words: wordsOf(name) }));
	return (wanted) => {
		const words = wordsOf(wanted);
		const alike = all.flatMap((one) => {
			const found = compare(words, one.words);
			return found ? [{ name: one.name, ...found }] : [];
		});
		return sortBy(alike, ['rank', 'changes']);
	};
}

function compare(
	wanted: readonly string[],
	given: readonly string[],
): { rank: number; changes: number } | undefined {
	const [one, other] = [wanted.join(''), given.join('')];
	if (one === '' || other === '') return undefined;
	if (one === other) return { rank: SAME_WORDS, changes: 0 };
	const shorter = Math.min(one.length, other.length);
	// One letter in four may be wrong: "loyall", but not "city" for "time".
	const most = Math.floor(shorter / 4);
	const changes = Math.abs(one.length - other.length) > most ? Infinity : editDistance(one, other);
	if (changes <= most) return { rank: MISTYPED, changes };
	if (shorter > 3 && (one.includes(other) || other.includes(one))) return { rank: CONTAINED, changes: 0 };
	return wanted.at(-1) === given.at(-1) ? { rank: SAME_LAST_WORD, changes: 0 } : undefined;
}

/** `externalUserId`, `External User ID` and `external_user_id` have the same words. */
const wordsOf = (name: string): string[] =>
	name
		.replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2')
		.toLowerCase()
		.split(/[^\p{L}\p{N}]+/u)
		.filter((word) => word !== '');

const letters = (name: string): string => name.replace(/\d+/g, '0');

/** How many characters have to be inserted, removed or replaced to make one text of another (Levenshtein). */
function editDistance(from: string, to: string): number {
	let above = Array.from({ length: to.length + 1 }, (_, index) => index);
	for (let row = 1; row <= from.length; row++) {
		const current = [row];
		for (let column = 1; column <= to.length; column++) {
			const replaced = above[column - 1] + (from[row - 1] === to[column - 1] ? 0 : 1);
			current.push(Math.min(replaced, above[column] + 1, current[column - 1] + 1));
		}
		above = current;
	}
	return above[to.length];
}
