import { BATCH, type Change } from './protocol/protocol';

interface Waiting<R> {
	readonly changes: readonly Change[];
	readonly done: (result: R) => void;
	readonly failed: (error: unknown) => void;
}

/**
 * Sends changes that come one by one in shared requests: while one request is under way, the next changes gather. So no change
 * waits longer than necessary, and many of them need few requests.
 */
export class Batches<R> {
	private waiting: Array<Waiting<R>> = [];

	private isSending = false;

	constructor(private readonly send: (changes: readonly Change[]) => Promise<R>) {}

	/** Sends changes, and returns the answer to the request that contained them. */
	async add(changes: readonly Change[]): Promise<R> {
		return await new Promise<R>((done, failed) => {
			this.waiting.push({ changes, done, failed });
			if (!this.isSending) void this.sendAll();
		});
	}

	private async sendAll(): Promise<void> {
		this.isSending = true;
		while (this.waiting.length > 0) {
			const batch = this.next();
			try {
				const result = await this.send(batch.flatMap(({ changes }) => changes));
				for (const { done } of batch) done(result);
			} catch (error) {
				for (const { failed } of batch) failed(error);
			}
		}
		this.isSending = false;
	}

	/** As many of those that wait as fit into one request: Braze accepts each ID once. */
	private next(): Array<Waiting<R>> {
		const ids = new Set<string>();
		const left: Array<Waiting<R>> = [];
		const batch = this.waiting.filter((one) => {
			const fits = ids.size + one.changes.length <= BATCH && !one.changes.some(({ id }) => ids.has(id));
			const isFirst = ids.size === 0;
			if (!fits && !isFirst) left.push(one);
			else for (const { id } of one.changes) ids.add(id);
			return fits || isFirst;
		});
		this.waiting = left;
		return batch;
	}
}
