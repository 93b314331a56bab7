import { hash } from 'crypto';
import type { IDataObject } from 'n8n-workflow';

import type { Failure } from '../transport/failure';
import type { Combine, Entry, Envelope } from './entry';
import type { Delivered, Outcome } from './outcome';
import type { Part, PlacedEntry } from './plan';

/** A request that was sent, or may have been, as the ledger keeps it: Braze's answer, and whom it was for. */
interface Page {
	readonly answer?: IDataObject;
	/** When that goes out: its own time, and not that of the retry. */
	readonly timing?: IDataObject;
	readonly failure?: Failure;
	/** `item:hash` of each part, in the order of the request: the errors in an answer count by it. */
	readonly parts: string[];
}

interface Book {
	readonly run: string;
	readonly pages: Page[];
	/** How many parts the entries of items have that have more than one. */
	readonly sizes: Record<string, number>;
}

/** What earlier tries of this run did, matched with what is to be done now. */
export interface Recalled {
	/** Requests that need not be sent again, as they ended. */
	readonly delivered: Delivered[];
	/** The entries, with the members that are already done. */
	readonly open: PlacedEntry[];
	/** Items of which nothing is left to do, although they cannot be read any more. */
	readonly settled: ReadonlySet<number>;
}

/**
 * Remembers within one execution what was sent. n8n's Retry On Fail and its manual retry run the whole node again,
 * with all items; the ledger answers from memory for what is done, so that only the rest is sent.
 *
 * It lives in the execution data of the node (`getContext('node')`), which n8n stores unencrypted: so it keeps
 * hashes and the ids that Braze gave, never who was messaged. An entry is known again by run index, input item, place
 * in the item, subject of the request (operation and Canvas) and person; not by time or properties, which expressions
 * such as `$now` change with every try.
 */
export class Ledger {
	private readonly book: Book;

	/** The unclear requests of earlier tries, by each of their parts. */
	private readonly unclear = new Map<string, Page>();

	/**
	 * @param context the node's context object of this execution
	 * @param run the operation and the run index: a later run in a loop is no retry, and what it needs not is dropped
	 */
	constructor(
		context: IDataObject,
		run: string,
		private readonly combine: Combine | undefined,
	) {
		const kept = context.brazeLedger as unknown as Book | undefined;
		this.book = kept?.run === run ? kept : { run, pages: [], sizes: {} };
		context.brazeLedger = this.book as unknown as IDataObject;
		for (const page of this.book.pages) if (!page.answer) page.parts.forEach((part) => this.unclear.set(part, page));
	}

	/**
	 * Finds what needs no request.
	 *
	 * @param unreadable items that were refused while they were read: what was sent for them stays sent
	 * @param resendUnknown whether requests that ended unclear are sent once more
	 */
	recall(entries: PlacedEntry[], unreadable: readonly number[], resendUnknown: boolean): Recalled {
		for (const { item, entry } of entries) if (sizeOf(entry) > 1) this.book.sizes[item] = sizeOf(entry);
		if (this.book.pages.length === 0) return { delivered: [], open: entries, settled: new Set() };
		const pages = this.pagesByPart();
		const found = new Found();
		const open = entries.map((placed) => {
			let done: Set<number> | undefined;
			for (const part of partsOf(placed)) {
				const place = pages.get(this.print(placed.entry.envelope.subject, part));
				if (!place) continue;
				done ??= new Set();
				if (resendUnknown && !place.page.answer) continue;
				done.add(part.position);
				found.add(place, part);
			}
			return done ? { ...placed, done } : placed;
		});
		const settled = this.recallUnreadable(new Set(unreadable), pages, found);
		return { delivered: found.delivered(), open, settled };
	}

	/**
	 * Keeps a request that was sent or may have been; the others may be sent again without harm. Gives back how it
	 * ended, where earlier tries count as well: what one of them left unclear stays so if it does not get through now.
	 */
	record({ subject, timing }: Envelope, delivered: Delivered): Delivered[] {
		const { parts, outcome } = delivered;
		if (outcome.kind === 'refused' || outcome.kind === 'notSent') return this.keepUnclear(subject, delivered);
		const prints = parts.map((part) => this.print(subject, part));
		for (const print of prints) this.forget(print);
		const ended = outcome.kind === 'sent' ? { answer: outcome.answer, ...(timing && { timing }) } : { failure: outcome.failure };
		this.book.pages.push({ ...ended, parts: prints });
		return [delivered];
	}

	private keepUnclear(subject: string, { parts, outcome }: Delivered): Delivered[] {
		const fresh: Part[] = [];
		const unclear: Delivered[] = [];
		for (const part of parts) {
			const failure = this.unclear.size > 0 && this.unclear.get(this.print(subject, part))?.failure;
			if (failure) unclear.push({ parts: [part], outcome: { kind: 'unknown', failure, fromMemory: true } });
			else fresh.push(part);
		}
		return fresh.length > 0 ? [{ parts: fresh, outcome }, ...unclear] : unclear;
	}

	private pagesByPart(): Map<string, Place> {
		const places = new Map<string, Place>();
		for (const page of this.book.pages) page.parts.forEach((print, index) => places.set(print, { page, index }));
		return places;
	}

	/** Without its entry an item is known by its index only. */
	private recallUnreadable(unreadable: ReadonlySet<number>, pages: ReadonlyMap<string, Place>, found: Found): Set<number> {
		const counts = new Map<number, number>();
		if (unreadable.size === 0) return new Set();
		for (const [print, place] of pages) {
			const item = Number(print.split(':', 1)[0]);
			if (!unreadable.has(item)) continue;
			const position = counts.get(item) ?? 0;
			counts.set(item, position + 1);
			found.add(place, { item, position });
		}
		return new Set([...counts].filter(([item, count]) => count >= (this.book.sizes[item] ?? 1)).map(([item]) => item));
	}

	/** Takes a part out of an earlier page: an unclear request that was sent once more counts by its last try. */
	private forget(print: string): void {
		const page = this.unclear.get(print);
		if (!page) return;
		this.unclear.delete(print);
		page.parts.splice(page.parts.indexOf(print), 1);
	}

	private print(subject: string, { item, position, member }: Part): string {
		const person = member && this.combine ? this.combine.key(member) : '';
		const digest = hash('sha256', JSON.stringify([position, subject, person]), 'base64');
		return `${item}:${digest.slice(0, 16)}`;
	}
}

/** Where in the ledger a part is. */
interface Place {
	readonly page: Page;
	readonly index: number;
}

/** The parts found in the ledger, by page. */
class Found {
	private readonly byPage = new Map<Page, Array<{ index: number; part: Part }>>();

	add({ page, index }: Place, part: Part): void {
		const known = this.byPage.get(page);
		if (known) known.push({ index, part });
		else this.byPage.set(page, [{ index, part }]);
	}

	delivered(): Delivered[] {
		return [...this.byPage].map(([page, places]) => ({
			parts: places.sort((a, b) => a.index - b.index).map(({ part }) => part),
			outcome: outcomeOf(page),
		}));
	}
}

function sizeOf({ members }: Entry): number {
	return members?.length ?? 1;
}

function partsOf({ item, entry }: PlacedEntry): Part[] {
	return entry.members ? entry.members.map((member, position) => ({ item, position, member })) : [{ item, position: 0 }];
}

function outcomeOf({ answer, timing, failure }: Page): Outcome {
	return answer
		? { kind: 'sent', answer, fromMemory: true, ...(timing && { timing }) }
		: { kind: 'unknown', failure: failure as Failure, fromMemory: true };
}
