import type { ItemReader } from '../itemReader';
import { InputError } from '../schemas/inputError';
import { ItemSkipped } from '../schemas/itemSkipped';
import type { Combine, Entry } from './entry';
import { fitsAlone } from './plan/requestBuilder';
import type { ItemEntry } from './plan/types';
import { reasonOf, type Reason } from './rejections';
import type { Rejected, Skipped } from './results/types';

export interface ReadEntries {
	readonly entries: ItemEntry[];
	/** Items that cannot be sent, in input order. */
	readonly rejected: Rejected[];
	/** Items that the user wants skipped, in input order. */
	readonly skipped: Skipped[];
}

/**
 * Reads and validates all items before anything is sent. Nothing is thrown: an item that cannot be read is rejected
 * with the reason, or skipped if the user chose so.
 */
export function readEntries(
	count: number,
	reader: (index: number) => ItemReader,
	read: (item: ItemReader) => Entry,
	combine: Combine | undefined,
): ReadEntries {
	const entries: ItemEntry[] = [];
	const rejected: Rejected[] = [];
	const skipped: Skipped[] = [];
	for (let item = 0; item < count; item++) {
		const result = readOne(() => {
			const entry = read(reader(item));
			if (combine) refuseOversized(entry, combine);
			return entry;
		});
		if ('entry' in result) entries.push({ item, entry: result.entry });
		else if ('reason' in result) skipped.push({ item, ...result });
		else rejected.push({ item, ...result });
	}
	return { entries, rejected, skipped };
}

function readOne(read: () => Entry): { entry: Entry } | Omit<Skipped, 'item'> | Reason {
	try {
		return { entry: read() };
	} catch (error) {
		return error instanceof ItemSkipped ? { reason: error.reason } : reasonOf(error);
	}
}

function refuseOversized({ envelope, members = [] }: Entry, { lists }: Combine): void {
	const oversized = members.findIndex((member) => !fitsAlone(envelope, member));
	if (oversized < 0) return;
	const field = lists ? `This item's ${lists.of(members[oversized])}` : `Recipient ${oversized + 1}`;
	throw new InputError(field, 'is larger than the 4 MB that Braze accepts in one request', 'Send fewer or smaller attributes.');
}
