import type { IDataObject } from 'n8n-workflow';

import { AudienceRateLimiter, RateLimitGate, WaitBudget } from '../../nodes/Braze/delivery/send/rateLimits';
import type { Combine, Entry, Envelope, Member } from '../../nodes/Braze/delivery/entry';
import type { RequestOutcome } from '../../nodes/Braze/delivery/outcome';
import type { Sending } from '../../nodes/Braze/delivery/send/sendAll';
import type { BrazeResponse, BrazeRequest } from '../../nodes/Braze/transport/connection';
import { nextTurn } from './timers';
import type { ItemEntry } from '../../nodes/Braze/delivery/plan/requests';
import type { Clock } from '../../nodes/Braze/delivery/clock';

/** A clock that jumps to the next moment that anybody waits for, as soon as nothing else is left to do. */
export class FakeClock implements Clock {
	readonly waits: number[] = [];

	private readonly sleepers: Array<{ until: number; wake: () => void }> = [];

	constructor(private moment = Date.parse('2026-09-07T09:00:00Z')) {}

	now(): number {
		return this.moment;
	}

	/** Goes back to a moment; nobody must be waiting. */
	reset(moment: number): void {
		this.moment = moment;
	}

	async wait(ms: number, signal?: AbortSignal): Promise<void> {
		if (signal?.aborted) return;
		this.waits.push(ms);
		await new Promise<void>((wake) => {
			this.sleepers.push({ until: this.moment + ms, wake });
			void nextTurn().then(() => this.wakeNext());
		});
	}

	private wakeNext(): void {
		this.sleepers.sort((a, b) => a.until - b.until);
		const next = this.sleepers.shift();
		if (!next) return;
		this.moment = Math.max(this.moment, next.until);
		next.wake();
	}
}

/** Members of up to `limit` share a request; `id` tells them apart. */
export const combineUpTo = (limit: number): Combine => ({
	limit,
	key: (member: Member) => String(member.id),
	body: (members: Member[]) => ({ recipients: members }),
});

/**
 * An envelope for a Canvas: always the same object for the same Canvas, as the node uses for items without expressions.
 */
export function envelopeOf(canvas: string, more: Partial<Envelope> = {}): Envelope {
	return { body: { canvas_id: canvas }, subject: canvas, ...more };
}

/** An input item with these people. */
export function entry(item: number, ids: string[], envelope: Envelope, more: Partial<Entry> = {}): ItemEntry {
	return { item, entry: { envelope, members: ids.map((id) => ({ id })), ...more } };
}

export const answered = (
	status: number,
	body: unknown = { message: 'success' },
	headers: IDataObject = {},
): BrazeResponse => ({
	kind: 'answered',
	status,
	headers,
	body,
});

export const unanswered = (code: string): BrazeResponse => ({ kind: 'unanswered', code, detail: code });

/** Settings that send requests to a function instead of Braze. */
export function sendingTo(
	send: (request: BrazeRequest, index: number) => BrazeResponse | Promise<BrazeResponse>,
	more: Partial<Sending> & { maxWaitMs?: number } = {},
): Sending & { requests: BrazeRequest[]; ended: RequestOutcome[]; clock: FakeClock } {
	const { maxWaitMs = 300_000, ...rest } = more;
	const clock = new FakeClock();
	const budget = new WaitBudget(maxWaitMs);
	const requests: BrazeRequest[] = [];
	const ended: RequestOutcome[] = [];
	return {
		endpoint: { method: 'POST', path: '/canvas/trigger/send', permission: 'canvas.trigger.send' },
		safety: 'notIdempotent',
		expected: {},
		combine: combineUpTo(50),
		parallel: 10,
		clock,
		gate: new RateLimitGate(clock, budget),
		audienceLimiter: new AudienceRateLimiter(budget),
		stopAtFirstFailure: false,
		ledger: {
			record: (_envelope, delivered) => {
				ended.push(delivered);
				return [delivered];
			},
		},
		connection: {
			send: async (request) => {
				requests.push(request);
				return await send(request, requests.length - 1);
			},
		},
		requests,
		ended,
		...rest,
	} as Sending & { requests: BrazeRequest[]; ended: RequestOutcome[]; clock: FakeClock };
}

/** The ids of the people in a request's body. */
export function idsIn(request: BrazeRequest): string[] {
	const recipients = (request.body?.recipients ?? []) as Array<{ id: string }>;
	return recipients.map(({ id }) => id);
}

/** How each item ended, as one word per request that served it: `{ 0: ['sent'], 1: ['refused'] }`. */
export function outcomesByItem(delivered: readonly RequestOutcome[]): Record<number, string[]> {
	const byItem: Record<number, string[]> = {};
	for (const { parts, outcome } of delivered) {
		for (const item of new Set(parts.map((part) => part.item))) (byItem[item] ??= []).push(outcome.kind);
	}
	return byItem;
}
