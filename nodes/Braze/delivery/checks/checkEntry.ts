import { refuseNeverData } from '../../input/identifier';
import { InputError } from '../../input/inputError';
import type { Combine, Entry, Envelope } from '../entry';
import { oversizedPart, pathOf } from '../plan/requests';
import type { Endpoint } from '../../transport/endpoint';

/** Numbers this large are results of a calculation: nobody writes an ID as 1e21. */
const NO_ID = 1e21;

const NEVER_DATA_ADVICE =
	'An expression or an earlier node wrote this instead of a value. Check where it comes from.';

/** What was found in envelopes, which many items may share. */
const inEnvelopes = new WeakMap<Envelope, string | undefined>();

/** What the requests of an operation have to respect. */
export interface EntryLimits {
	readonly endpoint: Pick<Endpoint, 'path'>;
	readonly combine?: Combine;
}

/**
 * Checks what an operation read from an item: its path leads where it should, none of its values is what only a failed
 * expression writes, and each part fits into a request.
 *
 * @returns the entry, with a hint if one of its numbers was rounded before it came here
 * @throws {InputError} naming the value or the part
 */
export function checkEntry(entry: Entry, { endpoint, combine }: EntryLimits): Entry {
	pathOf(endpoint, entry.envelope);
	const hint = roundedNumberHint(entry);
	refuseOversized(entry, combine);
	return hint === undefined ? entry : { ...entry, hints: [...(entry.hints ?? []), hint] };
}

/**
 * Looks at every value of an entry once, however it was entered: by a row, in JSON, or in a field of the input item.
 *
 * @returns a hint about a number beyond 2^53. It was rounded when the database or JSON that it comes from was read,
 * before it came here: identifiers and filters refuse it, other values may be meant. Numbers in the text of a JSON
 * parameter keep their digits, and are none of these (`input/exactJson.ts`).
 * @throws {InputError} naming the member that holds a text which only a failed expression writes
 */
function roundedNumberHint({ envelope, members }: Entry): string | undefined {
	const inMembers = firstRounded(members, 'item');
	const rounded = inEnvelope(envelope) ?? inMembers;
	return rounded === undefined
		? undefined
		: `The number in '${rounded}' is too long to be exact: its last digits may have changed before it reached this node. Pass it as text from its source.`;
}

function inEnvelope(envelope: Envelope): string | undefined {
	if (!inEnvelopes.has(envelope)) {
		const { path, query, body } = envelope;
		inEnvelopes.set(envelope, firstRounded({ path, query, body }, ''));
	}
	return inEnvelopes.get(envelope);
}

/**
 * The name of the first member, at any depth, that holds a rounded number, itself or in a list. Also throws on
 * text that a failed expression left behind.
 */
function firstRounded(value: unknown, name: string): string | undefined {
	if (typeof value === 'string') return refuseNeverData(name, value, NEVER_DATA_ADVICE);
	if (typeof value === 'number') return isRounded(value) ? name : undefined;
	if (typeof value !== 'object' || value === null) return undefined;
	const isList = Array.isArray(value);
	let found: string | undefined;
	for (const key in value) {
		const inside = firstRounded((value as Record<string, unknown>)[key], isList ? name : key);
		found ??= inside;
	}
	return found;
}

const isRounded = (value: number): boolean =>
	Number.isInteger(value) && Math.abs(value) > Number.MAX_SAFE_INTEGER && Math.abs(value) < NO_ID;

/** Throws an InputError naming the part of an entry that does not fit into a request. */
function refuseOversized(entry: Entry, combine: Combine | undefined): void {
	const tooLarge = oversizedPart(entry.envelope, combine ? entry.members : []);
	if (tooLarge === undefined) return;
	throw tooLarge === 'envelope'
		? oversized('This item', 'Send fewer or smaller values, or a shorter audience.')
		: oversized(nameOfMember(entry, tooLarge, combine), 'Send fewer or smaller values.');
}

const oversized = (name: string, resolution: string) =>
	new InputError(name, 'is larger than the 4 MB that Braze accepts in one request', resolution);

/** What errors call a member: items of operations that do not send to recipients have one, or one in each list. */
function nameOfMember(
	{ members = [], uncounted }: Entry,
	position: number,
	combine: Combine | undefined,
): string {
	const lists = combine?.lists;
	if (lists && Object.keys(lists.rules).length > 1) return `This item's ${lists.of(members[position])}`;
	return lists || uncounted || members.length === 1 ? 'This item' : `Recipient ${position + 1}`;
}
