import type { IDataObject } from 'n8n-workflow';

import type { Failure } from '../transport/failure';

/** What one input item asks Braze to do: read and validated, but not yet a request. */
export interface Entry {
	/** Everything in the request except its members. Entries with equal envelopes may share requests. */
	readonly envelope: Envelope;
	/**
	 * The people that the request names, if any. They are split into requests of at most the operation's limit, and share
	 * requests with other entries if items are combined. Without members, the envelope is the whole request.
	 */
	readonly members?: readonly Member[];
	/**
	 * Turns Braze's response into output items; by default, the response is the only output item. `members` are all
	 * members of the request, which items may share. Members of the response that the output lacks are added, unless
	 * `Operation.response` names them.
	 */
	readonly output?: (answer: IDataObject, members: readonly Member[]) => IDataObject[];
	/**
	 * A form of this entry that could share a request with other items, if the entry itself cannot. Only used to count
	 * the requests that combining would save.
	 */
	readonly combinable?: Pick<Entry, 'envelope' | 'members'>;
	/** Set if the members are not recipients of messages, so the output does not count them. */
	readonly uncounted?: true;
	/** The message that people get, as a sentence would name it: `Canvas “Booking reminder”`. */
	readonly message?: string;
	/** Keys added to the output item next to Braze's response, for example the ID of the Canvas. */
	readonly report?: IDataObject;
	/** Identifies the event behind the item. A key that an earlier execution sent is not sent again. */
	readonly deduplicationKey?: string;
	/** Hints for the user about an item that is valid. */
	readonly hints?: readonly string[];
}

export interface Envelope {
	readonly path?: Readonly<Record<string, string>>;
	readonly query?: Readonly<IDataObject>;
	readonly body?: Readonly<Record<string, unknown>>;
	/** For paginated lists: the maximum number of list entries to fetch. */
	readonly limit?: number;
	/**
	 * What the request is about, without anything that changes when the item runs again, such as a time after a delay. A
	 * retry recognizes by it what was already sent.
	 */
	readonly subject: string;
	/** When it goes out, as shown in the output. The ledger keeps it, because a retry would compute a different time. */
	readonly timing?: IDataObject;
	/** Data for the operation's interceptor. */
	readonly companion?: Companion;
	/** An ID, as the user entered it, for which Braze sends only one message. No two messages of a run may share it. */
	readonly uniqueId?: string;
	/** Whether Braze ignores a repetition of this request, so that it can be retried after an unclear response. */
	readonly repeatable?: boolean;
	/** Set if the request reaches an audience instead of named people. Repeating it repeats the whole audience send. */
	readonly audienceSend?: AudienceSend;
	/**
	 * Maps a refusal to the response that it counts as, for example when cancelling a schedule that no longer exists.
	 * Returns `undefined` if the refusal stays a refusal.
	 */
	readonly acceptRefusal?: (failure: Failure) => IDataObject | undefined;
}

export interface AudienceSend {
	/** What Braze's rate limit counts as one audience: the Canvas together with the connected audience. */
	readonly audience: string;
	/** Whether the user has confirmed the broadcast. */
	readonly confirmed: boolean;
}

export type Member = Readonly<Record<string, unknown>>;

/** How members become part of a request, and which of them may share one. */
export interface Combine {
	/** The maximum number of members in one request, across all its lists. */
	readonly limit: number;
	/** Identifies a person. Two members with the same key share a request only if the rules of their lists allow it. */
	readonly key: (member: Member) => string;
	/**
	 * Set if a member also concerns other people, such as the user that another one is merged into. Returns their keys.
	 * Two members with any key in common are sent in separate requests, in input order.
	 */
	readonly alsoAbout?: (member: Member) => readonly string[];
	/** Builds the part of the body, or of a GET's query, that holds the members. */
	readonly body: (members: Member[]) => Record<string, unknown>;
	/** Set if requests hold several lists of members, such as attributes and events. */
	readonly lists?: MemberLists;
	/**
	 * Set if responses name refused members by key instead of position. Returns the members that one of the response's
	 * `errors` names. Errors with a position (`input_array` and `index`) are read for every operation.
	 */
	readonly refusals?: (error: unknown) => readonly MemberRefusal[];
}

export interface MemberLists {
	/** The list that a member belongs to. */
	readonly of: (member: Member) => string;
	readonly rules: Readonly<Record<string, ListRule>>;
	/** Other names by which Braze's errors refer to a list. Used only if the request has no list of that name. */
	readonly misnamed?: Readonly<Record<string, string>>;
}

export interface ListRule {
	/** The maximum number of members that Braze accepts in this list per request. */
	readonly limit: number;
	/**
	 * The lists whose members may precede this one in the same request if they are for the same person. After a member of
	 * any other list for that person, this one goes into a later request, which waits for the response to the earlier
	 * one.
	 */
	readonly after: readonly string[];
}

/** A member that Braze refused and its response names by key. */
export interface MemberRefusal {
	/** The list that the member is in; absent if requests have a single list. */
	readonly list?: string;
	/** The member's key, as returned by `Combine.key`. */
	readonly key: string;
	/** Braze's own message. */
	readonly reason: string;
}

/**
 * Operation-specific data that the operation's interceptor attaches to a request. Such a request belongs to one item.
 */
export interface Companion {
	/** Requests with the same ID are sent in input order. Only requests with the same ID may be merged into one. */
	readonly id: string;
	/** A hint about what is left out if test recipients replace everyone. */
	readonly testHint?: string;
	/** Keys that it adds to the output. */
	readonly report?: IDataObject;
}
