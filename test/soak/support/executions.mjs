// @ts-check
import { setTimeout as sleep } from 'node:timers/promises';
import { unpack } from '../../../n8n/start/n8n-client.mjs';

/** @typedef {import('../../../n8n/start/n8n-client.mjs').N8nClient} N8nClient */

/** @typedef {{ id: string, workflowId: string, status: string, data: any, text: string }} Execution `text` is its data as n8n keeps it */

const PAGE = 100;

/** Reads executions of n8n in the order in which they come, each once. */
export class Executions {
	#n8n;

	/** The newest that has been read. */
	#last = 0;

	/** @param {N8nClient} n8n */
	constructor(n8n) {
		this.#n8n = n8n;
	}

	/**
	 * All executions since the last call, once none is running any more.
	 * @param {number} seconds how long to wait
	 * @returns {AsyncGenerator<Execution>}
	 */
	async *ended(seconds = 120) {
		let list = await this.#since();
		for (const deadline = Date.now() + seconds * 1000; list.some(isRunning); list = await this.#since()) {
			if (Date.now() > deadline)
				throw new Error(
					`Executions still running after ${seconds} s: ${list.filter(isRunning).map(({ id }) => id)}`,
				);
			await sleep(200);
		}
		this.#last = Math.max(this.#last, ...list.map(({ id }) => Number(id)));
		for (const { id } of list.reverse()) {
			const { workflowId, status, data } = await this.#n8n.request('GET', `/rest/executions/${id}`);
			yield { id, workflowId, status, data: unpack(data), text: String(data) };
		}
	}

	/** @returns {Promise<{ id: string, status: string }[]>} newest first */
	async #since() {
		/** @type {Map<string, { id: string, status: string }>} */
		const found = new Map();
		for (let page = ''; ; ) {
			const { results, nextCursor } = await this.#n8n.request('GET', `/rest/executions?limit=${PAGE}${page}`);
			const unread = results.filter((/** @type {{ id: string }} */ { id }) => Number(id) > this.#last);
			for (const one of unread) found.set(one.id, one);
			if (unread.length < results.length || !nextCursor)
				return [...found.values()].sort((a, b) => Number(b.id) - Number(a.id));
			page = `&cursor=${nextCursor}`;
		}
	}
}

/** @param {{ status: string }} execution */
function isRunning({ status }) {
	return ['new', 'running', 'waiting', 'unknown'].includes(status);
}
