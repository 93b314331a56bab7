import type { Envelope } from '../entry';
import type { Outcome } from '../outcome';
import type { Part, PlannedRequest } from '../plan/parts';

/**
 * If this many items of an envelope were refused one by one and none was accepted, the envelope itself may be at fault. With
 * fewer, a few bad rows at the head of a list would hold back the good ones; with more, a wrong Canvas ID would cost a
 * request for each of them.
 */
const MIN_REFUSED_ALONE = 5;

/** Splits a shared request between its items; `undefined` when it serves a single item, or asks the same for all. */
export function bisect(request: PlannedRequest): [PlannedRequest, PlannedRequest] | undefined {
	if (request.parts[0].member === undefined) return undefined;
	const items = [...new Set(request.parts.map(({ item }) => item))];
	if (items.length < 2) return undefined;
	const first = new Set(items.slice(0, Math.ceil(items.length / 2)));
	const take = (parts: (part: Part) => boolean): PlannedRequest => ({
		...request,
		parts: request.parts.filter(parts),
	});
	return [take(({ item }) => first.has(item)), take(({ item }) => !first.has(item))];
}

/** Whether a request may have been refused for one of its members: then its halves may succeed. */
export function refusedForContent(outcome: Outcome): boolean {
	return outcome.kind === 'refused' && (outcome.failure.status === 400 || outcome.failure.status === 413);
}

/** Distinguishes a bad item from a bad envelope, so that a wrong Canvas ID does not cost a request for every item. */
export class EnvelopeFaultDetector {
	private readonly seen = new WeakMap<Envelope, { refusedAlone: number; taken: boolean }>();

	/** Whether the envelope, and not single items, seems to be what Braze refuses. */
	isSuspect(envelope: Envelope): boolean {
		const seen = this.seen.get(envelope);
		return seen !== undefined && !seen.taken && seen.refusedAlone >= MIN_REFUSED_ALONE;
	}

	record({ envelope, parts }: PlannedRequest, outcome: Outcome): void {
		const seen = this.seen.get(envelope) ?? { refusedAlone: 0, taken: false };
		this.seen.set(envelope, seen);
		if (outcome.kind === 'sent') seen.taken = true;
		if (outcome.kind === 'refused' && parts.every(({ item }) => item === parts[0].item)) seen.refusedAlone++;
	}
}
