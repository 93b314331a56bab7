import { noop, omit } from 'lodash';
import type { IDataObject } from 'n8n-workflow';
import pLimit from 'p-limit';

import type { BrazeRequest } from '../../transport/connection';
import { describeMissingMember, unexpectedFailure } from '../../transport/failure';
import { collectPages, hasList, type Page, type Paging } from '../../transport/pages';
import { RequestSlots, type ParallelRequests } from './requestSlots';
import { sendWithRetry, beyondMaximumWait, type SendResult, type SendContext } from './sendWithRetry';
import { CircuitBreaker } from './circuitBreaker';
import type { Interceptor, SendChanges } from './interceptor';
import type { Combine, Envelope } from '../entry';
import { errorsIn, readAnswer, type Settled, withErrors } from '../answers/readAnswer';
import { notRecorded, type KeyClaims } from '../deduplication/keyClaims';
import { bisect, refusedForContent, EnvelopeFaultDetector } from './bisection';
import type { RequestOutcome, NotSent, Outcome, Refused } from '../outcome';
import type { AudienceRateLimiter } from './audienceRateLimiter';
import { toBrazeRequest } from '../plan/brazeRequest';
import type { PlannedRequest } from '../plan/parts';

/** How the requests of a run are sent. */
export interface Sending extends Omit<SendContext, 'blocked' | 'acceptRefusal' | 'slots' | 'ignoreQuota'> {
	readonly combine?: Combine;
	readonly paging?: Paging;
	/** What every response has to contain: the list of a lookup. */
	readonly expected: readonly string[];
	readonly audienceLimiter: AudienceRateLimiter;
	readonly parallel: ParallelRequests;
	/** Whether nothing more is sent after the first request that does not succeed. */
	readonly stopAtFirstFailure: boolean;
	/** Claims the deduplication keys of requests before they leave. */
	readonly claims?: KeyClaims;
	/** What has to be done around a request, right before and right after it. */
	readonly intercept?: Interceptor;
	/** Called with each request as it ends; returns the outcome of its parts. */
	readonly onEnd: (request: PlannedRequest, delivered: RequestOutcome) => RequestOutcome[];
}

/**
 * A request in the queue takes some 2 KB until its turn, so 100,000 are not put there at once. It holds more than the
 * 500 keys that *Deduplicate By* claims together.
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

/**
 * Returns what sends planned requests, several at a time, and reports the outcome of each part. Called again, it sends
 * what follows from these outcomes, or returns it as not sent if the run must not go on. Never throws for errors of
 * Braze or the network. Requests for the same person are sent one after another.
 */
export function requestSender(sending: Sending): SendRequests {
	const sender = new Sender(sending);
	return async (requests) => {
		sending.claims?.plan(requests);
		const running: Array<Promise<RequestOutcome[]>> = [];
		for (const [index, request] of requests.entries()) {
			if (index % QUEUED_AT_ONCE === QUEUED_AT_ONCE - 1) await sender.untilQueueIsEmpty();
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

class Sender {
	private readonly faultDetector = new EnvelopeFaultDetector();

	private readonly breaker: CircuitBreaker;

	/** Keeps the requests that are far from their turn in order. */
	private readonly limit: pLimit.Limit;

	private readonly slots: RequestSlots;

	private readonly context: SendContext;

	constructor(private readonly sending: Sending) {
		this.breaker = new CircuitBreaker(sending.stopAtFirstFailure);
		this.slots = new RequestSlots(sending.parallel, sending.safety);
		this.limit = pLimit(this.slots.most);
		this.context = { ...sending, slots: this.slots, blocked: () => this.breaker.open };
	}

	/** Waits until all requests that wait for nothing but a slot have begun. */
	async untilQueueIsEmpty(): Promise<void> {
		await this.limit(noop);
	}

	/** Sends a request when its turn has come. Waiting requests do not count as parallel requests. */
	async sendInTurn(request: PlannedRequest, earlier: Array<Promise<unknown>>): Promise<RequestOutcome[]> {
		if (earlier.length > 0) await Promise.all(earlier);
		const late = await this.awaitTurn(request.envelope);
		if (late) return this.record(request, late);
		const { claims } = this.sending;
		claims?.enqueue(request);
		return await this.limit(async () =>
			claims ? await this.claimAndSend(request, claims) : await this.sendInSlot(request),
		);
	}

	private async sendInSlot(request: PlannedRequest): Promise<RequestOutcome[]> {
		return await this.slots.run(async () => await this.sendDivided(request));
	}

	/** Sends a request whose keys are on record, without the items that were handled before. */
	private async claimAndSend(request: PlannedRequest, claims: KeyClaims): Promise<RequestOutcome[]> {
		try {
			const notClaimed = await this.claim(request, claims);
			if (notClaimed) return this.finish({ request, outcome: notClaimed });
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

	/** Waits until Braze accepts requests. Returns whether any will be sent. */
	private async mayLeave(): Promise<boolean> {
		const { gate, signal } = this.sending;
		if (!this.breaker.open) await gate.untilOpen(signal);
		return !this.breaker.open && !gate.closed && !signal?.aborted;
	}

	/**
	 * Enforces the rate limits for audiences. Returns an outcome if the wait is too long; other requests may still be
	 * sent.
	 */
	private async awaitTurn(envelope: Envelope): Promise<NotSent | undefined> {
		const { clock, endpoint, audienceLimiter, signal, stopAtFirstFailure } = this.sending;
		if (!envelope.audienceSend || this.breaker.open) return undefined;
		const now = clock.now();
		const turn = audienceLimiter.reserve(envelope, now);
		if (turn.granted) {
			if (turn.at > now) await clock.wait(turn.at - now, signal);
			return undefined;
		}
		const late = beyondMaximumWait(turn.at, endpoint);
		if (stopAtFirstFailure) this.breaker.record(late);
		return late;
	}

	/**
	 * Sends a request; one that Braze refuses as a whole is sent in halves until the refused item is alone. As long as the
	 * envelope itself may be at fault, that is postponed.
	 */
	private async sendDivided(request: PlannedRequest): Promise<RequestOutcome[]> {
		const postponed: Settled[] = [];
		const ended = await this.sendAndRead(request, postponed);
		for (let refused = postponed.shift(); refused; refused = postponed.shift()) {
			// Something of this envelope may have been accepted in the meantime.
			const more = this.faultDetector.isSuspect(request.envelope)
				? this.finish(refused)
				: await this.sendHalves(refused, postponed);
			ended.push(...more);
		}
		return ended;
	}

	/** Sends a request, and goes by what the answer says about each of its parts. */
	private async sendAndRead(request: PlannedRequest, postponed: Settled[]): Promise<RequestOutcome[]> {
		const outcome = await this.outcomeOf(request);
		const { refused, others } = readAnswer(request, outcome, this.sending);
		const ended = refused.flatMap((one) => this.finish(one));
		for (const other of others) {
			// If members were refused by name, a refusal of the whole request may be about them: the rest is sent again.
			const more =
				refused.length > 0 && other.outcome.kind !== 'sent'
					? await this.sendAndRead(other.request, postponed)
					: await this.finishOrDivide(other, postponed);
			ended.push(...more);
		}
		return ended;
	}

	private async finishOrDivide(settled: Settled, postponed: Settled[]): Promise<RequestOutcome[]> {
		const { request, outcome } = settled;
		this.faultDetector.record(request, outcome);
		if (!refusedForContent(outcome)) return this.finish(settled);
		if (!this.faultDetector.isSuspect(request.envelope)) return await this.sendHalves(settled, postponed);
		postponed.push(settled);
		return [];
	}

	private async sendHalves(settled: Settled, postponed: Settled[]): Promise<RequestOutcome[]> {
		const [first, second] = bisect(settled.request) ?? [];
		if (!first || !second) return this.finish(settled);
		return [...(await this.sendAndRead(first, postponed)), ...(await this.sendAndRead(second, postponed))];
	}

	/** Takes an outcome as final: it may stop the run. */
	private finish({ request, outcome }: Settled): RequestOutcome[] {
		this.breaker.record(outcome);
		return this.record(request, outcome);
	}

	/** Puts an outcome on record, for a retry of the execution and for items with the same key. */
	private record(request: PlannedRequest, outcome: Outcome): RequestOutcome[] {
		const ended = this.sending.onEnd(request, { parts: request.parts, outcome });
		for (const one of ended) this.sending.claims?.ended(one);
		return ended;
	}

	private async outcomeOf(request: PlannedRequest): Promise<Outcome> {
		const { intercept } = this.sending;
		try {
			return intercept && !this.breaker.open
				? await intercept(request, async (changed, how) => await this.attempt(changed, how))
				: await this.attempt(request);
		} catch (error) {
			// A bug in this node must not lose the outcomes of the other requests.
			return { kind: 'unknown', failure: unexpectedFailure(error) };
		}
	}

	private async attempt(request: PlannedRequest, how: SendChanges = {}): Promise<Outcome> {
		const brazeRequest = toBrazeRequest(request, this.sending);
		const context = this.contextFor(request.envelope);
		const blocked = () => context.blocked() ?? how.blocked?.();
		const attempted = this.sending.paging
			? await this.everyPage(this.sending.paging, brazeRequest, request.envelope)
			: await sendWithRetry({ ...context, ...how, blocked }, brazeRequest);
		if (attempted.kind !== 'accepted') return attempted;
		const missing = this.sending.expected.find(
			(member) => (attempted.body[member] ?? undefined) === undefined,
		);
		return missing === undefined
			? { kind: 'sent', answer: withErrors(attempted.body, this.sending.endpoint) }
			: this.lacking(missing);
	}

	private lacking(member: string): Refused {
		return { kind: 'refused', failure: describeMissingMember(member, this.sending.endpoint) };
	}

	private contextFor({ repeatable, acceptRefusal, audienceSend }: Envelope): SendContext {
		// The limits of audiences are kept by a limiter of their own: one that is used up must not hold back the others.
		const ignoreQuota = audienceSend !== undefined;
		return { ...this.context, acceptRefusal, ignoreQuota, ...(repeatable && { safety: 'idempotent' }) };
	}

	private async everyPage(
		paging: Paging,
		brazeRequest: BrazeRequest,
		envelope: Envelope,
	): Promise<SendResult> {
		let failed: SendResult | undefined;
		let besides: IDataObject = {};
		const errors: IDataObject[] = [];
		const ask = async (query: IDataObject): Promise<Page | undefined> => {
			const attempted = await sendWithRetry(this.contextFor(envelope), { ...brazeRequest, query });
			if (attempted.kind !== 'accepted') failed = attempted;
			else if (!hasList(paging, attempted)) failed = this.lacking(paging.list);
			if (failed || attempted.kind !== 'accepted') return undefined;
			besides = { ...omit(attempted.body, paging.list), ...besides };
			errors.push(...(errorsIn(attempted.body) as IDataObject[]));
			return attempted;
		};
		const entries = await collectPages(paging, brazeRequest.query ?? {}, envelope.limit ?? Infinity, ask);
		const body = { ...besides, ...(errors.length > 0 && { errors }), [paging.list]: entries };
		return failed ?? { kind: 'accepted', body, headers: {} };
	}
}
