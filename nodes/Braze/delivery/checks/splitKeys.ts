import { plan, type PlanOptions } from '../plan/plan';
import type { ItemEntry } from '../plan/types';
import type { Rejected } from '../results/types';

/** Rejects items whose schedule key would stand for several schedules: their recipients do not fit into one request. */
export function splitKeys(
	entries: readonly ItemEntry[],
	{ combine, safety }: Omit<PlanOptions, 'acrossItems'>,
): Rejected[] {
	return entries.flatMap((placed) => {
		const { scheduleKey } = placed.entry.envelope;
		const requests = scheduleKey
			? plan([{ ...placed, done: undefined }], { combine, safety, acrossItems: false }).length
			: 1;
		if (requests <= 1) return [];
		return [
			{
				item: placed.item,
				message: `'Schedule Key' stands for one schedule, but the recipients of this item need ${requests}`,
				resolution: `Braze accepts up to ${combine?.limit ?? 50} different people in one schedule. Split the item, and give each part a key of its own.`,
			},
		];
	});
}
