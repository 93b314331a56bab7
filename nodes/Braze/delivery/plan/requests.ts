import type { IDataObject } from 'n8n-workflow';

import { describe } from '../../input/describe';
import { HALF_CHARACTER } from '../../input/identifier';
import { InputError } from '../../input/inputError';
import type { BrazeRequest } from '../../transport/connection';
import type { Endpoint } from '../../transport/endpoint';
import type { Combine, Entry, Envelope, Member } from '../entry';

/** A member of an entry, and where it came from. */
export interface Part {
	/** The index of the input item. */
	readonly item: number;
	/** The position of the member in its entry; 0 for entries without members. */
	readonly position: number;
	/** Absent for entries without members. */
	readonly member?: Member;
	/** Identifies the person that the member is about, as returned by `Combine.key`. */
	readonly person?: string;
	/** The list of the request that the member goes into; absent if requests have a single list. */
	readonly list?: string;
}

/** One request to Braze, for one input item or several. */
export interface PlannedRequest {
	readonly envelope: Envelope;
	readonly parts: readonly Part[];
	/** The indexes of earlier requests for some of the same people. Braze must have responded to them first. */
	readonly after: readonly number[];
}

/** The entry of an input item, with the positions of members that need no request. */
export interface ItemEntry {
	readonly item: number;
	readonly entry: Entry;
	/**
	 * Positions of members that an earlier attempt sent. Set, even if empty, for every entry of which an earlier attempt
	 * sent, or may have sent, a part.
	 */
	readonly done?: ReadonlySet<number>;
	/** Positions of members left out on purpose because they repeat an earlier message of this run. */
	readonly omitted?: ReadonlySet<number>;
}

/** A part that has a member. */
export type MemberPart = Part & Required<Pick<Part, 'member' | 'person'>>;

/** The parts of an entry: one for each member, or a single one if it has no members. */
export function partsOf({ item, entry: { members } }: ItemEntry, combine: Combine | undefined): Part[] {
	return members
		? members.map((member, position) => memberPart(item, position, member, combine))
		: [{ item, position: 0 }];
}

/** Whether a part of an entry still needs a request, because it is neither done nor omitted. */
export function isOpen({ done, omitted }: ItemEntry, position: number): boolean {
	return done?.has(position) !== true && omitted?.has(position) !== true;
}

/** How many parts of an entry still need a request. */
export function openParts({ entry, done, omitted }: ItemEntry): number {
	return (entry.members?.length ?? 1) - (done?.size ?? 0) - (omitted?.size ?? 0);
}

/** Whether any part of an entry is left to send. */
export const isRemaining = (placed: ItemEntry): boolean => openParts(placed) > 0;

/** The part for one member of an entry. */
export function memberPart(
	item: number,
	position: number,
	member: Member,
	combine: Combine | undefined,
): MemberPart {
	const part = { item, position, member, person: combine?.key(member) ?? '' };
	return combine?.lists ? { ...part, list: combine.lists.of(member) } : part;
}

/** The members of parts, in their order. */
export function membersIn(parts: readonly Part[]): Member[] {
	return parts.flatMap(({ member }) => (member === undefined ? [] : [member]));
}

/** Braze accepts at most 4 MB of JSON. 1 KB is reserved for the JSON around the members. */
export const MAX_BODY_BYTES = 4_000_000 - 1_000;

/** The length of envelopes as JSON. Cached, because many items share one, and it may hold 50 KB of properties. */
const envelopeBytes = new WeakMap<Envelope, number>();

/** The length of members as JSON. Cached, because it is needed both when members are read and when they are planned. */
const memberBytes = new WeakMap<Member, number>();

/** Which part of an entry exceeds the size limit: the envelope, or the position of the first oversized member. */
export function oversizedPart(
	envelope: Envelope,
	members: readonly Member[] = [],
): 'envelope' | number | undefined {
	const bytes = bytesOfEnvelope(envelope);
	if (bytes > MAX_BODY_BYTES) return 'envelope';
	const position = members.findIndex((member) => bytes + bytesOfMember(member) > MAX_BODY_BYTES);
	return position < 0 ? undefined : position;
}

/** The length of a member as JSON in bytes, including the comma after it. */
export function bytesOfMember(member: Member): number {
	let bytes = memberBytes.get(member);
	if (bytes === undefined) {
		bytes = Buffer.byteLength(JSON.stringify(member)) + 1;
		memberBytes.set(member, bytes);
	}
	return bytes;
}

/** The length of an envelope's body as JSON, in bytes. */
export function bytesOfEnvelope(envelope: Envelope): number {
	let bytes = envelopeBytes.get(envelope);
	if (bytes === undefined) {
		bytes = Buffer.byteLength(JSON.stringify(envelope.body ?? {}));
		envelopeBytes.set(envelope, bytes);
	}
	return bytes;
}

/** The endpoint of an operation's requests, and how members become part of them. */
export interface RequestShape {
	readonly endpoint: Endpoint;
	/** Absent for operations without members. */
	readonly combine?: Combine;
}

/**
 * Returns the request as it goes over the wire. PUT, PATCH and DELETE requests of entries without a body have none.
 *
 * @throws {InputError} if its path would lead to another endpoint
 */
export function toBrazeRequest(
	{ envelope, parts }: Pick<PlannedRequest, 'envelope' | 'parts'>,
	{ endpoint, combine }: RequestShape,
): BrazeRequest {
	const path = pathOf(endpoint, envelope);
	const members = membersIn(parts);
	const named = combine && members.length > 0 ? combine.body(members) : undefined;
	const isGet = endpoint.method === 'GET';
	const query = isGet ? { ...envelope.query, ...named } : envelope.query;
	const hasBody = endpoint.method === 'POST' || (!isGet && (envelope.body ?? named) !== undefined);
	return {
		method: endpoint.method,
		path,
		...((envelope.query ?? (isGet && named)) && { query: query as IDataObject }),
		...(hasBody && { body: { ...envelope.body, ...named } as IDataObject }),
	};
}

/**
 * Fills the values into the path of a request. An empty value, `.` or `..` would lead to another endpoint, and encoding
 * doesn't help: URL parsers also resolve `%2e%2e`.
 *
 * @throws {InputError} naming the value
 */
export function pathOf(endpoint: Pick<Endpoint, 'path'>, { path = {} }: Pick<Envelope, 'path'>): string {
	if (!endpoint.path.includes('{')) return endpoint.path;
	return endpoint.path.replace(/\{(\w+)\}/g, (_, name: string) => {
		const value: unknown = path[name];
		if (typeof value === 'string' && !HALF_CHARACTER.test(value) && !/^(\s*|\.{1,2})$/.test(value))
			return encodeURIComponent(value);
		throw new InputError(
			name,
			`cannot be ${describe(value)} in the path of a request`,
			'Check where the value comes from.',
		);
	});
}
