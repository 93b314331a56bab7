import { isObject } from '../../schemas/json';
import type { Connection, BrazeRequest } from '../../transport/connection';
import { verbOf, type Endpoint } from '../../transport/endpoint';
import { describeFailure, describeRepeatedFailure, nothingDone, type Failure } from '../../transport/failure';
import { classifyResponse, type Verdict } from '../../transport/classify';
import { requestedWait } from '../../transport/rateLimit';
import { sentences } from '../../transport/sentences';
import type { Clock } from './clock';
import type { Envelope, Safety } from '../entry';
import type { RateLimitGate } from './rateLimitGate';
import type { NotSent, Outcome, Refused } from '../outcome';

/** What one request needs to be sent. */
export interface SendContext {
	readonly connection: Connection;
	readonly endpoint: Endpoint;
	readonly safety: Safety;
	readonly clock: Clock;
	readonly gate: RateLimitGate;
	/** Aborts when the user stops the execution. */
	readonly signal?: AbortSignal;
	/** Gives an outcome once nothing more of this run is to be sent. */
	readonly blocked: () => NotSent | undefined;
	/** Gives the answer that a refusal counts as, where the user does not mind it. */
	readonly acceptRefusal?: Envelope['acceptRefusal'];
}

/** An accepted answer, or how the request failed. */
export type SendResult = Extract<Verdict, { kind: 'accepted' }> | Exclude<Outcome, { kind: 'sent' }>;

/** How often a request is tried that did not get through, or got no clear answer. */
const MAX_TRIES = 4;

const FIRST_BACKOFF_MS = 1_000;

const LONGEST_BACKOFF_MS = 32_000;

/**
 * Sends one request until it is clear how it ended. It is repeated where nothing can have happened (asked to slow
 * down, no connection, 502, 503), and after an unclear answer only if repeating does no harm. A request that was
 * unclear once stays so, unless Braze accepts it: the first time may have been carried out.
 */
export async function sendWithRetry(context: SendContext, request: BrazeRequest): Promise<SendResult> {
	let unclear: Failure | undefined;
	let slowDowns = 0;
	for (let tries = 1; ; ) {
		const held = await waitUntilAllowed(context);
		if (held) return unclear ? { kind: 'unknown', failure: unclear } : held;
		const verdict = classifyResponse(await context.connection.send(request));
		if (verdict.kind === 'accepted') return verdict;
		if (verdict.kind === 'slowDown') {
			context.gate.holdUntil(context.clock.now() + rateLimitDelay(verdict, ++slowDowns, context.clock.now()));
			continue;
		}
		if (verdict.kind === 'refused') return refusal(verdict, unclear, context);
		const failure = describeFailure(verdict, context.endpoint, context.safety);
		if (verdict.kind === 'unclear') unclear = failure;
		if (tries >= MAX_TRIES || !canRetry(verdict, context.safety)) {
			return unclear ? { kind: 'unknown', failure: unclear } : { kind: 'notSent', failure };
		}
		await context.clock.wait(backoff(tries++), context.signal);
	}
}

function canRetry(verdict: Extract<Verdict, { kind: 'notReached' | 'unclear' }>, safety: Safety): boolean {
	return verdict.kind === 'unclear' ? safety === 'idempotent' : !verdict.lasting;
}

/** What a refusal comes to, after an earlier try that was unclear or without one. */
function refusal(verdict: Extract<Verdict, { kind: 'refused' }>, unclear: Failure | undefined, { endpoint, acceptRefusal }: SendContext): SendResult {
	const failure = unclear ? describeRepeatedFailure(unclear, verdict, endpoint) : describeFailure(verdict, endpoint);
	const accepted = acceptRefusal?.(failure);
	if (accepted) return { kind: 'accepted', body: accepted, headers: {} };
	return unclear ? { kind: 'unknown', failure } : { kind: 'refused', failure, ...errorsOf(verdict.body) };
}

/** What an answer says about single members of the request. */
function errorsOf(body: unknown): Pick<Refused, 'errors'> {
	return isObject(body) && Array.isArray(body.errors) ? { errors: body.errors as unknown[] } : {};
}

/** Waits while Braze asks to slow down. Gives an outcome when this request will not go out at all. */
async function waitUntilAllowed({ gate, signal, blocked, endpoint }: SendContext): Promise<NotSent | undefined> {
	if (!blocked()) await gate.pass(signal);
	if (signal?.aborted) return { kind: 'notSent', failure: stopped(endpoint) };
	return blocked() ?? (gate.closed && beyondMaximumWait(gate.closed.until, endpoint));
}

function stopped(endpoint: Endpoint): Failure {
	const verb = verbOf(endpoint);
	return { verb, message: `The execution was stopped before this was ${verb}`, resolution: 'Run it again if it is still wanted.' };
}

/** The outcome of what Braze will not take for longer than the user wants to wait. */
export function beyondMaximumWait(until: number, endpoint: Endpoint): NotSent {
	const verb = verbOf(endpoint);
	const retryAt = new Date(until).toISOString();
	return {
		kind: 'notSent',
		retryAt,
		failure: {
			verb,
			status: 429,
			message: 'Braze takes no more requests for longer than the maximum wait',
			resolution: sentences(nothingDone(verb), `Try again from ${retryAt} on, or allow a longer 'Maximum Wait' in the options`),
		},
	};
}

/**
 * What Braze asks for, but longer with every time that it asks the same request again: a wait of 0 seconds must not
 * become a storm. The wait budget of the run bounds how often that can be.
 */
function rateLimitDelay({ headers }: Extract<Verdict, { kind: 'slowDown' }>, times: number, now: number): number {
	const asked = requestedWait(headers, now);
	return asked === undefined ? backoff(times) : Math.max(asked, backoff(times) / 8);
}

/** 1 s, 2 s, 4 s…, a little less at random so that parallel requests do not come back all at once. */
function backoff(tries: number): number {
	return Math.min(FIRST_BACKOFF_MS * 2 ** (tries - 1), LONGEST_BACKOFF_MS) * (0.75 + Math.random() / 4);
}
