import type { IDataObject } from 'n8n-workflow';
import pLimit from 'p-limit';

import type { BrazeRequest } from '../transport/connection';
import { unforeseen } from '../transport/failure';
import { collectPages, type Page, type Paging } from '../transport/pages';
import { attempt, tooLong, type Attempted, type Line } from './attempt';
import { Brake } from './brake';
import type { Combine, Envelope } from './entry';
import { halves, refusedForContent, Suspicion } from './halve';
import type { Delivered, NotSent, Outcome } from './outcome';
import type { AudiencePace } from './pace';
import type { PlannedRequest } from './plan';
import { wireRequest } from './wire';

/** How the requests of a run are sent. */
export interface Sending extends Omit<Line, 'held' | 'excuse'> {
	readonly combine?: Combine;
	readonly paging?: Paging;
	readonly pace: AudiencePace;
	/** How many requests may be under way at once. */
	readonly parallel: number;
	/** Whether nothing more is sent after the first request that does not succeed. */
	readonly stopAtFirstFailure: boolean;
	/** Told of each request as it ends; gives back what is to be said of its parts. */
	readonly onEnd: (request: PlannedRequest, delivered: Delivered) => Delivered[];
}

/**
 * Sends planned requests, several at a time, and tells how each part of each ended. Never throws for what Braze or
 * the network does. Requests that concern the same person go out one after the other.
 */
export async function sendAll(requests: readonly PlannedRequest[], sending: Sending): Promise<Delivered[]> {
	const sender = new Sender(sending);
	const running: Array<Promise<Delivered[]>> = [];
	for (const request of requests) {
		running.push(sender.run(request, request.after.map((index) => running[index])));
	}
	return (await Promise.all(running)).flat();
}

/** A shared request that was refused and not split, as its envelope was under suspicion. */
interface Doubtful {
	readonly request: PlannedRequest;
	readonly outcome: Outcome;
}

class Sender {
	private readonly suspicion = new Suspicion();

	private readonly brake: Brake;

	private readonly limit: pLimit.Limit;

	private readonly line: Line;

	constructor(private readonly sending: Sending) {
		this.brake = new Brake(sending.stopAtFirstFailure);
		this.limit = pLimit(sending.parallel);
		this.line = { ...sending, held: () => this.brake.pulled };
	}

	/** Sends a request when its turn has come. What waits takes no place among those under way. */
	async run(request: PlannedRequest, earlier: Array<Promise<unknown>>): Promise<Delivered[]> {
		if (earlier.length > 0) await Promise.all(earlier);
		const late = await this.awaitTurn(request.envelope);
		if (late) return this.end(request, late);
		return await this.limit(async () => await this.deliver(request));
	}

	/** Keeps to the limits for audiences. Gives an outcome when the turn is too far away; others may still come. */
	private async awaitTurn(envelope: Envelope): Promise<NotSent | undefined> {
		const { clock, endpoint, pace, signal, stopAtFirstFailure } = this.sending;
		if (!envelope.blast || this.brake.pulled) return undefined;
		const now = clock.now();
		const turn = pace.reserve(envelope, now);
		if (turn.granted) {
			if (turn.at > now) await clock.wait(turn.at - now, signal);
			return undefined;
		}
		const late = tooLong(turn.at, endpoint);
		if (stopAtFirstFailure) this.brake.learn(late);
		return late;
	}

	/** Sends a request; one that Braze refuses as a whole is split until what it refuses is alone. */
	private async deliver(request: PlannedRequest): Promise<Delivered[]> {
		const doubtful: Doubtful[] = [];
		const delivered = await this.divide(request, doubtful);
		for (const one of doubtful) {
			// Something of this envelope was taken in the meantime, or not.
			const settled = this.suspicion.suspects(request.envelope) ? this.finish(one) : await this.divideFurther(one, []);
			delivered.push(...settled);
		}
		return delivered;
	}

	private async divide(request: PlannedRequest, doubtful: Doubtful[]): Promise<Delivered[]> {
		const outcome = await this.outcomeOf(request);
		this.suspicion.learn(request, outcome);
		if (!refusedForContent(outcome)) return this.finish({ request, outcome });
		if (!this.suspicion.suspects(request.envelope)) return await this.divideFurther({ request, outcome }, doubtful);
		doubtful.push({ request, outcome });
		return [];
	}

	private async divideFurther({ request, outcome }: Doubtful, doubtful: Doubtful[]): Promise<Delivered[]> {
		const [first, second] = halves(request) ?? [];
		if (!first || !second) return this.finish({ request, outcome });
		return [...(await this.divide(first, doubtful)), ...(await this.divide(second, doubtful))];
	}

	private finish({ request, outcome }: Doubtful): Delivered[] {
		this.brake.learn(outcome);
		return this.end(request, outcome);
	}

	private end(request: PlannedRequest, outcome: Outcome): Delivered[] {
		return this.sending.onEnd(request, { parts: request.parts, outcome });
	}

	private async outcomeOf(request: PlannedRequest): Promise<Outcome> {
		try {
			const wire = wireRequest(request, this.sending);
			const attempted = this.sending.paging
				? await this.everyPage(this.sending.paging, wire, request.envelope)
				: await attempt(this.lineOf(request.envelope), wire);
			return attempted.kind === 'accepted' ? { kind: 'sent', answer: attempted.body } : attempted;
		} catch (error) {
			// A mistake of this node must not lose what became of the other requests.
			return { kind: 'unknown', failure: unforeseen(error) };
		}
	}

	private lineOf({ repeatable, excuse }: Envelope): Line {
		return { ...this.line, excuse, ...(repeatable && { safety: 'idempotent' }) };
	}

	private async everyPage(paging: Paging, wire: BrazeRequest, envelope: Envelope): Promise<Attempted> {
		let failed: Attempted | undefined;
		const ask = async (query: IDataObject): Promise<Page | undefined> => {
			const attempted = await attempt(this.line, { ...wire, query });
			if (attempted.kind === 'accepted') return attempted;
			failed = attempted;
			return undefined;
		};
		const entries = await collectPages(paging, wire.query ?? {}, envelope.limit ?? Infinity, ask);
		return failed ?? { kind: 'accepted', body: { [paging.list]: entries }, headers: {} };
	}
}
