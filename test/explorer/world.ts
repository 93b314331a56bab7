import { isUndefined, omit, omitBy } from 'lodash';

import type { Wanted } from '../../nodes/Braze/scheduleKeys/protocol/bulkChanging';
import type { Changed } from '../../nodes/Braze/scheduleKeys/protocol/changing';
import type { Cleaned } from '../../nodes/Braze/scheduleKeys/protocol/cleanUp';
import type { Freed } from '../../nodes/Braze/scheduleKeys/protocol/freeing';
import type { KeyItem } from '../../nodes/Braze/scheduleKeys/protocol/items';
import type { Answer, Change, KeyRequest, Protocol } from '../../nodes/Braze/scheduleKeys/protocol/protocol';
import type { Booking } from '../../nodes/Braze/scheduleKeys/protocol/claiming';
import type { Scheduled } from '../../nodes/Braze/scheduleKeys/protocol/scheduling';
import type { Machine } from './machine';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** What an execution does: an operation, the key, and what else it takes. */
export type Operation =
	| readonly ['schedule', key: string, ifExists: 'error' | 'replace', inMs?: number]
	/** The same in a run that claims its keys in bulk. */
	| readonly ['scheduleInBulk', key: string, ifExists: 'error' | 'replace', inMs?: number]
	| readonly ['cancel', key: string, how?: 'inBulk']
	| readonly ['move', key: string, inMs: number, how?: 'inBulk']
	| readonly ['free', key: string]
	| readonly ['clean', what: 'past' | 'unconfirmed'];

/** A small case. */
export interface Scenario {
	/** What each execution does, one operation after another. Executions run at the same time. */
	readonly executions: readonly Operation[][];
	/** What was done before, without faults. */
	readonly setup?: readonly Operation[][];
	/** How much later the executions begin, in ms. */
	readonly age?: number;
	/** How much time may pass at any moment, in ms: each once, in this order. */
	readonly ticks?: readonly number[];
	/** How many faults there may be. */
	readonly faults?: number;
	/** Whether a bulk PATCH of a removed item makes an item. On by default. */
	readonly makesItems?: boolean;
	/** Whether a list shows one moment. Otherwise, items may change while it is read. */
	readonly atOnce?: true;
	/** How many ms the clock of each execution is ahead. */
	readonly skew?: readonly number[];
}

/** One event of a run. */
export type Choice = readonly [
	what: 'ok' | 'stale' | 'crash' | 'before' | 'after' | 'late' | 'refuse' | 'land' | 'tick',
	index: number,
];

/** A schedule in Braze. `born`, `dead`, `told`: when in the order of events. */
export interface Schedule {
	readonly key: string;
	/** The token of the claim that it was created for. */
	readonly by: string;
	time: number;
	state: 'live' | 'sent' | 'cancelled';
	readonly born: number;
	dead: number;
	told?: number;
	/** The token of the run that cancelled it. */
	cancelledBy?: string;
}

/** An operation that was begun. `start` and `end`: when in the order of events. */
export interface Run {
	readonly execution: string;
	readonly does: Operation;
	readonly token: string;
	/** When the schedule is to go out. */
	readonly at: number;
	/** When it was begun and ended, in ms. */
	readonly began: number;
	ended?: number;
	readonly start: number;
	end: number;
	/** What Braze had accepted before, and not yet stored by then. */
	readonly unlanded: readonly string[];
	result?: Result;
	crashed?: true;
	/** The token of the claim that a request of it has freed, and when in the order of events. */
	freed?: { readonly token: string; readonly at: number };
}

/** How an operation ended, as its protocol says. */
export type Result = Scheduled | Changed | Freed | Cleaned;

/** The details of a result, whichever it is. */
export interface Details {
	readonly answer?: Answer;
	readonly item?: KeyItem;
	readonly notStored?: Answer;
	readonly later?: Change;
}

interface Execution {
	readonly name: string;
	readonly operations: readonly Operation[];
	readonly skew: number;
	step: number;
	/** The index of what it does now. */
	run: number;
	protocol?: Protocol<Result>;
	request?: KeyRequest;
	/** When the request was made. */
	asked: number;
	/** The IDs that a list that has begun shows for certain, with their items at its beginning. */
	listing?: ReadonlyMap<string, KeyItem>;
	/** The gate, as this process saw it last. */
	seen?: Omit<Answer, 'now'> & { readonly seenAt: number };
	/** All answers so far; those to the present operation determine what it does next, so a copy needs nothing else. */
	history?: History;
	crashed: boolean;
}

/** A write that Braze carries out later. */
interface Late {
	readonly write: (world: World) => void;
	readonly text: string;
	readonly since: number;
}

/** How long a request that got no answer may still take. */
const LATE = HOUR;

/** How long the node waits with what it stores afterwards. */
const STORED_WITHIN = 10 * MINUTE;

/** What can go wrong with each request. */
const FAULTS: Record<KeyRequest['ask'], ReadonlyArray<Choice[0]>> = {
	create: ['crash', 'after', 'before', 'late', 'refuse'],
	patch: ['crash', 'after', 'before', 'late', 'refuse'],
	cancel: ['crash', 'after', 'before', 'late', 'refuse'],
	move: ['crash', 'after', 'before', 'late', 'refuse'],
	schedule: ['crash', 'after', 'before', 'late', 'refuse'],
	patchMany: ['crash', 'after', 'before', 'refuse'],
	removeMany: ['crash', 'after', 'before', 'refuse'],
	read: ['crash', 'before', 'refuse'],
	putMany: ['crash', 'after', 'before', 'refuse'],
	readGate: ['crash', 'before', 'refuse'],
	list: ['crash', 'before', 'refuse'],
	pause: ['crash'],
	wait: [],
	mayWait: ['refuse'],
};

const BEGIN = Date.parse('2030-01-01T00:00:00Z');

/**
 * A catalog, schedules, and executions that share a key. What Braze promises and does not promise: answers get lost, before
 * the work or after it; requests land up to an hour later; bulk writes land item by item, in any order; lists show what existed
 * when they began, in a state between then and now; executions stop anywhere; clocks differ.
 */
export class World {
	readonly items = new Map<string, KeyItem>();
	readonly schedules = new Map<string, Schedule>();
	runs: Run[] = [];
	executions: Execution[] = [];
	late: Late[] = [];
	now = BEGIN;
	private ticked = 0;
	private faults: number;
	private order = 0;

	private constructor(
		private readonly machine: Machine,
		readonly scenario: Scenario,
	) {
		this.faults = scenario.faults ?? 1;
	}

	/** The world in which a scenario begins. */
	static of(machine: Machine, scenario: Scenario): World {
		const world = new World(machine, scenario);
		scenario.setup?.forEach((operations) => world.undisturbed(operations));
		world.executions = [];
		world.pass(scenario.age ?? 0);
		scenario.executions.forEach((operations, index) =>
			world.add(operations, 'ABCDE'[index], scenario.skew?.[index]),
		);
		return world;
	}

	copy(): World {
		const copy = new World(this.machine, this.scenario);
		for (const [id, item] of this.items) copy.items.set(id, item);
		for (const [id, schedule] of this.schedules) copy.schedules.set(id, { ...schedule });
		copy.runs = this.runs.map((run) => ({ ...run }));
		copy.executions = this.executions.map((execution) => ({ ...execution, protocol: undefined }));
		copy.late = [...this.late];
		copy.now = this.now;
		copy.ticked = this.ticked;
		copy.faults = this.faults;
		copy.order = this.order;
		return copy;
	}

	/** The world after one more event. */
	after(choice: Choice): World {
		const world = this.copy();
		world.apply(choice);
		return world;
	}

	/** What may happen next. */
	choices(): Choice[] {
		const all = this.executions.flatMap((execution, index) => this.choicesOf(execution, index));
		this.late.forEach((_, index) => all.push(['land', index]));
		const tick = this.scenario.ticks?.[this.ticked];
		if (tick !== undefined && this.late.every(({ since }) => this.now + tick - since <= LATE))
			all.push(['tick', 0]);
		return all;
	}

	private choicesOf({ crashed, request, listing }: Execution, index: number): Choice[] {
		if (crashed || !request) return [];
		const all: Choice[] = [['ok', index]];
		if (listing) all.push(['stale', index]);
		if (this.faults === 0 || listing) return all;
		return [...all, ...FAULTS[request.ask].map((what): Choice => [what, index])];
	}

	apply([what, index]: Choice): void {
		if (what === 'tick') return this.pass(this.scenario.ticks?.[this.ticked++] ?? 0);
		if (what === 'land') return this.land(index);
		const execution = this.executions[index];
		if (what !== 'ok' && what !== 'stale') this.faults--;
		if (what === 'crash') {
			execution.crashed = true;
			this.runs[execution.run].crashed = true;
			return;
		}
		const { request } = execution;
		if (!request) return;
		if (this.isTooLate(execution, request))
			return this.answer(execution, {
				kind: request.ask === 'create' || request.ask === 'cancel' ? 'late' : 'refused',
			});
		switch (what) {
			case 'ok':
			case 'stale':
				return this.carryOut(execution, request, what === 'stale');
			case 'refuse':
				return this.answer(execution, { kind: 'refused' });
			case 'after':
				if (isInBulk(request)) this.postpone(execution, request);
				else this.do(execution, request);
				return this.answer(execution, { kind: 'unclear' });
			case 'late':
				this.postpone(execution, request);
				return this.answer(execution, { kind: 'unclear' });
			default:
				return this.answer(execution, { kind: 'unclear' });
		}
	}

	/** Whether the node would not send a request any more: it may have waited for a rate limit. */
	private isTooLate({ asked, skew }: Execution, request: KeyRequest): boolean {
		if ('notAfter' in request && this.now + skew > (request.notAfter ?? Infinity)) return true;
		return request.ask.startsWith('patch') && this.now - asked > STORED_WITHIN;
	}

	private carryOut(execution: Execution, request: KeyRequest, stale: boolean): void {
		if (request.ask === 'pause') {
			this.pass(request.ms);
			return this.answer(execution, { kind: 'done' });
		}
		if (isInBulk(request)) {
			this.postpone(execution, request);
			return this.answer(execution, { kind: 'done' });
		}
		// Whoever waits for others gives up at once: what happens then is the same later.
		if (request.ask === 'wait') return this.answer(execution, { kind: 'refused' });
		if (request.ask === 'mayWait') return this.answer(execution, { kind: 'done' });
		if (request.ask === 'readGate') return this.readGate(execution);
		if (request.ask === 'list') return this.list(execution, stale);
		this.answer(execution, this.do(execution, request));
	}

	/** The gate as it is, or as this process saw it a short time ago. */
	private readGate(execution: Execution): void {
		const { seen, skew } = execution;
		const now = this.now + skew;
		if (seen && now - seen.seenAt < this.machine.REMEMBERED_MS) return this.answer(execution, seen);
		const item = this.items.get(this.machine.GATE);
		execution.seen = { kind: item ? 'done' : 'missing', item, seenAt: now };
		this.answer(execution, execution.seen);
	}

	/** A list takes two events: what exists at the first one is shown, as it is then or at the second one. */
	private list(execution: Execution, stale: boolean): void {
		if (this.scenario.atOnce) return this.answer(execution, { kind: 'done', items: new Map(this.items) });
		if (!execution.listing) {
			execution.listing = new Map(this.items);
			hear(execution, '<');
			return;
		}
		const before = execution.listing;
		execution.listing = undefined;
		const items = stale ? before : new Map(this.items);
		this.answer(execution, { kind: 'done', items });
	}

	private postpone(execution: Execution, request: KeyRequest): void {
		const push = (text: string, write: Late['write']) => this.late.push({ text, write, since: this.now });
		if (request.ask === 'patchMany') {
			if (new Set(request.changes.map(({ id }) => id)).size < request.changes.length)
				throw new Error('Braze accepts each ID once in a request');
			for (const { id, values } of request.changes)
				push(`patch ${id} ${JSON.stringify(values)}`, (world) =>
					world.patch(id, values, world.scenario.makesItems ?? true),
				);
		} else if (request.ask === 'putMany') {
			const since = this.stamp(execution.skew);
			for (const { id, values } of request.changes)
				push(`put ${id} ${JSON.stringify(values)}`, (world) => world.items.set(id, { ...values, since }));
		} else if (request.ask === 'removeMany')
			for (const id of request.ids) push(`remove ${id}`, (world) => world.items.delete(id));
		else {
			// Who asked, and when, is settled now.
			const { run, skew } = execution;
			const since = this.stamp(skew);
			push(JSON.stringify([request, run, since]), (world) => void world.write(request, run, since));
		}
	}

	private land(index: number): void {
		this.order++;
		const [late] = this.late.splice(index, 1);
		late.write(this);
	}

	private stamp(skew: number): string {
		return new Date(this.now + skew).toISOString();
	}

	private do({ run, skew }: Execution, request: KeyRequest): Omit<Answer, 'now'> {
		this.order++;
		return this.write(request, run, this.stamp(skew));
	}

	private write(request: KeyRequest, index: number, since: string): Omit<Answer, 'now'> {
		const run = this.runs[index];
		switch (request.ask) {
			case 'create': {
				const { id } = request;
				if (this.items.has(id)) return { kind: 'exists' };
				this.items.set(id, { ...request.item, since });
				return { kind: 'done', item: this.items.get(id) };
			}
			case 'read': {
				const item = this.items.get(request.id);
				return item ? { kind: 'done', item } : { kind: 'missing' };
			}
			case 'patch': {
				const isStored = this.patch(request.id, request.values, false);
				const { ended, ended_of: token = '' } = request.values;
				if (isStored && ended === 'freed') run.freed = { token, at: this.order };
				return { kind: isStored ? 'done' : 'missing' };
			}
			case 'schedule': {
				const scheduleId = `S${this.schedules.size + 1}`;
				this.schedules.set(scheduleId, this.scheduled(run));
				return { kind: 'done', scheduleId };
			}
			case 'cancel':
			case 'move': {
				const schedule = this.schedules.get(request.schedule.scheduleId);
				if (schedule?.state !== 'live') return { kind: 'gone' };
				if (request.ask === 'cancel') {
					this.finish(schedule, 'cancelled');
					schedule.cancelledBy = run.token;
				} else schedule.time = run.at;
				this.send(schedule);
				return { kind: 'done' };
			}
			default:
				throw new Error(`not a single request: ${request.ask}`);
		}
	}

	private patch(id: string, values: KeyItem, makesItems: boolean): boolean {
		const item = this.items.get(id);
		if (!item && !makesItems) return false;
		// JSON leaves out what is undefined, so the item keeps its value.
		this.items.set(id, { ...item, ...omitBy(values, isUndefined) });
		return true;
	}

	private scheduled({ does, token, at }: Run): Schedule {
		const schedule: Schedule = {
			key: String(does[1]),
			by: token,
			time: at,
			state: 'live',
			born: this.order,
			dead: Infinity,
		};
		this.send(schedule);
		return schedule;
	}

	private finish(schedule: Schedule, state: 'sent' | 'cancelled'): void {
		schedule.state = state;
		schedule.dead = this.order;
	}

	private send(schedule: Schedule): void {
		if (schedule.state === 'live' && schedule.time <= this.now) this.finish(schedule, 'sent');
	}

	/** Lets time pass. */
	pass(ms: number): void {
		this.order++;
		this.now += ms;
		for (const schedule of this.schedules.values()) this.send(schedule);
	}

	private answer(execution: Execution, answer: Omit<Answer, 'now'>): void {
		const full = { ...answer, now: this.now + execution.skew };
		execution.protocol ??= this.resumed(execution);
		hear(execution, full);
		this.proceed(execution, execution.protocol.next(full));
	}

	/** What an execution of a copied world does, brought to where it is. */
	private resumed({ run, history }: Execution): Protocol<Result> {
		const protocol = this.protocolOf(this.runs[run]);
		begun(protocol);
		for (const answer of answersIn(history)) protocol.next(answer);
		return protocol;
	}

	private proceed(execution: Execution, next: IteratorResult<KeyRequest, Result>): void {
		execution.asked = this.now;
		if (!next.done) {
			execution.request = next.value;
			return;
		}
		const run = this.runs[execution.run];
		run.result = next.value;
		run.end = ++this.order;
		run.ended = this.now;
		const schedule = this.schedules.get(scheduleIdIn(run));
		if (schedule && next.value.kind === 'scheduled') schedule.told ??= this.order;
		hear(execution, '|');
		this.begin(execution);
	}

	private add(operations: readonly Operation[], name: string, skew = 0): Execution {
		const execution: Execution = {
			name,
			operations,
			skew,
			step: 0,
			run: 0,
			asked: this.now,
			crashed: false,
		};
		this.executions.push(execution);
		this.begin(execution);
		return execution;
	}

	private begin(execution: Execution): void {
		const { name, operations, step } = execution;
		execution.request = undefined;
		if (step >= operations.length) return;
		execution.step++;
		const does = operations[step];
		const inMs = isBooking(does) ? (does[3] ?? 30 * DAY) : does[0] === 'move' ? does[2] : 0;
		const run: Run = {
			execution: name,
			does,
			token: `${name}${step}`.toLowerCase(),
			at: this.now + inMs,
			began: this.now,
			start: ++this.order,
			end: Infinity,
			unlanded: this.late.map(({ text }) => text),
		};
		execution.run = this.runs.push(run) - 1;
		execution.protocol = this.protocolOf(run);
		this.proceed(execution, begun(execution.protocol));
	}

	private protocolOf(run: Run): Protocol<Result> {
		const { does, token, at } = run;
		const { machine } = this;
		if (does[0] === 'clean')
			return machine.cleanUp({ token, olderThanDays: 1, unconfirmed: does[1] === 'unconfirmed' });
		const root = machine.keyId('canvas', does[1]);
		const iso = new Date(at).toISOString();
		const times = { first_send_at: iso, last_send_at: iso };
		const booking = (ifExists: 'error' | 'replace') => ({
			root,
			claim: { token, schedule_key: does[1], target_id: 'canvas', ...times },
			ifExists,
		});
		switch (does[0]) {
			case 'schedule':
				return machine.schedule(booking(does[2]));
			case 'scheduleInBulk':
				return inBulk(machine, booking(does[2]));
			case 'cancel':
				return does[2] ? cancelInBulk(machine, root) : machine.cancel(root);
			case 'move':
				return does[3]
					? moveInBulk(machine, { root, note: { token, ...times } })
					: machine.move(root, { token, ...times });
			case 'free':
				return machine.free(root);
		}
	}

	/** Everything under way lands. */
	settle(): void {
		while (this.late.length > 0) this.land(0);
	}

	/** Does something without faults, with nothing else at the same time; returns the last result. */
	undisturbed(operations: readonly Operation[]): Result {
		const execution = this.add(operations, `z${this.executions.length}`);
		for (let steps = 0; execution.request; steps++) {
			if (steps > 500) throw new Error(`it does not end: ${JSON.stringify(operations)}`);
			this.carryOut(execution, execution.request, false);
			this.settle();
		}
		const { result } = this.runs[execution.run];
		if (!result) throw new Error('it has no result');
		return result;
	}

	/** What tells this state from others; two worlds with the same one have the same future. */
	key(): string {
		return JSON.stringify([
			[...this.items].sort(([one], [other]) => (one < other ? -1 : 1)),
			[...this.schedules].map(([id, { time, state, by, cancelledBy }]) => [id, time, state, by, cancelledBy]),
			this.late.map(({ text, since }) => [text, since]),
			this.executions.map(({ history, crashed, asked, seen }) => [numberOf(history), crashed, asked, seen]),
			this.now,
			this.faults,
			this.ticked,
		]);
	}
}

/** As the node does for each key of a run. */
function* inBulk(machine: Machine, booking: Booking): Protocol<Result> {
	const verdicts = yield* machine.claimInBulk(booking.claim.token, [booking]);
	const verdict = verdicts.get(booking.root);
	return yield* verdict ? machine.scheduleAs(verdict) : machine.schedule(booking);
}

function* cancelInBulk(machine: Machine, root: string): Protocol<Result> {
	const cancelled = yield* machine.cancelListed(root, yield* machine.listInBulk(1));
	if (cancelled.kind !== 'changed' || !cancelled.later) return cancelled;
	const unseen = yield* machine.unseenOf([cancelled.later], 1);
	return unseen.length > 0 ? cancelled : omit(cancelled, 'later');
}

function* moveInBulk(machine: Machine, wanted: Wanted): Protocol<Result> {
	const noted = yield* machine.noteInBulk(wanted.note.token, [wanted]);
	return yield* machine.moveNoted(wanted, noted.get(wanted.root));
}

/** Whether an operation schedules. */
export const isBooking = (
	does: Operation,
): does is Extract<Operation, readonly ['schedule' | 'scheduleInBulk', ...unknown[]]> =>
	does[0] === 'schedule' || does[0] === 'scheduleInBulk';

/** Whether Braze does it later. */
const isInBulk = ({ ask }: KeyRequest): boolean =>
	ask === 'patchMany' || ask === 'putMany' || ask === 'removeMany';

/** The run that an item belongs to: an attempt that begins again has a token of its own. */
export const runOf = ({ token = '' }: KeyItem): string => token.replace(/r$/, '');

/** The schedule that the result of a run names. */
export function scheduleIdIn({ result }: Run): string {
	const { answer, item } = (result ?? {}) as Details;
	return answer?.scheduleId ?? item?.schedule_id ?? '';
}

/** What an execution has heard: an answer, or that a list or an operation ended. */
interface History {
	readonly before?: History;
	readonly heard: Answer | '<' | '|';
	/** Stands for it, once states are compared. */
	number?: number;
}

function hear(execution: Execution, heard: History['heard']): void {
	execution.history = { before: execution.history, heard };
}

/** The answers to the present operation. */
function answersIn(history: History | undefined): Answer[] {
	const answers: Answer[] = [];
	for (let one = history; one && one.heard !== '|'; one = one.before)
		if (one.heard !== '<') answers.unshift(one.heard);
	return answers;
}

/** Numbers for histories, so that states are compared quickly. */
const histories = new Map<string, number>();

function numberOf(history: History | undefined): number {
	if (!history) return 0;
	history.number ??= numberFor(`${numberOf(history.before)} ${textOf(history.heard)}`);
	return history.number;
}

function numberFor(text: string): number {
	const known = histories.get(text) ?? histories.size + 1;
	histories.set(text, known);
	return known;
}

const textOf = (heard: History['heard']): string =>
	typeof heard === 'string' ? heard : JSON.stringify([heard, heard.items && [...heard.items]]);

/** The first request of a protocol. */
const begun = <R>(protocol: Protocol<R>): IteratorResult<KeyRequest, R> =>
	(protocol as Generator<KeyRequest, R>).next();
