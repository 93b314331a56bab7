import type { BrazeRequest } from '../../transport/connection';
import type { Endpoint } from '../../transport/endpoint';
import type { AroundContext } from './around';
import { RateLimitGate } from './rateLimitGate';
import { sendWithRetry, type SendResult } from './sendWithRetry';

/** Looks something up beside the requests of a run. Its own rate limit must not hold back anything else. */
export async function lookUp(
	{ connection, clock, budget, signal }: AroundContext,
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
			blocked: () => undefined,
		},
		request,
	);
}
