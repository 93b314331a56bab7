import type { JsonObject } from '../types/json';

/** What a key may do: everything, or a list of permission names (`canvas.trigger.send`, …). */
export type Permissions = '*' | string[];

export type KeyRing = Record<string, Permissions>;

/** Permissions that a marketer's restricted key often lacks. Without them, nothing can be listed. */
const LISTS = ['canvas', 'campaigns', 'segments'].flatMap((group) => [`${group}.list`, `${group}.details`]);

/**
 * The keys that every sandbox accepts.
 * @param all every permission an endpoint of the sandbox asks for
 * @param readOnly those of the GET endpoints
 */
export function presetKeys(all: string[], readOnly: string[]): KeyRing {
	return {
		'sandbox-key': '*',
		'sandbox-key-no-lists': all.filter((name) => !LISTS.includes(name)),
		'sandbox-key-readonly': readOnly,
	};
}

/** The key of an `Authorization: Bearer …` header, or undefined when the header has another form. */
export function bearer(header: string | undefined): string | undefined {
	return /^bearer ([^\s"']+)$/i.exec(header ?? '')?.[1];
}

/** The key as received, even if malformed, which Braze repeats in a 401 response. */
export function keyAsGiven(header: string | undefined): string {
	return (header ?? '').replace(/^bearer\s*/i, '');
}

/** The last four characters at most, so that a log never contains a key. */
export function redacted(key: string): string {
	return key.length > 8 ? `****${key.slice(-4)}` : '****';
}

/** A copy of a JSON value in which no text contains the key. */
export function withoutKey(value: unknown, key: string): unknown {
	if (typeof value === 'string') return key === '' ? value : value.split(key).join(redacted(key));
	if (Array.isArray(value)) return value.map((inner) => withoutKey(inner, key));
	return typeof value === 'object' && value !== null
		? Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withoutKey(inner, key)]))
		: value;
}

/** The headers for the log, with the key in `authorization` redacted. */
export function redactedHeaders(headers: JsonObject): Record<string, string> {
	const copy: Record<string, string> = {};
	for (const [name, value] of Object.entries(headers)) {
		if (value === undefined) continue;
		copy[name] = name === 'authorization' ? `Bearer ${redacted(keyAsGiven(String(value)))}` : String(value);
	}
	return copy;
}

export function allows(permissions: Permissions, permission: string): boolean {
	return permissions === '*' || permissions.includes(permission);
}
