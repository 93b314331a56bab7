/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- a server of its own stands in for Braze */
import { createServer, type Server } from 'http';
import type { AddressInfo } from 'net';

import { ONBOARDING_ID } from '../../../sandbox/seeds/canvases';
import { Bench, itemErrors } from '../../support/bench';
import { byId } from '../../support/kinds';

/** 'Request Timeout' counts the whole response: one that trickles never pauses long enough to end by itself. */

const bench = new Bench();

let server: Server;
let cut: Promise<void>;

beforeAll(async () => {
	server = createServer((_, response) => {
		response.writeHead(201, { 'Content-Type': 'application/json' });
		const drip = setInterval(() => response.write(' '), 50);
		const ends = setTimeout(() => response.end('{"message":"success"}'), 5_000);
		cut = new Promise((resolve) =>
			response.on('close', () => {
				clearInterval(drip);
				clearTimeout(ends);
				resolve();
			}),
		);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => await new Promise((resolve) => server.close(resolve)));

const url = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

it('ends a response that trickles, and does not know what came of it', async () => {
	const result = await bench.run(
		{
			resource: 'canvas',
			operation: 'sendNow',
			canvasId: byId(ONBOARDING_ID),
			sendTo: 'recipients',
			recipients: { recipient: [{ externalUserId: 'user-001' }] },
			options: { requestTimeout: 0.4 },
		},
		{ credential: bench.credential({ url: url() }), settings: { onError: 'continueErrorOutput' } },
	);

	expect(itemErrors(result)).toMatchObject([{ outcome: 'unknown' }]);
	expect(JSON.stringify(itemErrors(result))).toMatch(/No response arrived in time/);
	// The connection is closed, too.
	await cut;
});
