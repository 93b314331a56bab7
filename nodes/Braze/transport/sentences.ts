/** Puts sentences one after the other. What is empty is left out, and one without an end gets a full stop. */
export function sentences(...parts: readonly string[]): string {
	return parts
		.map((part) => part.trim())
		.filter((part) => part !== '')
		.map((part) => (/[.!?…]["')]?$/.test(part) ? part : `${part}.`))
		.join(' ');
}

/** What somebody else said, in their own words; empty where they said nothing. */
export function quote(who: string, words: string): string {
	return words.trim() === '' ? '' : `${who} said: "${words.trim()}"`;
}
