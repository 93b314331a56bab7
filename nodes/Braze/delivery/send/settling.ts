import type { RequestSlots } from './requestSlots';
import { sendRequest, type RequestSending } from './sendRequest';
import { sentences } from '../../transport/errorText';
import { readAnswer, type Settled } from '../answers/readAnswer';
import type { KeyClaims } from '../deduplication/keyClaims';
import type { Envelope } from '../entry';
import type { Ledger } from '../ledger/ledger';
import type { NotSent, Outcome, RequestOutcome } from '../outcome';
import type { Part, PlannedRequest } from '../plan/requests';

/** What is needed to send requests until each of their parts has an outcome. */
export interface Settlement extends Omit<RequestSending, 'breaker'> {
	/** Whether the run stops after the first request that does not succeed. */
	readonly stopAtFirstFailure: boolean;
	/** Learns how items with deduplication keys ended. */
	readonly claims?: KeyClaims;
	/** Records how requests end, and knows how they ended in earlier attempts. Absent if nothing has to be remembered. */
	readonly ledger?: Pick<Ledger, 'record'>;
}

/** Sends requests until each of their parts has a final outcome. Stops a run that cannot succeed. */
export class Settling {
	readonly breaker: CircuitBreaker;

	private readonly faultDetector = new EnvelopeFaultDetector();

	private readonly sending: Settlement & RequestSending;

	constructor(settlement: Settlement, slots: RequestSlots) {
		this.breaker = new CircuitBreaker(settlement.stopAtFirstFailure);
		this.sending = { ...settlement, slots, breaker: this.breaker };
	}

	/**
	 * Sends a request. If Braze refuses it as a whole, it is split in halves until the refused item is alone. Splitting
	 * is postponed as long as the envelope itself may be at fault.
	 */
	async send(request: PlannedRequest): Promise<RequestOutcome[]> {
		const postponed: Settled[] = [];
		const ended = await this.sendAndRead(request, postponed);
		for (let refused = postponed.shift(); refused; refused = postponed.shift()) {
			// Meanwhile, Braze may have accepted another request with this envelope.
			const more = this.faultDetector.isSuspect(request.envelope)
				? this.finish(refused)
				: await this.sendHalves(refused, postponed);
			ended.push(...more);
		}
		return ended;
	}

	/** Takes an outcome as final, which may stop the run. */
	finish({ request, outcome }: Settled): RequestOutcome[] {
		this.breaker.record(outcome);
		return this.record(request, outcome);
	}

	/** Records an outcome for a retry of the execution, and for items with the same key. */
	record(request: PlannedRequest, outcome: Outcome): RequestOutcome[] {
		const { ledger, claims } = this.sending;
		const delivered = { parts: request.parts, outcome };
		const ended = ledger?.record(request.envelope, delivered) ?? [delivered];
		for (const one of ended) claims?.ended(one);
		return ended;
	}

	/** Sends a request, and handles each part by what the response says about it. */
	private async sendAndRead(request: PlannedRequest, postponed: Settled[]): Promise<RequestOutcome[]> {
		const outcome = await sendRequest(request, this.sending);
		const { refused, others } = readAnswer(request, outcome, this.sending);
		const ended = refused.flatMap((one) => this.finish(one));
		for (const other of others) {
			// If Braze refused members by name, they may be the reason why it refused the whole request, so the rest is sent
			// again.
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
}

/**
 * Splits a shared request between its items. Returns `undefined` if it serves a single item, or has no members, which
 * makes it the same for all items.
 */
function bisect(request: PlannedRequest): [PlannedRequest, PlannedRequest] | undefined {
	if (request.parts[0].member === undefined) return undefined;
	const items = [...new Set(request.parts.map(({ item }) => item))];
	if (items.length < 2) return undefined;
	const first = new Set(items.slice(0, Math.ceil(items.length / 2)));
	const take = (parts: (part: Part) => boolean): PlannedRequest => ({
		...request,
		parts: request.parts.filter(parts),
	});
	return [take(({ item }) => first.has(item)), take(({ item }) => !first.has(item))];
}

/** Whether a request may have been refused because of one of its members, so that its halves may succeed. */
function refusedForContent(outcome: Outcome): boolean {
	return outcome.kind === 'refused' && (outcome.failure.status === 400 || outcome.failure.status === 413);
}

/**
 * After this many items of an envelope were refused one by one and none was accepted, the envelope itself may be at
 * fault. With a lower number, a few bad rows at the top of a list would hold back the good ones; with a higher one, a
 * wrong Canvas ID would cost more requests.
 */
const MIN_REFUSED_ALONE = 5;

/** Tells bad items from a bad envelope, so that a wrong Canvas ID doesn't cost one request per item. */
class EnvelopeFaultDetector {
	private readonly seen = new WeakMap<Envelope, { refusedAlone: number; taken: boolean }>();

	/** Whether Braze seems to refuse the envelope rather than single items. */
	isSuspect(envelope: Envelope): boolean {
		const seen = this.seen.get(envelope);
		return seen !== undefined && !seen.taken && seen.refusedAlone >= MIN_REFUSED_ALONE;
	}

	record({ envelope, parts }: PlannedRequest, outcome: Outcome): void {
		const seen = this.seen.get(envelope) ?? { refusedAlone: 0, taken: false };
		this.seen.set(envelope, seen);
		if (outcome.kind === 'sent') seen.taken = true;
		if (outcome.kind === 'refused' && parts.every(({ item }) => item === parts[0].item)) seen.refusedAlone++;
	}
}

/**
 * After this many unclear responses in a row, the run stops. Each request was already repeated where that is safe, so
 * Braze or the network is down, and every further request would be another one to look up by hand.
 */
const MAX_UNKNOWN_IN_A_ROW = 5;

/** Stops a run that cannot succeed. Requests that were not attempted end as not sent. */
class CircuitBreaker {
	open?: NotSent;

	private unknownInARow = 0;

	/** @param atFirstFailure whether any failure stops the run */
	constructor(private readonly atFirstFailure: boolean) {}

	/** Records how a request ended. */
	record(outcome: Outcome): void {
		this.unknownInARow = outcome.kind === 'unknown' ? this.unknownInARow + 1 : 0;
		if (this.open || outcome.kind === 'sent' || !(this.atFirstFailure || this.isHopeless(outcome))) return;
		const { verb = 'sent' } = outcome.failure;
		this.open = {
			kind: 'notSent',
			untried: true,
			...(outcome.kind === 'notSent' && outcome.retryAt !== undefined && { retryAt: outcome.retryAt }),
			failure: {
				verb,
				message: `This was not ${verb} because an earlier request in this run did not succeed`,
				resolution: sentences(
					'Fix the cause first, then run these items again',
					`The earlier request ended with: ${outcome.failure.message}`,
				),
			},
		};
	}

	private isHopeless(outcome: Exclude<Outcome, { kind: 'sent' }>): boolean {
		if (outcome.kind === 'unknown') return this.unknownInARow >= MAX_UNKNOWN_IN_A_ROW;
		return outcome.kind === 'notSent' || affectsEveryRequest(outcome.failure.status);
	}
}

/**
 * Whether every further request would get the same response: wrong key, missing permission, or an address that
 * redirects.
 */
export function affectsEveryRequest(status = 0): boolean {
	return status === 401 || status === 403 || (status >= 300 && status < 400);
}
