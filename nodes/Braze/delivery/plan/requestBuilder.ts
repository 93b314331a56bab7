import type { Combine, Envelope, Member } from '../entry';
import type { Part, PlannedRequest } from './parts';

/** Braze accepts at most 4 MB of JSON; a little is kept for what stands around the members. */
const MAX_BODY_BYTES = 4_000_000 - 1_000;

/** How long envelopes are as JSON: many items share one, and it may hold 50 KB of properties. */
const envelopeBytes = new WeakMap<Envelope, number>();

/** How long members are as JSON: it is asked when they are read, and again when they are planned. */
const memberBytes = new WeakMap<Member, number>();

/** Whether a member fits into a request at all; without one, what every request of an entry contains. */
export function fitsAlone(envelope: Envelope, member?: Member): boolean {
	const own = member ? RequestBuilder.bytesOf(member) : 0;
	return bytesOfEnvelope(envelope) + own <= MAX_BODY_BYTES;
}

/** A request while it is planned. */
export class RequestBuilder implements PlannedRequest {
	readonly parts: Part[] = [];

	readonly after: number[] = [];

	private bytes: number;

	/** Set once a member was too large for the room that is left: then it is not looked at again for smaller ones. */
	private closed = false;

	/** How many members each list holds, if requests have several lists. */
	private readonly counts = new Map<string, number>();

	constructor(
		readonly envelope: Envelope,
		readonly index: number,
		private readonly combine?: Combine,
	) {
		this.bytes = bytesOfEnvelope(envelope);
	}

	/** The length of a member as JSON, with the comma behind it. */
	static bytesOf(member: Member): number {
		let bytes = memberBytes.get(member);
		if (bytes === undefined) {
			bytes = Buffer.byteLength(JSON.stringify(member)) + 1;
			memberBytes.set(member, bytes);
		}
		return bytes;
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
		if (part.list !== undefined) this.counts.set(part.list, this.countOf(part.list) + 1);
	}

	private countOf(list: string): number {
		return this.counts.get(list) ?? 0;
	}
}

function bytesOfEnvelope(envelope: Envelope): number {
	let bytes = envelopeBytes.get(envelope);
	if (bytes === undefined) {
		bytes = Buffer.byteLength(JSON.stringify(envelope.body ?? {}));
		envelopeBytes.set(envelope, bytes);
	}
	return bytes;
}
