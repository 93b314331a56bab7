import type { Case, Request, Step } from './cases';
import { cleanUp } from './cleanUp';
import { type Answer, type Difference, differences } from './compare';
import { ask, Connection, type Exchange } from './connection';
import { markerOf, type Target } from './settings';
import { type LeftBehind, Traces } from './traces';
import { filled, newPrefix, type Words, wordsOf } from './words';

/** How a case ended. */
export interface Result {
	case: Case;
	/** `failed`: no answer, or a state that could not be brought about. */
	outcome: 'agrees' | 'differs' | 'failed' | 'skipped';
	differences: Array<Difference & { request: string }>;
	/** Why it failed or was skipped. */
	reason?: string;
	exchanges: Exchange[];
}

export interface Run {
	prefix: string;
	startedAt: string;
	results: Result[];
	/** What could not be removed afterwards, in words. */
	leftBehind: string[];
}

/** What a run needs of the world around it. */
export interface Surroundings {
	now: () => Date;
	wait: (seconds: number) => Promise<void>;
	/** Keeps what has to be removed, in case that the process ends before it is. */
	keep: (left: LeftBehind) => void;
	/** Whether somebody asked to stop: what was made is removed all the same. */
	isStopped: () => boolean;
}

/**
 * Runs the cases in three phases, with a pause for Braze between them: states, requests, and what can be seen
 * afterwards. Whatever happens, what was made is removed at the end.
 * @throws an error before anything is written if the workspace does not carry its marker
 */
export async function run(cases: Case[], target: Target, world: Surroundings): Promise<Run> {
	await checkMarker(target);
	const prefix = newPrefix();
	const now = world.now();
	const traces = new Traces(prefix, world.keep);
	const { canvas, campaign, group } = target;
	const scope = { prefix, canvas, campaign, group, schedules: traces.scheduleIds, now };
	const connection = new Connection(target, scope, traces);
	const made = new Map<string, number>();
	const runs = cases.map((one) => new CaseRun(one, connection, wordsOf(target, prefix, now), made, target));
	const pause = async () => world.isStopped() || (await world.wait(target.settle));
	let leftBehind: string[] = [];
	try {
		for (const phase of ['state', 'request', 'after'] as const) {
			for (const one of runs) if (!world.isStopped()) await one[phase]();
			await pause();
		}
	} finally {
		leftBehind = await cleanUp(traces.left(), async (request) => await connection.send(request));
	}
	return { prefix, startedAt: now.toISOString(), results: runs.map((one) => one.result), leftBehind };
}

/** Refuses a workspace without a segment that carries the name it was given. */
async function checkMarker(target: Target): Promise<void> {
	const wanted = markerOf(target.workspace);
	for (let page = 0; ; page++) {
		const { status, body } = await ask(target, { method: 'GET', path: `/segments/list?page=${page}` });
		const { segments } = (body ?? {}) as { segments?: Array<{ name?: unknown }> };
		if (status !== 200 || !Array.isArray(segments))
			throw new Error(
				`The segments of the workspace cannot be listed (status ${status}): the key needs segments.list`,
			);
		if (segments.some(({ name }) => name === wanted)) return;
		if (segments.length === 0)
			throw new Error(`This workspace has no segment named "${wanted}", so nothing was done in it`);
	}
}

/** One case on its way through the phases. */
class CaseRun {
	readonly result: Result;

	constructor(
		private readonly one: Case,
		private readonly connection: Connection,
		private readonly words: Words,
		private readonly made: Map<string, number>,
		target: Target,
	) {
		// Each case has its own names, all of them below the prefix of the run.
		this.words = { ...words, own: `${words.prefix}-${one.id}` };
		const missing = one.needs.filter((name) => target[name] === undefined);
		this.result = { case: one, outcome: 'agrees', differences: [], exchanges: [] };
		if (missing.length > 0) this.end('skipped', `no ${missing.join(' and ')} was named`);
	}

	private end(outcome: Result['outcome'], reason: string): void {
		Object.assign(this.result, { outcome, reason });
	}

	private get isOver(): boolean {
		return this.result.outcome === 'skipped' || this.result.outcome === 'failed';
	}

	/** Cases may share a part of their state: an equal request is sent once in a run. */
	async state(): Promise<void> {
		for (const request of this.one.state) {
			if (this.isOver) return;
			const text = JSON.stringify(filled(request, this.words));
			const status = this.made.get(text) ?? (await this.ask(request))?.status;
			if (status === undefined) return;
			this.made.set(text, status);
			if (status >= 300) this.end('failed', `its state was refused (status ${status})`);
		}
	}

	async request(): Promise<void> {
		await this.step(this.one);
	}

	async after(): Promise<void> {
		for (const step of this.one.after) await this.step(step);
	}

	private async step({ request, expect, save = {} }: Step): Promise<void> {
		if (this.isOver) return;
		const answer = await this.ask(request);
		if (!answer) return;
		for (const [word, member] of Object.entries(save)) {
			const value = (answer.body as Record<string, unknown> | null)?.[member];
			if (typeof value === 'string') this.words[word] = value;
		}
		const what = `${request.method} ${request.path}`;
		const found = differences(filled(expect, this.words), answer);
		this.result.differences.push(...found.map((difference) => ({ ...difference, request: what })));
		if (found.length > 0) this.result.outcome = 'differs';
	}

	/** Sends a request with its words filled in; a request without an answer ends the case. */
	private async ask(request: Request): Promise<Answer | undefined> {
		const before = this.connection.exchanges.length;
		try {
			return await this.connection.send(filled(request, this.words));
		} catch (error) {
			this.end('failed', error instanceof Error ? error.message : String(error));
			return undefined;
		} finally {
			this.result.exchanges.push(...this.connection.exchanges.slice(before));
		}
	}
}
