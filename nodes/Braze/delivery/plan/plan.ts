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
	/** Items with identical requests share one if the operation is idempotent. */
	readonly safety: Safety;
}

/**
 * Turns entries into requests; pure, sends nothing.
 * - Members of equal envelopes fill requests up to the limits, in input order.
 * - Members that concern the same person go into different requests, sent in input order even if their envelopes
 *   differ, so that attributes and Canvas entries take effect in that order. They share a request only if the rules of
 *   their lists guarantee the order.
 * - Equal entries without members, such as several items that cancel the same schedule, become one request.
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
				planner.addWithoutMembers(envelope, item, safety === 'idempotent' ? keyOf(envelope) : undefined);
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

/**
 * Returns a function that computes the keys of envelopes. Keys are cached by object, because many items may share an
 * envelope.
 */
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

/** The latest request for a person, and the lists in it with members for that person. */
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

	/** Requests without members, by envelope key. */
	private readonly complete = new Map<string, RequestBuilder>();

	open(envelope: Envelope, combine?: Combine): RequestBuilder {
		const request = new RequestBuilder(envelope, this.requests.length, combine);
		this.requests.push(request);
		if (envelope.companion) this.keepOrder(request, JSON.stringify({ companion: envelope.companion.id }));
		return request;
	}

	/**
	 * The next request for a person must have a higher index than this; -1 if any will do. That is the index of their
	 * last request, or one below if all of their members in it are in lists that may precede in the same request.
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

	/**
	 * Adds an entry without members. One that writes follows earlier ones with the same subject. Only entries with a key
	 * can share a request.
	 */
	addWithoutMembers(envelope: Envelope, item: number, key: string | undefined): void {
		const equal = key === undefined ? undefined : this.sharable(envelope, key);
		const request = equal ?? this.open(envelope);
		request.add({ item, position: 0 }, 0);
		if (key !== undefined) this.complete.set(key, request);
		if (!equal && envelope.body) this.keepOrder(request, envelope.subject);
	}

	/** An equal request, unless another change with the same subject lies in between: changes must keep their order. */
	private sharable(envelope: Envelope, key: string): RequestBuilder | undefined {
		const equal = this.complete.get(key);
		return equal && (!envelope.body || this.floor(envelope.subject, NO_LISTS) === equal.index)
			? equal
			: undefined;
	}
}

/** The requests of one envelope while they are being filled. */
class Group {
	/** Ordered by index. */
	private readonly opened: RequestBuilder[] = [];

	/** The position of the first request that may have room, by list. All earlier ones are full. */
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

	/** The first request with room and an index above `floor`, so that no two requests ever wait for each other. */
	private roomFor(list: string | undefined, bytes: number, floor: number): RequestBuilder {
		for (let place = this.placeAbove(floor, this.firstWithRoom(list)); place < this.opened.length; place++) {
			if (this.opened[place].takes(bytes, list)) return this.opened[place];
		}
		const request = this.planner.open(this.envelope, this.combine);
		this.opened.push(request);
		return request;
	}

	/** The position of the first request that is not full for a list. */
	private firstWithRoom(list: string | undefined): number {
		let first = this.firstOpen.get(list) ?? 0;
		while (first < this.opened.length && this.opened[first].isFull(list)) first++;
		this.firstOpen.set(list, first);
		return first;
	}

	/** The position of the first request, starting at `from`, with an index above the given one. */
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

/** A request while it is being planned. */
class RequestBuilder implements PlannedRequest {
	readonly parts: Part[] = [];

	readonly after: number[] = [];

	private bytes: number;

	/**
	 * Set once a member was too large for the remaining room. The request isn't considered for smaller members after
	 * that.
	 */
	private closed = false;

	/**
	 * The number of members in each list, if there are several. Created lazily, because there may be 100,000 requests.
	 */
	private counts?: Map<string, number>;

	constructor(
		readonly envelope: Envelope,
		readonly index: number,
		private readonly combine?: Combine,
	) {
		this.bytes = bytesOfEnvelope(envelope);
	}

	/** Whether the request, or the given list of it, can take no more members. */
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
