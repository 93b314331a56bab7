export type JsonObject = Record<string, unknown>;

/** How deep JSON may be nested, as in Ruby on Rails. Deeper values could not be written as JSON again. */
const MAX_DEPTH = 100;

/** The JSON value of a string; undefined if it is none, or nested too deeply. */
export function jsonOf(text: string): unknown {
	try {
		const value = JSON.parse(text) as unknown;
		return isDeeper(value, MAX_DEPTH) ? undefined : value;
	} catch {
		return undefined;
	}
}

/** Whether a value has more than that many levels of lists and objects. */
function isDeeper(value: unknown, levels: number): boolean {
	if (typeof value !== 'object' || value === null) return false;
	return levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1));
}

/** Length of a string in UTF-8 bytes. */
export function byteLength(text: string): number {
	return Buffer.byteLength(text, 'utf8');
}
