// @ts-check
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Explained } from './log.mjs';

/** The folder of the package. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

/** Where the n8n that `npm start` runs is installed. */
export const n8nFolder = path.join(root, 'n8n', 'versions', 'current');

/** Everything that `npm start` keeps between two starts; git ignores it, and it may be deleted at any time. */
export const localFolder = path.join(root, '.local');

/**
 * The account of the local n8n. It is no secret: n8n listens on this machine only.
 */
export const owner = {
	email: 'owner@example.com',
	password: 'Sandbox1',
	firstName: 'Sandbox',
	lastName: 'Owner',
};

/** The key that the sandbox accepts for everything. */
export const sandboxKey = 'sandbox-key';

/**
 * The ports in use, each with the environment variable that chooses another.
 * @typedef {{ name: string, variable: string, number: number }} Port
 */

/**
 * @param {string} name what listens there
 * @param {string} variable
 * @param {number} usual
 * @returns {Port}
 */
function port(name, variable, usual) {
	const given = process.env[variable];
	const number = given ? Number(given) : usual;
	if (!Number.isInteger(number) || number < 1 || number > 65535) {
		throw new Explained(`${variable} must be a port number between 1 and 65535, but is "${given}".`);
	}
	return { name, variable, number };
}

/** @returns {{ sandbox: Port, n8n: Port, broker: Port }} */
export function portsFromEnvironment() {
	return {
		sandbox: port('the Braze sandbox', 'BRAZE_SANDBOX_PORT', 4010),
		n8n: port('the n8n editor', 'N8N_PORT', 5678),
		broker: port("n8n's task broker", 'N8N_RUNNERS_BROKER_PORT', 5679),
	};
}
