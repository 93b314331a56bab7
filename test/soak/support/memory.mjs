// @ts-check
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { root } from '../../../n8n/start/settings.mjs';

/** @typedef {{ seconds: number, live: number, rss: number }} Sample memory in bytes, after garbage collection; `live` is the heap and what it holds outside */

/** What n8n needs in its environment so that {@link sampleMemory} works. @param {string} file */
export function withMemorySamples(file) {
	return {
		NODE_OPTIONS: `--require ${path.join(root, 'test', 'soak', 'support', 'heap.cjs')}`,
		SOAK_HEAP_FILE: file,
	};
}

/**
 * Lets n8n collect garbage, and returns what is still in use.
 * @param {number} pid
 * @param {string} file
 * @returns {Promise<{ live: number, rss: number }>}
 */
export async function sampleMemory(pid, file) {
	const lines = () => (existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n') : []);
	const before = lines().length;
	process.kill(pid, 'SIGUSR2');
	for (const deadline = Date.now() + 60_000; Date.now() < deadline; await sleep(50)) {
		const now = lines();
		if (now.length === before) continue;
		const { heapUsed, external, rss } = JSON.parse(now[now.length - 1]);
		return { live: heapUsed + external, rss };
	}
	throw new Error('n8n reported no memory within 60 s');
}
