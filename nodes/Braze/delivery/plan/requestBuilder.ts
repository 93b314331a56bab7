import type { Envelope, Member } from '../entry';
import type { Part, PlannedRequest } from './types';

/** Braze takes at most 4 MB of JSON; a little is kept for what stands around the members. */
const MAX_BODY_BYTES = 4_000_000 - 1_000;

/** How long envelopes are as JSON: many items share one, and it may hold 50 KB of properties. */
const envelopeBytes = new WeakMap<Envelope, number>();

/** How long members are as JSON: it is asked when they are read, and again when they are planned. */
const memberBytes = new WeakMap<Member, number>();

/** Whether a member fits into a request at all. */
export function fitsAlone(envelope: Envelope, member: Member): boolean {
	return bytesOfEnvelope(envelope) + RequestBuilder.bytesOf(member) <= MAX_BODY_BYTES;
}

/** A request while it is planned. */
export class RequestBuilder implements PlannedRequest {
	readonly parts: Part[] = [];

	readonly after: number[] = [];

	private bytes: number;

	/** Set once a member was too large for the room that is left: then it is not looked at again for smaller ones. */
	private closed = false;

	constructor(
		readonly envelope: Envelope,
		readonly index: number,
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

	isFull(limit: number): boolean {
		return this.closed || this.parts.length >= limit;
	}

	takes(bytes: number, limit: number): boolean {
		if (this.isFull(limit)) return false;
		this.closed = this.bytes + bytes > MAX_BODY_BYTES;
		return !this.closed;
	}

	add(part: Part, bytes: number): void {
		this.parts.push(part);
		this.bytes += bytes;
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
