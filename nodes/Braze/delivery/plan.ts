import type { Combine, Entry, Envelope, Member } from './entry';

/** A member of an entry, and where it came from. */
export interface Part {
	/** The index of the input item. */
	readonly item: number;
	/** The place of the member in its entry; 0 for entries without members. */
	readonly position: number;
	/** Absent for entries without members. */
	readonly member?: Member;
}

/** One request to Braze, for one input item or several. */
export interface PlannedRequest {
	readonly envelope: Envelope;
	readonly parts: readonly Part[];
	/** Earlier requests (by index) that name one of the same people and have to be answered first. */
	readonly after: readonly number[];
}

/** Braze takes at most 4 MB of JSON; a little is kept for what stands around the members. */
const MAX_BODY_BYTES = 4_000_000 - 1_000;

export interface PlanOptions {
	/** How members are put into requests; absent for operations without members. */
	readonly combine?: Combine;
	/** Whether entries of different items may share requests. */
	readonly acrossItems: boolean;
}

/** The entry of an input item, with the members that still have to be sent. */
export interface PlacedEntry {
	readonly item: number;
	readonly entry: Entry;
	/** Places of members that need no request, since an earlier try sent them. */
	readonly done?: ReadonlySet<number>;
}

/**
 * Turns entries into requests. Members of equal envelopes fill requests up to the limit, in input order; the same
 * person twice goes to different requests, the later one after the earlier. Pure: nothing is sent.
 */
export function plan(entries: readonly PlacedEntry[], { combine, acrossItems }: PlanOptions): PlannedRequest[] {
	const requests: OpenRequest[] = [];
	const groups = new Map<string, Group>();
	const keyOf = envelopeKeys();
	for (const { item, entry, done } of entries) {
		if (!entry.members || !combine) {
			if (!done?.has(0)) requests.push(new OpenRequest(entry.envelope, requests.length, [{ item, position: 0 }]));
			continue;
		}
		const key = acrossItems ? keyOf(entry.envelope) : String(item);
		let group = groups.get(key);
		if (!group) {
			group = new Group(entry.envelope, combine, requests);
			groups.set(key, group);
		}
		for (let position = 0; position < entry.members.length; position++) {
			if (!done?.has(position)) group.add({ item, position, member: entry.members[position] });
		}
	}
	return requests;
}

/** Whether a member fits into a request at all. */
export function fitsAlone(envelope: Envelope, member: Member): boolean {
	return bytesOf(envelope.body ?? {}) + bytesOf(member) <= MAX_BODY_BYTES;
}

class OpenRequest implements PlannedRequest {
	readonly parts: Part[];

	readonly after: number[] = [];

	bytes = 0;

	constructor(
		readonly envelope: Envelope,
		readonly index: number,
		parts: Part[] = [],
	) {
		this.parts = parts;
	}
}

/** The requests of one envelope while they are filled. */
class Group {
	private readonly opened: OpenRequest[] = [];

	private readonly ownBytes: number;

	/** The first request that is not full: all before it are. */
	private firstOpen = 0;

	/** For each person the place of the last request that names them. */
	private readonly lastOf = new Map<string, number>();

	constructor(
		private readonly envelope: Envelope,
		private readonly combine: Combine,
		private readonly requests: OpenRequest[],
	) {
		this.ownBytes = bytesOf(envelope.body ?? {});
	}

	add(part: Part & { member: Member }): void {
		const person = this.combine.key(part.member);
		const earlier = this.lastOf.get(person);
		const bytes = bytesOf(part.member) + 1;
		let place = Math.max(this.firstOpen, earlier === undefined ? 0 : earlier + 1);
		while (place < this.opened.length && !this.hasRoom(this.opened[place], bytes)) place++;
		if (place === this.opened.length) this.open();
		const request = this.opened[place];
		request.parts.push(part);
		request.bytes += bytes;
		if (earlier !== undefined) this.follow(request, this.opened[earlier]);
		this.lastOf.set(person, place);
		while (this.firstOpen < this.opened.length && this.opened[this.firstOpen].parts.length >= this.combine.limit) this.firstOpen++;
	}

	private hasRoom(request: OpenRequest, bytes: number): boolean {
		return request.parts.length < this.combine.limit && request.bytes + bytes <= MAX_BODY_BYTES;
	}

	private open(): void {
		const request = new OpenRequest(this.envelope, this.requests.length);
		request.bytes = this.ownBytes;
		this.opened.push(request);
		this.requests.push(request);
	}

	private follow(request: OpenRequest, earlier: OpenRequest): void {
		if (!request.after.includes(earlier.index)) request.after.push(earlier.index);
	}
}

/** Keys of envelopes; an object seen before is not written out again, since many items may share one. */
function envelopeKeys(): (envelope: Envelope) => string {
	const known = new WeakMap<Envelope, string>();
	return (envelope) => {
		let key = known.get(envelope);
		if (key === undefined) {
			key = JSON.stringify([envelope.path, envelope.query, envelope.body]);
			known.set(envelope, key);
		}
		return key;
	};
}

function bytesOf(value: unknown): number {
	return Buffer.byteLength(JSON.stringify(value));
}
