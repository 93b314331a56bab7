import type { ItemReader } from '../itemReader';
import { InputError } from '../input/inputError';
import { ItemSkipped } from '../input/itemSkipped';
import type { Endpoint } from '../transport/endpoint';
import { lostDigitsHint } from './checks/lostDigits';
import { refuseNeverData } from './checks/neverData';
import type { Combine, Entry } from './entry';
import { pathOf } from './plan/brazeRequest';
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

/** How an operation reads an item, and what its requests have to respect. */
interface Reading {
	readonly entry: (item: ItemReader) => Entry;
	readonly endpoint: Pick<Endpoint, 'path'>;
	readonly combine?: Combine;
}

/**
 * Reads and validates all items before anything is sent. Nothing is thrown: an item that cannot be read is rejected
 * with the reason, or skipped if the user chose so.
 */
export function readEntries(
	count: number,
	reader: (index: number) => ItemReader,
	{ entry: read, endpoint, combine }: Reading,
): ReadEntries {
	const entries: ItemEntry[] = [];
	const rejected: Rejected[] = [];
	const skipped: Skipped[] = [];
	for (let item = 0; item < count; item++) {
		const result = readOne(() => {
			const given = reader(item);
			const entry = read(given);
			given.refuseNothing();
			pathOf(endpoint, entry.envelope);
			refuseNeverData(entry);
			refuseOversized(entry, combine);
			return withHint(entry, lostDigitsHint(entry));
		});
		if ('entry' in result) entries.push({ item, entry: result.entry });
		else if ('reason' in result) skipped.push({ item, ...result });
		else rejected.push({ item, ...result });
	}
	return { entries, rejected, skipped };
}

const withHint = (entry: Entry, hint: string | undefined): Entry =>
	hint === undefined ? entry : { ...entry, hints: [...(entry.hints ?? []), hint] };

function readOne(read: () => Entry): { entry: Entry } | Omit<Skipped, 'item'> | Reason {
	try {
		return { entry: read() };
	} catch (error) {
		return error instanceof ItemSkipped ? { reason: error.reason } : reasonOf(error);
	}
}

function refuseOversized(entry: Entry, combine: Combine | undefined): void {
	if (!fitsAlone(entry.envelope))
		throw oversized('This item', 'Send fewer or smaller values, or a shorter audience.');
	if (!combine) return;
	const position = entry.members?.findIndex((member) => !fitsAlone(entry.envelope, member)) ?? -1;
	if (position < 0) return;
	throw oversized(nameOfMember(entry, position, combine), 'Send fewer or smaller values.');
}

const oversized = (name: string, resolution: string) =>
	new InputError(name, 'is larger than the 4 MB that Braze accepts in one request', resolution);

/** What errors call a member: items of operations that do not send to recipients have one, or one in each list. */
function nameOfMember({ members = [], uncounted }: Entry, position: number, { lists }: Combine): string {
	if (lists && Object.keys(lists.rules).length > 1) return `This item's ${lists.of(members[position])}`;
	return lists || uncounted ? 'This item' : `Recipient ${position + 1}`;
}
