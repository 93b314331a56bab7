import type { IDataObject } from 'n8n-workflow';

import type { Clock } from '../delivery/clock';
import type { RunContext } from '../delivery/send/interceptor';
import { RateLimitGate, WaitBudget } from '../delivery/send/rateLimits';
import { sendWithRetry, type SendContext, type SendResult } from '../delivery/send/sendWithRetry';
import type { BrazeRequest } from '../transport/connection';
import { type Endpoint, verbOf } from '../transport/endpoint';
import { describeFailure, describeMissingMember, type Failure } from '../transport/failure';
import type { Paging } from '../transport/pages';
import { errorsIn } from '../transport/responseErrors';
import { CATALOG_FIELDS } from './protocol/items';
import { BATCH, type KeyResponse } from './protocol/protocol';

/** The errors of catalogs that may be answers here: see {@link CatalogRequest.expected}. */
export const ITEM_EXISTS = 'item-already-exists';
export const NO_ITEM = 'item-not-found';
export const NO_CATALOG = 'catalog-not-found';
const CATALOG_EXISTS = 'catalog-name-already-exists';

/** Requests to single items. Braze answers them when they are carried out, and accepts 50 a minute for all catalogs. */
const ITEM = '/catalogs/{catalog_name}/items/{item_id}';
/** Lists count as requests to single items. Of the others, Braze accepts 16,000 a minute, and carries them out later. */
const ITEMS = '/catalogs/{catalog_name}/items';

export const CREATE: Endpoint = {
	method: 'POST',
	path: ITEM,
	permission: 'catalogs.create_item',
	verb: 'saved',
};
export const READ: Endpoint = { method: 'GET', path: ITEM, permission: 'catalogs.get_item' };
export const PATCH: Endpoint = {
	method: 'PATCH',
	path: ITEM,
	permission: 'catalogs.update_item',
	verb: 'saved',
};
export const LIST: Endpoint = { method: 'GET', path: ITEMS, permission: 'catalogs.get_items' };
export const PATCH_MANY: Endpoint = {
	method: 'PATCH',
	path: ITEMS,
	permission: 'catalogs.update_items',
	verb: 'saved',
};
export const PUT_MANY: Endpoint = {
	method: 'PUT',
	path: ITEMS,
	permission: 'catalogs.replace_items',
	verb: 'saved',
};
export const REMOVE_MANY: Endpoint = {
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

/** How long a request that follows what has happened, and stores it, may wait for the rate limit, which counts by the minute. */
const AFTERWARDS_MS = 180_000;

/** One request to the catalog. */
interface CatalogRequest {
	/** The item, for requests to a single one. */
	readonly id?: string;
	/** Makes the body each time the request is sent. */
	readonly body?: () => IDataObject;
	readonly query?: IDataObject;
	/** The errors that are answers here, and no failures. */
	readonly expected?: readonly string[];
	readonly how?: Partial<SendOptions>;
}

/** Overrides for sending one catalog request. */
interface SendOptions extends SendContext {
	/** Called each time it is sent. */
	readonly sent: () => void;
}

/** How a request to the catalog ended, with what Braze answered. */
export interface CatalogResponse extends KeyResponse {
	/** The expected error, if it was one. */
	readonly refusedWith?: string;
	readonly body?: IDataObject;
	readonly headers?: IDataObject;
}

/**
 * Sends requests to one catalog. Nothing is repeated after an unclear response: the protocol decides about that.
 * https://www.braze.com/docs/api/endpoints/catalogs
 */
export class CatalogRequests {
	/** Single items have a rate limit of their own, and many at once have another one. */
	private readonly gate: RateLimitGate;
	private readonly bulkGate: RateLimitGate;

	constructor(
		private readonly catalog: string,
		private readonly context: RunContext,
	) {
		this.gate = new RateLimitGate(context.clock, context.budget);
		this.bulkGate = new RateLimitGate(context.clock, context.budget);
	}

	/** Sends a request: as an idempotent one, and within the rate limit of single items, unless `how` says otherwise. */
	async ask(
		endpoint: Endpoint,
		{ id = '', body, query, expected = [], how: { sent = () => {}, ...how } = {} }: CatalogRequest,
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
		const response = responseOf(await sendWithRetry(context, request));
		if (refusedWith !== undefined) return { ...response, refusedWith };
		return response.kind === 'done' ? told(endpoint, response) : response;
	}

	/** Sends a request about many items once. An error of a server in between does not tell whether Braze will carry it out. */
	async once(endpoint: Endpoint, body: () => IDataObject, notAfter: number): Promise<CatalogResponse> {
		const how = { gate: this.bulkGate, retries: 'never', notAfter } as const;
		const response = await this.ask(endpoint, { body, how });
		const { failed } = response;
		const isOpen =
			failed?.kind === 'notSent' && failed.failure.status !== undefined && failed.failure.status >= 500;
		return isOpen ? { ...response, kind: 'unclear' } : response;
	}

	/** How to store in a single item what has happened: even if the user stops the execution now. */
	afterwards(): Partial<SendOptions> {
		return { gate: new AfterwardsGate(this.context.clock, this.gate), signal: undefined, toTheEnd: true };
	}

	/** The same for many items at once. */
	afterwardsInBulk(): Partial<SendOptions> {
		return { gate: new AfterwardsGate(this.context.clock, this.bulkGate), signal: undefined, toTheEnd: true };
	}

	/** Creates the catalog. One that another execution creates at the same time will do. */
	async createCatalog(): Promise<KeyResponse> {
		const description = 'Schedule keys of the Braze node in n8n: which schedule belongs to which key.';
		const body = () => ({ catalogs: [{ name: this.catalog, description, fields: CATALOG_FIELDS }] });
		const made = await this.ask(CREATE_CATALOG, {
			body,
			expected: [CATALOG_EXISTS],
			how: { retries: undefined },
		});
		return made.refusedWith === undefined ? made : { kind: 'done' };
	}
}

/** Waits for what must follow what has happened, longer than the run may wait if need be: then nothing new is begun behind it. */
export class AfterwardsGate extends RateLimitGate {
	constructor(
		clock: Clock,
		private readonly gate: RateLimitGate,
	) {
		super(clock, new WaitBudget(AFTERWARDS_MS), gate.pace);
	}

	override holdUntil(moment: number): void {
		super.holdUntil(moment);
		this.gate.holdUntil(moment);
	}
}

/**
 * A success says nothing without what Braze's answers contain: the items that were read, or the message that something was
 * stored. A proxy may have sent it.
 */
function told(endpoint: Endpoint, response: CatalogResponse): CatalogResponse {
	const { items } = response.body ?? {};
	if (endpoint.method === 'GET') return Array.isArray(items) ? response : withoutItems(endpoint);
	return isTold(response.body) ? response : untold(endpoint);
}

/** Whether a response says that a change was made. A proxy's has no message, and one with errors says two things. */
export const isTold = (body: IDataObject = {}): boolean =>
	typeof body.message === 'string' && body.confirmed !== false && errorsIn(body).length === 0;

/** The response to a change that does not say that it was made. */
export function untold(endpoint: Endpoint): CatalogResponse {
	const failure = describeFailure({ kind: 'unclear', status: 200, detail: '' }, endpoint);
	return { kind: 'unclear', failed: { kind: 'unknown', failure } };
}

/** The response to a request whose answer does not contain what was read. That does not mean that nothing is there. */
export const withoutItems = (endpoint: Endpoint): CatalogResponse => ({
	kind: 'unclear',
	failed: { kind: 'unknown', failure: describeMissingMember(PAGES.list, endpoint) },
});

/** The response to a list whose pages lead back to an earlier one, so that it may not be whole. */
export const inCircles = (endpoint: Endpoint): CatalogResponse => ({
	kind: 'refused',
	failed: {
		kind: 'unknown',
		failure: {
			verb: verbOf(endpoint),
			message: "The pages of Braze's list of schedule keys go in circles",
			resolution:
				"So it is not known whether the list is complete. Try again later. If this persists, report it to the node's maintainers.",
		},
	},
});

/** How a request ended, as the protocol sees it. */
export function responseOf(result: SendResult): CatalogResponse {
	if (result.kind === 'accepted') return { kind: 'done', body: result.body, headers: result.headers };
	return { kind: result.kind === 'unknown' ? 'unclear' : 'refused', failed: result };
}
