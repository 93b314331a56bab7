import type { Combine, Envelope, Safety } from '../entry';
import { isOpen, type ItemEntry, memberPart, type PlannedRequest } from './parts';
import { Group, Planner } from './planner';

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
 * the same person go into different requests, sent in input order even if the envelopes differ, so that attributes
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
			if (isOpen(placed, position)) group.add(memberPart(item, position, members[position], combine.lists));
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
			key = JSON.stringify([
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
