import type { ItemEntry } from '../plan/requests';
import type { Run } from '../runRecord';

/**
 * After an execution by hand: says that messages went out, and that running the step again messages the same people
 * again. Whoever builds a workflow presses 'Execute step' many times.
 *
 * @returns one remark, or none if nothing was sent, or only what a key or an ID keeps from being sent again
 */
export function sentForReal({ delivered, entries, testRecipients }: Run): string[] {
	if (testRecipients) return [];
	const sent = new Set(
		delivered
			.filter(
				({ outcome }) => outcome.kind === 'sent' && !outcome.fromMemory && outcome.skipped === undefined,
			)
			.flatMap(({ parts }) => parts.map(({ item }) => item)),
	);
	if (!entries.some((placed) => sent.has(placed.item) && wouldRepeat(placed))) return [];
	return [
		"This was sent to Braze. If you run the step again, people get the message again. While you build, set 'Mode' to 'Dry Run'. To message people only once, use 'Deduplicate By' in the options.",
	];
}

/** Whether the next execution would send the item again. */
const wouldRepeat = ({ entry: { message, deduplicationKey, envelope } }: ItemEntry): boolean =>
	message !== undefined &&
	deduplicationKey === undefined &&
	envelope.companion === undefined &&
	envelope.uniqueId === undefined;
