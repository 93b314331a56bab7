import { noop } from 'lodash';
import type { DeduplicationItemTypes, IExecuteFunctions } from 'n8n-workflow';

import { reasonOf } from '../outcome';
import { realClock } from '../clock';

const SCOPE = 'node';

/** How often keys are recorded at most: five workers in a row that overwrite them are more than share one node in practice. */
const MAX_RECORDINGS = 5;

/**
 * How long to wait between recording keys and looking whether they are on record, in multiples of what recording took:
 * a worker that had read the keys before, and writes them back without these, has most likely done so by then.
 */
const OTHERS_ARE_DONE_AFTER = 2;

/** How many keys that this run recorded before are checked with each recording: those that another worker may just have overwritten. */
const RECHECKED = 500;

/** The last access of each node to n8n's keys. */
const lastTurn = new Map<string, Promise<void>>();

/**
 * The keys that n8n remembers for a node, in its database. n8n reads all of them, adds to them and writes them back,
 * without a lock: two workers that do so at the same moment lose keys, or both find the same key new. So keys are
 * read again after they were recorded, and within one process all executions of a node take turns.
 */
export class RememberedKeys {
	private recent: string[] = [];

	/** @param capacity how many keys n8n keeps; the oldest are forgotten first */
	constructor(
		private readonly ctx: IExecuteFunctions,
		readonly capacity: number,
	) {}

	/**
	 * Records keys, and makes sure that they are on record: if this worker crashes, nothing else would restore a key that
	 * another worker has overwritten. If that can't be verified, the claim still
	 * counts: rejecting the items would leave their keys recorded.
	 *
	 * @returns those that were known before
	 * @throws what n8n's database says if it could not record them
	 */
	async claim(keys: readonly string[]): Promise<ReadonlySet<unknown>> {
		return await this.inTurn(async () => {
			const all = [...this.recent, ...keys];
			const began = realClock.now();
			const known = new Set(await this.record(all));
			const tookMs = realClock.now() - began;
			this.recent.push(...keys.filter((key) => !known.has(key)));
			this.recent.splice(0, this.recent.length - RECHECKED);
			if (tookMs > 0) await realClock.wait(tookMs * OTHERS_ARE_DONE_AFTER);
			await this.recordUntilKnown(all).catch(noop);
			return known;
		});
	}

	/** Forgets keys: what they stand for may be tried again. */
	async release(keys: readonly string[]): Promise<void> {
		if (keys.length === 0) return;
		const released = new Set(keys);
		this.recent = this.recent.filter((key) => !released.has(key));
		await this.inTurn(async () => await this.ctx.helpers.removeProcessed([...keys], SCOPE, this.options()));
	}

	/** Records keys again that another worker may have overwritten: the last ones, if n8n doesn't keep as many. */
	async keep(keys: readonly string[]): Promise<void> {
		if (keys.length > 0)
			await this.inTurn(async () => await this.recordUntilKnown(keys.slice(-this.capacity)));
	}

	/** Records keys until n8n knows them all: what another worker writes at the same time may overwrite them. */
	private async recordUntilKnown(keys: readonly string[]): Promise<void> {
		for (let tries = 0, known = 0; known < keys.length && tries < MAX_RECORDINGS; tries += 1)
			known = (await this.record(keys)).length;
	}

	/** Records keys and returns those that n8n knew before. */
	private async record(keys: readonly string[]): Promise<DeduplicationItemTypes[]> {
		const access = async () =>
			await this.ctx.helpers.checkProcessedAndRecord([...keys], SCOPE, this.options());
		const { processed } = await access().catch(
			async (error: unknown) => await (isFirstRecordTwice(error) ? access() : Promise.reject(error as Error)),
		);
		return processed;
	}

	private options() {
		return { mode: 'entries', maxEntries: this.capacity } as const;
	}

	private async inTurn<T>(access: () => Promise<T>): Promise<T> {
		const node = `${this.ctx.getWorkflow().id}:${this.ctx.getNode().id}`;
		const turn = (lastTurn.get(node) ?? Promise.resolve()).then(access);
		const ended = turn.then(noop, noop);
		lastTurn.set(node, ended);
		try {
			return await turn;
		} finally {
			if (lastTurn.get(node) === ended) lastTurn.delete(node);
		}
	}
}

/** Whether two workers recorded a node's very first keys at the same moment: the database refuses one of them, which records nothing. */
function isFirstRecordTwice(error: unknown): boolean {
	return /duplicate key|unique constraint/i.test(reasonOf(error).message);
}
