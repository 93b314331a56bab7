import type { Combine, Entry } from '../entry';
import { isOpen, isRemaining, type ItemEntry, openParts } from '../plan/requests';
import type { Rejected } from '../outcome';

/**
 * Finds out whether a run would name more people than the user allows. Audiences count as unlimited. Each member counts,
 * since each is a message; if requests hold several lists, a person counts once, no matter how much is written.
 */
export function overRecipientLimit(
	entries: readonly ItemEntry[],
	limit: number,
	combine?: Combine,
): Rejected | undefined {
	const count = peopleCounter(combine);
	let people = 0;
	let over: ItemEntry | undefined;
	for (const placed of entries.filter(isRemaining)) {
		people += count(placed);
		if (people > limit) over ??= placed;
	}
	return over && tooMany(over.item, over.entry, limit, people);
}

/** Counts how many people are still to be reached for an item, not counting anyone twice in operations that count each person once. */
function peopleCounter(combine: Combine | undefined): (placed: ItemEntry) => number {
	const known = new Set<string>();
	return (placed) => {
		const { members, envelope } = placed.entry;
		if (members && combine?.lists) {
			const before = known.size;
			members.forEach((member, position) => {
				if (isOpen(placed, position)) known.add(combine.key(member));
			});
			return known.size - before;
		}
		if (members) return openParts(placed);
		return !envelope.audienceSend || envelope.audienceSend.confirmed || !isOpen(placed, 0) ? 0 : Infinity;
	};
}

function tooMany(item: number, entry: Entry, limit: number, people: number): Rejected {
	if (!entry.members) {
		return {
			item,
			message: `The size of an audience or segment is unknown, and the recipient limit is ${limit}`,
			resolution:
				"Choose recipients instead, or check the size in Braze and remove 'Recipient Limit' from the options.",
		};
	}
	return {
		item,
		message: `This run would reach ${people === Infinity ? 'an audience of unknown size' : `${people} people`}, and the recipient limit is ${limit}`,
		resolution: "Check the input, or raise 'Recipient Limit' in the options.",
	};
}
