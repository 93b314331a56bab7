// @ts-check
import { Agent, request } from 'undici';
import { jobs } from './jobs.mjs';

/**
 * The least that the work can take: the same bodies, each as full as Braze accepts, 10 in parallel, without n8n.
 * Run as `node bare-loop.mjs URL ITEMS JOB`; prints the seconds.
 */
const [url, items] = [process.argv[2], Number(process.argv[3])];
const { row, path, limit, body: bodyOf } = jobs[/** @type {keyof typeof jobs} */ (process.argv[4])];
const started = performance.now();
const rows = Array.from({ length: items }, (_, index) => row(index));
const dispatcher = new Agent({ connections: 10 });
const headers = { 'content-type': 'application/json', authorization: 'Bearer bench' };
let next = 0;

async function work() {
	while (next < rows.length) {
		const body = JSON.stringify(bodyOf(rows.slice(next, (next += limit))));
		const answer = await request(url + path, { method: 'POST', headers, body, dispatcher });
		await answer.body.json();
	}
}

await Promise.all(Array.from({ length: 10 }, work));
console.log(JSON.stringify({ seconds: (performance.now() - started) / 1000 }));
await dispatcher.close();
