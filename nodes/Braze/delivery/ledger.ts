import { createHash } from 'crypto';
import type { IDataObject } from 'n8n-workflow';

import type { Failure } from '../transport/failure';
import type { Combine } from './entry';
import type { Delivered, Outcome } from './outcome';
import type { Part, PlacedEntry } from './plan';

/** A request that was sent, or may have been, as the ledger keeps it: Braze's answer, and hashes of whom it was for. */
interface Page {
	readonly answer?: IDataObject;
	readonly failure?: Failure;
	readonly parts: string[];
}

/** What earlier tries of this run did, matched with what is to be done now. */
export interface Recalled {
	/** Requests that need not be sent again, as they ended. */
	readonly delivered: Delivered[];
	/** The entries, with the members that are already done. */
	readonly open: PlacedEntry[];
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
	private readonly pages: Page[];

	/**
	 * @param context the node's context object of this execution
	 * @param run the operation and the run index: a later run in a loop is no retry
	 */
	constructor(
		context: IDataObject,
		run: string,
		private readonly combine: Combine | undefined,
	) {
		const book = (context.brazeLedger ??= {}) as Record<string, Page[]>;
		this.pages = book[run] ??= [];
	}

	/**
	 * Finds what needs no request.
	 *
	 * @param resendUnknown whether requests that ended unclear are sent once more
	 */
	recall(entries: PlacedEntry[], resendUnknown: boolean): Recalled {
		const pageOf = new Map<string, Page>();
		for (const page of this.pages) {
			if (page.answer || !resendUnknown) page.parts.forEach((part) => pageOf.set(part, page));
		}
		if (pageOf.size === 0) return { delivered: [], open: entries };
		const found = new Map<Page, Part[]>();
		const open = entries.map((placed) => {
			const done = new Set<number>();
			for (const part of partsOf(placed)) {
				const page = pageOf.get(this.hash(placed.entry.envelope.subject, part));
				if (!page) continue;
				done.add(part.position);
				found.set(page, [...(found.get(page) ?? []), part]);
			}
			return done.size > 0 ? { ...placed, done } : placed;
		});
		return { delivered: [...found].map(([page, parts]) => ({ parts, outcome: outcomeOf(page) })), open };
	}

	/** Keeps a request that was sent or may have been. The others may be sent again without harm. */
	record(subject: string, { parts, outcome }: Delivered): void {
		if (outcome.kind === 'refused' || outcome.kind === 'notSent') return;
		const hashes = parts.map((part) => this.hash(subject, part));
		this.forget(hashes);
		this.pages.push({
			...(outcome.kind === 'sent' ? { answer: outcome.answer } : { failure: outcome.failure }),
			parts: hashes,
		});
	}

	/** Takes parts out of earlier pages: an unclear request that was sent once more counts by its last try. */
	private forget(hashes: string[]): void {
		const unclear = this.pages.filter((page) => !page.answer);
		if (unclear.length === 0) return;
		const again = new Set(hashes);
		for (const page of unclear) page.parts.splice(0, page.parts.length, ...page.parts.filter((part) => !again.has(part)));
	}

	private hash(subject: string, { item, position, member }: Part): string {
		const person = member && this.combine ? this.combine.key(member) : '';
		return createHash('sha256').update(JSON.stringify([item, position, subject, person])).digest('base64').slice(0, 16);
	}
}

function partsOf({ item, entry }: PlacedEntry): Part[] {
	return entry.members ? entry.members.map((member, position) => ({ item, position, member })) : [{ item, position: 0 }];
}

function outcomeOf({ answer, failure }: Page): Outcome {
	return answer
		? { kind: 'sent', answer, fromMemory: true }
		: { kind: 'unknown', failure: failure as Failure, fromMemory: true };
}
