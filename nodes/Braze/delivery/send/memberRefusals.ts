import { omit } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import type { Endpoint } from '../../transport/endpoint';
import { describeMemberRefusal } from '../../transport/failure';
import type { Combine } from '../entry';
import type { Outcome, Refused } from '../outcome';
import type { Part, PlannedRequest } from '../plan/types';

/** A request whose answer names members that Braze refused. */
export interface NamedRefusals {
	/** The members that were refused, by Braze's reason for it. */
	readonly refused: ReadonlyArray<{ readonly request: PlannedRequest; readonly outcome: Refused }>;
	/** All other members; absent where every one was refused. */
	readonly others?: PlannedRequest;
	/** What the answer says about the others: sent, or refused along with the members that it names, so nothing was done. */
	readonly outcome: Outcome;
}

/**
 * Removes the members that an answer names from a request. Returns `undefined` if the operation's answers name none, or
 * this one does not.
 */
export function namedRefusals(request: PlannedRequest, outcome: Outcome, { combine, endpoint }: { combine?: Combine; endpoint: Endpoint }): NamedRefusals | undefined {
	const errors = errorsOf(outcome);
	if (!combine?.refusal || errors.length === 0) return undefined;
	const { reasons, unnamed } = readErrors(errors, request.parts, combine);
	if (reasons.size === 0) return undefined;
	const status = outcome.kind === 'refused' ? outcome.failure.status : undefined;
	const others = request.parts.filter((part) => !reasons.has(part));
	return {
		refused: [...groupByReason(reasons)].map(([reason, parts]) => ({
			request: { ...request, parts },
			outcome: { kind: 'refused', failure: describeMemberRefusal(reason, endpoint, status) },
		})),
		...(others.length > 0 && { others: { ...request, parts: others } }),
		outcome: withErrors(outcome, unnamed),
	};
}

function errorsOf(outcome: Outcome): readonly unknown[] {
	if (outcome.kind === 'refused') return outcome.errors ?? [];
	return outcome.kind === 'sent' && Array.isArray(outcome.answer.errors) ? (outcome.answer.errors as unknown[]) : [];
}

/** What an error says about a place that the request does not have stays with the answer, for everyone in it to see. */
function readErrors(errors: readonly unknown[], parts: readonly Part[], combine: Combine): { reasons: Map<Part, Set<string>>; unnamed: unknown[] } {
	const reasons = new Map<Part, Set<string>>();
	const unnamed: unknown[] = [];
	const lists = byList(parts);
	for (const error of errors) {
		const refusal = combine.refusal?.(error);
		const part = refusal && lists.get(refusal.list)?.[refusal.index];
		if (part) reasons.set(part, (reasons.get(part) ?? new Set()).add(refusal.reason));
		else unnamed.push(error);
	}
	return { reasons, unnamed };
}

/** The members of each list, in the order in which the request holds them. */
function byList(parts: readonly Part[]): Map<string | undefined, Part[]> {
	const lists = new Map<string | undefined, Part[]>();
	for (const part of parts) {
		const list = lists.get(part.list);
		if (list) list.push(part);
		else lists.set(part.list, [part]);
	}
	return lists;
}

function groupByReason(reasons: ReadonlyMap<Part, ReadonlySet<string>>): Map<string, Part[]> {
	const groups = new Map<string, Part[]>();
	for (const [part, own] of reasons) {
		const reason = [...own].join('; ');
		groups.set(reason, [...(groups.get(reason) ?? []), part]);
	}
	return groups;
}

/** An accepted answer without the errors that concern single members. */
function withErrors(outcome: Outcome, errors: unknown[]): Outcome {
	if (outcome.kind !== 'sent') return outcome;
	const answer = omit(outcome.answer, 'errors');
	return { ...outcome, answer: errors.length > 0 ? { ...answer, errors: errors as IDataObject[] } : answer };
}
