import type { BrazeRequest } from '../../transport/connection';
import type { Download } from '../../transport/download';
import type { Endpoint } from '../../transport/endpoint';
import type { Outcome, RequestOutcome, Skipped } from '../outcome';
import type { ItemEntry, PlannedRequest } from '../plan/requests';
import { RateLimitGate, type WaitBudget } from './rateLimits';
import { type SendContext, type SendResult, sendWithRetry } from './sendWithRetry';

/** What a request may be sent with instead of what the operation says. */
export type SendChanges = Partial<
	Pick<SendContext, 'acceptRefusal' | 'notAfter' | 'retries' | 'gate' | 'signal' | 'breaker' | 'toTheEnd'>
>;

/** What stops a run: nothing new is begun once it is open. */
export type Breaker = NonNullable<SendContext['breaker']>;

export type Send = (request: PlannedRequest, how?: SendChanges) => Promise<Outcome>;

/** Sends one request with whatever belongs to it. It may change the request, not send it, or add to the answer. */
export interface Interceptor {
	(request: PlannedRequest, send: Send, breaker?: Breaker): Promise<Outcome>;
	/** Called once all requests have ended, also those that never came here. It may add to the answers. */
	readonly finish?: AtEnd;
}

/** What is left of a run after a look at what Braze has. */
export interface Narrowed {
	/** The entries with something to send. */
	readonly toSend: readonly ItemEntry[];
	/** The items with nothing to send. */
	readonly skipped: readonly Skipped[];
	/** The items for which it could not be found out. */
	readonly failed: readonly RequestOutcome[];
	/** What the user should know about the run as a whole. */
	readonly notes: readonly string[];
}

/** Looks at what Braze has, and leaves out what need not be sent. */
export type Narrow = (entries: readonly ItemEntry[]) => Promise<Narrowed>;

/** What follows once all requests of a run have ended. It may add to the answers. */
export type AtEnd = (delivered: readonly RequestOutcome[]) => Promise<readonly RequestOutcome[]>;

/** What the requests of a run share with those that an operation sends around them. */
export interface RunContext extends Pick<SendContext, 'connection' | 'clock' | 'gate' | 'signal'> {
	/** The endpoint of the requests themselves. */
	readonly endpoint: Endpoint;
	readonly budget: WaitBudget;
	/** Fetches a file from outside the API. */
	readonly download: Download;
}

/** Looks something up beside the requests of a run. Its own rate limit must not hold back anything else. */
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
