import { editDistance } from '../../../input/editDistance';

/** The largest part of a name that may be mistyped. */
const MISTYPED = 1 / 4;

/**
 * The name that was probably meant: the one that needs the fewest changes, if these are few. Names that differ only in
 * their numbers are meant as they are.
 *
 * @returns `undefined` if no name is near
 */
export function nearest(name: string, known: Iterable<string>): string | undefined {
	let best: string | undefined;
	let fewest = Math.max(1, Math.floor(name.length * MISTYPED)) + 1;
	for (const candidate of known) {
		if (Math.abs(candidate.length - name.length) >= fewest || letters(candidate) === letters(name)) continue;
		const changes = editDistance(name.toLowerCase(), candidate.toLowerCase());
		if (changes < fewest) [best, fewest] = [candidate, changes];
	}
	return best;
}

const letters = (name: string): string => name.replace(/\d+/g, '0');
