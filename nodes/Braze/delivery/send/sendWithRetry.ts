import type { BrazeRequest, BrazeResponse, Connection } from '../../transport/connection';
import { verbOf, type Endpoint, type Safety } from '../../transport/endpoint';
import { describeFailure, describeRepeatedFailure, nothingDone, type Failure } from '../../transport/failure';
import { judgeChange } from '../../transport/changeResponse';
import { classifyResponse, quotaOf, requestedWait, type Verdict } from '../../transport/classify';
import { sentences } from '../../transport/errorText';
import { type Expected, missingMember } from '../../transport/expectedMembers';
import { errorsIn } from '../../transport/responseErrors';
import type { RateLimitGate } from './rateLimits';
import type { Envelope } from '../entry';
import type { NotSent, Outcome } from '../outcome';
import type { RequestSlots } from './requestSlots';
import type { Clock } from '../clock';

/** What one request needs to be sent. */
export interface SendContext {
	readonly connection: Connection;
	readonly endpoint: Endpoint;
	readonly safety: Safety;
	readonly clock: Clock;
	readonly gate: RateLimitGate;
	/** Learns how requests end. This request holds one of its slots. */
	readonly slots?: RequestSlots;
	/** Whether to ignore the remaining quota in responses, because another limiter keeps to it. */
	readonly ignoreQuota?: boolean;
	/** Aborts when the user stops the execution. */
	readonly signal?: AbortSignal;
	/** Set for requests that must not end halfway: once sent, they continue even if the user stops the execution. */
	readonly toTheEnd?: true;
	/**
	 * For callers that decide about repetitions themselves: with `unreached`, the request is retried only if nothing can
	 * have happened; with `never`, only after a rate limit.
	 */
	readonly retries?: 'unreached' | 'never';
	/** Once the run must not send anything more, `open` is the outcome of every further request. */
	readonly breaker?: { readonly open?: NotSent };
	/** The deadline for sending this request, in milliseconds since 1970. */
	readonly notAfter?: number;
	/** See `Envelope.acceptRefusal`. */
	readonly acceptRefusal?: Envelope['acceptRefusal'];
}

/** An accepted response, or how the request failed. */
export type SendResult = Extract<Verdict, { kind: 'accepted' }> | Exclude<Outcome, { kind: 'sent' }>;

/** The same result, but an accepted response that lacks an expected member counts as refused. */
export function requireMembers(result: SendResult, expected: Expected, endpoint: Endpoint): SendResult {
	const failure = result.kind === 'accepted' ? missingMember(result.body, expected, endpoint) : undefined;
	return failure ? { kind: 'refused', failure } : result;
}

/**
 * How often a request is tried if Braze did not process it or its response was unclear. The pauses in between add up to
 * five to seven seconds, which bridges a server restart. Longer outages are left to 'Retry On Fail', or a later run.
 */
const MAX_TRIES = 4;

/** The first pause; a shorter one would run into the same fault. Each following pause is twice as long. */
const FIRST_BACKOFF_MS = 1_000;

/** The longest pause. Only reached if Braze keeps returning 429 without a wait time. */
const LONGEST_BACKOFF_MS = 32_000;

/**
 * The maximum share by which a pause is randomly shortened: enough to spread requests that failed together, but not so
 * much that a retry runs into the same fault.
 */
const JITTER = 0.25;

/**
 * The share of the usual backoff that is enough if Braze names a wait itself: only repeated 429s cast doubt on that
 * wait.
 */
const NAMED_WAIT_FACTOR = 0.5;

/**
 * Sends one request until its outcome is clear. It is retried if nothing can have happened (rate limited, no
 * connection, 502, 503), and after an unclear response only if repeating is safe. After an unclear attempt, the outcome
 * stays unclear unless Braze accepts the request, because that attempt may have been carried out.
 */
export async function sendWithRetry(context: SendContext, request: BrazeRequest): Promise<SendResult> {
	let unclear: Failure | undefined;
	let slowDowns = 0;
	for (let tries = 1; ; ) {
		const held = await waitUntilAllowed(context);
		if (held) return unclear ? { kind: 'unknown', failure: unclear } : held;
		const verdict = refuseIfBusy(await ask(context, request), context.endpoint);
		if (verdict.kind === 'accepted') return verdict;
		if (verdict.kind === 'slowDown') {
			context.gate.holdUntil(context.clock.now() + rateLimitDelay(verdict, ++slowDowns, context.clock.now()));
			await context.slots?.giveWay();
			continue;
		}
		if (verdict.kind === 'refused') return refusal(verdict, unclear, context);
		const failure = describeFailure(verdict, context.endpoint, context.safety);
		if (verdict.kind === 'unclear') unclear = failure;
		if (tries >= MAX_TRIES || !canRetry(verdict, context)) {
			return unclear ? { kind: 'unknown', failure: unclear } : { kind: 'notSent', failure };
		}
		await context.clock.wait(backoff(tries++), context.signal);
	}
}

/** Sends a request once, and updates the run's slots and gate with how it ended. */
async function ask(
	{ connection, endpoint, clock, gate, slots, ignoreQuota, toTheEnd }: SendContext,
	request: BrazeRequest,
): Promise<Verdict> {
	const flight = slots?.start(clock.now());
	const response = await connection.send(toTheEnd ? { ...request, toTheEnd } : request);
	const verdict = verdictOn(response, endpoint);
	if (!slots || !flight) return verdict;
	const now = clock.now();
	if (verdict.kind !== 'accepted' && verdict.kind !== 'refused') {
		slots.overloaded(flight);
		return verdict;
	}
	const quota = response.kind === 'answered' && !ignoreQuota ? quotaOf(response.headers, now) : undefined;
	slots.leave(quota?.remaining ?? Infinity);
	if (quota?.remaining === 0) gate.holdUntil(quota.resetAt);
	if (verdict.kind === 'accepted') slots.accepted(flight, now);
	return verdict;
}

function verdictOn(response: BrazeResponse, endpoint: Endpoint): Verdict {
	const verdict = classifyResponse(response);
	if (verdict.kind !== 'accepted' || response.kind !== 'answered' || verbOf(endpoint) === 'fetched')
		return verdict;
	return judgeChange(verdict, endpoint, response.status);
}

/**
 * Turns a 429 into a refusal if it means that the endpoint is busy with this very request. That may take hours, and
 * must not hold back other requests.
 */
function refuseIfBusy(verdict: Verdict, { busy }: Endpoint): Verdict {
	if (verdict.kind !== 'slowDown' || !busy?.test(verdict.detail)) return verdict;
	return { kind: 'refused', status: 429, detail: verdict.detail, body: {} };
}

function canRetry(
	verdict: Extract<Verdict, { kind: 'notReached' | 'unclear' }>,
	{ safety, retries }: SendContext,
): boolean {
	if (retries === 'never') return false;
	if (verdict.kind === 'notReached') return !verdict.lasting;
	return safety === 'idempotent' && retries === undefined;
}

/** The outcome of a refusal, with or without an earlier unclear attempt. */
function refusal(
	verdict: Extract<Verdict, { kind: 'refused' }>,
	unclear: Failure | undefined,
	{ endpoint, acceptRefusal }: SendContext,
): SendResult {
	const failure = unclear
		? describeRepeatedFailure(unclear, verdict, endpoint)
		: describeFailure(verdict, endpoint);
	const accepted = acceptRefusal?.(failure);
	if (accepted) return { kind: 'accepted', body: accepted, headers: {} };
	if (unclear) return { kind: 'unknown', failure };
	const errors = errorsIn(verdict.body);
	return { kind: 'refused', failure, ...(errors.length > 0 && { errors }) };
}

/** Waits while Braze's rate limit is used up. Returns an outcome if the request must not be sent at all. */
async function waitUntilAllowed(context: SendContext): Promise<NotSent | undefined> {
	const { gate, signal, endpoint } = context;
	if (!blockOf(context)) await gate.pass(signal);
	if (signal?.aborted) return { kind: 'notSent', failure: stopped(endpoint) };
	return blockOf(context) ?? (gate.closed && beyondMaximumWait(gate.closed.until, endpoint));
}

/** The outcome of a request that must not be sent any more; `undefined` for others. */
function blockOf({ breaker, notAfter, clock }: SendContext): NotSent | undefined {
	if (breaker?.open) return breaker.open;
	return notAfter !== undefined && clock.now() > notAfter ? TOO_LATE : undefined;
}

const TOO_LATE: NotSent = {
	kind: 'notSent',
	late: true,
	failure: {
		message: 'This could not be sent in time',
		resolution: "It waited too long for Braze's rate limits or other requests of the execution. Try again.",
	},
};

function stopped(endpoint: Endpoint): Failure {
	const verb = verbOf(endpoint);
	return {
		verb,
		message: `The execution was stopped before this was ${verb}`,
		resolution: 'Run it again if you still need it.',
	};
}

/**
 * The outcome if the rate limit lasts longer than the user wants to wait.
 *
 * @param until milliseconds since 1970
 */
export function beyondMaximumWait(until: number, endpoint: Endpoint): NotSent {
	const verb = verbOf(endpoint);
	const retryAt = new Date(until).toISOString();
	return {
		kind: 'notSent',
		retryAt,
		failure: {
			verb,
			status: 429,
			message: "Braze's rate limit lasts longer than the maximum wait",
			resolution: sentences(
				nothingDone(verb),
				`Try again after ${retryAt}, or increase 'Maximum Wait' in the options`,
			),
		},
	};
}

/**
 * How long to wait after a rate limit error, in milliseconds: as long as Braze asks for, and longer if the same request
 * meets several. Asking for 0 seconds or naming a moment in the past must not cause a retry storm. The run's wait
 * budget limits the number of retries.
 */
function rateLimitDelay(
	{ headers }: Extract<Verdict, { kind: 'slowDown' }>,
	times: number,
	now: number,
): number {
	const asked = requestedWait(headers, now) ?? 0;
	return Math.max(asked, asked < FIRST_BACKOFF_MS ? backoff(times) : backoff(times) * NAMED_WAIT_FACTOR);
}

/** 1 s, 2 s, 4 s…, with jitter so that parallel requests do not retry at the same time. */
function backoff(tries: number): number {
	const pause = Math.min(FIRST_BACKOFF_MS * 2 ** (tries - 1), LONGEST_BACKOFF_MS);
	return pause * (1 - JITTER * (1 - Math.random()));
}
