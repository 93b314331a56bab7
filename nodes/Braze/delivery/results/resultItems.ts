import { countBy } from 'lodash';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { isObject } from '../../schemas/json';
import type { Entry } from '../entry';
import type { Outcome, RequestOutcome, Sent } from '../outcome';
import type { Part } from '../plan/types';
import { memberRefusalError, memberRefusals, coveredByRefusal } from './memberRefusals';
import type { FinishedRun } from './types';

/** The name of an outcome in an error item. */
const OUTCOME_NAMES = { refused: 'refused', notSent: 'not_sent', unknown: 'unknown' } as const;

/** One result of an item. */
interface Result {
	/** The place in the item of the first member concerned. */
	readonly position: number;
	readonly jsons: readonly IDataObject[];
	/** Whether the error for members that Braze refused by name says it too. */
	readonly coveredByRefusal?: boolean;
}

/**
 * Collects the result of each input item: one output item for each request it was part of, with Braze's response, the
 * reason it was skipped, or an error. If Braze refused members of an item by name, one error item says so, and what was
 * done nevertheless. Error items contain only `error`, by which n8n routes them to the error output.
 */
export class ResultItems {
	private readonly entryOf: ReadonlyMap<number, Entry>;

	/** By the index of the input item; some may be missing. */
	private readonly byItem: Result[][] = [];

	/** @param entries the items that could be read, with what they asked for */
	constructor(entries: FinishedRun['entries']) {
		this.entryOf = new Map(entries.map(({ item, entry }) => [item, entry]));
	}

	/**
	 * Adds the results of requests, and returns the requests. Called as each of them ends, while others are under way:
	 * the results of many items then take no time of their own.
	 */
	addRequests(ended: RequestOutcome[]): RequestOutcome[] {
		for (const { parts, outcome } of ended) {
			for (const [item, own] of groupByItem(parts)) {
				const jsons = this.jsonsOf(item, outcome, parts, own);
				this.add(item, { position: own[0].position, jsons, coveredByRefusal: coveredByRefusal(outcome) });
			}
		}
		return ended;
	}

	/** Adds what was not sent, and returns all results in input order. */
	finish({ delivered, rejected, skipped }: FinishedRun): INodeExecutionData[] {
		for (const { item, reason } of skipped) this.add(item, { position: 0, jsons: [{ skipped: true, reason }] });
		for (const { item, message, resolution } of rejected) {
			const error = { message, ...(resolution !== undefined && { description: resolution }), outcome: 'invalid' };
			this.add(item, { position: Infinity, jsons: [{ error }] });
		}
		for (const [item, refusal] of memberRefusals(delivered)) {
			this.byItem[item] = this.byItem[item].filter((result) => !result.coveredByRefusal);
			this.add(item, { position: refusal.position, jsons: [{ error: memberRefusalError(refusal) }] });
		}
		return this.inOrder();
	}

	private add(item: number, result: Result): void {
		(this.byItem[item] ??= []).push(result);
	}

	private jsonsOf(item: number, outcome: Outcome, all: readonly Part[], own: readonly Part[]): IDataObject[] {
		if (outcome.kind !== 'sent') return [{ error: errorOf(outcome) }];
		if (outcome.skipped !== undefined) return [{ skipped: true, reason: outcome.skipped }];
		return sentResults(this.entryOf.get(item), outcome, all, own);
	}

	private inOrder(): INodeExecutionData[] {
		return this.byItem.flatMap((results, item) => {
			if (results.length > 1) results.sort((a, b) => a.position - b.position);
			return results.flatMap(({ jsons }) => jsons.map((json) => ({ json, pairedItem: { item } })));
		});
	}
}

function sentResults(entry: Entry | undefined, { answer, fromMemory, timing }: Sent, all: readonly Part[], own: readonly Part[]): IDataObject[] {
	const who = entry?.message === undefined ? {} : recipientOf(own);
	const goesOut = fromMemory ? timing : entry?.envelope.timing;
	return shown(entry, answerFor(answer, all, own)).map((json) => inReadingOrder({ ...json, ...who, ...entry?.report, ...goesOut, ...(entry?.uncounted ? {} : counted(own)) }));
}

/** What people look for: what was sent, who gets it, and when. */
const FIRST = ['summary', 'schedule_key', 'canvas_name', 'campaign_name', 'recipient', 'recipient_count', 'when', 'sends_at', 'first_send_at', 'last_send_at'];

/** What only later steps need, the identifiers that they use most first. */
const LAST = ['schedule_id', 'canvas_id', 'campaign_id', 'activity_id', 'schedule', 'message', 'dispatch_id'];

const PLACES = new Map([...FIRST.map((key, index) => [key, index - FIRST.length] as const), ...LAST.map((key, index) => [key, index + 1] as const)]);

const placeOf = (key: string): number => PLACES.get(key) ?? 0;

/** What people look for comes first, and identifiers come last. */
function inReadingOrder(json: IDataObject): IDataObject {
	const ordered: IDataObject = {};
	for (const key of Object.keys(json).sort((a, b) => placeOf(a) - placeOf(b))) {
		if (json[key] !== undefined) ordered[key] = json[key];
	}
	return ordered;
}

/** Who gets the message, if it is one person. */
function recipientOf(parts: readonly Part[]): IDataObject {
	const [{ member }] = parts;
	if (!member || parts.length > 1) return {};
	const { external_user_id: id, email, braze_id: brazeId, user_alias: alias } = member;
	const name = id ?? email ?? brazeId ?? (isObject(alias) ? alias.alias_name : undefined);
	return typeof name === 'string' ? { recipient: name } : {};
}

/** A dry run has no response to read. An unexpected response is shown as it is: a sent request must not end in an error. */
function shown(entry: Entry | undefined, answer: IDataObject): IDataObject[] {
	if (answer.dry_run === true) return [answer];
	try {
		return entry?.output?.(answer) ?? [answer];
	} catch {
		return [answer];
	}
}

function errorOf(outcome: Exclude<Outcome, { kind: 'sent' }>): IDataObject {
	const { message, resolution, status } = outcome.failure;
	return {
		message,
		description: resolution,
		outcome: OUTCOME_NAMES[outcome.kind],
		...(status !== undefined && { status }),
		...(outcome.kind === 'notSent' && outcome.retryAt !== undefined && { retry_at: outcome.retryAt }),
	};
}

/** Without members there is nothing to count: Braze alone knows how many an audience reaches. */
function counted(parts: readonly Part[]): IDataObject {
	if (parts[0].member === undefined) return {};
	if (parts[0].list === undefined) return { recipient_count: parts.length };
	return countBy(parts, ({ list }) => `${list}_count`);
}

function groupByItem(parts: readonly Part[]): Map<number, Part[]> {
	const groups = new Map<number, Part[]>();
	for (const part of parts) {
		const group = groups.get(part.item);
		if (group) group.push(part);
		else groups.set(part.item, [part]);
	}
	return groups;
}

/**
 * The answer as it concerns one item of a shared request: non-fatal errors that name a place in the request (`index`
 * counts inside its list) go to the item they belong to, the others to every item.
 */
export function answerFor(answer: IDataObject, all: readonly Part[], own: readonly Part[]): IDataObject {
	if (!Array.isArray(answer.errors)) return answer;
	const { errors: given, ...rest } = answer;
	const errors = (given as unknown[]).filter((error) => {
		// Those that name a place in a list were taken out as the answer came in; one that is left names no place there is.
		if (!isObject(error) || typeof error.index !== 'number' || error.input_array !== undefined) return true;
		const part = all[error.index];
		return part === undefined || own.includes(part);
	});
	return errors.length > 0 ? { ...rest, errors: errors as IDataObject[] } : rest;
}
