import { NodeApiError, type IDataObject, type ILoadOptionsFunctions, type INodeListSearchResult } from 'n8n-workflow';

import { connect } from '../transport/connection';
import { explain } from '../transport/failure';
import { judge } from '../transport/judge';
import { collectPages, type Page, type Paging } from '../transport/pages';

const ENDPOINT = { method: 'GET', path: '/canvas/list', permission: 'canvas.list' } as const;

const PAGING: Paging = { list: 'canvases', style: 'page', size: 100 };

/** More Canvases than this are offered on demand, as the user scrolls. */
const PAGES_AT_ONCE = 10;

const TIMEOUT_MS = 20_000;

/**
 * The Canvases of the workspace for the picker, filtered by name. Braze cannot search, so all pages are read; archived
 * ones are left out. Namesakes are told apart by their tags or their last edit.
 *
 * @param paginationToken the page of Braze's list to go on from
 * @throws {NodeApiError} that says why, since an empty list would look like an empty workspace
 */
export async function searchCanvases(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const from = Number(paginationToken ?? 0);
	const wanted = filter.trim().toLowerCase();
	let failed: NodeApiError | undefined;
	const connection = await connect(this, TIMEOUT_MS);
	const ask = async (query: IDataObject): Promise<Page | undefined> => {
		const verdict = judge(await connection.send({ method: ENDPOINT.method, path: ENDPOINT.path, query }));
		if (verdict.kind === 'accepted') return verdict;
		const { message, cure, status } = explain(verdict, ENDPOINT);
		failed = new NodeApiError(this.getNode(), { message }, { message, description: cure, httpCode: status === undefined ? undefined : String(status) });
		return undefined;
	};
	// With a filter everything is searched at once: a match on a later page must not look missing.
	const limit = wanted === '' ? PAGES_AT_ONCE * PAGING.size : Infinity;
	const canvases = await collectPages(PAGING, { page: from, include_archived: false }, limit, ask);
	if (failed) throw failed;
	const matching = canvases.filter(({ name }) => String(name).toLowerCase().includes(wanted));
	return {
		results: labelled(matching),
		...(canvases.length === limit && { paginationToken: String(from + PAGES_AT_ONCE) }),
	};
}

function labelled(canvases: IDataObject[]): INodeListSearchResult['results'] {
	const count = new Map<string, number>();
	for (const { name } of canvases) count.set(String(name), (count.get(String(name)) ?? 0) + 1);
	return canvases.map((canvas) => ({
		name: (count.get(String(canvas.name)) ?? 0) > 1 ? `${String(canvas.name)} (${distinction(canvas)})` : String(canvas.name),
		value: String(canvas.id),
	}));
}

function distinction({ tags, last_edited: edited }: IDataObject): string {
	const names = Array.isArray(tags) ? tags.map(String) : [];
	const day = typeof edited === 'string' ? `edited ${edited.slice(0, 16).replace('T', ' ')}` : '';
	return [names.join(', '), day].filter((text) => text !== '').join('; ');
}
