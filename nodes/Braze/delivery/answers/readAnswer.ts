import { groupBy, omitBy, uniq } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import type { Endpoint } from '../../transport/endpoint';
import { describeMemberRefusal } from '../../transport/failure';
import { COUNT } from '../../transport/changeResponse';
import { wordsIn } from '../../transport/classify';
import { errorsIn, isBlank, withOnlyErrors } from '../../transport/responseErrors';
import type { Outcome, Refused, Sent } from '../outcome';
import type { Part, PlannedRequest, RequestShape } from '../plan/requests';
import { addReasons, reasonIn, reasonsByPart } from './memberErrors';
import { shortfallsOf } from './shortfalls';

/** A request, or a part of one, and how it ended. */
export interface Settled<O extends Outcome = Outcome> {
	readonly request: PlannedRequest;
	readonly outcome: O;
}

/** What a response says about each part of its request. */
export interface ReadAnswer {
	/** The members that Braze refused, grouped by its reason. */
	readonly refused: ReadonlyArray<Settled<Refused>>;
	/** All other members, grouped by what the response says about them. Empty if every member was refused. */
	readonly others: readonly Settled[];
}

/** Statuses that reject the whole request, no matter which errors the response lists. */
const ACCESS_DENIED = new Set([401, 403]);

/**
 * Reads what a response says about each part of the request. Neither its status nor its `message` is enough, because
 * Braze answers `success` even if it refused some or all parts.
 * - An error that names a position applies to the part at that position.
 * - An error without one stays in the response, for every item of the request.
 * - A response that counts fewer parts than were sent refuses all of them if the count is 0, and otherwise warns all.
 */
export function readAnswer(request: PlannedRequest, outcome: Outcome, shape: RequestShape): ReadAnswer {
	if (outcome.kind === 'refused') return readRefusal(request, outcome, shape);
	if (outcome.kind !== 'sent' || outcome.fromMemory || outcome.skipped !== undefined)
		return { refused: [], others: [{ request, outcome }] };
	return readAccepted(request, outcome, shape);
}

function readRefusal(request: PlannedRequest, outcome: Refused, shape: RequestShape): ReadAnswer {
	const { status } = outcome.failure;
	const isWhole = ACCESS_DENIED.has(status ?? 0) || request.parts.some(({ member }) => member === undefined);
	const errors = isWhole ? [] : (outcome.errors ?? []);
	const { reasons } = reasonsByPart(errors, request, shape.combine);
	return {
		refused: refusals(request, reasons, (reason) =>
			describeMemberRefusal(reason, shape.endpoint, { status }),
		),
		others: settledWhere(request, (part) => !reasons.has(part), outcome),
	};
}

function readAccepted(request: PlannedRequest, outcome: Sent, shape: RequestShape): ReadAnswer {
	const { combine, endpoint } = shape;
	const errors = errorsIn(outcome.answer);
	const { reasons, unnamed } = reasonsByPart(errors, request, combine);
	const answer = withOnlyErrors(outcome.answer, unnamed);
	const warnings = new Warnings();
	const doubtful = new Set<number>();
	for (const { parts, says, nothing } of shortfallsOf(answer, request, shape, reasons)) {
		if (nothing) parts.forEach((part) => addReasons(reasons, part, [...unnamed.map(reasonIn), says]));
		else {
			warnings.add(parts, says);
			parts.forEach(({ item }) => doubtful.add(item));
		}
	}
	if (lacksMember(answer, endpoint)) warnings.add(request.parts, endpoint.returns?.otherwise ?? '');
	if (reasons.size === 0 && warnings.none)
		return { refused: [], others: [{ request, outcome: { ...outcome, answer } }] };
	const response = withoutCounts(answer, endpoint);
	const taken = request.parts.filter((part) => !reasons.has(part));
	return {
		refused: refusals(request, reasons, (reason) => describeMemberRefusal(reason, endpoint, { response })),
		others: Object.entries(groupBy(taken, (part) => warnings.for(part))).map(([warning, parts]) => ({
			request: { ...request, parts },
			outcome: {
				...outcome,
				answer: {
					...withWarning(answer, warning),
					...(doubtful.has(parts[0].item) && { confirmed: false }),
				},
			},
		})),
	};
}

/**
 * Whether a response lacks a member that the endpoint always returns. A reported schedule key problem already explains
 * that, and so does a response that confirms nothing.
 */
function lacksMember(answer: IDataObject, { returns }: Endpoint): boolean {
	if (!returns || answer.schedule_key_problem !== undefined || answer.confirmed === false) return false;
	return (answer[returns.member] ?? '') === '';
}

/** The response with a warning beside its own, if it has one. */
const withWarning = (answer: IDataObject, warning: string): IDataObject =>
	warning === ''
		? answer
		: { ...answer, warning: isBlank(answer.warning) ? warning : `${wordsIn(answer.warning)}. ${warning}` };

/** Doubts about a request that Braze accepted, as one text per item, so that each item gets one result. */
class Warnings {
	private readonly byItem = new Map<number, string[]>();

	get none(): boolean {
		return this.byItem.size === 0;
	}

	add(parts: readonly Part[], words: string): void {
		for (const { item } of parts) this.byItem.set(item, uniq([...(this.byItem.get(item) ?? []), words]));
	}

	for({ item }: Part): string {
		return (this.byItem.get(item) ?? []).join('. ');
	}
}

function refusals(
	request: PlannedRequest,
	reasons: ReadonlyMap<Part, ReadonlySet<string>>,
	describe: (reason: string) => Refused['failure'],
): Array<Settled<Refused>> {
	const byReason = groupBy([...reasons.keys()], (part) => [...(reasons.get(part) ?? [])].join('; '));
	return Object.entries(byReason).map(([reason, parts]) => ({
		request: { ...request, parts },
		outcome: { kind: 'refused', failure: describe(reason) },
	}));
}

function settledWhere(request: PlannedRequest, wanted: (part: Part) => boolean, outcome: Outcome): Settled[] {
	const parts = request.parts.filter(wanted);
	return parts.length === 0 ? [] : [{ request: { ...request, parts }, outcome }];
}

/** The response without its counts and message, which are about the whole request. */
export const withoutCounts = (
	answer: IDataObject,
	{ doneMember = '' }: Pick<Endpoint, 'doneMember'>,
): IDataObject => omitBy(answer, (_, key) => COUNT.test(key) || key === doneMember || key === 'message');
