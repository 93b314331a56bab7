/** More levels than any request to Braze has, and few enough for every step on the way there. */
export const MAX_LEVELS = 500;

/** Whether JSON text, valid or not, opens more levels of lists and objects than {@link MAX_LEVELS}. Brackets inside strings do not count. */
export function isTooDeep(text: string): boolean {
	if (text.length <= MAX_LEVELS) return false;
	let level = 0;
	let quoted = false;
	for (let at = 0; at < text.length; at++) {
		const letter = text[at];
		if (quoted && letter === '\\') at++;
		else if (letter === '"') quoted = !quoted;
		else if (quoted) continue;
		else if (letter === '{' || letter === '[') level++;
		else if (letter === '}' || letter === ']') level--;
		if (level > MAX_LEVELS) return true;
	}
	return false;
}
