import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { isObject } from '../schemas/json';
import type { Entry } from './entry';
import type { Delivered, Outcome } from './outcome';
import type { Part } from './plan';

/** How an outcome is called in an error item. */
const OUTCOME_NAMES = { refused: 'refused', notSent: 'not_sent', unknown: 'unknown' } as const;

/** An input item that was refused before anything was sent. */
export interface Rejected {
	readonly item: number;
	readonly message: string;
	readonly cure?: string;
}

/**
 * Gives each input item its result, in input order: one output item for each request that served it, with what Braze
 * answered, or an error item. Error items hold nothing but `error`, which is what n8n goes by to route them to the
 * error output.
 */
export function resultItems(
	entries: ReadonlyMap<number, Entry>,
	delivered: readonly Delivered[],
	rejected: readonly Rejected[],
): INodeExecutionData[] {
	const byItem = new Map<number, INodeExecutionData[]>();
	const give = (item: number, json: IDataObject) => {
		const given = byItem.get(item) ?? [];
		byItem.set(item, given);
		given.push({ json, pairedItem: { item } });
	};
	for (const { item, message, cure } of rejected) {
		give(item, { error: { message, ...(cure !== undefined && { description: cure }), outcome: 'invalid' } });
	}
	for (const { parts, outcome } of delivered) {
		for (const [item, own] of groupByItem(parts)) {
			if (outcome.kind !== 'sent') {
				give(item, { error: errorOf(outcome) });
				continue;
			}
			const entry = entries.get(item);
			const answer = answerFor(outcome.answer, parts, own);
			for (const json of entry?.output?.(answer) ?? [answer]) {
				give(item, { ...json, ...entry?.report, ...counted(own) });
			}
		}
	}
	return [...byItem.keys()].sort((a, b) => a - b).flatMap((item) => byItem.get(item) as INodeExecutionData[]);
}

function errorOf(outcome: Exclude<Outcome, { kind: 'sent' }>): IDataObject {
	const { message, cure, status } = outcome.failure;
	return {
		message,
		description: cure,
		outcome: OUTCOME_NAMES[outcome.kind],
		...(status !== undefined && { status }),
		...(outcome.kind === 'notSent' && outcome.retryAt !== undefined && { retry_at: outcome.retryAt }),
	};
}

/** Without members there is nothing to count: Braze alone knows how many an audience reaches. */
function counted(parts: readonly Part[]): IDataObject {
	return parts[0].member === undefined ? {} : { recipient_count: parts.length };
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
function answerFor(answer: IDataObject, all: readonly Part[], own: readonly Part[]): IDataObject {
	if (!Array.isArray(answer.errors)) return answer;
	const { errors: given, ...rest } = answer;
	const errors = (given as unknown[]).filter((error) => {
		if (!isObject(error) || typeof error.index !== 'number') return true;
		const part = all[error.index];
		return part === undefined || own.includes(part);
	});
	return errors.length > 0 ? { ...rest, errors: errors as IDataObject[] } : rest;
}
