import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { hash } from 'crypto';
import { memoize } from 'lodash';

import { likenessOf } from '../likeness';
import type { Combine, Entry, Envelope } from '../entry';
import type { Outcome, RequestOutcome } from '../outcome';
import { type ItemEntry, type Part, partsOf } from '../plan/requests';
import { sentences } from '../../transport/errorText';
import type { Failure } from '../../transport/failure';

/**
 * Opens the ledger of this run.
 *
 * @param name the resource and operation
 */
export function openLedger(ctx: IExecuteFunctions, name: string, combine: Combine | undefined): Ledger {
	return new Ledger(ctx.getContext('node'), runName(ctx, name), combine);
}

/**
 * Identifies a run by operation and run index: a later run of the node in a loop is not a retry, except for requests
 * that ended unclear.
 */
function runName(ctx: IExecuteFunctions, name: string): string {
	const { $runIndex } = ctx.getWorkflowDataProxy(0) as { $runIndex?: number };
	return `${name}#${$runIndex ?? 0}`;
}

/** What the ledger keeps in the node's execution data. */
interface LedgerData {
	readonly run: string;
	readonly records: LedgerRecord[];
	/** The number of parts of each entry that has more than one. */
	readonly sizes: Record<string, number>;
	/** Requests that ended unclear in earlier runs of the node, as in a loop. */
	readonly unclearBefore?: readonly LedgerRecord[];
}

/** What earlier attempts of this run did, matched with the current entries. */
export interface Recalled {
	/** Requests that need not be sent again, with their outcomes. */
	readonly delivered: RequestOutcome[];
	/** The entries, marked with the members that are already done. */
	readonly entries: ItemEntry[];
	/** Items that can't be read any more but were completed by an earlier attempt. */
	readonly completed: ReadonlySet<number>;
}

/**
 * Records what one execution sent. n8n's Retry On Fail and its manual retry run the whole node again with all items;
 * the ledger returns the recorded results, so that only the rest is sent.
 *
 * It lives in the node's execution data (`getContext('node')`), which n8n stores unencrypted, so it keeps only hashes
 * and the IDs that Braze returned, never who was messaged. An entry is identified by run index, input item, position in
 * the item, subject of the request (operation and Canvas) and person; not by time or properties, because expressions
 * such as `$now` change them with every attempt.
 */
export class Ledger {
	private readonly data: LedgerData;

	/** Unclear requests of earlier attempts, by the fingerprint of each part. */
	private readonly unclear = new Map<string, LedgerRecord>();

	/** Unclear requests of earlier runs of the node, by the content of each part, no matter where its item is now. */
	private readonly unclearBefore = new Map<string, Failure>();

	/** The content of an envelope. Memoized, because many parts share one. */
	private readonly said = memoize(
		({ subject, path, query, body, companion }: Envelope) =>
			likenessOf(subject, path, query, body, companion?.id).text,
	);

	/**
	 * @param context the node's context object of this execution
	 * @param run see {@link runName}. Records of a different run are dropped, except unclear ones.
	 */
	constructor(
		context: IDataObject,
		run: string,
		private readonly combine: Combine | undefined,
	) {
		const kept = context.brazeLedger as unknown as LedgerData | undefined;
		this.data = kept?.run === run ? kept : { run, records: [], sizes: {}, unclearBefore: unclearIn(kept) };
		for (const { parts, failure } of this.data.unclearBefore ?? [])
			if (failure) for (const part of parts) this.unclearBefore.set(part, failure);
		context.brazeLedger = this.data as unknown as IDataObject;
		for (const record of this.data.records)
			if (!record.answer) record.parts.forEach((part) => this.unclear.set(part, record));
	}

	/**
	 * Finds out what needs no request.
	 *
	 * @param unreadable items that were rejected or skipped while they were read: what was sent for them stays sent
	 * @param resendUnknown whether to send requests that ended unclear once more
	 */
	recall(entries: readonly ItemEntry[], unreadable: readonly number[], resendUnknown: boolean): Recalled {
		for (const { item, entry } of entries) if (sizeOf(entry) > 1) this.data.sizes[item] = sizeOf(entry);
		const isUnknown = this.data.records.length + this.unclearBefore.size === 0;
		if (isUnknown) return { delivered: [], entries: [...entries], completed: new Set() };
		const places = this.recordsByPart();
		const found = new RecalledParts();
		const again: RequestOutcome[] = [];
		const matched = entries.map((placed) => {
			let done: Set<number> | undefined;
			for (const part of partsOf(placed, this.combine)) {
				const { envelope } = placed.entry;
				const place = places.get(this.fingerprint(envelope.subject, part));
				const failure = place || resendUnknown ? undefined : this.unclearInLoop(envelope, part);
				if (failure) {
					(done ??= new Set()).add(part.position);
					again.push({ parts: [part], outcome: inLoop(failure) });
				}
				if (!place) continue;
				done ??= new Set();
				if (resendUnknown && !place.record.answer) continue;
				done.add(part.position);
				found.add(place, part);
			}
			return done ? { ...placed, done } : placed;
		});
		const completed = this.recallUnreadable(new Set(unreadable), places, found);
		return { delivered: [...found.delivered(), ...again], entries: matched, completed };
	}

	/**
	 * Records a request that was, or may have been, sent; all others can safely be sent again. Returns its outcome in
	 * view of earlier attempts: an unclear outcome stays unclear if the request is not processed this time.
	 */
	record(envelope: Envelope, delivered: RequestOutcome): RequestOutcome[] {
		const { subject, timing } = envelope;
		const { parts, outcome } = delivered;
		if (outcome.kind === 'refused' || outcome.kind === 'notSent') return this.keepUnclear(subject, delivered);
		if (outcome.kind === 'sent' && outcome.skipped !== undefined) return [delivered];
		const fingerprints = parts.map((part) => this.fingerprint(subject, part));
		for (const fingerprint of fingerprints) this.forget(fingerprint);
		const ended =
			outcome.kind === 'sent'
				? { answer: outcome.answer, ...(timing && { timing }) }
				: {
						failure: outcome.failure,
						contents: parts.map((part) => this.contentDigest(envelope, part)),
					};
		this.data.records.push({ ...ended, parts: fingerprints });
		return [delivered];
	}

	private keepUnclear(subject: string, { parts, outcome }: RequestOutcome): RequestOutcome[] {
		const fresh: Part[] = [];
		const unclear: RequestOutcome[] = [];
		for (const part of parts) {
			const failure = this.unclear.size > 0 && this.unclear.get(this.fingerprint(subject, part))?.failure;
			if (failure) unclear.push({ parts: [part], outcome: { kind: 'unknown', failure, fromMemory: true } });
			else fresh.push(part);
		}
		return fresh.length > 0 ? [{ parts: fresh, outcome }, ...unclear] : unclear;
	}

	private recordsByPart(): Map<string, RecordPosition> {
		const places = new Map<string, RecordPosition>();
		for (const record of this.data.records)
			record.parts.forEach((fingerprint, index) => places.set(fingerprint, { record, index }));
		return places;
	}

	/** Recalls items without an entry, which only their index identifies. Returns those that are complete. */
	private recallUnreadable(
		unreadable: ReadonlySet<number>,
		places: ReadonlyMap<string, RecordPosition>,
		found: RecalledParts,
	): Set<number> {
		const counts = new Map<number, number>();
		if (unreadable.size === 0) return new Set();
		for (const [fingerprint, place] of places) {
			const item = Number(fingerprint.split(':', 1)[0]);
			if (!unreadable.has(item)) continue;
			const position = counts.get(item) ?? 0;
			counts.set(item, position + 1);
			found.add(place, { item, position });
		}
		return new Set(
			[...counts].filter(([item, count]) => count >= (this.data.sizes[item] ?? 1)).map(([item]) => item),
		);
	}

	/** Removes a part from its earlier record: after an unclear request is sent again, the last attempt counts. */
	private forget(fingerprint: string): void {
		const record = this.unclear.get(fingerprint);
		if (!record) return;
		this.unclear.delete(fingerprint);
		const index = record.parts.indexOf(fingerprint);
		record.parts.splice(index, 1);
		record.contents?.splice(index, 1);
	}

	/** How an earlier run of the node ended for the same content, if that is unclear. */
	private unclearInLoop(envelope: Envelope, part: Part): Failure | undefined {
		if (this.unclearBefore.size === 0) return undefined;
		return this.unclearBefore.get(this.contentDigest(envelope, part));
	}

	/**
	 * A digest of a part's content and person, without its input item: a loop may bring an item back at another index.
	 * Times don't count, because `$now` or a delay gives a different one each time.
	 */
	private contentDigest(envelope: Envelope, { person, list, member }: Part): string {
		const text = this.said(envelope) + likenessOf(person, list, member).text;
		return hash('sha256', text, 'base64').slice(0, 16);
	}

	private fingerprint(subject: string, { item, position, person = '', list }: Part): string {
		const place = [position, subject, person, ...(list === undefined ? [] : [list])];
		const digest = hash('sha256', JSON.stringify(place), 'base64');
		return `${item}:${digest.slice(0, 16)}`;
	}
}

/** Requests that ended unclear in a run of the node or in the runs before it. */
const unclearIn = (data: LedgerData | undefined): LedgerRecord[] => [
	...(data?.unclearBefore ?? []),
	...(data?.records ?? []).flatMap(({ failure, contents = [] }) =>
		failure && contents.length > 0 ? [{ failure, parts: contents }] : [],
	),
];

/** The outcome of unclear content that a loop brings back: sending it again could repeat it. */
const inLoop = (failure: Failure): Outcome => ({
	kind: 'unknown',
	fromMemory: true,
	failure: {
		...failure,
		resolution: sentences(
			failure.resolution,
			"This happened in an earlier run of this node in the same execution, so it was not sent again. To send it anyway, turn on 'Resend Unclear Requests' in the options",
		),
	},
});

function sizeOf({ members }: Entry): number {
	return members?.length ?? 1;
}

/**
 * A request that was, or may have been, sent, as the ledger stores it: Braze's response, and the recipients as hashes.
 */
interface LedgerRecord {
	readonly answer?: IDataObject;
	/** The time that was scheduled then, not the one that the retry computes. */
	readonly timing?: IDataObject;
	readonly failure?: Failure;
	/** `item:hash` of each part, in request order, which the positions in the response's errors refer to. */
	readonly parts: string[];
	/** The content digest of each part of an unclear request, for later runs of the node in a loop. */
	readonly contents?: string[];
}

/** The position of a part in the ledger. */
interface RecordPosition {
	readonly record: LedgerRecord;
	readonly index: number;
}

/** Collects the parts that an earlier attempt sent, grouped into the requests that they were sent in. */
class RecalledParts {
	private readonly byRecord = new Map<LedgerRecord, Array<{ index: number; part: Part }>>();

	add({ record, index }: RecordPosition, part: Part): void {
		const known = this.byRecord.get(record);
		if (known) known.push({ index, part });
		else this.byRecord.set(record, [{ index, part }]);
	}

	delivered(): RequestOutcome[] {
		return [...this.byRecord].map(([record, places]) => ({
			parts: places.sort((a, b) => a.index - b.index).map(({ part }) => part),
			outcome: outcomeOf(record),
		}));
	}
}

function outcomeOf({ answer, timing, failure }: LedgerRecord): Outcome {
	return answer
		? { kind: 'sent', answer, fromMemory: true, ...(timing && { timing }) }
		: { kind: 'unknown', failure: failure as Failure, fromMemory: true };
}
