import { omitBy, pickBy, uniq } from 'lodash';

import { isObject } from '../../input/object';
import type { Combine, Envelope } from '../entry';
import { membersIn, type Part, type PlannedRequest } from '../plan/requests';

/** Why Braze refused parts of a request, in its words. */
type Reasons = Map<Part, Set<string>>;

/** Sorts the errors of a response into those of single parts and those of the whole request. */
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
	reasons: Reasons,
): number {
	const named = combine?.refusals?.(error) ?? [];
	const found = named.flatMap(({ list, key, reason }) =>
		parts.filter((part) => part.list === list && part.person === key).map((part) => ({ part, reason })),
	);
	found.forEach(({ part, reason }) => note(reasons, part, [reason]));
	return found.length;
}

/** Adds to what Braze says about a part. */
export function note(reasons: Reasons, part: Part, words: readonly string[]): void {
	reasons.set(part, new Set([...(reasons.get(part) ?? []), ...words]));
}

/**
 * The place that an error names, if any: `{"type":"…","input_array":"events","index":1}`. Other errors are about the
 * whole request. https://www.braze.com/docs/api/errors
 */
function placeIn(error: unknown): ErrorPlace | undefined {
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

/** Where an error of a response points to: a position in a list of the request. */
interface ErrorPlace {
	/** What Braze calls the list; absent if it only gives a position. It need not be the name that was sent. */
	readonly list?: string;
	/** From 0. */
	readonly index: number;
}

/** A list in a request, and whose members are at each of its positions. */
interface RequestList {
	readonly name: string;
	readonly positions: ReadonlyArray<readonly Part[]>;
	/** Whether its entries hold lists of their own, such as subscription groups with the people in each. */
	readonly nested: boolean;
}

/** A part, and what its member alone adds to a list. */
interface Own {
	readonly part: Part;
	readonly entries: readonly unknown[];
}

/** The lists of a request. Members are found by what each of them alone would send, so that no operation has to say it. */
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

/** The lists of a request without members: all that is in them was asked for by the same items. */
const ownLists = ({ body = {} }: Envelope, parts: readonly Part[]): RequestList[] =>
	Object.entries(body).flatMap(([name, entries]) =>
		Array.isArray(entries) ? [{ name, positions: entries.map(() => parts), nested: false }] : [],
	);

/**
 * The parts at a place that Braze names; none if the place is not in the request, or if it could be several. A name that
 * is not in the request means the only list that is: Braze names some lists differently from how they were sent.
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

/** A list of members, or a list of groups of members, along with the lists in these. */
function listsOf(name: string, entries: readonly unknown[], owners: readonly Own[]): RequestList[] {
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
					entries: own.filter(isObject).flatMap((one) => asList(one[key])),
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

/** Whose entry is at each position. If elements are equal, each belongs to a different member, unless there are fewer elements than members. */
function positionsOf(entries: readonly unknown[], owners: readonly Own[]): Part[][] {
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

/** The members of a group: those that would be in an equal group if they were alone. */
function membersOf(group: Record<string, unknown>, owners: readonly Own[]): Own[] {
	const common = (entry: unknown) => isObject(entry) && textOf(omitBy(entry, Array.isArray));
	return owners
		.map(({ part, entries }) => ({ part, entries: entries.filter((own) => common(own) === common(group)) }))
		.filter(({ entries }) => entries.length > 0);
}

const asList = (value: unknown): unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);

const textOf = (value: unknown): string => JSON.stringify(value);
