import type { INodeProperties } from 'n8n-workflow';

import type { Combine, Entry } from './delivery/entry';
import type { Preflight } from './delivery/checks/preflight';
import type { ItemEntry, PlannedRequest } from './delivery/plan/requests';
import type { Rejected } from './delivery/outcome';
import type { AtEnd, Interceptor, Narrow, RunContext } from './delivery/send/interceptor';
import type { ItemReader } from './itemReader';
import type { ResponseMembers } from './delivery/results/shownAnswer';
import type { Endpoint, Safety } from './transport/endpoint';
import type { Paging } from './transport/pages';

/** One operation of the node: what the editor shows, and how an input item becomes a request. */
export interface Operation {
	/** The name in the list of operations, in Title Case, without the resource. */
	readonly name: string;
	/** The value that workflows are saved with: never change it. */
	readonly value: string;
	/** What the operation does, in sentence case. Also what an AI agent reads. */
	readonly action: string;
	readonly description: string;
	/** The parameters. Display options for resource and operation are added to them. */
	readonly fields: INodeProperties[];
	readonly endpoint: Endpoint;
	readonly safety: Safety;
	/** Set if members of several items may share requests; `byDefault` is the default of 'Combine Items'. */
	readonly combine?: Combine & { readonly byDefault: boolean };
	/** The variant that sends one request per item to a separate endpoint. Used if 'Combine Items' is off. */
	readonly uncombined?: Operation;
	/** Set if the endpoint is a paginated list. The entry's `limit` caps how many list entries are fetched. */
	readonly paging?: Paging;
	/** Members of the response that the output doesn't show under their own name. All others are shown. */
	readonly response?: ResponseMembers;
	/** Looks up what Braze already has, and drops what needn't be sent. Dry runs do this too. */
	readonly narrow?: (context: RunContext) => Narrow;
	/**
	 * Wraps the requests of a run. Requests without a companion pass through unchanged.
	 *
	 * @param requests everything the run is going to send; empty if that depends on how earlier requests end
	 */
	readonly intercept?: (context: RunContext, requests: readonly PlannedRequest[]) => Interceptor | undefined;
	/** Runs after all requests of a run, unless the run ends in an error. */
	readonly atEnd?: (context: RunContext) => AtEnd;
	/** An additional check across all entries. Returns the items that must not be sent. */
	readonly check?: (entries: readonly ItemEntry[], operation: Operation) => Rejected[];
	/** Set if a preflight can check whether anything would be sent. */
	readonly preflight?: Preflight;
	/**
	 * Reads and validates one input item.
	 *
	 * @throws {InputError} naming the field
	 */
	readonly entry: (item: ItemReader) => Entry;
}

/** A Braze resource and its operations. */
export interface Resource {
	/** What the list of resources shows, in Title Case. */
	readonly name: string;
	/** The value that workflows are saved with: never change it. */
	readonly value: string;
	/** One line below the name that says what the resource is for, in a marketer's words. */
	readonly description: string;
	readonly operations: readonly Operation[];
}
