import { omit } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import type { Endpoint } from '../../transport/endpoint';
import { describeMemberRefusal } from '../../transport/failure';
import type { Combine, MemberRefusal } from '../entry';
import type { Outcome, Refused } from '../outcome';
import type { Part, PlannedRequest } from '../plan/types';

/** A request whose response names members that Braze refused. */
export interface NamedRefusals {
	/** The members that were refused, grouped by Braze's reason. */
	readonly refused: ReadonlyArray<{ readonly request: PlannedRequest; readonly outcome: Refused }>;
	/** All other members; absent if every one was refused. */
	readonly others?: PlannedRequest;
	/** How the request ended for the others: sent, or refused as a whole, so nothing was done. */
	readonly outcome: Outcome;
}

/**
 * Removes the members that a response names from a request. Returns `undefined` if it names none, or if responses of
 * the operation never do.
 */
export function namedRefusals(
	request: PlannedRequest,
	outcome: Outcome,
	{ combine, endpoint }: { combine?: Combine; endpoint: Endpoint },
): NamedRefusals | undefined {
	const errors = errorsOf(outcome);
	if (!combine?.refusals || errors.length === 0) return undefined;
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
	return outcome.kind === 'sent' && Array.isArray(outcome.answer.errors)
		? (outcome.answer.errors as unknown[])
		: [];
}

/** An error that names no member of the request stays in the response, for every item in it. */
function readErrors(
	errors: readonly unknown[],
	parts: readonly Part[],
	combine: Combine,
): { reasons: Map<Part, Set<string>>; unnamed: unknown[] } {
	const reasons = new Map<Part, Set<string>>();
	const unnamed: unknown[] = [];
	const partsNamedBy = memberFinder(parts, combine);
	for (const error of errors) {
		const refused =
			combine
				.refusals?.(error)
				.flatMap((refusal) => partsNamedBy(refusal).map((part) => ({ part, reason: refusal.reason }))) ?? [];
		for (const { part, reason } of refused) reasons.set(part, (reasons.get(part) ?? new Set()).add(reason));
		if (refused.length === 0) unnamed.push(error);
	}
	return { reasons, unnamed };
}

/** Finds the parts of a request that a refusal names. A list keeps the order in which the request holds its members. */
function memberFinder(parts: readonly Part[], combine: Combine): (refusal: MemberRefusal) => readonly Part[] {
	const lists = groupBy(parts, ({ list }) => list);
	const byKey = new Map(
		[...lists].map(([list, own]) => [list, groupBy(own, ({ member }) => member && combine.key(member))]),
	);
	return (refusal) => {
		if ('key' in refusal) return byKey.get(refusal.list)?.get(refusal.key) ?? [];
		const part = lists.get(refusal.list)?.[refusal.index];
		return part ? [part] : [];
	};
}

function groupByReason(reasons: ReadonlyMap<Part, ReadonlySet<string>>): Map<string, Part[]> {
	return groupBy([...reasons.keys()], (part) => [...(reasons.get(part) ?? [])].join('; '));
}

function groupBy<K>(parts: readonly Part[], keyOf: (part: Part) => K): Map<K, Part[]> {
	const groups = new Map<K, Part[]>();
	for (const part of parts) {
		const group = groups.get(keyOf(part));
		if (group) group.push(part);
		else groups.set(keyOf(part), [part]);
	}
	return groups;
}

/** An accepted response without the errors of single members. */
function withErrors(outcome: Outcome, errors: unknown[]): Outcome {
	if (outcome.kind !== 'sent') return outcome;
	const answer = omit(outcome.answer, 'errors');
	return { ...outcome, answer: errors.length > 0 ? { ...answer, errors: errors as IDataObject[] } : answer };
}
