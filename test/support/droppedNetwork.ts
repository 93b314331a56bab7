/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- a server that drops connections needs both */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * A stand-in for Braze behind a failing network. It responds to each request after some milliseconds; from a given
 * number of requests on, it drops all connections, including those in flight.
 */
export class DroppedNetwork {
	url = '';

	accepted = 0;

	/** The number of requests that reached it, answered or not. */
	arrived = 0;

	mostInFlight = 0;

	private inFlight = 0;

	private dropsAfter = Infinity;

	private readonly server: Server;

	constructor(private readonly delayMs: number) {
		this.server = createServer((request, response) => {
			this.arrived += 1;
			this.inFlight += 1;
			this.mostInFlight = Math.max(this.mostInFlight, this.inFlight);
			response.once('close', () => (this.inFlight -= 1));
			request.resume();
			if (this.accepted >= this.dropsAfter) return void request.socket.destroy();
			setTimeout(() => {
				if (this.accepted >= this.dropsAfter) return;
				this.accepted += 1;
				response.writeHead(201, { 'content-type': 'application/json' });
				response.end(JSON.stringify({ message: 'success', dispatch_id: 'd', schedule_id: 's' }));
				if (this.accepted >= this.dropsAfter) setImmediate(() => this.server.closeAllConnections());
			}, this.delayMs);
		});
		beforeAll(async () => {
			await new Promise<void>((ready) => this.server.listen(0, '127.0.0.1', ready));
			this.url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
		});
		beforeEach(() => this.reset());
		afterAll(() => {
			this.server.closeAllConnections();
			this.server.close();
		});
	}

	/** Lets nothing through after this many requests. */
	dropAfter(accepted: number): void {
		this.dropsAfter = accepted;
	}

	private reset(): void {
		Object.assign(this, { accepted: 0, arrived: 0, mostInFlight: 0, dropsAfter: Infinity });
	}
}
