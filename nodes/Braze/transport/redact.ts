/**
 * Removes a secret from a response: Braze repeats the API key in the body of some 401 responses, and a response may
 * end up in an error, an item or a log.
 */
export function redact<T>(value: T, secret: string): T {
	const needle = secret.trim();
	if (needle === '') return value;
	return scrub(value, new RegExp(needle.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'gi')) as T;
}

function scrub(value: unknown, secret: RegExp): unknown {
	if (typeof value === 'string') return value.replace(secret, '***');
	if (Array.isArray(value)) return value.map((member) => scrub(member, secret));
	if (typeof value === 'object' && value !== null) {
		return Object.fromEntries(
			Object.entries(value).map(([key, member]) => [key.replace(secret, '***'), scrub(member, secret)]),
		);
	}
	return value;
}
