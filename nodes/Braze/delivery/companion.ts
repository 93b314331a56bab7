import type { IDataObject } from 'n8n-workflow';

/**
 * Something of an operation's own that belongs to a request, and that the operation works with around it. Such a request belongs
 * to one item.
 */
export interface Companion {
	/** Requests with the same one are sent in input order; only those with the same one may be one request. */
	readonly id: string;
	/** Test recipients get requests without companions: what that means, if anything. */
	readonly testHint?: string;
	/** What it adds to the output. */
	readonly report?: IDataObject;
}
