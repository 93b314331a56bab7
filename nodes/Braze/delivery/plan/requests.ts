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
	/** Identifies whom the member is about, as `Combine.key` says. */
	readonly person?: string;
	/** The list of the request that the member goes into; absent if requests have a single list. */
	readonly list?: string;
}

/** One request to Braze, for one input item or several. */
export interface PlannedRequest {
	readonly envelope: Envelope;
	readonly parts: readonly Part[];
	/** Earlier requests (by index) for some of the same people, which must be answered first. */
	readonly after: readonly number[];
}

/** The entry of an input item, with the members that need no request. */
export interface ItemEntry {
	readonly item: number;
	readonly entry: Entry;
	/**
	 * Positions of members that an earlier attempt sent, so they need no request. Set, even if empty, for every entry
	 * that an earlier attempt sent or may have sent in part.
	 */
	readonly done?: ReadonlySet<number>;
	/** Positions of members that are left out on purpose: an earlier message of this run is the same. */
	readonly omitted?: ReadonlySet<number>;
}

/** The part of an entry that has members. */
export type MemberPart = Part & Required<Pick<Part, 'member' | 'person'>>;

/** The parts of an entry: one for each member, or a single one if it has no members. */
export function partsOf({ item, entry: { members } }: ItemEntry, combine: Combine | undefined): Part[] {
	return members
		? members.map((member, position) => memberPart(item, position, member, combine))
		: [{ item, position: 0 }];
}

/** Whether a request is still needed for a part of an entry: it is neither done nor left out. */
export function isOpen({ done, omitted }: ItemEntry, position: number): boolean {
	return done?.has(position) !== true && omitted?.has(position) !== true;
}

/** For how many parts of an entry a request is still needed. */
export function openParts({ entry, done, omitted }: ItemEntry): number {
	return (entry.members?.length ?? 1) - (done?.size ?? 0) - (omitted?.size ?? 0);
}

/** Whether something of an entry is left to send. */
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

/** How long envelopes are as JSON: many items share one, and it may hold 50 KB of properties. */
const envelopeBytes = new WeakMap<Envelope, number>();

/** How long members are as JSON: it is asked when they are read, and again when they are planned. */
const memberBytes = new WeakMap<Member, number>();

/** The part of an entry that exceeds the size limit: its envelope, or the first such member, by its position. */
export function oversizedPart(
	envelope: Envelope,
	members: readonly Member[] = [],
): 'envelope' | number | undefined {
	const bytes = bytesOfEnvelope(envelope);
	if (bytes > MAX_BODY_BYTES) return 'envelope';
	const position = members.findIndex((member) => bytes + bytesOfMember(member) > MAX_BODY_BYTES);
	return position < 0 ? undefined : position;
}

/** The length of a member as JSON, with the comma behind it. */
export function bytesOfMember(member: Member): number {
	let bytes = memberBytes.get(member);
	if (bytes === undefined) {
		bytes = Buffer.byteLength(JSON.stringify(member)) + 1;
		memberBytes.set(member, bytes);
	}
	return bytes;
}

/** The length of an envelope as JSON. */
export function bytesOfEnvelope(envelope: Envelope): number {
	let bytes = envelopeBytes.get(envelope);
	if (bytes === undefined) {
		bytes = Buffer.byteLength(JSON.stringify(envelope.body ?? {}));
		envelopeBytes.set(envelope, bytes);
	}
	return bytes;
}

/** Where the requests of an operation go, and how members become part of them. */
export interface RequestShape {
	readonly endpoint: Endpoint;
	/** Absent for operations without members. */
	readonly combine?: Combine;
}

/**
 * The request as it goes over the wire. A PUT, PATCH or DELETE of an entry without a body has none.
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
 * The path of a request, with its values filled in. An empty value, `.` or `..` would lead to another endpoint, and
 * encoding does not help: URL parsers also resolve `%2e%2e`.
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
