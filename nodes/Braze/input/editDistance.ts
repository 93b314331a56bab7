/** How many characters have to be inserted, removed or replaced to make one text of another (Levenshtein). */
export function editDistance(from: string, to: string): number {
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
