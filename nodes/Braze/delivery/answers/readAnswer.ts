import { groupBy, uniq } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import type { Endpoint } from '../../transport/endpoint';
import { describeMemberRefusal } from '../../transport/failure';
import { errorsIn, withOnlyErrors } from '../../transport/responseErrors';
import type { Outcome, Refused, Sent } from '../outcome';
import type { RequestShape } from '../plan/brazeRequest';
import type { Part, PlannedRequest } from '../plan/parts';
import { note, reasonIn, reasonsByPart } from './memberErrors';
import { shortfallsOf, withoutCounts } from './shortfalls';

/** Part of a request, and how it ended. */
export interface Settled<O extends Outcome = Outcome> {
	readonly request: PlannedRequest;
	readonly outcome: O;
}

/** A response, read to its end. */
export interface ReadAnswer {
	/** The members that Braze refused, grouped by its reason. */
	readonly refused: ReadonlyArray<Settled<Refused>>;
	/** All others. Grouped if the response says different things about them; none if every one was refused. */
	readonly others: readonly Settled[];
}

/** These statuses reject the whole request, whatever errors it lists. */
const NOBODY_MAY = new Set([401, 403]);

/**
 * Reads what a response says about the parts of a request, whatever its status and its `message` say: Braze answers
 * `success` for requests of which it refused a part, or all. An error that names a place is that part's alone. One that
 * names none stays in the response, for every item of the request. A response that counts fewer than were sent is a
 * refusal of all if it counts none, else a warning to all.
 */
export function readAnswer(request: PlannedRequest, outcome: Outcome, shape: RequestShape): ReadAnswer {
	if (outcome.kind === 'refused') return readRefusal(request, outcome, shape);
	if (outcome.kind !== 'sent' || outcome.fromMemory || outcome.skipped !== undefined)
		return { refused: [], others: [{ request, outcome }] };
	return readAccepted(request, outcome, shape);
}

function readRefusal(request: PlannedRequest, outcome: Refused, shape: RequestShape): ReadAnswer {
	const { status } = outcome.failure;
	const isWhole = NOBODY_MAY.has(status ?? 0) || request.parts.some(({ member }) => member === undefined);
	const errors = isWhole ? [] : (outcome.errors ?? []);
	const { reasons } = reasonsByPart(errors, request, shape.combine);
	return {
		refused: refusals(request, reasons, (reason) =>
			describeMemberRefusal(reason, shape.endpoint, { status }),
		),
		others: settledAs(request, (part) => !reasons.has(part), outcome),
	};
}

function readAccepted(request: PlannedRequest, outcome: Sent, shape: RequestShape): ReadAnswer {
	const { combine, endpoint } = shape;
	const errors = errorsIn(outcome.answer);
	const { reasons, unnamed } = reasonsByPart(errors, request, combine);
	const answer = withOnlyErrors(outcome.answer, unnamed);
	const warnings = new Warnings();
	for (const { parts, says, nothing } of shortfallsOf(answer, request, shape, reasons)) {
		if (nothing) parts.forEach((part) => note(reasons, part, [...unnamed.map(reasonIn), says]));
		else warnings.add(parts, says);
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
			outcome: { ...outcome, answer: warning === '' ? answer : { ...answer, warning } },
		})),
	};
}

/** Whether a response lacks what it has to contain. A response that reports a schedule key problem already explains this. */
function lacksMember(answer: IDataObject, { returns }: Endpoint): boolean {
	if (!returns || answer.schedule_key_problem !== undefined) return false;
	return (answer[returns.member] ?? '') === '';
}

/** What is not certain about a request that was accepted. One text for each item, so that each gets one result. */
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

function settledAs(request: PlannedRequest, wanted: (part: Part) => boolean, outcome: Outcome): Settled[] {
	const parts = request.parts.filter(wanted);
	return parts.length === 0 ? [] : [{ request: { ...request, parts }, outcome }];
}
