import type { Connection, BrazeRequest } from '../transport/connection';
import type { Endpoint } from '../transport/endpoint';
import { explain, type Failure } from '../transport/failure';
import { judge, type Verdict } from '../transport/judge';
import { requestedWait } from '../transport/rateLimit';
import type { Clock } from './clock';
import type { Safety } from './entry';
import type { Gate } from './gate';
import type { Outcome } from './outcome';

/** What one request needs to be sent. */
export interface Line {
	readonly connection: Connection;
	readonly endpoint: Endpoint;
	readonly safety: Safety;
	readonly clock: Clock;
	readonly gate: Gate;
	/** Aborts when the user stops the execution. */
	readonly signal?: AbortSignal;
}

/** An accepted answer, or how the request failed. */
export type Attempted = Extract<Verdict, { kind: 'accepted' }> | Exclude<Outcome, { kind: 'sent' }>;

const MAX_TRIES = 4;

/** Being asked to slow down is no failure: the gate bounds the waiting, this bounds the asking. */
const MAX_SLOW_DOWNS = 20;

const FIRST_BACKOFF_MS = 1_000;

const SHORTEST_WAIT_MS = 100;

/**
 * Sends one request until it is clear how it ended. It is repeated where nothing can have happened (asked to slow
 * down, no connection, 502, 503), and after an unclear answer only if repeating does no harm.
 */
export async function attempt(line: Line, request: BrazeRequest): Promise<Attempted> {
	let slowDowns = 0;
	for (let tries = 1; ; tries++) {
		const held = await waitForTurn(line);
		if (held) return held;
		const verdict = judge(await line.connection.send(request));
		switch (verdict.kind) {
			case 'accepted':
				return verdict;
			case 'refused':
				return { kind: 'refused', failure: explain(verdict, line.endpoint) };
			case 'slowDown': {
				const wait = requestedWait(verdict.headers, line.clock.now()) ?? backoff(++slowDowns);
				line.gate.holdUntil(line.clock.now() + Math.max(wait, SHORTEST_WAIT_MS));
				if (tries >= MAX_SLOW_DOWNS) return { kind: 'notSent', failure: explain(verdict, line.endpoint) };
				break;
			}
			case 'notReached':
				if (verdict.lasting || tries >= MAX_TRIES) return { kind: 'notSent', failure: explain(verdict, line.endpoint) };
				await line.clock.wait(backoff(tries), line.signal);
				break;
			case 'unclear':
				if (line.safety === 'creates' || tries >= MAX_TRIES) return { kind: 'unknown', failure: explain(verdict, line.endpoint) };
				await line.clock.wait(backoff(tries), line.signal);
		}
	}
}

/** Waits while Braze asks to slow down. Gives an outcome when this request will not go out at all. */
async function waitForTurn({ gate, signal }: Line): Promise<Extract<Outcome, { kind: 'notSent' }> | undefined> {
	await gate.pass(signal);
	if (signal?.aborted) return { kind: 'notSent', failure: STOPPED };
	return gate.closed && tooLong(gate.closed.until);
}

const STOPPED: Failure = { message: 'The execution was stopped before this was sent', cure: 'Run it again when you want to send it.' };

/** The outcome of what Braze will not take for longer than the user wants to wait. */
export function tooLong(until: number): Extract<Outcome, { kind: 'notSent' }> {
	const retryAt = new Date(until).toISOString();
	return {
		kind: 'notSent',
		retryAt,
		failure: {
			status: 429,
			message: 'Braze takes no more requests for longer than the maximum wait',
			cure: `Nothing was sent by this request. Try again from ${retryAt} on, or allow a longer 'Maximum Wait' in the options.`,
		},
	};
}

/** 1 s, 2 s, 4 s…, a little less at random so that parallel requests do not come back all at once. */
function backoff(tries: number): number {
	return FIRST_BACKOFF_MS * 2 ** Math.min(tries - 1, 5) * (0.75 + Math.random() / 4);
}

