import type { Entry } from '../entry';
import type { ItemEntry } from '../plan/types';

/** A reason not to send anything, with the item it was found at. */
export interface RunRejection {
	readonly item: number;
	readonly message: string;
	readonly resolution: string;
}

/**
 * Finds items that would repeat a whole blast: the same request to an audience from a second item. Gives the first of
 * them, or `undefined`.
 */
export function repeatedAudienceSend(entries: readonly ItemEntry[]): RunRejection | undefined {
	const seen = new Map<string, number>();
	for (const { item, entry } of entries) {
		if (!entry.envelope.audienceSend) continue;
		const print = JSON.stringify(entry.envelope.body);
		const first = seen.get(print);
		if (first !== undefined) {
			return {
				item,
				message: `Items ${first} and ${item} would message the same audience with the same message`,
				resolution: "Each of these items repeats the whole message. Switch on 'Execute Once' in the settings of this node, or put a Limit node before it.",
			};
		}
		seen.set(print, item);
	}
	return undefined;
}

/** Finds out whether a run would name more people than the user allows. Audiences count as unlimited. */
export function overRecipientLimit(entries: readonly ItemEntry[], limit: number | undefined): RunRejection | undefined {
	if (limit === undefined) return undefined;
	let people = 0;
	for (const { item, entry, done } of entries) {
		people += peopleOf({ entry, done });
		if (people > limit) return tooMany(item, entry, limit, countAll(entries));
	}
	return undefined;
}

/** How many people are still to be reached for an item. */
function peopleOf({ entry, done }: Omit<ItemEntry, 'item'>): number {
	if (entry.members) return entry.members.length - (done?.size ?? 0);
	if (!entry.envelope.audienceSend || entry.envelope.audienceSend.confirmed || done?.has(0)) return 0;
	return Infinity;
}

function countAll(entries: readonly ItemEntry[]): number {
	return entries.reduce((sum, placed) => sum + peopleOf(placed), 0);
}

function tooMany(item: number, entry: Entry, limit: number, people: number): RunRejection {
	if (!entry.members) {
		return {
			item,
			message: `An audience or segment has no size that is known here, and the recipient limit is ${limit}`,
			resolution: "Name recipients, or remove 'Recipient Limit' from the options when its size is fine.",
		};
	}
	return {
		item,
		message: `This run would reach ${people === Infinity ? 'an audience of unknown size' : `${people} people`}, and the recipient limit is ${limit}`,
		resolution: "Check the input, or raise 'Recipient Limit' in the options.",
	};
}
