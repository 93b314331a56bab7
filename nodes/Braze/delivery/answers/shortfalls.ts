import type { IDataObject } from 'n8n-workflow';

import type { Part } from '../plan/parts';

/** A response that counts fewer than the request holds. */
export interface Shortfall {
	/** Those that may be the missing ones. */
	readonly parts: readonly Part[];
	/** What is known, in a sentence without its period. */
	readonly says: string;
	/** Set if none was processed: then it is known of each of them. */
	readonly nothing: boolean;
}

/** Members of responses such as `aliases_processed` and `events_processed`. */
const COUNT = /^(\w+)_processed$/;

/** What a response is compared with. */
interface Sent {
	readonly parts: readonly Part[];
	/** The names of the lists that Braze counts one by one: the count of one that was not sent says nothing. */
	readonly countedLists: readonly string[];
	/** The member of a response that lists or counts what was done, for endpoints with a name of their own for it. */
	readonly doneMember?: string;
}

/**
 * Compares what Braze counts with what was sent. What it processed and what it refused by name together are what was
 * sent; anything less is missing. Braze answers `success` all the same.
 *
 * @param refused the parts that the response refuses by name
 */
export function shortfallsIn(answer: IDataObject, sent: Sent, refused: ReadonlySet<Part>): Shortfall[] {
	if (sent.parts.some(({ member }) => member === undefined)) return [];
	return [...processedIn(answer, sent), ...doneIn(answer, sent)].flatMap((count) =>
		shortfall(count, refused),
	);
}

interface Count {
	readonly count: number;
	readonly counted: readonly Part[];
	/** Whether a count of 0 means that nothing was done. */
	readonly exact: boolean;
}

function processedIn(answer: IDataObject, { parts, countedLists }: Sent): Count[] {
	return Object.entries(answer).flatMap(([key, count]) => {
		const name = COUNT.exec(key)?.[1];
		if (name === undefined || typeof count !== 'number') return [];
		const counted = countedLists.includes(name) ? parts.filter(({ list }) => list === name) : parts;
		return [{ count, counted, exact: true }];
	});
}

/** A number may leave out those who were not there, such as users who were deleted before. */
function doneIn(answer: IDataObject, { parts, doneMember = '' }: Sent): Count[] {
	const done = answer[doneMember];
	if (typeof done === 'number') return [{ count: done, counted: parts, exact: false }];
	return Array.isArray(done) ? [{ count: done.length, counted: parts, exact: true }] : [];
}

function shortfall({ count, counted, exact }: Count, refused: ReadonlySet<Part>): Shortfall[] {
	const open = counted.filter((part) => !refused.has(part));
	const missing = open.length - count;
	if (missing <= 0) return [];
	const says = `Braze processed ${count} of ${counted.length}`;
	const which = `and does not name the missing ${missing === 1 ? 'one' : 'ones'}`;
	return [{ parts: open, says: count === 0 ? says : `${says} ${which}`, nothing: exact && count === 0 }];
}
