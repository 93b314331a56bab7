import type { IDataObject } from 'n8n-workflow';

import { sendWithRetry, type SendContext, type SendResult } from '../delivery/send/sendWithRetry';
import { isObject } from '../schemas/json';
import type { BrazeRequest } from '../transport/connection';
import type { Endpoint } from '../transport/endpoint';
import type { Failure } from '../transport/failure';
import { CATALOG_FIELDS, recordIn, type KeyRecord } from './record';

/** A request to the catalog that did not succeed. */
export type StoreFailure = Exclude<SendResult, { kind: 'accepted' }>;

/** What a request to the catalog returned, or how it failed. */
export type Stored<T> = { readonly value: T } | { readonly failed: StoreFailure };

/** Catalog responses that are not failures here. */
const EXISTS = 'item-already-exists';
const NO_ITEM = 'item-not-found';
export const NO_CATALOG = 'catalog-not-found';
const CATALOG_EXISTS = 'catalog-name-already-exists';

/** Requests to single items. Braze answers them when they are carried out, and accepts 50 a minute for all catalogs. */
const ITEM = '/catalogs/{catalog_name}/items/{item_id}';

const CREATE: Endpoint = { method: 'POST', path: ITEM, permission: 'catalogs.create_item', verb: 'saved' };
const READ: Endpoint = { method: 'GET', path: ITEM, permission: 'catalogs.get_item' };
const WRITE: Endpoint = { method: 'PATCH', path: ITEM, permission: 'catalogs.update_item', verb: 'saved' };
const REMOVE: Endpoint = {
	method: 'DELETE',
	path: ITEM,
	permission: 'catalogs.delete_item',
	verb: 'removed',
};
/** Braze accepts 16,000 of these a minute. */
const REMOVE_MANY: Endpoint = {
	method: 'DELETE',
	path: '/catalogs/{catalog_name}/items',
	permission: 'catalogs.delete_items',
	verb: 'removed',
};
const CREATE_CATALOG: Endpoint = {
	method: 'POST',
	path: '/catalogs',
	permission: 'catalogs.create',
	verb: 'created',
};

/** How the requests of a store are sent. */
export type StoreSending = Pick<SendContext, 'connection' | 'clock' | 'gate' | 'signal'>;

/**
 * The records of schedule keys, in a catalog in Braze: so workflows, workers and n8n instances share them. All requests
 * can be repeated. A record that was created by a first attempt with an unclear answer is recognized by its claim.
 * https://www.braze.com/docs/api/endpoints/catalogs
 */
export class KeyStore {
	/** @param sending returns how the next request is sent */
	constructor(
		readonly catalog: string,
		private readonly sending: () => StoreSending,
	) {}

	/** Creates a record, unless there is one. Of several executions that create the same one, one succeeds. Creates the catalog if it is missing. */
	async create(id: string, record: KeyRecord): Promise<Stored<'created' | 'exists'>> {
		const body = { items: [{ ...record }] };
		const answer = await this.ask(CREATE, { path: this.pathOf(id), body }, [EXISTS, NO_CATALOG]);
		if ('failed' in answer) return answer;
		if (refusedWith(answer.value) !== NO_CATALOG)
			return { value: refusedWith(answer.value) === EXISTS ? 'exists' : 'created' };
		const catalog = await this.createCatalog();
		if ('failed' in catalog) return catalog;
		const again = await this.ask(CREATE, { path: this.pathOf(id), body }, [EXISTS]);
		return 'failed' in again ? again : { value: refusedWith(again.value) === EXISTS ? 'exists' : 'created' };
	}

	/** Returns the record under an ID; `undefined` if there is none. */
	async read(id: string): Promise<Stored<KeyRecord | undefined>> {
		const answer = await this.ask(READ, { path: this.pathOf(id) }, [NO_ITEM, NO_CATALOG]);
		if ('failed' in answer) return answer;
		const { items } = answer.value;
		const item: unknown = Array.isArray(items) ? items[0] : undefined;
		return { value: isObject(item) ? recordIn(item) : undefined };
	}

	/** Changes some values of a record. */
	async write(id: string, values: Partial<KeyRecord>): Promise<Stored<'written' | 'missing'>> {
		const answer = await this.ask(WRITE, { path: this.pathOf(id), body: { items: [{ ...values }] } }, [
			NO_ITEM,
			NO_CATALOG,
		]);
		return 'failed' in answer
			? answer
			: { value: refusedWith(answer.value) === undefined ? 'written' : 'missing' };
	}

	/** Removes a record. One that is not there counts as removed. */
	async remove(id: string): Promise<Stored<'removed'>> {
		const answer = await this.ask(REMOVE, { path: this.pathOf(id) }, [NO_ITEM, NO_CATALOG]);
		return 'failed' in answer ? answer : { value: 'removed' };
	}

	/** Removes up to 50 records in one request. Braze removes them some seconds later. */
	async removeMany(ids: readonly string[]): Promise<Stored<IDataObject>> {
		const path = REMOVE_MANY.path.replace('{catalog_name}', this.catalog);
		return await this.ask(REMOVE_MANY, { path, body: { items: ids.map((id) => ({ id })) } }, []);
	}

	/** One that another execution creates at the same time will do. */
	private async createCatalog(): Promise<Stored<IDataObject>> {
		const description = 'Schedule keys of the Braze node in n8n: which schedule belongs to which key.';
		const body = { catalogs: [{ name: this.catalog, description, fields: CATALOG_FIELDS }] };
		return await this.ask(CREATE_CATALOG, { path: CREATE_CATALOG.path, body }, [CATALOG_EXISTS]);
	}

	private pathOf(id: string): string {
		return ITEM.replace('{catalog_name}', this.catalog).replace('{item_id}', id);
	}

	/** @param expected the refusals that are answers here, too */
	private async ask(
		endpoint: Endpoint,
		request: Omit<BrazeRequest, 'method'>,
		expected: readonly string[],
	): Promise<Stored<IDataObject>> {
		const acceptRefusal = ({ ids = [] }: Failure) => {
			const refused_with = expected.find((one) => ids.includes(one));
			return refused_with === undefined ? undefined : { refused_with };
		};
		const context = {
			...this.sending(),
			endpoint,
			safety: 'idempotent' as const,
			blocked: () => undefined,
			acceptRefusal,
		};
		const result = await sendWithRetry(context, { method: endpoint.method, ...request });
		return result.kind === 'accepted' ? { value: result.body } : { failed: result };
	}
}

const refusedWith = ({ refused_with: id }: IDataObject) => id;
