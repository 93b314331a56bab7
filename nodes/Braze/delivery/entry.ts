import type { IDataObject } from 'n8n-workflow';

import type { Failure } from '../transport/failure';

/** What one input item asks of Braze: read and validated, not yet a request. */
export interface Entry {
	/** Everything in the request except its members. Entries with equal envelopes may share requests. */
	readonly envelope: Envelope;
	/**
	 * The people the request names, if any: split into requests of at most the operation's limit, and shared with
	 * other entries if items are combined. Without members, the envelope is a request by itself.
	 */
	readonly members?: readonly Member[];
	/**
	 * Turns Braze's response into output items; by default, the response is the only output item. The response may be
	 * shared: it also gets all members of the request. Members that it leaves out are added, or have to be named in
	 * `Operation.response`.
	 */
	readonly output?: (answer: IDataObject, members: readonly Member[]) => IDataObject[];
	/**
	 * The same in the form that could share a request with other items, if this entry cannot: used only to count the
	 * requests that combining would save.
	 */
	readonly combinable?: Pick<Entry, 'envelope' | 'members'>;
	/** Set if the members are not recipients of messages, so the output does not count them. */
	readonly uncounted?: true;
	/** The message that people get, as a sentence names it: `Canvas “Booking reminder”`. */
	readonly message?: string;
	/** Keys that the output item gets in addition to Braze's answer, for example the ID of the Canvas. */
	readonly report?: IDataObject;
	/** Identifies the event behind the item: a key that an earlier execution sent is not sent again. */
	readonly deduplicationKey?: string;
	/** Hints for the user; nothing is wrong. */
	readonly hints?: readonly string[];
}

export interface Envelope {
	readonly path?: Readonly<Record<string, string>>;
	readonly query?: Readonly<IDataObject>;
	readonly body?: Readonly<Record<string, unknown>>;
	/** For lists that are fetched page by page: how many entries at most. */
	readonly limit?: number;
	/**
	 * What the request is about, without anything that may change when the item runs again, such as a time after a
	 * delay: a retry uses it to recognize what was already sent.
	 */
	readonly subject: string;
	/** When it goes out, as shown in the output. A retry would compute a different time, so the ledger keeps it. */
	readonly timing?: IDataObject;
	/** What the operation needs around the request. */
	readonly companion?: Companion;
	/** An ID that Braze sends one message for, as the user entered it: two messages of a run never share it. */
	readonly uniqueId?: string;
	/** Whether Braze itself ignores a repetition of this request, so that it may be retried after an unclear response. */
	readonly repeatable?: boolean;
	/**
	 * Set when the request reaches an audience instead of named people. Repeating it repeats the whole audience send.
	 */
	readonly audienceSend?: AudienceSend;
	/**
	 * Returns the response that an accepted refusal counts as, such as cancelling a schedule that no longer exists.
	 * `undefined` for refusals that stay refusals.
	 */
	readonly acceptRefusal?: (failure: Failure) => IDataObject | undefined;
}

export interface AudienceSend {
	/** What Braze counts as one audience for its rate limit: the Canvas and the connected audience. */
	readonly audience: string;
	/** Whether the user has confirmed the broadcast. */
	readonly confirmed: boolean;
}

export type Member = Readonly<Record<string, unknown>>;

/** How members become part of a request, and which of them may share one. */
export interface Combine {
	/** The maximum number of members in one request, across all its lists. */
	readonly limit: number;
	/** Identifies a person: two members with the same key never share a request unless the rules of their lists allow it. */
	readonly key: (member: Member) => string;
	/**
	 * Set if a member is about others besides, such as the user that another one is merged into: returns their keys. What it
	 * shares with another member, in either place, keeps both in input order, in requests of their own.
	 */
	readonly alsoAbout?: (member: Member) => readonly string[];
	/** The part of the body, or of the query of a GET, that holds the members. */
	readonly body: (members: Member[]) => Record<string, unknown>;
	/** Set if requests hold several lists of members, such as attributes and events. */
	readonly lists?: MemberLists;
	/**
	 * Set if responses name refused members by their key instead of their place: returns those that one of the `errors`
	 * names, if any. Errors that name a place, by `input_array` and `index`, are read for every operation.
	 */
	readonly refusals?: (error: unknown) => readonly MemberRefusal[];
}

export interface MemberLists {
	/** The list that a member goes into. */
	readonly of: (member: Member) => string;
	readonly rules: Readonly<Record<string, ListRule>>;
	/** Names under which Braze files errors about another list, if the request has no list of that name. */
	readonly misnamed?: Readonly<Record<string, string>>;
}

export interface ListRule {
	/** The most members of this list that Braze accepts in one request. */
	readonly limit: number;
	/**
	 * The lists whose members may precede one of this list in the same request if they are for the same person. After
	 * any other member of that person, it goes into a later request, which waits for the response to the earlier one.
	 */
	readonly after: readonly string[];
}

/** A member that Braze refused, as a response names it by its key. */
export interface MemberRefusal {
	/** The list that the member is in; absent if requests have a single list. */
	readonly list?: string;
	/** The same as `Combine.key` returns for the member. */
	readonly key: string;
	/** Braze's own message. */
	readonly reason: string;
}

/**
 * Operation-specific data attached to a request, used by the operation's interceptor. Such a request belongs to one item.
 */
export interface Companion {
	/** Requests with the same one are sent in input order; only those with the same one may be one request. */
	readonly id: string;
	/** A hint about what is left out when test recipients replace everyone. */
	readonly testHint?: string;
	/** What it adds to the output. */
	readonly report?: IDataObject;
}
