import { omit } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../input/json';
import type { Endpoint } from '../../transport/endpoint';
import type { Part } from '../plan/parts';

/** Where an error of a response points to: a position in a list of the request. */
export interface ErrorPlace {
	/** What Braze calls the list; absent if it only gives a position. It need not be the name that was sent. */
	readonly list?: string;
	/** From 0. */
	readonly index: number;
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
	return isObject(answer) && Array.isArray(answer.errors) ? (answer.errors as unknown[]) : [];
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
