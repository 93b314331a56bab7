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
	/** `page`: numbered from 0. `offset`: skips entries. `cursor`: the `Link` header has the next one. */
	readonly style: 'page' | 'offset' | 'cursor';
	/**
	 * The number of entries in a full page. A shorter page is the last one, except in lists with cursors, where the
	 * header decides.
	 */
	readonly size: number;
}

/**
 * Returns the query for the next page, or `undefined` after the last. Only the query of the `Link` header is used: the
 * host is always that of the credential.
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

/**
 * Collects the entries of all pages up to a limit. Ends at the last page, at a page equal to the previous one (some
 * endpoints keep returning the last page), and before a query that was already made. An empty page is the last one,
 * unless its header names another.
 *
 * @param ask fetches a page, which must contain its list; returns `undefined` on failure, which ends the list
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

/**
 * The query with the cursor of the `rel="next"` link (RFC 8288); `undefined` if there is none or it is this page's own
 * cursor.
 */
function nextCursor(query: IDataObject, headers: IDataObject): IDataObject | undefined {
	const header = Object.entries(headers).find(([name]) => name.toLowerCase() === 'link')?.[1];
	const links = typeof header === 'string' ? [...header.matchAll(/<([^>]*)>([^<]*)/g)] : [];
	const next =
		links.find(([, , parameters]) => /;\s*rel\s*=\s*(next\b|"([^"]*\s)?next[\s"])/i.test(parameters))?.[1] ??
		'';
	// Braze writes cursors in Base64, not encoded for a URL, where a plus sign means a space.
	const parameters = new URLSearchParams((next.split('?')[1] ?? '').replace(/\+/g, '%2B'));
	const cursor = parameters.get('cursor') ?? '';
	return cursor === '' || cursor === query.cursor ? undefined : { ...query, cursor };
}
