import type { IDataObject } from 'n8n-workflow';
import pLimit from 'p-limit';

import type { BrazeRequest } from '../transport/connection';
import { collectPages, type Page, type Paging } from '../transport/pages';
import { attempt, tooLong, type Attempted, type Line } from './attempt';
import type { Combine, Envelope } from './entry';
import { halves, Suspicion } from './halve';
import { ended, type Delivered, type Outcome } from './outcome';
import { AudiencePace } from './pace';
import type { PlannedRequest } from './plan';
import { Brake } from './brake';

/** How the requests of a run are sent. */
export interface Sending extends Line {
	readonly combine?: Combine;
	readonly paging?: Paging;
	/** How many requests may be under way at once. */
	readonly parallel: number;
	/** The longest that a request to an audience may wait for its turn, in milliseconds. */
	readonly maxWaitMs: number;
	/** Whether nothing more is sent after the first request that does not succeed. */
	readonly stopAtFirstFailure: boolean;
	/** Told of each request as it ends. */
	readonly onEnd: (request: PlannedRequest, delivered: Delivered) => void;
}

/**
 * Sends planned requests, several at a time, and tells how each part of each ended. Never throws for what Braze or
 * the network does. Requests that name the same person go out one after the other.
 */
export async function sendAll(requests: readonly PlannedRequest[], sending: Sending): Promise<Delivered[]> {
	const sender = new Sender(sending);
	const limit = pLimit(sending.parallel);
	const running: Array<Promise<Delivered[]>> = [];
	for (const request of requests) {
		running.push(
			limit(async () => {
				// Earlier requests have entered the queue before, so this cannot wait for ever.
				if (request.after.length > 0) await Promise.all(request.after.map(async (index) => await running[index]));
				return await sender.deliver(request);
			}),
		);
	}
	return (await Promise.all(running)).flat();
}

class Sender {
	private readonly pace = new AudiencePace();

	private readonly suspicion = new Suspicion();

	private readonly brake: Brake;

	constructor(private readonly sending: Sending) {
		this.brake = new Brake(sending.stopAtFirstFailure);
	}

	/** Sends a request; one that Braze refused as a whole is split until what it refuses is alone. */
	async deliver(request: PlannedRequest): Promise<Delivered[]> {
		const outcome = this.brake.pulled ?? (await this.outcomeOf(request));
		if (outcome.kind === 'refused' && outcome.failure.status === 400) {
			const split = this.suspicion.worthSplitting(request) ? halves(request) : undefined;
			if (split) {
				const [first, second] = split;
				return [...(await this.deliver(first)), ...(await this.deliver(second))];
			}
		}
		const delivered = ended(request, outcome);
		this.suspicion.learn(request, outcome);
		this.brake.learn(outcome);
		this.sending.onEnd(request, delivered);
		return [delivered];
	}

	private async outcomeOf(request: PlannedRequest): Promise<Outcome> {
		const late = await this.awaitTurn(request.envelope);
		if (late) return late;
		const wire = wireRequest(request, this.sending);
		const attempted = this.sending.paging
			? await this.everyPage(this.sending.paging, wire, request.envelope)
			: await attempt(this.lineOf(request.envelope), wire);
		if (attempted.kind === 'accepted') return { kind: 'sent', answer: attempted.body };
		const excused = attempted.kind === 'refused' ? request.envelope.excuse?.(attempted.failure) : undefined;
		return excused ? { kind: 'sent', answer: excused } : attempted;
	}

	private lineOf({ repeatable }: Envelope): Line {
		return repeatable ? { ...this.sending, safety: 'idempotent' } : this.sending;
	}

	/** Keeps to the limits for audiences. Gives an outcome when the turn is too far away. */
	private async awaitTurn(envelope: Envelope): Promise<Outcome | undefined> {
		const { clock, maxWaitMs, signal } = this.sending;
		const now = clock.now();
		const turn = this.pace.reserve(envelope, now);
		if (turn - now > maxWaitMs) return tooLong(turn);
		if (turn > now) await clock.wait(turn - now, signal);
		return undefined;
	}

	private async everyPage(paging: Paging, wire: BrazeRequest, envelope: Envelope): Promise<Attempted> {
		let failed: Attempted | undefined;
		const ask = async (query: IDataObject): Promise<Page | undefined> => {
			const attempted = await attempt(this.sending, { ...wire, query });
			if (attempted.kind === 'accepted') return attempted;
			failed = attempted;
			return undefined;
		};
		const entries = await collectPages(paging, wire.query ?? {}, envelope.limit ?? Infinity, ask);
		return failed ?? { kind: 'accepted', body: { [paging.list]: entries }, headers: {} };
	}
}

/** The request as it goes over the wire. */
export function wireRequest(
	{ envelope, parts }: Pick<PlannedRequest, 'envelope' | 'parts'>,
	{ endpoint, combine }: Pick<Sending, 'endpoint' | 'combine'>,
): BrazeRequest {
	const members = parts.flatMap(({ member }) => (member === undefined ? [] : [member]));
	const body = { ...envelope.body, ...(combine && members.length > 0 ? combine.body(members) : {}) } as IDataObject;
	const path = endpoint.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(envelope.path?.[name] ?? ''));
	return {
		method: endpoint.method,
		path,
		...(envelope.query && { query: envelope.query }),
		...(endpoint.method !== 'GET' && { body }),
	};
}
