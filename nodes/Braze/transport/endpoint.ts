/** What a request does when it succeeds, as used in texts about failures: `Nothing was scheduled by this request.` */
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

/** The infinitive of a verb: `send` for `sent`. */
export const infinitiveOf = (verb: Verb): string =>
	verb === 'sent' ? 'send' : verb.replace(/ed$/, verb === 'scheduled' ? 'e' : '');

/**
 * Whether a request may be repeated if it is unclear whether Braze carried it out. An idempotent one has the same
 * effect again; any other could send, create or delete something twice.
 */
export type Safety = 'idempotent' | 'notIdempotent';

/** The HTTP side of an operation. If Braze refuses it, the error names its `permission`. */
export interface Endpoint {
	readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
	/** May contain `{names}`, filled in by the request. */
	readonly path: string;
	readonly permission: string;
	/** Defaults to `fetched` for a GET and to `sent` otherwise. */
	readonly verb?: Verb;
	/** What a refusal of this endpoint often means, for the error. */
	readonly refusalHint?: string;
	/** What to do if Braze's reason names what is sent, such as the Canvas. */
	readonly subjectHint?: { readonly names: RegExp; readonly advice: string };
	/** What to do about an error, by its ID, such as `CORRUPT_FILE`. */
	readonly errorHints?: Readonly<Record<string, string>>;
	/** The key under which a response lists refused members as `[position in the request, reason]`. */
	readonly namedErrors?: string;
	/** The member of a response that counts or lists what was done, if it does not end in `_processed`. */
	readonly doneMember?: string;
	/** A member that every response must contain, and what it means if it doesn't. */
	readonly returns?: { readonly member: string; readonly otherwise: string };
	/** Members that confirm a change if the endpoint returns no message. */
	readonly receipts?: readonly string[];
	/** Matches the text of a 429 that means "busy", which is a refusal and not a rate limit to wait for. */
	readonly busy?: RegExp;
	/** What a refusal means if an earlier attempt of the same request got no clear response. */
	readonly repetitionHint?: string;
}

/** What requests to an endpoint do when they succeed. */
export function verbOf({ method, verb }: Endpoint): Verb {
	return verb ?? (method === 'GET' ? 'fetched' : 'sent');
}

/** The ID of something that was created, as a member that the response must contain. */
export const returnedId = (member: string): NonNullable<Endpoint['returns']> => ({
	member,
	otherwise: `Braze returned no ${member}. Look it up with Get Many`,
});
