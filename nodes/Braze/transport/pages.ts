import type { IDataObject } from 'n8n-workflow';

/** One page of a list: its body and headers. */
export interface Page {
	readonly body: IDataObject;
	readonly headers: IDataObject;
}

/** How a list endpoint of Braze is paged. */
export interface Paging {
	/** The key of the entries in the body. */
	readonly list: string;
	/** `page`: counted from 0. `offset`: skips entries. `cursor`: the next one is in the `Link` header. */
	readonly style: 'page' | 'offset' | 'cursor';
	/** How many entries a full page has. A shorter one is the last, except in lists with cursors, where the header decides. */
	readonly size: number;
}

/**
 * Returns the query for the next page, or `undefined` after the last. The `Link` header counts only for its query:
 * the host stays the one of the credential.
 */
export function nextPage(paging: Paging, query: IDataObject, page: Page): IDataObject | undefined {
	if (paging.style === 'cursor') return nextCursor(query, page.headers);
	const entries = entriesOf(paging, page);
	if (entries.length < paging.size) return undefined;
	if (paging.style === 'page') return { ...query, page: Number(query.page ?? 0) + 1 };
	return { ...query, offset: Number(query.offset ?? 0) + entries.length };
}

/** The entries of a page. */
function entriesOf(paging: Paging, page: Page): IDataObject[] {
	return page.body[paging.list] as IDataObject[];
}

/** Whether a page has the list. Without it, nothing is known: an empty list would say that there is nothing. */
export const hasList = ({ list }: Paging, { body }: Page): boolean => Array.isArray(body[list]);

/**
 * Collects the entries of all pages up to a limit. Ends at the last page, at a page that repeats the one before (some
 * endpoints answer the last page again), and at a page that was asked for before. An empty page is the last, unless its
 * header names another one.
 *
 * @param ask fetches one page, with its list; returns `undefined` if that failed, which ends the list
 */
export async function collectPages(
	paging: Paging,
	first: IDataObject,
	limit: number,
	ask: (query: IDataObject) => Promise<Page | undefined>,
): Promise<IDataObject[]> {
	const collected: IDataObject[] = [];
	const asked = new Set<string>();
	let query: IDataObject | undefined = first;
	let previous = '';
	while (query && collected.length < limit && !asked.has(JSON.stringify(query))) {
		asked.add(JSON.stringify(query));
		const page: Page | undefined = await ask(query);
		if (!page) break;
		const entries = entriesOf(paging, page);
		const fingerprint = JSON.stringify(entries);
		const ended = entries.length === 0 ? paging.style !== 'cursor' : fingerprint === previous;
		if (ended) break;
		previous = fingerprint;
		for (const entry of entries) collected.push(entry);
		query = nextPage(paging, query, page);
	}
	return collected.slice(0, limit);
}

/** The cursor of the `rel="next"` link (RFC 8288); none where it is the cursor of this very page. */
function nextCursor(query: IDataObject, headers: IDataObject): IDataObject | undefined {
	const header = Object.entries(headers).find(([name]) => name.toLowerCase() === 'link')?.[1];
	const links = typeof header === 'string' ? [...header.matchAll(/<([^>]*)>([^<]*)/g)] : [];
	const next =
		links.find(([, , parameters]) => /;\s*rel\s*=\s*(next\b|"([^"]*\s)?next[\s"])/i.test(parameters))?.[1] ??
		'';
	const cursor = new URLSearchParams(next.split('?')[1] ?? '').get('cursor') ?? '';
	return cursor === '' || cursor === query.cursor ? undefined : { ...query, cursor };
}
