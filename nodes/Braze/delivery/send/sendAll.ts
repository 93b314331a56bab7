import { noop } from 'lodash';
import pLimit from 'p-limit';

import { type Endpoint, verbOf } from '../../transport/endpoint';
import { quote, sentences } from '../../transport/errorText';
import { nothingDone } from '../../transport/failure';
import type { KeyClaims } from '../deduplication/keyClaims';
import type { Envelope } from '../entry';
import { type NotSent, reasonOf, type RequestOutcome } from '../outcome';
import type { PlannedRequest } from '../plan/requests';
import type { RunContext } from './interceptor';
import { AudienceRateLimiter, RateLimitGate } from './rateLimits';
import { RequestSlots, type ParallelRequests } from './requestSlots';
import { beyondMaximumWait } from './sendWithRetry';
import { Settling, type Settlement } from './settling';

/** How the requests of a run are sent. */
export interface Sending extends Omit<Settlement, 'slots'> {
	readonly audienceLimiter: AudienceRateLimiter;
	readonly parallel: ParallelRequests;
}

/**
 * How many requests are queued at once: each takes about 2 KB until its turn, and a run may have 100,000. Larger
 * than a chunk of *Deduplicate By*, so that chunks stay full.
 */
const QUEUED_AT_ONCE = 1_000;

/** Sends planned requests, and returns how the parts of each ended. */
export type SendRequests = (requests: readonly PlannedRequest[]) => Promise<RequestOutcome[]>;

/** Sends the requests of a run once: see {@link requestSender}. */
export async function sendAll(
	requests: readonly PlannedRequest[],
	sending: Sending,
): Promise<RequestOutcome[]> {
	return await requestSender(sending)(requests);
}

/** The settings of a lookup. */
type LookUp = Pick<Sending, 'endpoint' | 'combine' | 'expected'> &
	Partial<Pick<Sending, 'stopAtFirstFailure'>>;

/**
 * Sends many lookups in addition to the requests of a run. Their rate limit must not hold back anything else, but
 * waiting for it counts toward the run's wait budget.
 */
export async function lookUpAll(
	context: RunContext,
	requests: readonly PlannedRequest[],
	lookUp: LookUp,
): Promise<RequestOutcome[]> {
	const { clock, budget } = context;
	return await sendAll(requests, {
		stopAtFirstFailure: false,
		...context,
		...lookUp,
		safety: 'idempotent',
		gate: new RateLimitGate(clock, budget),
		parallel: 'automatic',
		audienceLimiter: new AudienceRateLimiter(budget),
	});
}

/**
 * Returns a function that sends planned requests, several at a time, and reports the outcome of each part. Requests for
 * the same person are sent one after another. Call it again to send what depends on these outcomes; if the run must not
 * go on, those requests end as not sent. Never throws for errors of Braze or the network.
 */
export function requestSender(sending: Sending): SendRequests {
	const sender = new Sender(sending);
	return async (requests) => {
		sending.claims?.plan(requests);
		const running: Array<Promise<RequestOutcome[]>> = [];
		for (const [index, request] of requests.entries()) {
			if (index > 0 && index % QUEUED_AT_ONCE === 0) await sender.untilQueueIsEmpty();
			running.push(
				sender.sendInTurn(
					request,
					request.after.map((index) => running[index]),
				),
			);
		}
		return (await Promise.all(running)).flat();
	};
}

/** Decides when each request may leave. */
class Sender {
	private readonly slots: RequestSlots;

	/** Queues requests in order until they get near their turn. */
	private readonly limit: pLimit.Limit;

	private readonly settling: Settling;

	constructor(private readonly sending: Sending) {
		this.slots = new RequestSlots(sending.parallel, sending.safety);
		this.limit = pLimit(this.slots.most);
		this.settling = new Settling(sending, this.slots);
	}

	/** Waits until all queued requests have started. */
	async untilQueueIsEmpty(): Promise<void> {
		// A request joins the queue one step after it began.
		await Promise.resolve();
		await this.limit(noop);
	}

	/** Sends a request when its turn has come. Waiting requests don't take up a slot. */
	async sendInTurn(request: PlannedRequest, earlier: Array<Promise<unknown>>): Promise<RequestOutcome[]> {
		if (earlier.length > 0) await Promise.all(earlier);
		const late = await this.awaitTurn(request.envelope);
		if (late) return this.settling.record(request, late);
		const { claims } = this.sending;
		claims?.enqueue(request);
		return await this.limit(async () =>
			claims ? await this.claimAndSend(request, claims) : await this.sendInSlot(request),
		);
	}

	/**
	 * Waits for a request's turn under the rate limits for audiences. Returns an outcome if that takes too long; other
	 * requests may still be sent.
	 */
	private async awaitTurn(envelope: Envelope): Promise<NotSent | undefined> {
		const { clock, endpoint, audienceLimiter, signal, stopAtFirstFailure } = this.sending;
		if (!envelope.audienceSend || this.settling.breaker.open) return undefined;
		const now = clock.now();
		const turn = audienceLimiter.reserve(envelope, now);
		if (turn.granted) {
			if (turn.at > now) await clock.wait(turn.at - now, signal);
			return undefined;
		}
		const late = beyondMaximumWait(turn.at, endpoint);
		if (stopAtFirstFailure) this.settling.breaker.record(late);
		return late;
	}

	/** Claims the keys of a request, then sends it without the items that were handled before. */
	private async claimAndSend(request: PlannedRequest, claims: KeyClaims): Promise<RequestOutcome[]> {
		try {
			const notClaimed = await this.claim(request, claims);
			if (notClaimed) return this.settling.finish({ request, outcome: notClaimed });
			const unhandled = claims.unhandled(request);
			return unhandled ? await this.sendInSlot(unhandled) : [];
		} finally {
			claims.done(request);
		}
	}

	private async claim(request: PlannedRequest, claims: KeyClaims): Promise<NotSent | undefined> {
		try {
			await claims.claim(request, async () => await this.mayLeave());
			return undefined;
		} catch (error) {
			return notRecorded(error, this.sending.endpoint);
		}
	}

	/** Waits until Braze accepts requests. Returns whether any may still be sent. */
	private async mayLeave(): Promise<boolean> {
		const { gate, signal } = this.sending;
		const { breaker } = this.settling;
		if (!breaker.open) await gate.untilOpen(signal);
		return !breaker.open && !gate.closed && !signal?.aborted;
	}

	private async sendInSlot(request: PlannedRequest): Promise<RequestOutcome[]> {
		return await this.slots.run(async () => await this.settling.send(request));
	}
}

/** The outcome of a request if n8n could not record the keys of its items. */
function notRecorded(error: unknown, endpoint: Endpoint): NotSent {
	const verb = verbOf(endpoint);
	return {
		kind: 'notSent',
		failure: {
			verb,
			message: "n8n could not record the keys of 'Deduplicate By'",
			resolution: sentences(nothingDone(verb), 'Try again', quote('n8n', reasonOf(error).message)),
		},
	};
}
