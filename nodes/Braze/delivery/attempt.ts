import type { Connection, BrazeRequest } from '../transport/connection';
import { deedOf, type Endpoint } from '../transport/endpoint';
import { explain, explainRepetition, nothingDone, type Failure } from '../transport/failure';
import { judge, type Verdict } from '../transport/judge';
import { requestedWait } from '../transport/rateLimit';
import { sentences } from '../transport/sentences';
import type { Clock } from './clock';
import type { Envelope, Safety } from './entry';
import type { Gate } from './gate';
import type { NotSent, Outcome } from './outcome';

/** What one request needs to be sent. */
export interface Line {
	readonly connection: Connection;
	readonly endpoint: Endpoint;
	readonly safety: Safety;
	readonly clock: Clock;
	readonly gate: Gate;
	/** Aborts when the user stops the execution. */
	readonly signal?: AbortSignal;
	/** Gives an outcome once nothing more of this run is to be sent. */
	readonly held: () => NotSent | undefined;
	/** Gives the answer that a refusal counts as, where the user does not mind it. */
	readonly excuse?: Envelope['excuse'];
}

/** An accepted answer, or how the request failed. */
export type Attempted = Extract<Verdict, { kind: 'accepted' }> | Exclude<Outcome, { kind: 'sent' }>;

/** How often a request is tried that did not get through, or got no clear answer. */
const MAX_TRIES = 4;

const FIRST_BACKOFF_MS = 1_000;

const LONGEST_BACKOFF_MS = 32_000;

/**
 * Sends one request until it is clear how it ended. It is repeated where nothing can have happened (asked to slow
 * down, no connection, 502, 503), and after an unclear answer only if repeating does no harm. A request that was
 * unclear once stays so, unless Braze accepts it: the first time may have been carried out.
 */
export async function attempt(line: Line, request: BrazeRequest): Promise<Attempted> {
	let unclear: Failure | undefined;
	let slowDowns = 0;
	for (let tries = 1; ; ) {
		const held = await waitForTurn(line);
		if (held) return unclear ? { kind: 'unknown', failure: unclear } : held;
		const verdict = judge(await line.connection.send(request));
		if (verdict.kind === 'accepted') return verdict;
		if (verdict.kind === 'slowDown') {
			line.gate.holdUntil(line.clock.now() + slowDownFor(verdict, ++slowDowns, line.clock.now()));
			continue;
		}
		if (verdict.kind === 'refused') return refusal(verdict, unclear, line);
		const failure = explain(verdict, line.endpoint, line.safety);
		if (verdict.kind === 'unclear') unclear = failure;
		if (tries >= MAX_TRIES || !worthRepeating(verdict, line.safety)) {
			return unclear ? { kind: 'unknown', failure: unclear } : { kind: 'notSent', failure };
		}
		await line.clock.wait(backoff(tries++), line.signal);
	}
}

function worthRepeating(verdict: Extract<Verdict, { kind: 'notReached' | 'unclear' }>, safety: Safety): boolean {
	return verdict.kind === 'unclear' ? safety === 'idempotent' : !verdict.lasting;
}

/** What a refusal comes to, after an earlier try that was unclear or without one. */
function refusal(verdict: Extract<Verdict, { kind: 'refused' }>, unclear: Failure | undefined, { endpoint, excuse }: Line): Attempted {
	const failure = unclear ? explainRepetition(unclear, verdict, endpoint) : explain(verdict, endpoint);
	const excused = excuse?.(failure);
	return excused ? { kind: 'accepted', body: excused, headers: {} } : { kind: unclear ? 'unknown' : 'refused', failure };
}

/** Waits while Braze asks to slow down. Gives an outcome when this request will not go out at all. */
async function waitForTurn({ gate, signal, held, endpoint }: Line): Promise<NotSent | undefined> {
	if (!held()) await gate.pass(signal);
	if (signal?.aborted) return { kind: 'notSent', failure: stopped(endpoint) };
	return held() ?? (gate.closed && tooLong(gate.closed.until, endpoint));
}

function stopped(endpoint: Endpoint): Failure {
	const deed = deedOf(endpoint);
	return { deed, message: `The execution was stopped before this was ${deed}`, cure: 'Run it again if it is still wanted.' };
}

/** The outcome of what Braze will not take for longer than the user wants to wait. */
export function tooLong(until: number, endpoint: Endpoint): NotSent {
	const deed = deedOf(endpoint);
	const retryAt = new Date(until).toISOString();
	return {
		kind: 'notSent',
		retryAt,
		failure: {
			deed,
			status: 429,
			message: 'Braze takes no more requests for longer than the maximum wait',
			cure: sentences(nothingDone(deed), `Try again from ${retryAt} on, or allow a longer 'Maximum Wait' in the options`),
		},
	};
}

/**
 * What Braze asks for, but longer with every time that it asks the same request again: a wait of 0 seconds must not
 * become a storm. The wait budget of the run bounds how often that can be.
 */
function slowDownFor({ headers }: Extract<Verdict, { kind: 'slowDown' }>, times: number, now: number): number {
	const asked = requestedWait(headers, now);
	return asked === undefined ? backoff(times) : Math.max(asked, backoff(times) / 8);
}

/** 1 s, 2 s, 4 s…, a little less at random so that parallel requests do not come back all at once. */
function backoff(tries: number): number {
	return Math.min(FIRST_BACKOFF_MS * 2 ** (tries - 1), LONGEST_BACKOFF_MS) * (0.75 + Math.random() / 4);
}
