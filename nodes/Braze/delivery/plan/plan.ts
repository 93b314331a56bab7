import { stringifyExactly } from '../../input/exactJson';
import type { Safety } from '../../transport/endpoint';
import type { Combine, Envelope } from '../entry';
import {
	bytesOfEnvelope,
	bytesOfMember,
	isOpen,
	type ItemEntry,
	MAX_BODY_BYTES,
	type MemberPart,
	memberPart,
	type Part,
	type PlannedRequest,
} from './requests';

export interface PlanOptions {
	/** How members are put into requests; absent for operations without members. */
	readonly combine?: Combine;
	/** Whether entries of different items may share requests. */
	readonly acrossItems: boolean;
	/** Items with identical requests share one if repeating it would have the same result. */
	readonly safety: Safety;
}

/**
 * Turns entries into requests. Members of equal envelopes fill requests up to the limits, in input order. Members for
 * the same person, or about the same one besides, go into different requests, sent in input order even if the envelopes differ, so that attributes
 * and Canvas entries take effect in that order; they share a request only if the rules of their lists say that it keeps
 * their order. Equal entries without members, such as cancelling a schedule that several items share, become one
 * request. Pure: nothing is sent.
 */
export function plan(
	entries: readonly ItemEntry[],
	{ combine, acrossItems, safety }: PlanOptions,
): PlannedRequest[] {
	const planner = new Planner();
	const shared = new Map<string, Group>();
	const keyOf = envelopeKeys();
	for (const placed of entries) {
		const { item, entry } = placed;
		const { envelope, members } = entry;
		if (!members || !combine) {
			if (isOpen(placed, 0))
				planner.addWhole(envelope, item, safety === 'idempotent' ? keyOf(envelope) : undefined);
			continue;
		}
		const key = acrossItems ? keyOf(envelope) : undefined;
		const group = (key !== undefined && shared.get(key)) || new Group(envelope, combine, planner);
		if (key !== undefined) shared.set(key, group);
		for (let position = 0; position < members.length; position++) {
			if (isOpen(placed, position)) group.add(memberPart(item, position, members[position], combine));
		}
	}
	return planner.requests;
}

/** Keys of envelopes; an object seen before is not written out again, since many items may share one. */
function envelopeKeys(): (envelope: Envelope) => string {
	const known = new WeakMap<Envelope, string>();
	return (envelope) => {
		let key = known.get(envelope);
		if (key === undefined) {
			key = stringifyExactly([
				envelope.path,
				envelope.query,
				envelope.body,
				envelope.limit,
				envelope.acceptRefusal !== undefined,
				envelope.repeatable,
				envelope.companion?.id,
			]);
			known.set(envelope, key);
		}
		return key;
	};
}

/** The latest request for a person, and the lists in it that hold something about that person. */
interface LastRequest {
	index: number;
	lists: readonly string[];
}

const NO_LISTS: readonly string[] = [];

const NOBODY: readonly string[] = [];

/** All requests of a plan, and the latest request for each person. */
class Planner {
	readonly requests: RequestBuilder[] = [];

	private readonly lastOf = new Map<string, LastRequest>();

	/** Requests without members, by the key of their envelope. */
	private readonly complete = new Map<string, RequestBuilder>();

	open(envelope: Envelope, combine?: Combine): RequestBuilder {
		const request = new RequestBuilder(envelope, this.requests.length, combine);
		this.requests.push(request);
		if (envelope.companion) this.keepOrder(request, JSON.stringify({ companion: envelope.companion.id }));
		return request;
	}

	/**
	 * The index that the next request for a person has to be above; -1 where any will do. It is the index of their last
	 * request, or the one below where all that is theirs there is in lists that may precede in the same request.
	 */
	floor(person: string, mayPrecede: readonly string[]): number {
		const last = this.lastOf.get(person);
		if (!last) return -1;
		const shares = last.lists.length > 0 && last.lists.every((list) => mayPrecede.includes(list));
		return shares ? last.index - 1 : last.index;
	}

	/** Records that a request is about a person, so it must follow that person's earlier requests. */
	keepOrder(request: RequestBuilder, person: string, list?: string): void {
		const last = this.lastOf.get(person);
		if (last?.index === request.index) {
			if (list !== undefined && !last.lists.includes(list)) last.lists = [...last.lists, list];
			return;
		}
		if (last && !request.after.includes(last.index)) request.after.push(last.index);
		this.lastOf.set(person, { index: request.index, lists: list === undefined ? NO_LISTS : [list] });
	}

	/** An entry without members; one that writes comes after those about the same thing. Only those with a key share. */
	addWhole(envelope: Envelope, item: number, key: string | undefined): void {
		const equal = key === undefined ? undefined : this.sharable(envelope, key);
		const request = equal ?? this.open(envelope);
		request.add({ item, position: 0 }, 0);
		if (key !== undefined) this.complete.set(key, request);
		if (!equal && envelope.body) this.keepOrder(request, envelope.subject);
	}

	/** An equal request, unless another change of the same thing lies in between: the order of changes has to stay. */
	private sharable(envelope: Envelope, key: string): RequestBuilder | undefined {
		const equal = this.complete.get(key);
		return equal && (!envelope.body || this.floor(envelope.subject, NO_LISTS) === equal.index)
			? equal
			: undefined;
	}
}

/** The requests of one envelope while they are filled. */
class Group {
	/** In the order of their index. */
	private readonly opened: RequestBuilder[] = [];

	/** The first request that is not full, for each list: every earlier one is full. */
	private readonly firstOpen = new Map<string | undefined, number>();

	constructor(
		private readonly envelope: Envelope,
		private readonly combine: Combine,
		private readonly planner: Planner,
	) {}

	add(part: MemberPart): void {
		const { member, person, list } = part;
		const bytes = bytesOfMember(member);
		const others = this.combine.alsoAbout?.(member) ?? NOBODY;
		const mayPrecede = this.mayPrecede(list);
		let floor = this.planner.floor(person, mayPrecede);
		for (const other of others) floor = Math.max(floor, this.planner.floor(other, mayPrecede));
		const request = this.roomFor(list, bytes, floor);
		request.add(part, bytes);
		this.planner.keepOrder(request, person, list);
		for (const other of others) this.planner.keepOrder(request, other, list);
	}

	private mayPrecede(list: string | undefined): readonly string[] {
		return list === undefined ? NO_LISTS : (this.combine.lists?.rules[list]?.after ?? NO_LISTS);
	}

	/** The first request with room above a given index, so that no two requests ever wait for each other. */
	private roomFor(list: string | undefined, bytes: number, floor: number): RequestBuilder {
		for (let place = this.placeAbove(floor, this.firstWithRoom(list)); place < this.opened.length; place++) {
			if (this.opened[place].takes(bytes, list)) return this.opened[place];
		}
		const request = this.planner.open(this.envelope, this.combine);
		this.opened.push(request);
		return request;
	}

	/** The place of the first request that is not full for a list. */
	private firstWithRoom(list: string | undefined): number {
		let first = this.firstOpen.get(list) ?? 0;
		while (first < this.opened.length && this.opened[first].isFull(list)) first++;
		this.firstOpen.set(list, first);
		return first;
	}

	/** The place of the first request, from a given place on, whose index is higher than the one given. */
	private placeAbove(index: number, from: number): number {
		let low = from;
		let high = this.opened.length;
		while (low < high) {
			const middle = (low + high) >> 1;
			if (this.opened[middle].index > index) high = middle;
			else low = middle + 1;
		}
		return low;
	}
}

/** A request while it is planned. */
class RequestBuilder implements PlannedRequest {
	readonly parts: Part[] = [];

	readonly after: number[] = [];

	private bytes: number;

	/** Set once a member was too large for the room that is left: then it is not looked at again for smaller ones. */
	private closed = false;

	/** How many members each list holds, if requests have several lists: there may be 100,000 requests. */
	private counts?: Map<string, number>;

	constructor(
		readonly envelope: Envelope,
		readonly index: number,
		private readonly combine?: Combine,
	) {
		this.bytes = bytesOfEnvelope(envelope);
	}

	/** Whether the request, or a list of it, takes no further member. */
	isFull(list?: string): boolean {
		if (this.closed || this.parts.length >= (this.combine?.limit ?? 1)) return true;
		return list !== undefined && this.countOf(list) >= (this.combine?.lists?.rules[list]?.limit ?? Infinity);
	}

	takes(bytes: number, list?: string): boolean {
		if (this.isFull(list)) return false;
		this.closed = this.bytes + bytes > MAX_BODY_BYTES;
		return !this.closed;
	}

	add(part: Part, bytes: number): void {
		this.parts.push(part);
		this.bytes += bytes;
		if (part.list === undefined) return;
		this.counts ??= new Map();
		this.counts.set(part.list, this.countOf(part.list) + 1);
	}

	private countOf(list: string): number {
		return this.counts?.get(list) ?? 0;
	}
}
