import { Refusal } from '../types/refusal';
import type { Call } from './endpoint';
import { single } from './query';

/**
 * Returns one page of a list with cursors. The cursors of the previous and next page are only in the `Link` header, as
 * relative URLs. A list with a single page has no such header (get_integration_list.md and its siblings).
 */
export function cursorPage<T>(
	call: Call,
	path: string,
	all: T[],
	size: number,
): { page: T[]; headers: Record<string, string> } {
	const from = offsetOf(single(call, 'cursor'));
	const link = (offset: number, rel: string) => `<${path}?cursor=${cursorOf(offset)}>; rel="${rel}"`;
	const links = [
		...(from > 0 ? [link(Math.max(0, from - size), 'prev')] : []),
		...(from + size < all.length ? [link(from + size, 'next')] : []),
	];
	return { page: all.slice(from, from + size), headers: links.length > 0 ? { link: links.join(',') } : {} };
}

/** A cursor in the documented form: Base64 with padding, not URL-encoded. */
const cursorOf = (offset: number): string => Buffer.from(`skip:${offset}`).toString('base64');

function offsetOf(cursor: string | undefined): number {
	if (cursor === undefined) return 0;
	const offset = /^skip:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString())?.[1];
	if (offset === undefined) throw new Refusal(400, 'Invalid cursor');
	return Number(offset);
}
