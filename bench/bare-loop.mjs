// @ts-check
import { Agent, request } from 'undici';
import { CANVAS, SEND_TIME } from './cases.mjs';

/**
 * The least that the work can take: the same bodies, of 50 recipients each, 10 in parallel, without n8n.
 * Run as `node bare-loop.mjs URL ITEMS`; prints the seconds.
 */
const [url, items] = [process.argv[2], Number(process.argv[3])];
const started = performance.now();
const ids = Array.from({ length: items }, (_, index) => `user-${index}`);
const dispatcher = new Agent({ connections: 10 });
const headers = { 'content-type': 'application/json', authorization: 'Bearer bench' };
let next = 0;

async function work() {
	while (next < ids.length) {
		const recipients = ids.slice(next, (next += 50)).map((external_user_id) => ({ external_user_id }));
		const body = JSON.stringify({ canvas_id: CANVAS, schedule: { time: SEND_TIME }, recipients });
		const answer = await request(`${url}/canvas/trigger/schedule/create`, { method: 'POST', headers, body, dispatcher });
		await answer.body.json();
	}
}

await Promise.all(Array.from({ length: 10 }, work));
console.log(JSON.stringify({ seconds: (performance.now() - started) / 1000 }));
await dispatcher.close();
