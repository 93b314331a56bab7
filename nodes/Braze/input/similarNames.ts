import { sortBy } from 'lodash';

/** More suggestions than this don't help. */
const MAX_NAMES = 3;

/** How similar two names are, closest first. */
const SAME_WORDS = 0;
const MISTYPED = 1;
const CONTAINED = 2;
const SAME_LAST_WORD = 3;

/**
 * The names that may have been meant instead of another one, most likely first: `user_id` and `id` for
 * `external_user_id`, `loyal` for `loyall`.
 */
export function similarNames(wanted: string, given: readonly string[]): string[] {
	return similarity(given)(wanted)
		.slice(0, MAX_NAMES)
		.map(({ name }) => name);
}

/**
 * Returns a function that finds the name that was probably meant by a mistyped one: `loyal` for `loyall`, but not `id`
 * for `user_id`. Names that differ only in their numbers are assumed to be intended.
 *
 * @param known all existing names
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

/** Ranks names by their similarity to another one. Names that have nothing in common with it are left out. */
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
	// Up to a quarter of the letters may differ: "loyall" for "loyal", but not "city" for "time".
	const maxChanges = Math.floor(shorter / 4);
	const changes = Math.abs(one.length - other.length) > maxChanges ? Infinity : editDistance(one, other);
	if (changes <= maxChanges) return { rank: MISTYPED, changes };
	if (shorter > 3 && (one.includes(other) || other.includes(one))) return { rank: CONTAINED, changes: 0 };
	return wanted.at(-1) === given.at(-1) ? { rank: SAME_LAST_WORD, changes: 0 } : undefined;
}

/** The lower-case words of a name, the same for `externalUserId`, `External User ID` and `external_user_id`. */
const wordsOf = (name: string): string[] =>
	name
		.replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2')
		.toLowerCase()
		.split(/[^\p{L}\p{N}]+/u)
		.filter((word) => word !== '');

const letters = (name: string): string => name.replace(/\d+/g, '0');

/** The number of insertions, removals and replacements that turn one text into another (Levenshtein distance). */
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
