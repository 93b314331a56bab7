import { countBy } from 'lodash';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { isObject } from '../../schemas/json';
import type { Entry } from '../entry';
import type { Outcome, Sent } from '../outcome';
import type { Part } from '../plan/types';
import { memberRefusalError, memberRefusals, coveredByRefusal } from './memberRefusals';
import type { FinishedRun } from './types';

/** The name of an outcome in an error item. */
const OUTCOME_NAMES = { refused: 'refused', notSent: 'not_sent', unknown: 'unknown' } as const;

/**
 * Returns the result of each input item, in input order: one output item for each request it was part of, with
 * Braze's response, the reason it was skipped, or an error. If Braze refused members of an item by name, one error item
 * says so, and what was done nevertheless. Error items contain only `error`, by which n8n routes them to the error output.
 */
export function resultItems({ entries, delivered, rejected, skipped }: FinishedRun): INodeExecutionData[] {
	const results = new Results();
	const entryOf = new Map(entries.map(({ item, entry }) => [item, entry]));
	for (const { item, reason } of skipped) results.add(item, 0, [{ skipped: true, reason }]);
	for (const { item, message, resolution } of rejected) {
		results.add(item, Infinity, [{ error: { message, ...(resolution !== undefined && { description: resolution }), outcome: 'invalid' } }]);
	}
	const refusals = memberRefusals(delivered);
	for (const [item, refusal] of refusals) results.add(item, refusal.position, [{ error: memberRefusalError(refusal) }]);
	for (const { parts, outcome } of delivered) {
		for (const [item, own] of groupByItem(parts)) {
			const { position } = own[0];
			if (refusals.has(item) && coveredByRefusal(outcome)) continue;
			if (outcome.kind === 'sent' && outcome.skipped !== undefined) results.add(item, position, [{ skipped: true, reason: outcome.skipped }]);
			else if (outcome.kind !== 'sent') results.add(item, position, [{ error: errorOf(outcome) }]);
			else results.add(item, position, sentResults(entryOf.get(item), outcome, parts, own));
		}
	}
	return results.inOrder();
}

/** The output of the items: by item, and within an item by the place of the members concerned. */
class Results {
	private readonly byItem = new Map<number, Array<{ position: number; items: INodeExecutionData[] }>>();

	add(item: number, position: number, jsons: IDataObject[]): void {
		const result = { position, items: jsons.map((json) => ({ json, pairedItem: { item } })) };
		const known = this.byItem.get(item);
		if (known) known.push(result);
		else this.byItem.set(item, [result]);
	}

	inOrder(): INodeExecutionData[] {
		const items = [...this.byItem].sort(([a], [b]) => a - b);
		return items.flatMap(([, results]) => results.sort((a, b) => a.position - b.position).flatMap((result) => result.items));
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

const ENDS = new Set([...FIRST, ...LAST]);

/** What people look for comes first, and identifiers come last. */
function inReadingOrder(json: IDataObject): IDataObject {
	const ordered: IDataObject = {};
	for (const key of FIRST) if (json[key] !== undefined) ordered[key] = json[key];
	for (const key of Object.keys(json)) if (!ENDS.has(key)) ordered[key] = json[key];
	for (const key of LAST) if (json[key] !== undefined) ordered[key] = json[key];
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
