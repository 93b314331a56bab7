import type { Entry, Envelope } from '../entry';

/** From here on, a number comes from a calculation: nobody writes an ID as 1e21. */
const NO_ID = 1e21;

/** What was found in envelopes, which many items may share. */
const inEnvelopes = new WeakMap<Envelope, string | undefined>();

/**
 * A hint about a number beyond 2^53. It was rounded when the database or JSON that it comes from was read, before it came
 * here: identifiers and filters refuse it, other values may be meant. Numbers in the text of a JSON parameter keep
 * their digits, and are none of these (`input/exactJson.ts`).
 */
export function lostDigitsHint({ envelope, members = [] }: Entry): string | undefined {
	const name = nameInEnvelope(envelope) ?? firstName(members);
	return name === undefined
		? undefined
		: `The number in '${name}' is too long to be exact: its last digits may have changed before it reached this node. Pass it as text from its source.`;
}

function nameInEnvelope(envelope: Envelope): string | undefined {
	if (!inEnvelopes.has(envelope)) inEnvelopes.set(envelope, firstName(envelope.body));
	return inEnvelopes.get(envelope);
}

/** The name of the first member, at any depth, that holds such a number, itself or in a list. */
function firstName(value: unknown, name = ''): string | undefined {
	if (typeof value === 'number') return isInexact(value) ? name : undefined;
	if (typeof value !== 'object' || value === null) return undefined;
	for (const key in value) {
		const inner = (value as Record<string, unknown>)[key];
		if (typeof inner !== 'number' && typeof inner !== 'object') continue;
		const found = firstName(inner, Array.isArray(value) ? name : key);
		if (found !== undefined) return found;
	}
	return undefined;
}

const isInexact = (value: number): boolean =>
	Number.isInteger(value) && Math.abs(value) > Number.MAX_SAFE_INTEGER && Math.abs(value) < NO_ID;
