// @ts-check
import { createServer } from 'node:http';

/** How long an answer takes, in milliseconds. */
export const LATENCY = 50;

/**
 * A stand-in for Braze that answers every request after the same time and does nothing else. The sandbox would not do
 * here: it checks, keeps and logs every request, and its own work would blur the figures.
 */
export async function startServer() {
	const count = { requests: 0, inFlight: 0 };
	let open = 0;
	const server = createServer((request, response) => {
		count.requests += 1;
		open += 1;
		count.inFlight = Math.max(count.inFlight, open);
		const { requests } = count;
		response.once('close', () => (open -= 1));
		request.resume().once('end', () => setTimeout(() => {
			response.writeHead(201, { 'content-type': 'application/json' });
			response.end(JSON.stringify({ dispatch_id: `d${requests}`, schedule_id: `s${requests}`, message: 'success' }));
		}, LATENCY));
	});
	await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
	const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
	return {
		url: `http://127.0.0.1:${port}`,
		/** What has arrived since the last call. */
		take() {
			const taken = { ...count };
			Object.assign(count, { requests: 0, inFlight: 0 });
			return taken;
		},
		stop() {
			server.closeAllConnections();
			server.close();
		},
	};
}
