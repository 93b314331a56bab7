import { countBy } from 'lodash';
import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult, NodeApiError } from 'n8n-workflow';

import { isObject } from '../input/object';
import { connect } from '../transport/connection';
import type { Endpoint } from '../transport/endpoint';
import { lookupError, readLookup } from '../transport/lookup';
import { collectPages, type Page, type Paging } from '../transport/pages';

/**
 * How many pages are loaded at once. For most lists, this is 1,000 entries, which is everything in most workspaces,
 * within a few seconds. More are loaded as the user scrolls.
 */
const PAGES_AT_ONCE = 10;

/**
 * The user is waiting for the list: after this long, an error is more helpful than an empty list that is still loading.
 */
const TIMEOUT_MS = 20_000;

/** A list in the workspace that a picker shows. */
interface PickerList {
	readonly endpoint: Endpoint;
	readonly paging: Paging;
	readonly query?: IDataObject;
	/** The keys of an entry's ID and name, if they aren't `id` and `name`. */
	readonly keys?: { readonly id: string; readonly name: string };
	/** Whether an entry can be used in the field that the picker is for. */
	readonly fits?: (entry: IDataObject, ctx: ILoadOptionsFunctions) => boolean;
	/** A detail that the label adds to the name. */
	readonly detail?: (entry: IDataObject) => string | undefined;
}

/** The Canvases of the workspace, without archived ones. */
export const searchCanvases = searchList({
	endpoint: { method: 'GET', path: '/canvas/list', permission: 'canvas.list' },
	paging: { list: 'canvases', style: 'page', size: 100 },
	query: { include_archived: false },
});

/** The campaigns of the workspace, without archived ones. */
export const searchCampaigns = searchList({
	endpoint: { method: 'GET', path: '/campaigns/list', permission: 'campaigns.list' },
	paging: { list: 'campaigns', style: 'page', size: 100 },
	query: { include_archived: false },
});

/** The segments of the workspace. */
export const searchSegments = searchList({
	endpoint: { method: 'GET', path: '/segments/list', permission: 'segments.list' },
	paging: { list: 'segments', style: 'page', size: 100 },
});

/** The catalogs of the workspace, by name. Braze returns all of them at once. */
export const searchCatalogs = searchList({
	endpoint: { method: 'GET', path: '/catalogs', permission: 'catalogs.get' },
	paging: { list: 'catalogs', style: 'cursor', size: 1_000 },
});

/** The Content Blocks of the workspace. */
export const searchContentBlocks = searchList({
	endpoint: { method: 'GET', path: '/content_blocks/list', permission: 'content_blocks.list' },
	paging: { list: 'content_blocks', style: 'offset', size: 100 },
	keys: { id: 'content_block_id', name: 'name' },
});

/** The email templates of the workspace, without those made in the drag-and-drop editor, which Braze doesn't list. */
export const searchEmailTemplates = searchList({
	endpoint: { method: 'GET', path: '/templates/email/list', permission: 'templates.email.list' },
	paging: { list: 'templates', style: 'offset', size: 100 },
	keys: { id: 'email_template_id', name: 'template_name' },
});

/** The custom attributes of the workspace, by name and type. In a filter, only those that fit its kind. */
export const searchCustomAttributes = searchList({
	endpoint: { method: 'GET', path: '/custom_attributes', permission: 'custom_attributes.get' },
	paging: { list: 'attributes', style: 'cursor', size: 50 },
	fits: fitsFilter,
	detail: typeOf,
});

/** The custom events of the workspace, by name. */
export const searchCustomEvents = searchList({
	endpoint: { method: 'GET', path: '/events', permission: 'events.get' },
	paging: { list: 'events', style: 'cursor', size: 50 },
});

/** The preference centers of the workspace. Braze returns all of them at once. */
export const searchPreferenceCenters = searchList({
	endpoint: { method: 'GET', path: '/preference_center/v1/list', permission: 'preference_center.list' },
	paging: { list: 'preference_centers', style: 'cursor', size: 1_000 },
	keys: { id: 'preference_center_api_id', name: 'name' },
});

/** The Cloud Data Ingestion integrations of the workspace. */
export const searchIntegrations = searchList({
	endpoint: { method: 'GET', path: '/cdi/integrations', permission: 'cdi.integration_list' },
	paging: { list: 'results', style: 'cursor', size: 10 },
	keys: { id: 'integration_id', name: 'integration_name' },
});

/**
 * Creates the search of a picker. Braze has no search, so all pages are read and filtered by name. Entries with the
 * same name are told apart by their tags and last edit, or else by their ID. If a request fails, the search throws a
 * NodeApiError with the reason, because an empty list would look like an empty workspace.
 */
function searchList({
	endpoint,
	paging,
	query = {},
	keys = { id: 'id', name: 'name' },
	fits = () => true,
	detail = () => undefined,
}: PickerList) {
	return async function (
		this: ILoadOptionsFunctions,
		filter = '',
		paginationToken?: string,
	): Promise<INodeListSearchResult> {
		const from = Number(paginationToken ?? 0);
		const wanted = filter.trim().toLowerCase();
		let failed: NodeApiError | undefined;
		const connection = await connect(this, TIMEOUT_MS);
		const ask = async (pageQuery: IDataObject): Promise<Page | undefined> => {
			const { method, path } = endpoint;
			const response = await connection.send({ method, path, query: pageQuery });
			const page = readLookup(response, { [paging.list]: 'list' }, endpoint);
			if ('body' in page) return page;
			failed = lookupError(this.getNode(), page.failure);
			return undefined;
		};
		// With a filter, all pages are searched at once, so that a match on a later page isn't missed.
		const limit = wanted === '' ? PAGES_AT_ONCE * paging.size : Infinity;
		const found = await collectPages(paging, firstQuery(paging, from, query), limit, ask);
		if (failed) throw failed;
		// What has no ID and no name cannot be chosen.
		const entries = found
			.filter((entry: unknown) => isObject(entry) && (entry[keys.id] ?? entry[keys.name] ?? '') !== '')
			.map((entry) => ({ ...entry, id: entry[keys.id], name: entry[keys.name] }));
		const matching = entries.filter(
			(entry) => String(entry.name).toLowerCase().includes(wanted) && fits(entry, this),
		);
		const results = labelled(matching).map((result, index) => ({
			...result,
			name: withDetails(
				result.name,
				[detail(matching[index]) ?? ''].filter((text) => text !== ''),
			),
		}));
		return {
			results,
			...(paging.style !== 'cursor' &&
				found.length === limit && {
					paginationToken: String(from + (paging.style === 'page' ? PAGES_AT_ONCE : limit)),
				}),
		};
	};
}

/** The query for the first page. Lists with a cursor are always read from the beginning. */
function firstQuery({ style }: Paging, from: number, query: IDataObject): IDataObject {
	if (style === 'page') return { page: from, ...query };
	// Braze refuses an offset of 0.
	return style === 'offset' && from > 0 ? { offset: from, ...query } : query;
}

function labelled(entries: IDataObject[]): INodeListSearchResult['results'] {
	const names = entries.map(({ name }) => String(name));
	const described = tellApart(names, (index) => withDetails(names[index], detailsOf(entries[index])));
	const labels = tellApart(described, (index) =>
		withDetails(names[index], [...detailsOf(entries[index]), String(entries[index].id)]),
	);
	return entries.map(({ id, name }, index) => ({ name: labels[index], value: String(id ?? name) }));
}

/** Replaces labels that several entries share. */
function tellApart(labels: string[], better: (index: number) => string): string[] {
	const times = countBy(labels);
	return labels.map((label, index) => (times[label] > 1 ? better(index) : label));
}

function withDetails(name: string, details: string[]): string {
	return details.length > 0 ? `${name} (${details.join('; ')})` : name;
}

function detailsOf({ tags, last_edited: edited }: IDataObject): string[] {
	const names = Array.isArray(tags) ? tags.map(String).join(', ') : '';
	const day = typeof edited === 'string' ? `edited ${edited.slice(0, 16).replace('T', ' ')}` : '';
	return [names, day].filter((text) => text !== '');
}

/** The type of an attribute in one word, without Braze's addition such as "(Automatically Detected)". */
function typeOf({ data_type: type }: IDataObject): string | undefined {
	const [word = ''] = typeof type === 'string' ? type.split(' (') : [];
	return word === '' ? undefined : word;
}

/** The attribute types that each kind of filter fits, in lower case. Dates that arrived as text are text to Braze. */
const TYPES: ReadonlyMap<unknown, RegExp> = new Map([
	['boolean', /^bool/],
	['date', /^(date|time|string)/],
	['list', /array|list/],
	['number', /^(number|integer|float)/],
	['text', /^string/],
]);

/** Whether an attribute has one of the types above. Attributes of other types, such as objects, fit every filter. */
const isTyped = (type: string): boolean => [...TYPES.values()].some((types) => types.test(type));

function fitsFilter(attribute: IDataObject, ctx: ILoadOptionsFunctions): boolean {
	const type = (typeOf(attribute) ?? '').toLowerCase();
	const types = TYPES.get(ctx.getCurrentNodeParameter('&kind'));
	return types === undefined || types.test(type) || !isTyped(type);
}
