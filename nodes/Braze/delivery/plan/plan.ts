import type { Combine, Envelope, Member, Safety } from '../entry';
import { RequestBuilder } from './requestBuilder';
import type { ItemEntry, Part, PlannedRequest } from './types';

export interface PlanOptions {
	/** How members are put into requests; absent for operations without members. */
	readonly combine?: Combine;
	/** Whether entries of different items may share requests. */
	readonly acrossItems: boolean;
	/** Items that ask for the very same share a request where repeating it would give the same result. */
	readonly safety: Safety;
}

/**
 * Turns entries into requests. Members of equal envelopes fill requests up to the limit, in input order. Whatever
 * concerns the same person twice goes to different requests, the later one after the earlier, also where the
 * envelopes differ: attributes and entries into a Canvas then take effect in input order. Entries without members that
 * are equal, such as the cancelling of a schedule that several items share, become one request. Pure: nothing is sent.
 */
export function plan(entries: readonly ItemEntry[], { combine, acrossItems, safety }: PlanOptions): PlannedRequest[] {
	const planner = new Planner();
	const shared = new Map<string, Group>();
	const keyOf = envelopeKeys();
	for (const { item, entry, done } of entries) {
		const { envelope, members } = entry;
		if (!members || !combine) {
			if (!done?.has(0)) planner.addWhole(envelope, item, safety === 'idempotent' ? keyOf(envelope) : undefined);
			continue;
		}
		const key = acrossItems ? keyOf(envelope) : undefined;
		const group = (key !== undefined && shared.get(key)) || new Group(envelope, combine, planner);
		if (key !== undefined) shared.set(key, group);
		for (let position = 0; position < members.length; position++) {
			if (!done?.has(position)) group.add({ item, position, member: members[position] });
		}
	}
	return planner.requests;
}

/** All requests of a plan, and which of them is the last to concern a person. */
class Planner {
	readonly requests: RequestBuilder[] = [];

	private readonly lastOf = new Map<string, number>();

	/** Requests without members, by the key of their envelope. */
	private readonly wholes = new Map<string, RequestBuilder>();

	open(envelope: Envelope): RequestBuilder {
		const request = new RequestBuilder(envelope, this.requests.length);
		this.requests.push(request);
		return request;
	}

	/** The index of the last request so far that concerns a person; -1 where there is none. */
	last(person: string): number {
		return this.lastOf.get(person) ?? -1;
	}

	/** Notes that a request concerns a person, so that it has to come after those before it. */
	concern(request: RequestBuilder, person: string): void {
		const earlier = this.last(person);
		if (earlier >= 0 && !request.after.includes(earlier)) request.after.push(earlier);
		this.lastOf.set(person, request.index);
	}

	/** An entry without members; one that writes comes after those about the same thing. Only those with a key share. */
	addWhole(envelope: Envelope, item: number, key: string | undefined): void {
		const equal = key === undefined ? undefined : this.sharable(envelope, key);
		const request = equal ?? this.open(envelope);
		request.add({ item, position: 0 }, 0);
		if (key !== undefined) this.wholes.set(key, request);
		if (!equal && envelope.body) this.concern(request, envelope.subject);
	}

	/** An equal request, unless another change of the same thing lies in between: the order of changes has to stay. */
	private sharable(envelope: Envelope, key: string): RequestBuilder | undefined {
		const equal = this.wholes.get(key);
		return equal && (!envelope.body || this.last(envelope.subject) === equal.index) ? equal : undefined;
	}
}

/** The requests of one envelope while they are filled. */
class Group {
	/** In the order of their index. */
	private readonly opened: RequestBuilder[] = [];

	/** The first request that is not full: all before it are. */
	private firstOpen = 0;

	constructor(
		private readonly envelope: Envelope,
		private readonly combine: Combine,
		private readonly planner: Planner,
	) {}

	add(part: Part & { member: Member }): void {
		const person = this.combine.key(part.member);
		const bytes = RequestBuilder.bytesOf(part.member);
		const request = this.roomFor(bytes, this.planner.last(person));
		request.add(part, bytes);
		this.planner.concern(request, person);
		while (this.firstOpen < this.opened.length && this.opened[this.firstOpen].isFull(this.combine.limit)) this.firstOpen++;
	}

	/** The first request with room behind a given one, so that no two requests ever wait for each other. */
	private roomFor(bytes: number, behind: number): RequestBuilder {
		for (let place = this.placeBehind(behind); place < this.opened.length; place++) {
			if (this.opened[place].takes(bytes, this.combine.limit)) return this.opened[place];
		}
		const request = this.planner.open(this.envelope);
		this.opened.push(request);
		return request;
	}

	/** The place of the first request, full ones aside, whose index is higher than the one given. */
	private placeBehind(index: number): number {
		let low = this.firstOpen;
		let high = this.opened.length;
		while (low < high) {
			const middle = (low + high) >> 1;
			if (this.opened[middle].index > index) high = middle;
			else low = middle + 1;
		}
		return low;
	}
}

/** Keys of envelopes; an object seen before is not written out again, since many items may share one. */
function envelopeKeys(): (envelope: Envelope) => string {
	const known = new WeakMap<Envelope, string>();
	return (envelope) => {
		let key = known.get(envelope);
		if (key === undefined) {
			key = JSON.stringify([envelope.path, envelope.query, envelope.body, envelope.limit, envelope.acceptRefusal !== undefined]);
			known.set(envelope, key);
		}
		return key;
	};
}
