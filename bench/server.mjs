// @ts-check
import { createHash } from 'node:crypto';
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
	/** @type {string[]} */
	let prints = [];
	const server = createServer((request, response) => {
		count.requests += 1;
		open += 1;
		count.inFlight = Math.max(count.inFlight, open);
		const { requests } = count;
		response.once('close', () => (open -= 1));
		const body = createHash('sha256');
		request
			.on('data', (part) => body.update(part))
			.once('end', () =>
				setTimeout(() => {
					prints.push(body.digest('hex'));
					response.writeHead(201, { 'content-type': 'application/json' });
					response.end(
						JSON.stringify({ dispatch_id: `d${requests}`, schedule_id: `s${requests}`, message: 'success' }),
					);
				}, LATENCY),
			);
	});
	await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
	const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
	return {
		url: `http://127.0.0.1:${port}`,
		/** What has arrived since the last call; `bodies` is equal for equal sets of bodies, in whatever order they came. */
		take() {
			const bodies = createHash('sha256').update(prints.sort().join()).digest('hex');
			const taken = { ...count, bodies };
			Object.assign(count, { requests: 0, inFlight: 0 });
			prints = [];
			return taken;
		},
		stop() {
			server.closeAllConnections();
			server.close();
		},
	};
}
