/** Joins sentences. Empty ones are skipped, and a missing period is added. */
export function sentences(...parts: readonly string[]): string {
	return parts
		.map((part) => part.trim())
		.filter((part) => part !== '')
		.map((part) => (/[.!?…]["')]?$/.test(part) ? part : `${part}.`))
		.join(' ');
}

/** A quoted message of someone else; empty if there is none. */
export function quote(who: string, words: string): string {
	return words.trim() === '' ? '' : `${who} said: "${words.trim()}"`;
}
