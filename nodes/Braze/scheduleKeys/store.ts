import type { IDataObject } from 'n8n-workflow';

import type { RunContext } from '../delivery/send/interceptor';
import { isObject } from '../input/object';
import { nextPage } from '../transport/pages';
import { Batches } from './batches';
import {
	CatalogRequests,
	CREATE,
	ITEM_EXISTS,
	LIST,
	NO_CATALOG,
	NO_ITEM,
	PAGES,
	PATCH,
	PATCH_MANY,
	PUT_MANY,
	READ,
	REMOVE_MANY,
	inCircles,
	withoutItems,
	type CatalogResponse,
} from './catalogRequests';
import { GATE } from './protocol/gate';
import { isoOf, itemIn, type KeyItem } from './protocol/items';
import { shows, type Change, type KeyRequest, type KeyResponse } from './protocol/protocol';
import { looks, rememberedLook } from './rememberedGate';

type Asked<K extends KeyRequest['ask']> = Extract<KeyRequest, { ask: K }>;

/**
 * The items of schedule keys, in a catalog in Braze: so workflows, workers and n8n instances share them. Answers the requests of
 * the protocol that are about items.
 */
export class KeyStore {
	private readonly requests: CatalogRequests;

	private readonly patches: Batches<KeyResponse>;

	private looking?: Promise<KeyResponse>;

	constructor(
		private readonly catalog: string,
		private readonly context: RunContext,
	) {
		this.requests = new CatalogRequests(catalog, context);
		this.patches = new Batches(async (changes) => await this.patchAtOnce(changes));
	}

	/** Creates an item, and the catalog if it is missing. */
	async create({ id, item, notAfter }: Asked<'create'>): Promise<KeyResponse> {
		let since = '';
		const { clock } = this.context;
		// It counts from when it is sent, not from when it began to wait for the rate limit.
		const body = () => ({ items: [{ ...item, since: (since = isoOf(clock.now())) }] });
		const request = { id, body, how: { notAfter } };
		const made = await this.requests.ask(CREATE, { ...request, expected: [ITEM_EXISTS, NO_CATALOG] });
		if (made.refusedWith !== NO_CATALOG) return created(made, { ...item, since });
		const catalog = await this.requests.createCatalog();
		if (catalog.kind !== 'done')
			return catalog.kind === 'unclear' ? { ...catalog, kind: 'refused' } : catalog;
		const again = await this.requests.ask(CREATE, { ...request, expected: [ITEM_EXISTS] });
		return created(again, { ...item, since });
	}

	/** Reads the gate, unless this process did so a short time ago; items that ask at the same time share a request. */
	async readGate(): Promise<KeyResponse> {
		const { clock, connection } = this.context;
		const gate = `${connection.identity} ${this.catalog}`;
		const known = rememberedLook(gate, clock.now());
		if (known) return known;
		this.looking ??= this.lookAtGate(gate).finally(() => (this.looking = undefined));
		return await this.looking;
	}

	private async lookAtGate(gate: string): Promise<KeyResponse> {
		let seenAt = 0;
		const response = await this.readItem(GATE, () => (seenAt = this.context.clock.now()));
		const look = { ...response, seenAt };
		if (response.kind === 'done' || response.kind === 'missing') looks.set(gate, look);
		return look;
	}

	async read({ id }: Asked<'read'>): Promise<KeyResponse> {
		return await this.readItem(id);
	}

	private async readItem(id: string, sent?: () => void): Promise<KeyResponse> {
		const expected = [NO_ITEM, NO_CATALOG];
		const found = await this.requests.ask(READ, { id, expected, how: { sent } });
		if (found.refusedWith !== undefined) return { kind: 'missing' };
		if (found.kind !== 'done') return found;
		const [item] = (found.body?.items ?? []) as unknown[];
		return isItem(item) && item.id === id ? { kind: 'done', item: itemIn(item) } : withoutItems(READ);
	}

	async patch({ id, values, notAfter }: Asked<'patch'>): Promise<KeyResponse> {
		const body = () => ({ items: [{ ...values }] });
		const expected = [NO_ITEM, NO_CATALOG];
		const how = { ...this.requests.afterwards(), notAfter };
		const patched = await this.requests.ask(PATCH, { id, body, expected, how });
		return patched.refusedWith === undefined ? patched : { kind: 'missing' };
	}

	async patchMany({ changes }: Asked<'patchMany'>): Promise<KeyResponse> {
		return await this.patches.add(changes);
	}

	private async patchAtOnce(changes: readonly Change[]): Promise<KeyResponse> {
		const body = () => ({ items: changes.map(({ id, values }) => ({ id, ...values })) });
		return await this.requests.ask(PATCH_MANY, { body, how: this.requests.afterwardsInBulk() });
	}

	async putMany({ changes, notAfter }: Asked<'putMany'>): Promise<KeyResponse> {
		const body = () => {
			const since = isoOf(this.context.clock.now());
			return { items: changes.map(({ id, values }) => ({ id, ...values, since })) };
		};
		return await this.requests.once(PUT_MANY, body, notAfter);
	}

	async removeMany({ ids, notAfter }: Asked<'removeMany'>): Promise<KeyResponse> {
		const body = () => ({ items: ids.map((id) => ({ id })) });
		return await this.requests.once(REMOVE_MANY, body, notAfter);
	}

	/** All items, unless there are more, or the wanted ones were among the first. */
	async list({ most = Infinity, wanted }: Asked<'list'>): Promise<KeyResponse> {
		const items = new Map<string, KeyItem>();
		const unseen = new Map(wanted?.map((change) => [change.id, change]));
		const asked = new Set<string>();
		for (let query: IDataObject | undefined = {}; query; ) {
			if (items.size > most) return { kind: 'refused' };
			const cursor = String(query.cursor);
			// A list that goes in circles is not whole.
			if (asked.has(cursor)) return inCircles(LIST);
			asked.add(cursor);
			const page: CatalogResponse = await this.requests.ask(LIST, { query, expected: [NO_CATALOG] });
			// Behind a page of items, that there is no catalog contradicts itself.
			if (page.refusedWith !== undefined && items.size === 0) break;
			if (page.kind === 'refused') return page;
			const stored = (page.body?.items ?? []) as unknown[];
			if (page.kind !== 'done' || page.refusedWith !== undefined || !stored.every(isItem))
				return { ...withoutItems(LIST), ...page, kind: 'refused' };
			for (const one of stored) {
				const item = itemIn(one);
				const change = unseen.get(one.id);
				items.set(one.id, item);
				if (change && shows(item, change)) unseen.delete(one.id);
			}
			if (wanted && unseen.size === 0) break;
			query = nextPage(PAGES, query, { body: page.body ?? {}, headers: page.headers ?? {} });
		}
		return { kind: 'done', items };
	}
}

/** Whether this is an item, as Braze shows them. */
const isItem = (value: unknown): value is IDataObject & { id: string } =>
	isObject(value) && typeof value.id === 'string';

function created({ refusedWith, ...made }: CatalogResponse, item: KeyItem): KeyResponse {
	if (refusedWith === ITEM_EXISTS) return { kind: 'exists' };
	if (made.failed?.kind === 'notSent' && made.failed.late) return { kind: 'late' };
	return made.kind === 'done' ? { kind: 'done', item } : made;
}
