// @ts-check
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { build } from '../../../n8n/start/build.mjs';
import { installN8n } from '../../../n8n/start/install.mjs';
import { N8nClient } from '../../../n8n/start/n8n-client.mjs';
import { startN8n } from '../../../n8n/start/n8n.mjs';
import { pack, placeInN8n } from '../../../n8n/start/pack.mjs';
import { freePort } from '../../../n8n/start/ports.mjs';
import { stopAll, stopAllOnSignals } from '../../../n8n/start/processes.mjs';
import { owner } from '../../../n8n/start/settings.mjs';
import { openFolders } from './folders.mjs';
import { forSandbox, startSandbox } from './sandbox.mjs';

export { owner };

/**
 * A real n8n with this package installed from its tarball, beside a sandbox of its own.
 * @typedef {object} Host
 * @property {N8nClient} n8n signed in as the owner
 * @property {string} address of the editor
 * @property {import('./sandbox.mjs').Sandbox} sandbox
 * @property {{ id: string, name: string }} credential for the sandbox
 * @property {string} results where screenshots and logs of this run are kept
 * @property {() => string} log what n8n has written to its log
 * @property {() => number} pid of n8n's process
 * @property {(meanwhile?: () => Promise<void>) => Promise<void>} restart stops n8n, and starts it again on the same data
 */

/** Whatever ends the tests, nothing that they started keeps running. */
stopAllOnSignals();

/**
 * Builds and packs the package, and starts everything on ports of its own, with a fresh user folder.
 * @param {import('./versions.mjs').Version} version
 * @returns {Promise<Host>}
 */
async function open({ name, folder, node, lock, signUp, env }) {
	const { results, data } = openFolders(name);
	await lock?.();
	await installN8n(folder);
	await build();
	const userFolder = path.join(data, 'user');
	await placeInN8n(await pack(data), userFolder);
	const sandbox = await startSandbox(results);
	const port = await freePort();
	const n8nLog = path.join(results, 'n8n.log');
	const start = async () =>
		await startN8n({
			folder,
			node: node(),
			userFolder,
			port,
			brokerPort: await freePort(),
			logFile: n8nLog,
			...(signUp ? {} : { owner }),
			env: { N8N_LOG_LEVEL: 'debug', GENERIC_TIMEZONE: 'Europe/Berlin', ...env },
		});
	let running = await start();
	const address = `http://127.0.0.1:${port}`;
	const n8n = new N8nClient(address);
	const restart = async (meanwhile = async () => {}) => {
		await running.stop();
		await meanwhile();
		running = await start();
		await n8n.signIn(owner);
	};
	if (signUp) await n8n.request('POST', '/rest/owner/setup', owner);
	else await n8n.signIn(owner);
	const credential = await n8n.createCredential('Braze sandbox', 'brazeApi', forSandbox(sandbox));
	return {
		n8n,
		address,
		sandbox,
		credential,
		results,
		log: () => readFileSync(n8nLog, 'utf8'),
		pid: () => running.pid,
		restart,
	};
}

/**
 * A host for a run of tests. When it cannot be opened, nothing is left running.
 * @param {import('./versions.mjs').Version} version
 */
export async function openHost(version) {
	try {
		return await open(version);
	} catch (error) {
		await stopAll();
		throw error;
	}
}

/** Ends all that was started. */
export const closeHost = stopAll;
