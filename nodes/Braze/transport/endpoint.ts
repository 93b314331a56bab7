/** What a request does when it succeeds, as its failures say it: `Nothing was scheduled by this request.` */
export type Verb =
	| 'sent'
	| 'scheduled'
	| 'changed'
	| 'cancelled'
	| 'duplicated'
	| 'created'
	| 'updated'
	| 'saved'
	| 'blocked'
	| 'deleted'
	| 'identified'
	| 'merged'
	| 'removed'
	| 'renamed'
	| 'exported'
	| 'started'
	| 'written'
	| 'fetched';

/** `sent` as in "would send". */
export const infinitiveOf = (verb: Verb): string =>
	verb === 'sent' ? 'send' : verb.replace(/ed$/, verb === 'scheduled' ? 'e' : '');

/**
 * Whether a request may be repeated when it is unclear if Braze carried it out: an idempotent one does the same
 * again, another one could send, create or delete something twice.
 */
export type Safety = 'idempotent' | 'notIdempotent';

/** The HTTP side of an operation. `permission` is named in the error when Braze refuses it. */
export interface Endpoint {
	readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
	/** May contain `{names}`, filled in by the request. */
	readonly path: string;
	readonly permission: string;
	/** Where it is not given, a GET fetches, and anything else sends. */
	readonly verb?: Verb;
	/** What a refusal of this endpoint often means, for the error. */
	readonly refusalHint?: string;
	/** What to do about an error, by its identifier: `CORRUPT_FILE`. */
	readonly errorHints?: Readonly<Record<string, string>>;
	/** The key under which a response lists what it refused as `[position in the request, reason]`. */
	readonly namedErrors?: string;
	/** The member of a response that counts or lists what was done, if it does not end in `_processed`. */
	readonly doneMember?: string;
	/** What every response has to contain, and what it means if it does not. */
	readonly returns?: { readonly member: string; readonly otherwise: string };
	/** Matches the text of a 429 that means "busy": a refusal for now, not a rate limit to wait for. */
	readonly busy?: RegExp;
	/** What a refusal means instead if an earlier attempt of the same request got no clear response. */
	readonly repetitionHint?: string;
}

/** What requests to an endpoint do when they succeed. */
export function verbOf({ method, verb }: Endpoint): Verb {
	return verb ?? (method === 'GET' ? 'fetched' : 'sent');
}
