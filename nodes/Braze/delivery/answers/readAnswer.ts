import { get, groupBy, omit, omitBy, uniq } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import type { Endpoint } from '../../transport/endpoint';
import { describeMemberRefusal } from '../../transport/failure';
import type { Combine } from '../entry';
import type { Outcome, Refused, Sent } from '../outcome';
import type { Part, PlannedRequest } from '../plan/parts';
import { type Shortfall, shortfallsIn } from './shortfalls';
import { type ErrorPlace, listsIn, partsAt, type RequestList } from './requestLists';
import { isObject } from '../../input/json';

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

interface Operation {
	readonly combine?: Combine;
	readonly endpoint: Endpoint;
}

/** Refused for everyone alike, whatever the response lists. */
const NOBODY_MAY = new Set([401, 403]);

/**
 * Reads what a response says about the parts of a request, whatever its status and its `message` say: Braze answers
 * `success` for requests of which it refused a part, or all. An error that names a place is that part's alone. One that
 * names none stays in the response, for every item of the request. A response that counts fewer than were sent is a
 * refusal of all if it counts none, else a warning to all.
 */
export function readAnswer(request: PlannedRequest, outcome: Outcome, operation: Operation): ReadAnswer {
	if (outcome.kind === 'refused') return readRefusal(request, outcome, operation);
	if (outcome.kind !== 'sent' || outcome.fromMemory || outcome.skipped !== undefined)
		return { refused: [], others: [{ request, outcome }] };
	return readAccepted(request, outcome, operation);
}

function readRefusal(request: PlannedRequest, outcome: Refused, operation: Operation): ReadAnswer {
	const { status } = outcome.failure;
	const isWhole = NOBODY_MAY.has(status ?? 0) || request.parts.some(({ member }) => member === undefined);
	const errors = isWhole ? [] : (outcome.errors ?? []);
	const lists = errors.length > 0 ? listsIn(request, operation.combine) : [];
	const { reasons } = reasonsByPart(errors, request, lists, operation.combine);
	return {
		refused: refusals(request, reasons, (reason) =>
			describeMemberRefusal(reason, operation.endpoint, { status }),
		),
		others: settledAs(request, (part) => !reasons.has(part), outcome),
	};
}

function readAccepted(request: PlannedRequest, outcome: Sent, operation: Operation): ReadAnswer {
	const { combine, endpoint } = operation;
	const errors = errorsIn(outcome.answer);
	const lists = errors.length > 0 ? listsIn(request, combine) : [];
	const { reasons, unnamed } = reasonsByPart(errors, request, lists, combine);
	const answer = withOnlyErrors(outcome.answer, unnamed);
	const warnings = new Warnings();
	for (const { parts, says, nothing } of shortfallsOf(answer, request, operation, reasons)) {
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

function shortfallsOf(
	answer: IDataObject,
	{ parts }: PlannedRequest,
	{ combine, endpoint }: Operation,
	reasons: ReadonlyMap<Part, unknown>,
): Shortfall[] {
	const countedLists = Object.keys(combine?.lists?.rules ?? {});
	const sent = { parts, countedLists, doneMember: endpoint.doneMember };
	return shortfallsIn(answer, sent, new Set(reasons.keys()));
}

/** Whether a response lacks what it has to contain. If its schedule key could not be stored for that, it says so itself. */
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

/** Sorts errors into those of single parts and those of the whole request. */
function reasonsByPart(
	errors: readonly unknown[],
	{ parts }: PlannedRequest,
	lists: readonly RequestList[],
	combine: Combine | undefined,
): { reasons: Map<Part, Set<string>>; unnamed: unknown[] } {
	const reasons = new Map<Part, Set<string>>();
	const unnamed: unknown[] = [];
	for (const error of errors) {
		const place = placeIn(error);
		const named = place ? partsAt(lists, place, combine) : [];
		named.forEach((part) => note(reasons, part, [reasonIn(error)]));
		const byKey = named.length === 0 ? notedByKey(error, parts, combine, reasons) : 0;
		if (named.length + byKey === 0) unnamed.push(error);
	}
	return { reasons, unnamed };
}

/** Notes the members that an error names by their key; returns how many. */
function notedByKey(
	error: unknown,
	parts: readonly Part[],
	combine: Combine | undefined,
	reasons: Map<Part, Set<string>>,
): number {
	const named = combine?.refusals?.(error) ?? [];
	const found = named.flatMap(({ list, key, reason }) =>
		parts
			.filter((part) => part.list === list && part.member && combine?.key(part.member) === key)
			.map((part) => ({ part, reason })),
	);
	found.forEach(({ part, reason }) => note(reasons, part, [reason]));
	return found.length;
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

function note(reasons: Map<Part, Set<string>>, part: Part, words: readonly string[]): void {
	reasons.set(part, new Set([...(reasons.get(part) ?? []), ...words]));
}

/** The response without what is about the whole request. */
const withoutCounts = (answer: IDataObject, { doneMember = '' }: Endpoint): IDataObject =>
	omitBy(answer, (_, key) => key.endsWith('_processed') || key === doneMember || key === 'message');

/** The response with these of its errors: without those of single members. */
function withOnlyErrors(given: IDataObject, errors: readonly unknown[]): IDataObject {
	if (!Array.isArray(given.errors)) return given;
	const answer = omit(given, 'errors');
	return errors.length > 0 ? { ...answer, errors: errors as IDataObject[] } : answer;
}

/**
 * The place that an error names, if any: `{"type":"…","input_array":"events","index":1}`. Other errors are about the
 * whole request. https://www.braze.com/docs/api/errors
 */
export function placeIn(error: unknown): ErrorPlace | undefined {
	if (!isObject(error)) return undefined;
	const { index, input_array: list } = error;
	const position = typeof index === 'string' && /^\d+$/.test(index.trim()) ? Number(index) : index;
	if (typeof position !== 'number' || !Number.isInteger(position) || position < 0) return undefined;
	return { index: position, ...(typeof list === 'string' && { list }) };
}

/** What an error says, in Braze's words; all of it where it has no text of its own. */
export function reasonIn(error: unknown): string {
	if (typeof error === 'string') return error;
	if (isObject(error)) {
		const text = [error.type, error.message, error.id].find((one) => typeof one === 'string' && one !== '');
		if (typeof text === 'string') return text;
	}
	return JSON.stringify(error) ?? 'refused';
}

/** The errors of a response; none if it has no list of them. */
export function errorsIn(answer: unknown): readonly unknown[] {
	const errors: unknown = get(answer, 'errors');
	return Array.isArray(errors) ? (errors as unknown[]) : [];
}

/**
 * Adds `errors` of the usual form, `{ index, message }`, if the endpoint lists what it refused under another key.
 * Braze's docs describe these as arrays of arrays that refer to the position in the request.
 */
export function withErrors(answer: IDataObject, { namedErrors }: Endpoint): IDataObject {
	const listed = namedErrors === undefined ? undefined : answer[namedErrors];
	if (namedErrors === undefined || !Array.isArray(listed)) return answer;
	const rest: IDataObject = omit(answer, namedErrors);
	if (listed.length === 0) return rest;
	const others = Array.isArray(rest.errors) ? (rest.errors as IDataObject[]) : [];
	return { ...rest, errors: [...(listed as unknown[]).map(errorIn), ...others] };
}

/** The first whole number is the position; without one, the error is about the whole request. */
function errorIn(listed: unknown): IDataObject {
	if (!Array.isArray(listed)) return { message: messageIn([listed]) };
	const index = (listed as unknown[]).find((one) => Number.isInteger(one)) as number | undefined;
	return { ...(index !== undefined && { index }), message: messageIn(listed.filter((one) => one !== index)) };
}

const messageIn = (parts: readonly unknown[]): string =>
	parts.map((part) => (typeof part === 'string' ? part : JSON.stringify(part))).join(' ');
