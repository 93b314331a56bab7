import type { SandboxState } from '../state';
import type { JsonObject } from '../types/json';
import { awaitsCall, stageOf } from '../delivery/exportFile';
import { BATCH, bodiesFor } from './bodies';
import { type CallKind, type OutgoingCall, type Target, TIMEOUT_MS } from './call';
import { checkDestination, type Destinations } from './destinations';
import { post } from './post';
import { nextStep } from './retrying';

/** How many calls may be in progress at the same time. */
const AT_ONCE = 20;

const KEPT = 20_000;

/** The webhook calls that Braze makes. Messages that go out create them, and retries follow the sandbox's clock. */
export class Outbox {
	readonly targets = new Map<CallKind, Target>();

	/** Oldest first; the newest 20,000. */
	readonly calls: OutgoingCall[] = [];

	private count = 0;

	/** How many deliveries have been reported. */
	private told = 0;

	private running: Promise<void> | undefined;

	/**
	 * @param now the sandbox's clock
	 * @param destinations where calls may go
	 */
	constructor(
		private readonly now: () => Date,
		private readonly destinations: Destinations,
	) {}

	/**
	 * Sends calls of a kind to a target from now on. Earlier messages are not reported. Throws a 403 for a URL that is
	 * not allowed.
	 */
	aim(target: Target, state: SandboxState): void {
		checkDestination(target.url, this.destinations);
		if (this.targets.size === 0) this.told = state.deliveries.length;
		this.targets.set(target.kind, target);
	}

	/** Creates calls that are due now, to a given URL if there is one. A list of Currents events is sent in batches. */
	add(kind: CallKind, bodies: readonly JsonObject[], url?: string): void {
		const now = this.now().getTime();
		const whole = kind === 'currents' ? batches(bodies, BATCH) : bodies;
		for (const body of whole) {
			this.count += 1;
			this.calls.push({
				id: this.count,
				kind,
				body,
				...(url === undefined ? {} : { url }),
				attempts: [],
				outcome: 'waiting',
				madeAt: now,
				dueAt: now,
			});
		}
		this.calls.splice(0, this.calls.length - KEPT);
	}

	clear(): void {
		this.targets.clear();
		this.calls.length = 0;
		this.told = 0;
	}

	/** Makes every call that is due. Resolves when they, and the calls they led to, were answered. */
	async work(state: SandboxState): Promise<void> {
		this.running ??= this.workThrough(state).finally(() => (this.running = undefined));
		await this.running;
	}

	private async workThrough(state: SandboxState): Promise<void> {
		this.tell(state);
		this.announce(state);
		for (let due = this.due(); due.length > 0; due = this.due())
			await Promise.all(due.map(async (call) => await this.make(call)));
	}

	/** Creates calls for the messages that went out since the last time. */
	private tell(state: SandboxState): void {
		if (this.targets.size === 0) return;
		const news = state.deliveries.slice(this.told);
		this.told = state.deliveries.length;
		for (const kind of this.targets.keys())
			this.add(
				kind,
				news.flatMap((delivery) => bodiesFor(kind, state, delivery)),
			);
	}

	/** Creates calls for the exports that are ready (post_users_segment.md). */
	private announce({ exports }: SandboxState): void {
		for (const one of exports.filter(awaitsCall)) {
			if (stageOf(one, this.now()) === 'running') continue;
			one.called = true;
			this.add('segmentExport', [{ success: true, url: one.url }], one.callback);
		}
	}

	private due(): OutgoingCall[] {
		const now = this.now().getTime();
		const ready = (call: OutgoingCall) =>
			call.outcome === 'waiting' && call.dueAt <= now && this.isOpen(call);
		return this.calls.filter(ready).slice(0, AT_ONCE);
	}

	private isOpen(call: OutgoingCall): boolean {
		const target = this.targetOf(call);
		return target !== undefined && target.stopped === undefined;
	}

	private async post(target: Target, body: JsonObject): ReturnType<typeof post> {
		try {
			checkDestination(target.url, this.destinations);
		} catch (error) {
			return { problem: error instanceof Error ? error.message : String(error) };
		}
		return await post(target, body);
	}

	private targetOf({ kind, url }: OutgoingCall): Target | undefined {
		return url === undefined ? this.targets.get(kind) : { kind, url, headers: {}, timeoutMs: TIMEOUT_MS };
	}

	private async make(call: OutgoingCall): Promise<void> {
		const target = this.targetOf(call) as Target;
		const { status, retryAfter, problem } = await this.post(target, call.body);
		const now = this.now();
		call.attempts.push({
			at: now.toISOString(),
			...(status === undefined ? {} : { status }),
			...(problem ? { problem } : {}),
		});
		const next = nextStep(call, { status, retryAfter }, now.getTime());
		if (next.kind === 'retry') call.dueAt = now.getTime() + next.afterMs;
		if (next.kind === 'done') call.outcome = 'delivered';
		if (next.kind === 'giveUp') call.outcome = 'given up';
		if (next.kind === 'stop') target.stopped = next.why;
		if (next.kind === 'split') {
			call.outcome = 'split';
			for (const part of batches(call.body.events as JsonObject[], next.size))
				this.add('currents', part.events as JsonObject[]);
		}
	}
}

function batches(events: readonly JsonObject[], size: number): JsonObject[] {
	const list: JsonObject[] = [];
	for (let from = 0; from < events.length; from += size)
		list.push({ events: events.slice(from, from + size) });
	return list;
}
