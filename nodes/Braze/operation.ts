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

/** One operation of the node: what the editor shows, and how an item becomes a request. */
export interface Operation {
	/** The name in the list of operations, in Title Case, without the resource. */
	readonly name: string;
	/** The value that workflows are saved with: never change it. */
	readonly value: string;
	/** What the operation does, in sentence case. Also what an AI agent reads. */
	readonly action: string;
	readonly description: string;
	/** The parameters, without display options for resource and operation, which are added. */
	readonly fields: INodeProperties[];
	readonly endpoint: Endpoint;
	readonly safety: Safety;
	/** Set if members of several items may share requests, with the default. */
	readonly combine?: Combine & { readonly byDefault: boolean };
	/** The same operation for one item a request, with a separate endpoint, used if 'Combine Items' is off. */
	readonly uncombined?: Operation;
	/** Set if the endpoint is a paginated list; the entry's `limit` says how many entries to fetch. */
	readonly paging?: Paging;
	/** Members of the response that do not come out under their own name. All others do. */
	readonly response?: ResponseMembers;
	/** Leaves out what need not be sent, after a look at what Braze has. A dry run looks too. */
	readonly narrow?: (context: RunContext) => Narrow;
	/**
	 * What has to be done around the requests of a run, if anything. Requests without a companion pass as they are.
	 *
	 * @param requests all that the run sends, unless it stops; none if that depends on how the ones before end
	 */
	readonly intercept?: (context: RunContext, requests: readonly PlannedRequest[]) => Interceptor | undefined;
	/** What has to be done after all requests of a run, unless the run ends in an error. */
	readonly atEnd?: (context: RunContext) => AtEnd;
	/** A check of the operation's own: returns the items that must not be sent. */
	readonly check?: (entries: readonly ItemEntry[], operation: Operation) => Rejected[];
	/** Set if a preflight can check whether anything would be sent. */
	readonly preflight?: Preflight;
	/** Reads and validates one input item. Throws an InputError that names the field. */
	readonly entry: (item: ItemReader) => Entry;
}

/** A resource of Braze with its operations. */
export interface Resource {
	/** What the list of resources shows, in Title Case. */
	readonly name: string;
	/** The value that workflows are saved with: never change it. */
	readonly value: string;
	/** One line below the name: what it is for, in words that a marketer knows. */
	readonly description: string;
	readonly operations: readonly Operation[];
}
