import { noop } from 'lodash';
import type { DeduplicationItemTypes, IExecuteFunctions } from 'n8n-workflow';

import { reasonOf } from '../outcome';
import { realClock } from '../clock';

const SCOPE = 'node';

/**
 * How often keys are recorded at most. Five workers in a row that overwrite them are more than share a node in
 * practice.
 */
const MAX_RECORDINGS = 5;

/**
 * How long to wait before verifying recorded keys, as a multiple of the time that recording took. By then, a worker
 * that read the store before and writes it back without these keys has most likely finished.
 */
const VERIFY_DELAY_FACTOR = 2;

/**
 * How many of the run's latest keys are verified with each recording: those that another worker may just have
 * overwritten.
 */
const VERIFIED_AGAIN = 500;

/** The latest access of each node to its keys in n8n, so that accesses take turns. */
const lastTurn = new Map<string, Promise<void>>();

/**
 * The keys that n8n remembers for a node in its database. n8n reads all keys, adds new ones and writes them back
 * without a lock, so two workers that do this at the same moment lose keys, or both see the same key as new. Keys are
 * therefore verified after recording, and all executions of a node within one process take turns.
 */
export class RememberedKeys {
	private recent: string[] = [];

	/** @param capacity how many keys n8n keeps; the oldest are forgotten first */
	constructor(
		private readonly ctx: IExecuteFunctions,
		readonly capacity: number,
	) {}

	/**
	 * Records keys, and verifies that they are on record: if this worker crashes, nothing else would restore a key that
	 * another worker has overwritten. If verification fails, the claim still counts, because rejecting the items would
	 * leave their keys recorded.
	 *
	 * @returns the keys that were known before
	 * @throws the error of n8n's database if it could not record them
	 */
	async claim(keys: readonly string[]): Promise<ReadonlySet<unknown>> {
		return await this.inTurn(async () => {
			const all = [...this.recent, ...keys];
			const began = realClock.now();
			const known = new Set(await this.record(all));
			const tookMs = realClock.now() - began;
			this.recent.push(...keys.filter((key) => !known.has(key)));
			this.recent.splice(0, this.recent.length - VERIFIED_AGAIN);
			if (tookMs > 0) await realClock.wait(tookMs * VERIFY_DELAY_FACTOR);
			await this.recordUntilKnown(all).catch(noop);
			return known;
		});
	}

	/** Forgets keys, so that their items may be tried again. */
	async release(keys: readonly string[]): Promise<void> {
		if (keys.length === 0) return;
		const released = new Set(keys);
		this.recent = this.recent.filter((key) => !released.has(key));
		await this.inTurn(async () => await this.ctx.helpers.removeProcessed([...keys], SCOPE, this.options()));
	}

	/** Records keys again that another worker may have overwritten. If n8n can't keep them all, only the last ones. */
	async keep(keys: readonly string[]): Promise<void> {
		if (keys.length > 0)
			await this.inTurn(async () => await this.recordUntilKnown(keys.slice(-this.capacity)));
	}

	/** Records keys until n8n knows them all, because another worker may overwrite them at the same time. */
	private async recordUntilKnown(keys: readonly string[]): Promise<void> {
		for (let tries = 0, known = 0; known < keys.length && tries < MAX_RECORDINGS; tries += 1)
			known = (await this.record(keys)).length;
	}

	/** Records keys, and returns those that n8n already knew. */
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

/**
 * Whether two workers recorded a node's very first keys at the same moment: the database then rejects one of them, and
 * nothing of it is recorded.
 */
function isFirstRecordTwice(error: unknown): boolean {
	return /duplicate key|unique constraint/i.test(reasonOf(error).message);
}
