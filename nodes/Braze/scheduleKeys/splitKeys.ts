import type { ItemEntry } from '../delivery/plan/parts';
import { plan } from '../delivery/plan/plan';
import type { Rejected } from '../delivery/rejections';
import type { Operation } from '../operation';
import { ScheduleKey } from './key';

/** Rejects items whose schedule key would stand for several schedules: their recipients do not fit into one request. */
export function refuseSplitKeys(
	entries: readonly ItemEntry[],
	{ combine, safety }: Pick<Operation, 'combine' | 'safety'>,
): Rejected[] {
	return entries.flatMap((placed) => {
		const requests =
			placed.entry.envelope.companion instanceof ScheduleKey
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
