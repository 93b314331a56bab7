// @ts-check
import { createServer } from 'node:net';
import { Explained } from './log.mjs';

/**
 * Whether nothing listens on a port of this machine.
 * @param {number} number
 * @returns {Promise<boolean>}
 */
export function isFree(number) {
	return new Promise((resolve) => {
		const server = createServer();
		server.once('error', () => resolve(false));
		server.listen({ port: number, host: '127.0.0.1', exclusive: true }, () =>
			server.close(() => resolve(true)),
		);
	});
}

/**
 * Throws when a port is taken, in words that say which and how to choose another.
 * @param {import('./settings.mjs').Port[]} ports
 */
export async function requireFreePorts(ports) {
	const taken = [];
	for (const port of ports) if (!(await isFree(port.number))) taken.push(port);
	if (taken.length === 0) return;
	const lines = taken.map((port) => `Port ${port.number} for ${port.name} is in use by another program.`);
	const example = taken.map((port) => `${port.variable}=${port.number + 100}`).join(' ');
	throw new Explained(
		`${lines.join('\n')}\nIf an earlier npm start is still running, stop it. Otherwise choose other ports:\n\n  ${example} npm start`,
	);
}

/**
 * A port of this machine that is free now.
 * @returns {Promise<number>}
 */
export function freePort() {
	return new Promise((resolve, reject) => {
		const server = createServer();
		server.once('error', reject);
		server.listen(0, '127.0.0.1', () => {
			const address = server.address();
			server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
		});
	});
}
