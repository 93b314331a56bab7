import type { IDataObject } from 'n8n-workflow';

import type { Clock } from '../delivery/send/clock';
import type { RunContext } from '../delivery/send/interceptor';
import { RateLimitGate, WaitBudget } from '../delivery/send/rateLimitGate';
import { sendWithRetry, type SendContext, type SendResult } from '../delivery/send/sendWithRetry';
import { isObject } from '../input/object';
import type { BrazeRequest } from '../transport/connection';
import type { Endpoint } from '../transport/endpoint';
import type { Failure } from '../transport/failure';
import { nextPage, type Paging } from '../transport/pages';
import { Batches } from './batches';
import { GATE } from './protocol/gate';
import { CATALOG_FIELDS, isoOf, itemIn, type KeyItem } from './protocol/items';
import { BATCH, shows, type KeyResponse, type Change, type KeyRequest } from './protocol/protocol';
import { looks, rememberedLook } from './rememberedGate';

/** Catalog responses that are no failures here. */
const EXISTS = 'item-already-exists';
const NO_ITEM = 'item-not-found';
export const NO_CATALOG = 'catalog-not-found';
const CATALOG_EXISTS = 'catalog-name-already-exists';

/** Requests to single items. Braze answers them when they are carried out, and accepts 50 a minute for all catalogs. */
const ITEM = '/catalogs/{catalog_name}/items/{item_id}';
/** Lists count as requests to single items. Of the others, Braze accepts 16,000 a minute, and carries them out later. */
const ITEMS = '/catalogs/{catalog_name}/items';

const CREATE: Endpoint = { method: 'POST', path: ITEM, permission: 'catalogs.create_item', verb: 'saved' };
const READ: Endpoint = { method: 'GET', path: ITEM, permission: 'catalogs.get_item' };
const PATCH: Endpoint = { method: 'PATCH', path: ITEM, permission: 'catalogs.update_item', verb: 'saved' };
const LIST: Endpoint = { method: 'GET', path: ITEMS, permission: 'catalogs.get_items' };
const PATCH_MANY: Endpoint = {
	method: 'PATCH',
	path: ITEMS,
	permission: 'catalogs.update_items',
	verb: 'saved',
};
const PUT_MANY: Endpoint = {
	method: 'PUT',
	path: ITEMS,
	permission: 'catalogs.replace_items',
	verb: 'saved',
};
const REMOVE_MANY: Endpoint = {
	method: 'DELETE',
	path: ITEMS,
	permission: 'catalogs.delete_items',
	verb: 'removed',
};
const CREATE_CATALOG: Endpoint = {
	method: 'POST',
	path: '/catalogs',
	permission: 'catalogs.create',
	verb: 'created',
};

/** How the list of items is paged. */
export const PAGES: Paging = { list: 'items', style: 'cursor', size: BATCH };

/** How long what has happened waits for the rate limit until it is stored. The limit is one per minute. */
const AFTERWARDS_MS = 180_000;

type Asked<K extends KeyRequest['ask']> = Extract<KeyRequest, { ask: K }>;

/**
 * The items of schedule keys, in a catalog in Braze: so workflows, workers and n8n instances share them. Nothing is repeated here
 * after an unclear response: the protocol decides about that.
 * https://www.braze.com/docs/api/endpoints/catalogs
 */
export class KeyStore {
	/** Single items have a rate limit of their own, and many at once have another one. */
	private readonly gate: RateLimitGate;
	private readonly bulkGate: RateLimitGate;

	private readonly patches: Batches<KeyResponse>;

	private looking?: Promise<KeyResponse>;

	constructor(
		readonly catalog: string,
		private readonly context: RunContext,
	) {
		this.gate = new RateLimitGate(context.clock, context.budget);
		this.bulkGate = new RateLimitGate(context.clock, context.budget);
		this.patches = new Batches(async (changes) => await this.patchAtOnce(changes));
	}

	/** Creates an item, and the catalog if it is missing. */
	async create({ id, item, notAfter }: Asked<'create'>): Promise<KeyResponse> {
		let since = '';
		const { clock } = this.context;
		// It counts from when it is sent, not from when it began to wait for the rate limit.
		const body = () => ({ items: [{ ...item, since: (since = isoOf(clock.now())) }] });
		const made = await this.ask(CREATE, id, body, [EXISTS, NO_CATALOG], { notAfter });
		if (made.refusedWith !== NO_CATALOG) return created(made, { ...item, since });
		const catalog = await this.createCatalog();
		if (catalog.kind !== 'done')
			return catalog.kind === 'unclear' ? { ...catalog, kind: 'refused' } : catalog;
		const again = await this.ask(CREATE, id, body, [EXISTS], { notAfter });
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
		const came = await this.readItem(GATE, { sent: () => (seenAt = this.context.clock.now()) });
		const look = { ...came, seenAt };
		if (came.kind === 'done' || came.kind === 'missing') looks.set(gate, look);
		return look;
	}

	async read({ id }: Asked<'read'>): Promise<KeyResponse> {
		return await this.readItem(id);
	}

	private async readItem(id: string, how: Partial<SendOptions> = {}): Promise<KeyResponse> {
		const found = await this.ask(READ, id, undefined, [NO_ITEM, NO_CATALOG], how);
		if (found.refusedWith !== undefined) return { kind: 'missing' };
		const items: unknown = found.body?.items;
		const item: unknown = Array.isArray(items) ? items[0] : undefined;
		if (found.kind !== 'done') return found;
		return isObject(item) ? { kind: 'done', item: itemIn(item) } : { kind: 'missing' };
	}

	async patch({ id, values }: Asked<'patch'>): Promise<KeyResponse> {
		const body = () => ({ items: [{ ...values }] });
		const patched = await this.ask(PATCH, id, body, [NO_ITEM, NO_CATALOG], this.afterwards(this.gate));
		return patched.refusedWith === undefined ? patched : { kind: 'missing' };
	}

	async patchMany({ changes }: Asked<'patchMany'>): Promise<KeyResponse> {
		return await this.patches.add(changes);
	}

	private async patchAtOnce(changes: readonly Change[]): Promise<KeyResponse> {
		const body = () => ({ items: changes.map(({ id, values }) => ({ id, ...values })) });
		return await this.ask(PATCH_MANY, '', body, [], this.afterwards(this.bulkGate));
	}

	/** Sent once, as {@link removeMany} is. */
	async putMany({ changes, notAfter }: Asked<'putMany'>): Promise<KeyResponse> {
		const body = () => {
			const since = isoOf(this.context.clock.now());
			return { items: changes.map(({ id, values }) => ({ id, ...values, since })) };
		};
		return await this.once(PUT_MANY, body, notAfter);
	}

	async removeMany({ ids, notAfter }: Asked<'removeMany'>): Promise<KeyResponse> {
		return await this.once(REMOVE_MANY, () => ({ items: ids.map((id) => ({ id })) }), notAfter);
	}

	/** An answer that is not Braze's says nothing about what becomes of the request. */
	private async once(endpoint: Endpoint, body: () => IDataObject, notAfter: number): Promise<KeyResponse> {
		const came = await this.ask(endpoint, '', body, [], {
			gate: this.bulkGate,
			retries: 'never',
			notAfter,
		});
		const { failed } = came;
		const isOpen =
			failed?.kind === 'notSent' && failed.failure.status !== undefined && failed.failure.status >= 500;
		return isOpen ? { ...came, kind: 'unclear' } : came;
	}

	/** All items, unless there are more, or the wanted ones were among the first. */
	async list({ most = Infinity, wanted }: Asked<'list'>): Promise<KeyResponse> {
		const items = new Map<string, KeyItem>();
		const unseen = new Map(wanted?.map((change) => [change.id, change]));
		for (let query: IDataObject | undefined = {}; query; ) {
			if (items.size > most) return { kind: 'refused' };
			const page = await this.ask(LIST, '', undefined, [NO_CATALOG], {}, query);
			if (page.refusedWith !== undefined) break;
			if (page.kind === 'unclear') return { ...page, kind: 'refused' };
			if (page.kind !== 'done') return page;
			const stored: unknown = page.body?.items;
			for (const one of Array.isArray(stored) ? (stored as unknown[]) : [])
				if (isObject(one) && typeof one.id === 'string') {
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

	/** One that another execution creates at the same time will do. */
	private async createCatalog(): Promise<KeyResponse> {
		const description = 'Schedule keys of the Braze node in n8n: which schedule belongs to which key.';
		const body = () => ({ catalogs: [{ name: this.catalog, description, fields: CATALOG_FIELDS }] });
		const made = await this.ask(CREATE_CATALOG, '', body, [CATALOG_EXISTS], { retries: undefined });
		return made.refusedWith === undefined ? made : { kind: 'done' };
	}

	/** Something has happened that must be stored, even if the user stops the execution now. */
	private afterwards(gate: RateLimitGate): Partial<SendOptions> {
		return { gate: new StoringGate(this.context.clock, gate), signal: undefined };
	}

	/** @param expected the refusals that are answers here, too */
	private async ask(
		endpoint: Endpoint,
		id: string,
		body: (() => IDataObject) | undefined,
		expected: readonly string[],
		{ sent = () => {}, ...how }: Partial<SendOptions> = {},
		query?: IDataObject,
	): Promise<CatalogResponse> {
		let refusedWith: string | undefined;
		const { connection, clock, signal } = this.context;
		const context: SendContext = {
			clock,
			signal,
			gate: this.gate,
			endpoint,
			safety: 'idempotent',
			retries: 'unreached',
			acceptRefusal: ({ ids = [] }: Failure) => {
				refusedWith = expected.find((one) => ids.includes(one));
				return refusedWith === undefined ? undefined : {};
			},
			...how,
			connection: {
				...connection,
				send: async (request) => {
					sent();
					return await connection.send(body ? { ...request, body: body() } : request);
				},
			},
		};
		const path = endpoint.path.replace('{catalog_name}', this.catalog).replace('{item_id}', id);
		const request: BrazeRequest = { method: endpoint.method, path, query };
		return { ...responseOf(await sendWithRetry(context, request)), refusedWith };
	}
}

/** How a request to the catalog is sent, besides as usual. */
interface SendOptions extends SendContext {
	/** Called each time it is sent. */
	readonly sent: () => void;
}

/** Waits for what must be stored, longer than the run may wait if need be: then nothing new is begun behind it. */
class StoringGate extends RateLimitGate {
	constructor(
		clock: Clock,
		private readonly gate: RateLimitGate,
	) {
		super(clock, new WaitBudget(AFTERWARDS_MS));
	}

	override holdUntil(moment: number): void {
		super.holdUntil(moment);
		this.gate.holdUntil(moment);
	}
}

/** What a request to the catalog came to, with the response. */
interface CatalogResponse extends KeyResponse {
	/** The expected refusal, if it was one. */
	readonly refusedWith?: string;
	readonly body?: IDataObject;
	readonly headers?: IDataObject;
}

function created({ refusedWith, ...made }: CatalogResponse, item: KeyItem): KeyResponse {
	if (refusedWith === EXISTS) return { kind: 'exists' };
	if (made.failed?.kind === 'notSent' && made.failed.late) return { kind: 'late' };
	return made.kind === 'done' ? { kind: 'done', item } : made;
}

/** The outcome of a request, as the protocol sees it. */
export function responseOf(result: SendResult): CatalogResponse {
	if (result.kind === 'accepted') return { kind: 'done', body: result.body, headers: result.headers };
	return { kind: result.kind === 'unknown' ? 'unclear' : 'refused', failed: result };
}
