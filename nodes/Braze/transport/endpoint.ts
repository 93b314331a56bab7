/** What a request does when it succeeds, as its failures say it: `Nothing was scheduled by this request.` */
export type Verb = 'sent' | 'scheduled' | 'changed' | 'cancelled' | 'duplicated' | 'created' | 'started' | 'deleted' | 'fetched';

/** The HTTP side of an operation. `permission` is named in the error when Braze refuses it. */
export interface Endpoint {
	readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
	/** May hold `{names}`, filled in by the request. */
	readonly path: string;
	readonly permission: string;
	/** Where it is not given, a GET fetches, and anything else sends. */
	readonly verb?: Verb;
	/** What a refusal of this endpoint often means, for the error. */
	readonly refusalHint?: string;
	/** What a 429 says that is no rate limit, but a refusal for now: it is not waited for. */
	readonly busy?: RegExp;
	/** What a refusal means instead where an earlier try of the same request got no clear answer. */
	readonly repetitionHint?: string;
}

/** What requests to an endpoint do when they succeed. */
export function verbOf({ method, verb }: Endpoint): Verb {
	return verb ?? (method === 'GET' ? 'fetched' : 'sent');
}
