import { omitBy, pickBy, uniq } from 'lodash';

import { isObject } from '../../input/object';
import type { Combine, Envelope } from '../entry';
import { membersIn, type Part, type PlannedRequest } from '../plan/requests';

/** Why Braze refused parts of a request, in Braze's own words. */
type Reasons = Map<Part, Set<string>>;

/** Separates the errors of a response that belong to single parts from those about the whole request. */
export function reasonsByPart(
	errors: readonly unknown[],
	request: PlannedRequest,
	combine: Combine | undefined,
): { reasons: Reasons; unnamed: unknown[] } {
	const { parts } = request;
	const lists = errors.length > 0 ? listsIn(request, combine) : [];
	const reasons: Reasons = new Map();
	const unnamed: unknown[] = [];
	for (const error of errors) {
		const place = positionIn(error);
		const named = place ? partsAt(lists, place, combine) : [];
		named.forEach((part) => addReasons(reasons, part, [reasonIn(error)]));
		const byKey = named.length === 0 ? notedByKey(error, parts, combine, reasons) : 0;
		if (named.length + byKey === 0) unnamed.push(error);
	}
	return { reasons, unnamed };
}

/** Records the members that an error names by their key. Returns how many there are. */
function notedByKey(
	error: unknown,
	parts: readonly Part[],
	combine: Combine | undefined,
	reasons: Reasons,
): number {
	const named = combine?.refusals?.(error) ?? [];
	const found = named.flatMap(({ list, key, reason }) =>
		parts.filter((part) => part.list === list && part.person === key).map((part) => ({ part, reason })),
	);
	found.forEach(({ part, reason }) => addReasons(reasons, part, [reason]));
	return found.length;
}

/** Adds reasons to those already known for a part. */
export function addReasons(reasons: Reasons, part: Part, words: readonly string[]): void {
	reasons.set(part, new Set([...(reasons.get(part) ?? []), ...words]));
}

/**
 * The position that an error names, if any: `{"type":"…","input_array":"events","index":1}`. Errors without one are
 * about the whole request. https://www.braze.com/docs/api/errors
 */
function positionIn(error: unknown): ErrorPlace | undefined {
	if (!isObject(error)) return undefined;
	const { index, input_array: list } = error;
	const position = typeof index === 'string' && /^\d+$/.test(index.trim()) ? Number(index) : index;
	if (typeof position !== 'number' || !Number.isInteger(position) || position < 0) return undefined;
	return { index: position, ...(typeof list === 'string' && { list }) };
}

/** The text of an error in Braze's words, or the whole error as JSON if it has no text. */
export function reasonIn(error: unknown): string {
	if (typeof error === 'string') return error;
	if (isObject(error)) {
		const text = [error.type, error.message, error.id].find((one) => typeof one === 'string' && one !== '');
		if (typeof text === 'string') return text;
	}
	return JSON.stringify(error) ?? 'refused';
}

/** The position in one of the request's lists that an error points to. */
interface ErrorPlace {
	/**
	 * Braze's name for the list, which may differ from the name that was sent. Absent if the error gives only a position.
	 */
	readonly list?: string;
	/** From 0. */
	readonly index: number;
}

/** A list in a request, with the parts at each of its positions. */
interface RequestList {
	readonly name: string;
	readonly positions: ReadonlyArray<readonly Part[]>;
	/** Whether its entries contain lists themselves, such as subscription groups with the people in each. */
	readonly nested: boolean;
}

/** A part, and the list entries that its member would add if it were sent alone. */
interface MemberEntries {
	readonly part: Part;
	readonly entries: readonly unknown[];
}

/**
 * The lists of a request. Each member's entries are found by building the body for that member alone, so operations
 * need not say where their members end up.
 */
function listsIn(
	{ parts, envelope }: Pick<PlannedRequest, 'parts' | 'envelope'>,
	combine: Combine | undefined,
): RequestList[] {
	if (!combine || parts.some(({ member }) => member === undefined)) return ownLists(envelope, parts);
	const bodyOf = (some: readonly Part[]) => combine.body(membersIn(some));
	const alone = parts.map((part) => ({ part, body: bodyOf([part]) }));
	return Object.entries(bodyOf(parts)).flatMap(([name, entries]) =>
		Array.isArray(entries)
			? listsOf(
					name,
					entries as unknown[],
					alone.map(({ part, body }) => ({ part, entries: asList(body[name]) })),
				)
			: [],
	);
}

/** The lists of a request without members: every position belongs to all of its items. */
const ownLists = ({ body = {} }: Envelope, parts: readonly Part[]): RequestList[] =>
	Object.entries(body).flatMap(([name, entries]) =>
		Array.isArray(entries) ? [{ name, positions: entries.map(() => parts), nested: false }] : [],
	);

/**
 * The parts at the position that Braze names; none if it is not in the request, or ambiguous. If the request has no
 * list of that name, its only list is meant: Braze names some lists differently from how they were sent.
 */
function partsAt(
	lists: readonly RequestList[],
	{ list, index }: ErrorPlace,
	combine: Combine | undefined,
): readonly Part[] {
	const found = named(lists, list, combine).flatMap(({ positions }) => positions[index] ?? []);
	const isClear = named(lists, list, combine).length < 2 || uniq(found.map(({ item }) => item)).length === 1;
	return isClear ? found : [];
}

function named(
	lists: readonly RequestList[],
	name: string | undefined,
	combine: Combine | undefined,
): readonly RequestList[] {
	const called = (wanted: string | undefined) => lists.filter((list) => list.name === wanted);
	if (called(name).length > 0) return called(name);
	const meant = name === undefined ? undefined : combine?.lists?.misnamed?.[name];
	if (called(meant).length > 0) return called(meant);
	const innermost = lists.filter(({ nested }) => !nested);
	return innermost.length === 1 ? innermost : [];
}

/** Describes a list of members, or a list of groups of members together with the lists inside these groups. */
function listsOf(name: string, entries: readonly unknown[], owners: readonly MemberEntries[]): RequestList[] {
	const positions = positionsOf(entries, owners);
	if (positions.every((parts) => parts.length > 0)) return [{ name, positions, nested: false }];
	const groups = entries.filter(isObject).map((group) => ({ group, members: membersOf(group, owners) }));
	const inner = groups.flatMap(({ group, members }) =>
		Object.entries(pickBy(group, Array.isArray)).flatMap(([key, list]) =>
			listsOf(
				key,
				list as unknown[],
				members.map(({ part, entries: own }) => ({
					part,
					entries: own.flatMap((one) => asList(one[key])),
				})),
			),
		),
	);
	const whole = {
		name,
		positions: groups.map(({ members }) => members.map(({ part }) => part)),
		nested: true,
	};
	return inner.length > 0 ? [whole, ...inner] : [];
}

/**
 * The owners of the entry at each position. Equal entries each belong to a different member, unless there are fewer
 * entries than members.
 */
function positionsOf(entries: readonly unknown[], owners: readonly MemberEntries[]): Part[][] {
	const byEntry = new Map<string, Part[]>();
	for (const { part, entries: own } of owners)
		for (const entry of own) byEntry.set(textOf(entry), [...(byEntry.get(textOf(entry)) ?? []), part]);
	const copies = new Map<string, number>();
	for (const entry of entries) copies.set(textOf(entry), (copies.get(textOf(entry)) ?? 0) + 1);
	const seen = new Map<string, number>();
	return entries.map((entry) => {
		const text = textOf(entry);
		const mine = byEntry.get(text) ?? [];
		if (copies.get(text) !== mine.length) return mine;
		const place = seen.get(text) ?? 0;
		seen.set(text, place + 1);
		return [mine[place]];
	});
}

/** The members of a group: those that would form an equal group if they were sent alone. */
function membersOf(group: Record<string, unknown>, owners: readonly MemberEntries[]) {
	const common = (entry: Record<string, unknown>) => textOf(omitBy(entry, Array.isArray));
	return owners
		.map(({ part, entries }) => ({
			part,
			entries: entries.filter(isObject).filter((own) => common(own) === common(group)),
		}))
		.filter(({ entries }) => entries.length > 0);
}

const asList = (value: unknown): unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);

const textOf = (value: unknown): string => JSON.stringify(value);
