import { lookUp, type RunContext } from '../../delivery/send/interceptor';
import type { SendResult } from '../../delivery/send/sendWithRetry';
import { isObject } from '../../input/object';
import type { Endpoint } from '../../transport/endpoint';
import { sentences } from '../../transport/errorText';

/** Braze's progress with a group of requests. The endpoint accepts 1,500 requests a minute. */
const STATUS_ENDPOINT: Endpoint = {
	method: 'GET',
	path: '/users/track/status',
	permission: 'users.track.status',
};

/** How a wait ended. Without a problem, everything is processed. */
export interface Processing {
	readonly problem?: string;
}

/** The range of pauses between lookups. Most data is processed within seconds. */
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 5_000;

/**
 * Waits until Braze has processed a group of requests, within the run's wait budget. Never throws.
 *
 * @param requests how many were accepted. A smaller number that is completed doesn't count: Braze reports a group as
 * completed as soon as its first request is processed.
 */
export async function untilProcessed(
	context: RunContext,
	group: string,
	requests: number,
): Promise<Processing> {
	const { clock, budget, signal } = context;
	for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
		const answer = await lookUp(context, STATUS_ENDPOINT, {
			method: 'GET',
			path: STATUS_ENDPOINT.path,
			query: { group_id: group },
		});
		if (answer.kind !== 'accepted') return { problem: failureText(answer) };
		const status = statusIn(answer.body, requests);
		if (status === 'completed') return {};
		const now = clock.now();
		const until = now + Math.min(pause, budget.left(now));
		if (until <= now || signal?.aborted || !budget.take(now, until))
			return { problem: TIMEOUT_PROBLEMS[status] };
		await clock.wait(until - now, signal);
	}
}

/** The problem when the run must not wait any longer. */
const TIMEOUT_PROBLEMS = {
	processing: "It was still being processed when 'Maximum Wait' was over. Increase it in the options",
	unknown: "Braze did not list this run yet when 'Maximum Wait' was over. Increase it in the options",
};

/** The status of a group. If it is not in the list, Braze doesn't know it yet, or no longer. */
function statusIn(
	{ results }: { results?: unknown },
	requests: number,
): keyof typeof TIMEOUT_PROBLEMS | 'completed' {
	const [group]: unknown[] = Array.isArray(results) ? (results as unknown[]) : [];
	if (!isObject(group)) return 'unknown';
	const { status, received = requests } = group;
	return status === 'completed' && Number(received) >= requests ? 'completed' : 'processing';
}

/**
 * Why the status is unknown. Without the beta feature, or the permission to get the status, the data is written
 * nevertheless.
 */
function failureText({ failure }: Exclude<SendResult, { kind: 'accepted' }>): string {
	const { status, reason = '', message, resolution } = failure;
	if (status === 403 && /not enabled/i.test(reason))
		return 'Braze has not enabled the status of requests (beta) in this workspace. Ask Braze to enable it, or turn off the option';
	if (status === 403)
		return `The API key lacks the permission ${STATUS_ENDPOINT.permission}. Create a new key that has it: you cannot add permissions to an existing key`;
	return sentences(message, resolution);
}
