import type { CallKind, OutgoingCall } from './call';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** An answer to a call; without a status there was none. */
export interface Answer {
	status?: number;
	/** The wait that `Retry-After` asks for, in milliseconds. */
	retryAfter?: number;
}

/** What Braze does after an answer. */
export type Next =
	| { kind: 'done' }
	| { kind: 'retry'; afterMs: number }
	/** Its events are sent again in calls of at most `size` events. */
	| { kind: 'split'; size: number }
	| { kind: 'giveUp' }
	/** No more calls. */
	| { kind: 'stop'; why: string };

/** The waits before each retry of a webhook message: five within 30 minutes, each longer (the exact times are a guess). */
const WEBHOOK_WAITS = [0.5, 1.5, 4, 8, 14].map((minutes) => minutes * MINUTE);

/**
 * What happens next. Webhook messages: create_a_webhook page; Currents: custom_http_connector page. For postbacks and
 * exports nothing is documented; that they are not repeated is a guess.
 */
export function nextStep(call: OutgoingCall, answer: Answer, now: number): Next {
	const { status } = answer;
	if (status !== undefined && status >= 200 && status < 300) return { kind: 'done' };
	return STEPS[call.kind](call, answer, now);
}

const STEPS: Record<CallKind, (call: OutgoingCall, answer: Answer, now: number) => Next> = {
	webhookMessage: afterWebhook,
	currents: afterCurrents,
	transactionalPostback: () => ({ kind: 'giveUp' }),
	segmentExport: () => ({ kind: 'giveUp' }),
};

function afterWebhook({ attempts }: OutgoingCall, { status, retryAfter }: Answer): Next {
	const passing = status === undefined || status === 408 || status === 429 || status >= 500;
	const wait = WEBHOOK_WAITS[attempts.length - 1];
	return passing && wait !== undefined
		? { kind: 'retry', afterMs: Math.max(wait, retryAfter ?? 0) }
		: { kind: 'giveUp' };
}

function afterCurrents(
	{ attempts, body, madeAt }: OutgoingCall,
	{ status, retryAfter }: Answer,
	now: number,
): Next {
	const { length } = body.events as unknown[];
	if (status === 401 || status === 403 || status === 404)
		return { kind: 'stop', why: `The endpoint answered ${status}` };
	if (status === 400) return length > 1 ? { kind: 'split', size: 1 } : { kind: 'giveUp' };
	if (status === 413) return length > 1 ? { kind: 'split', size: Math.ceil(length / 2) } : { kind: 'giveUp' };
	if (status !== undefined && status < 500 && status !== 429 && status !== 408) return { kind: 'giveUp' };
	if (now - madeAt > 5 * DAY) return { kind: 'stop', why: 'The endpoint failed for more than five days' };
	// The wait doubles each time, up to an hour. Braze adds jitter, which would only make tests unpredictable here.
	return {
		kind: 'retry',
		afterMs: Math.max(Math.min(30_000 * 2 ** (attempts.length - 1), 60 * MINUTE), retryAfter ?? 0),
	};
}
