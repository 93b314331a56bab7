import { omitBy } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import type { Endpoint } from '../../transport/endpoint';
import type { Combine } from '../entry';
import type { RequestShape } from '../plan/brazeRequest';
import type { Part, PlannedRequest } from '../plan/parts';

/** A response that counts fewer than the request holds. */
export interface Shortfall {
	/** Those that may be the missing ones. */
	readonly parts: readonly Part[];
	/** What is known, in a sentence without its period. */
	readonly says: string;
	/** Set if none was processed: then it is known of each of them. */
	readonly nothing: boolean;
}

type DoneMember = Pick<Endpoint, 'doneMember'>;

/** Members of responses such as `aliases_processed` and `events_processed`. */
const COUNT = /^(\w+)_processed$/;

/**
 * Compares what Braze counts with what was sent. What it processed and what it refused by name together are what was
 * sent; anything less is missing. Braze answers `success` all the same.
 */
export function shortfallsOf(
	answer: IDataObject,
	{ parts }: PlannedRequest,
	{ combine, endpoint }: RequestShape,
	refused: ReadonlyMap<Part, unknown>,
): Shortfall[] {
	if (parts.some(({ member }) => member === undefined)) return [];
	const counts = [...processedIn(answer, parts, combine?.lists), ...doneIn(answer, parts, endpoint)];
	return counts.flatMap((count) => shortfall(count, refused));
}

interface Count {
	readonly count: number;
	readonly counted: readonly Part[];
	/** Whether a count of 0 means that nothing was done. */
	readonly exact: boolean;
}

function processedIn(answer: IDataObject, parts: readonly Part[], lists: Combine['lists']): Count[] {
	return Object.entries(answer).flatMap(([key, count]) => {
		const name = COUNT.exec(key)?.[1];
		if (name === undefined || typeof count !== 'number') return [];
		// Braze counts each of several lists: the count of one that was not sent says nothing.
		const counted = Object.hasOwn(lists?.rules ?? {}, name)
			? parts.filter(({ list }) => list === name)
			: parts;
		return [{ count, counted, exact: true }];
	});
}

/** A number may leave out those who were not there, such as users who were deleted before. */
function doneIn(answer: IDataObject, parts: readonly Part[], { doneMember = '' }: DoneMember): Count[] {
	const done = answer[doneMember];
	if (typeof done === 'number') return [{ count: done, counted: parts, exact: false }];
	return Array.isArray(done) ? [{ count: done.length, counted: parts, exact: true }] : [];
}

function shortfall({ count, counted, exact }: Count, refused: ReadonlyMap<Part, unknown>): Shortfall[] {
	const open = counted.filter((part) => !refused.has(part));
	const missing = open.length - count;
	if (missing <= 0) return [];
	const says = `Braze processed ${count} of ${counted.length}`;
	const which = `and does not name the missing ${missing === 1 ? 'one' : 'ones'}`;
	return [{ parts: open, says: count === 0 ? says : `${says} ${which}`, nothing: exact && count === 0 }];
}

/** A response without its counts and its message, which are about the whole request. */
export const withoutCounts = (answer: IDataObject, { doneMember = '' }: DoneMember): IDataObject =>
	omitBy(answer, (_, key) => COUNT.test(key) || key === doneMember || key === 'message');
