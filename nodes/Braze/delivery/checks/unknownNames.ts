import { memoize } from 'lodash';

import type { Connection } from '../../transport/connection';
import type { Endpoint } from '../../transport/endpoint';
import { readLookup } from '../../transport/lookup';
import { collectPages, type Page, type Paging } from '../../transport/pages';
import { isObject } from '../../input/object';
import { mistypedName } from '../../input/similarNames';
import type { ItemEntry } from '../plan/requests';
import type { ItemWarning } from '../outcome';
import { affectsEveryRequest } from '../send/settling';

/** What a workspace has names of, and how Braze lists them. */
interface NameList {
	readonly word: string;
	readonly endpoint: Endpoint;
	readonly paging: Paging;
}

/** https://www.braze.com/docs/api/endpoints/export/custom_attributes/get_custom_attributes */
const ATTRIBUTES: NameList = {
	word: 'attribute',
	endpoint: { method: 'GET', path: '/custom_attributes', permission: 'custom_attributes.get' },
	paging: { list: 'attributes', style: 'cursor', size: 50 },
};

/** https://www.braze.com/docs/api/endpoints/export/custom_events/get_custom_events */
const EVENTS: NameList = {
	word: 'event',
	endpoint: { method: 'GET', path: '/events/list', permission: 'events.list' },
	paging: { list: 'events', style: 'page', size: 250 },
};

/** A longer list is not read to its end: 20 requests of the list with the smallest pages. */
const MOST_NAMES = 1_000;

/** A name that an item uses. */
interface Named {
	readonly item: number;
	readonly name: string;
	/** Whether Braze creates it if it is new: it is a mistake only if there is one that looks like it. */
	readonly creates: boolean;
}

/** Attributes that audiences filter by or recipients get, and that Braze does not have. */
export async function unknownAttributes(
	entries: readonly ItemEntry[],
	connection: Connection,
): Promise<ItemWarning[]> {
	return await unknownNames(ATTRIBUTES, entries.flatMap(attributesOf), connection);
}

/** Events that are recorded, and that look like a mistyped one. */
export async function unknownEvents(
	entries: readonly ItemEntry[],
	connection: Connection,
): Promise<ItemWarning[]> {
	return await unknownNames(EVENTS, entries.flatMap(eventsOf), connection);
}

/** If the key may not read the list, nothing is said. */
async function unknownNames(
	list: NameList,
	named: readonly Named[],
	connection: Connection,
): Promise<ItemWarning[]> {
	const read = named.length > 0 ? await namesIn(list, connection) : undefined;
	if (!read) return [];
	const { known, isWhole } = read;
	// Thousands of items use the same few names.
	const meantBy = memoize(mistypedName(known));
	return named.flatMap(({ item, name, creates }) => {
		if (known.has(name)) return [];
		if (!isWhole) return creates ? [] : [{ item, message: unreadText(list, name, known.size) }];
		const meant = meantBy(name);
		if (creates && meant === undefined) return [];
		const question = meant === undefined ? '' : ` Did you mean '${meant}'?`;
		return [{ item, message: `Braze has no ${list.word} '${name}'${creates ? ' yet' : ''}.${question}` }];
	});
}

function unreadText({ word }: NameList, name: string, count: number): string {
	const open = `it is not known whether Braze has '${name}'`;
	return count === 0
		? `The ${word}s could not be read: ${open}`
		: `Only the first ${count} ${word}s were read: ${open}`;
}

/** The names of a list. */
interface Names {
	readonly known: ReadonlySet<string>;
	/** Whether these are all: the list may be longer than what is read of it, or a page could not be read. */
	readonly isWhole: boolean;
}

/** Reads a list; returns `undefined` if the key may not. */
async function namesIn({ endpoint, paging }: NameList, connection: Connection): Promise<Names | undefined> {
	let isWhole = true;
	let isForbidden = false;
	const ask = async (query: Page['headers']): Promise<Page | undefined> => {
		const { method, path } = endpoint;
		const page = readLookup(
			await connection.send({ method, path, query }),
			{ [paging.list]: 'list' },
			endpoint,
		);
		if ('body' in page) return page;
		isWhole = false;
		isForbidden = affectsEveryRequest(page.failure.status);
		return undefined;
	};
	const first = paging.style === 'page' ? { page: 0 } : {};
	const entries: unknown[] = await collectPages(paging, first, MOST_NAMES, ask);
	if (isForbidden) return undefined;
	const known = new Set(entries.map((entry) => String(isObject(entry) ? entry.name : entry)));
	return { known, isWhole: isWhole && entries.length < MOST_NAMES };
}

function attributesOf({ item, entry: { envelope, members = [] } }: ItemEntry): Named[] {
	const { audience, custom_audience: custom } = envelope.body ?? {};
	const filtered = filteredIn(audience ?? custom);
	const written = members.flatMap(({ attributes }) => Object.keys(isObject(attributes) ? attributes : {}));
	return [
		...filtered.map((name) => ({ item, name, creates: false })),
		...written.map((name) => ({ item, name, creates: true })),
	];
}

/** The attributes of an audience; of those inside objects, the object. */
function filteredIn(audience: unknown): string[] {
	if (Array.isArray(audience)) return audience.flatMap(filteredIn);
	if (!isObject(audience)) return [];
	return Object.entries(audience).flatMap(([key, value]) =>
		key === 'custom_attribute' && isObject(value)
			? [String(value.custom_attribute_name).split('.')[0]]
			: filteredIn(value),
	);
}

function eventsOf({ item, entry: { members = [] } }: ItemEntry): Named[] {
	return members.flatMap(({ list, object }) =>
		list === 'events' && isObject(object) && typeof object.name === 'string'
			? [{ item, name: object.name, creates: true }]
			: [],
	);
}
