import type { BrazeRequest } from '../../transport/connection';
import type { Endpoint } from '../../transport/endpoint';
import type { RunContext } from './interceptor';
import { RateLimitGate } from './rateLimitGate';
import { type SendResult, sendWithRetry } from './sendWithRetry';

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
