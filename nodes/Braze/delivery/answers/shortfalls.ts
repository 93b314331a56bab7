import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../input/object';
import { countIn } from '../../transport/changeReport';
import { COUNT } from '../../transport/changeResponse';
import type { Combine } from '../entry';
import type { Part, PlannedRequest, RequestShape } from '../plan/requests';

/** A response that counts or lists fewer members than the request has. */
interface Shortfall {
	/** The parts that may be missing. */
	readonly parts: readonly Part[];
	/** The explanation, as a sentence without its period. */
	readonly says: string;
	/** Whether it is certain that none of these parts was processed. */
	readonly nothing: boolean;
}

/**
 * Compares what Braze counts and lists with what was sent. Parts that are neither counted as processed nor refused by
 * name are missing, even though Braze answers `success`.
 */
export function shortfallsOf(
	answer: IDataObject,
	{ parts }: PlannedRequest,
	{ combine, endpoint: { doneMember = '' } }: RequestShape,
	refused: ReadonlyMap<Part, unknown>,
): Shortfall[] {
	const open = (some: readonly Part[]) => some.filter((part) => !refused.has(part));
	const counts = processedIn(answer, parts, combine?.lists);
	// How much a request without members consists of is not known, except that it is something.
	if (parts.some(({ member }) => member === undefined))
		return counts
			.filter(({ count }) => count === 0)
			.map(() => ({ parts: open(parts), says: 'Braze counts nothing as processed', nothing: false }));
	const done: unknown = answer[doneMember];
	const listed = Array.isArray(done) ? partsListed(done as unknown[], parts) : undefined;
	if (listed)
		return [...unlisted(open(parts), listed, doneMember), ...counts.flatMap((one) => shortfall(one, open))];
	return [...counts, ...doneIn(done, parts)].flatMap((one) => shortfall(one, open));
}

interface Count {
	readonly count: number;
	readonly counted: readonly Part[];
	/** Whether a count of 0 means that nothing was done. */
	readonly exact: boolean;
}

function processedIn(answer: IDataObject, parts: readonly Part[], lists: Combine['lists']): Count[] {
	return Object.entries(answer).flatMap(([key, value]) => {
		const count = countIn(value);
		if (!COUNT.test(key) || count === undefined) return [];
		const name = COUNT.exec(key)?.[1] ?? '';
		// Braze counts each of several lists: the count of one that was not sent says nothing.
		const counted = Object.hasOwn(lists?.rules ?? {}, name)
			? parts.filter(({ list }) => list === name)
			: parts;
		return [{ count, counted, exact: true }];
	});
}

/** A number need not include everyone: users who had been deleted before are not counted. */
function doneIn(done: unknown, parts: readonly Part[]): Count[] {
	if (Array.isArray(done)) return [{ count: done.length, counted: parts, exact: true }];
	const count = countIn(done);
	return count === undefined ? [] : [{ count, counted: parts, exact: false }];
}

function shortfall({ count, counted, exact }: Count, open: (some: readonly Part[]) => Part[]): Shortfall[] {
	const parts = open(counted);
	const missing = parts.length - count;
	if (missing <= 0) return [];
	const says = `Braze processed ${count} of ${counted.length}`;
	const which = `and does not name the missing ${missing === 1 ? 'one' : 'ones'}`;
	return [{ parts, says: count === 0 ? says : `${says} ${which}`, nothing: exact && count === 0 }];
}

/**
 * The parts that a list of what was done names by a value of theirs, such as an ID; `undefined` if it is empty, or an
 * entry names none or several, so that the list can only be counted.
 */
function partsListed(done: readonly unknown[], parts: readonly Part[]): Set<Part> | undefined {
	const byValue = new Map<unknown, Part[]>();
	for (const part of parts)
		for (const value of Object.values(part.member ?? {}))
			byValue.set(value, [...(byValue.get(value) ?? []), part]);
	const named = done.map((entry) => {
		const values = isObject(entry) ? Object.values(entry) : [entry];
		return new Set(values.flatMap((value) => byValue.get(value) ?? []));
	});
	const isClear = named.length > 0 && named.every(({ size }) => size === 1);
	return isClear ? new Set(named.flatMap((found) => [...found])) : undefined;
}

function unlisted(open: readonly Part[], listed: ReadonlySet<Part>, member: string): Shortfall[] {
	const parts = open.filter((part) => !listed.has(part));
	return parts.length === 0 ? [] : [{ parts, says: `It is not in Braze's list '${member}'`, nothing: true }];
}
