import { DateTime } from 'luxon';
import { Refusal } from '../types/refusal';
import type { Call } from './endpoint';

/** Reading the query of a GET endpoint, strictly. */

const PAGE_SIZE = 100;

/** A parameter's value; undefined when it is not given. */
export function single({ query }: Call, name: string): string | undefined {
	const value = query[name];
	if (Array.isArray(value)) throw new Refusal(400, `${name} was given more than once`);
	return value;
}

/** All values of a parameter that may be given several times, as `name` or as `name[]`. */
export function listIn({ query }: Call, name: string): string[] {
	return [query[name], query[`${name}[]`]].flatMap((value) => value ?? []);
}

/** A day, `YYYY-MM-DD`, which counts as midnight UTC. */
export function day(call: Call, name: string): DateTime | undefined {
	const value = single(call, name);
	if (value === undefined) return undefined;
	const date = DateTime.fromISO(value, { zone: 'utc' });
	if (!/^\d{4}-\d{2}-\d{2}$/.test(value) || !date.isValid)
		throw new Refusal(400, `${name} must be a date in the form YYYY-MM-DD`);
	return date;
}

export function required(call: Call, name: string): string {
	const value = single(call, name);
	if (!value) throw new Refusal(400, `${name} is required`);
	return value;
}

export function flag(call: Call, name: string): boolean {
	const value = single(call, name) ?? 'false';
	if (value !== 'true' && value !== 'false') throw new Refusal(400, `${name} must be true or false`);
	return value === 'true';
}

/** An ISO 8601 date and time, with an offset or in UTC. */
export function moment(call: Call, name: string): DateTime | undefined {
	const value = single(call, name);
	if (value === undefined) return undefined;
	const time = DateTime.fromISO(value, { zone: 'utc' });
	if (!time.isValid) throw new Refusal(400, `${name} must be an ISO 8601 date and time`);
	return time;
}

/** A whole number within bounds, both included. */
export function whole(call: Call, name: string, least: number, most: number): number | undefined {
	const value = single(call, name);
	if (value === undefined) return undefined;
	const number = /^\d+$/.test(value) ? Number(value) : NaN;
	if (!(number >= least && number <= most)) {
		throw new Refusal(400, `${name} must be a whole number between ${least} and ${most}`);
	}
	return number;
}

/** One page of a list, counted from 0; past the end it is empty. */
export function pageOf<T>(call: Call, list: T[], size = PAGE_SIZE): T[] {
	const page = Number(/^\d+$/.exec(single(call, 'page') ?? '0') ?? NaN);
	if (Number.isNaN(page)) throw new Refusal(400, 'page must be a whole number from 0 on');
	return list.slice(page * size, (page + 1) * size);
}

/** Sorts a list, oldest first, or by creation in the given order (`asc`, `desc`). */
export function sorted<T extends { created_at: string }>(call: Call, list: T[]): T[] {
	const direction = single(call, 'sort_direction');
	if (direction === undefined) return list;
	if (direction !== 'asc' && direction !== 'desc')
		throw new Refusal(400, 'sort_direction must be asc or desc');
	const oldestFirst = [...list].sort((a, b) => a.created_at.localeCompare(b.created_at));
	return direction === 'asc' ? oldestFirst : oldestFirst.reverse();
}

/** One page of `/canvas/list` or `/campaigns/list`, filtered by archived state and last edit, and sorted. */
export function listed<T extends { created_at: string; last_edited: string; archived: boolean }>(
	call: Call,
	all: T[],
): T[] {
	const since = moment(call, 'last_edit.time[gt]');
	const archivedToo = flag(call, 'include_archived');
	const fitting = sorted(call, all)
		.filter(({ archived }) => !archived || archivedToo)
		.filter(({ last_edited }) => !since || DateTime.fromISO(last_edited) > since);
	return pageOf(call, fitting);
}
