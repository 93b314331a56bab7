import type { BrazeRequest } from '../../transport/connection';
import type { Download } from '../../transport/download';
import type { Endpoint } from '../../transport/endpoint';
import type { Outcome, RequestOutcome, Skipped } from '../outcome';
import type { ItemEntry, PlannedRequest } from '../plan/requests';
import { RateLimitGate, type WaitBudget } from './rateLimits';
import { type SendContext, type SendResult, sendWithRetry } from './sendWithRetry';

/** Settings that an interceptor may override for a request. */
export type SendChanges = Partial<
	Pick<SendContext, 'acceptRefusal' | 'notAfter' | 'retries' | 'gate' | 'signal' | 'breaker' | 'toTheEnd'>
>;

/** Stops a run: once it is open, no new request is started. */
export type Breaker = NonNullable<SendContext['breaker']>;

export type Send = (request: PlannedRequest, how?: SendChanges) => Promise<Outcome>;

/**
 * Sends one request with everything that belongs to it. It may change the request, not send it, or add to the response.
 */
export interface Interceptor {
	(request: PlannedRequest, send: Send, breaker?: Breaker): Promise<Outcome>;
	/**
	 * Called once all requests of the run have ended, including those that the interceptor never saw. It may add to the
	 * responses.
	 */
	readonly finish?: AtEnd;
}

/** What remains to be sent after looking up what Braze already has. */
export interface Narrowed {
	/** The entries with something to send. */
	readonly toSend: readonly ItemEntry[];
	/** The items with nothing to send. */
	readonly skipped: readonly Skipped[];
	/** The items for which the lookup failed. */
	readonly failed: readonly RequestOutcome[];
	/** Information about the run as a whole. */
	readonly notes: readonly string[];
}

/** Looks up what Braze already has, and drops what needn't be sent. */
export type Narrow = (entries: readonly ItemEntry[]) => Promise<Narrowed>;

/** Runs once all requests of a run have ended. It may add to the responses. */
export type AtEnd = (delivered: readonly RequestOutcome[]) => Promise<readonly RequestOutcome[]>;

/** What the requests of a run share with the additional requests that an operation sends around them. */
export interface RunContext extends Pick<SendContext, 'connection' | 'clock' | 'gate' | 'signal'> {
	/** The endpoint of the requests themselves. */
	readonly endpoint: Endpoint;
	readonly budget: WaitBudget;
	/** Fetches a file from outside the API. */
	readonly download: Download;
}

/**
 * Sends a lookup in addition to the requests of a run. It has its own gate, so that its rate limit doesn't hold back
 * anything else.
 */
export async function lookUp(
	{ connection, clock, budget, signal }: RunContext,
	endpoint: Endpoint,
	request: BrazeRequest,
): Promise<SendResult> {
	return await sendWithRetry(
		{
			connection,
			endpoint,
			safety: 'idempotent',
			clock,
			gate: new RateLimitGate(clock, budget),
			signal,
		},
		request,
	);
}
