export type JsonObject = Record<string, unknown>;

/** The JSON value of a string, or undefined. */
export function jsonOf(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}

/** Length of a string in UTF-8 bytes. */
export function byteLength(text: string): number {
	return Buffer.byteLength(text, 'utf8');
}
