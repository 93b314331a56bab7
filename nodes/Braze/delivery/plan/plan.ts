import type { Combine, Entry, Envelope, Safety } from '../entry';
import { memberPart, type Part } from './part';
import { Group, Planner } from './planner';

/** One request to Braze, for one input item or several. */
export interface PlannedRequest {
	readonly envelope: Envelope;
	readonly parts: readonly Part[];
	/** Earlier requests (by index) that concern one of the same people and have to be answered first. */
	readonly after: readonly number[];
}

export interface PlanOptions {
	/** How members are put into requests; absent for operations without members. */
	readonly combine?: Combine;
	/** Whether entries of different items may share requests. */
	readonly acrossItems: boolean;
	/** Items that ask for the very same share a request where repeating it would give the same result. */
	readonly safety: Safety;
}

/** The entry of an input item, with the members that still have to be sent. */
export interface ItemEntry {
	readonly item: number;
	readonly entry: Entry;
	/**
	 * Places of members that need no request, since an earlier try sent them. Given, though perhaps empty, for every
	 * entry of which an earlier try sent something, or perhaps did.
	 */
	readonly done?: ReadonlySet<number>;
}

/**
 * Turns entries into requests. Members of equal envelopes fill requests up to the limits, in input order. Whatever
 * concerns the same person twice goes to different requests, the later one after the earlier, also where the
 * envelopes differ: attributes and entries into a Canvas then take effect in input order. Members of the same person
 * share a request only where the rules of their lists say that it keeps their order. Entries without members that
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
			if (!done?.has(position)) group.add(memberPart(item, position, members[position], combine.lists));
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
			key = JSON.stringify([envelope.path, envelope.query, envelope.body, envelope.limit, envelope.acceptRefusal !== undefined, envelope.repeatable]);
			known.set(envelope, key);
		}
		return key;
	};
}
