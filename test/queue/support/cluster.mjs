// @ts-check
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { build } from '../../../n8n/start/build.mjs';
import { installN8n } from '../../../n8n/start/install.mjs';
import { N8nClient } from '../../../n8n/start/n8n-client.mjs';
import { startN8n, startWorker } from '../../../n8n/start/n8n.mjs';
import { node24 } from '../../../n8n/start/node.mjs';
import { pack, placeInN8n } from '../../../n8n/start/pack.mjs';
import { freePort } from '../../../n8n/start/ports.mjs';
import { stopAll, stopAllOnSignals } from '../../../n8n/start/processes.mjs';
import { n8nFolder, owner } from '../../../n8n/start/settings.mjs';
import { openFolders } from '../../e2e/support/folders.mjs';
import { forSandbox, startSandbox } from '../../e2e/support/sandbox.mjs';
import { startPostgres, startRedis } from './services.mjs';

/** @typedef {import('../../../n8n/start/processes.mjs').Service} Service */

/**
 * An n8n in queue mode: one main process and workers, each with a user folder of its own, as in containers.
 * @typedef {object} Cluster
 * @property {N8nClient} n8n
 * @property {string} address
 * @property {import('../../e2e/support/sandbox.mjs').Sandbox} sandbox
 * @property {{ id: string, name: string }} credential for the sandbox
 * @property {Service} main
 * @property {(name: string, env?: NodeJS.ProcessEnv) => Promise<Service>} startWorker the same name again is the same machine, restarted
 * @property {(sql: string) => Promise<any[]>} query
 * @property {(sql: string) => Promise<void>} change of the database
 * @property {string} results
 */

stopAllOnSignals();

/** What is removed at the end. @type {(() => void)[]} */
const leftovers = [];

/** Ends everything, and removes the database. */
export async function closeCluster() {
	await stopAll();
	for (const remove of leftovers.splice(0)) remove();
}

/**
 * Builds and packs the package, and starts everything but the workers.
 * @param {string} name of the folder under test-results
 * @param {NodeJS.ProcessEnv} [env] for all processes of n8n
 * @param {boolean} [queue] false: one process that does everything
 * @returns {Promise<Cluster>}
 */
export async function openCluster(name, env = {}, queue = true) {
	try {
		return await open(name, env, queue);
	} catch (error) {
		await closeCluster();
		throw error;
	}
}

/** @param {string} name @param {NodeJS.ProcessEnv} env @param {boolean} queue @returns {Promise<Cluster>} */
async function open(name, env, queue) {
	const { results, data } = openFolders(name);
	await installN8n(n8nFolder);
	await build();
	const tarball = await pack(data);
	const postgres = await startPostgres(results);
	leftovers.push(postgres.remove);
	const redis = await startRedis(results);
	const sandbox = await startSandbox(results);
	const common = {
		...postgres.env,
		...(queue ? { EXECUTIONS_MODE: 'queue', OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true', ...redis } : {}),
		N8N_ENCRYPTION_KEY: 'for-tests-only',
		N8N_PAYLOAD_SIZE_MAX: '64',
		N8N_LOG_LEVEL: 'info',
		...env,
	};
	const prepared = async (/** @type {string} */ process, /** @type {NodeJS.ProcessEnv} */ more = {}) => {
		const userFolder = path.join(data, process);
		await placeInN8n(tarball, userFolder);
		return {
			folder: n8nFolder,
			node: node24(n8nFolder),
			userFolder,
			port: await freePort(),
			brokerPort: await freePort(),
			logFile: path.join(results, `${process}-${Date.now()}.log`),
			env: { ...common, ...more },
		};
	};
	const host = { ...(await prepared('main')), owner };
	const main = await startN8n(host);
	const address = `http://127.0.0.1:${host.port}`;
	const n8n = new N8nClient(address);
	await n8n.signIn(owner);
	const credential = await n8n.createCredential('Braze sandbox', 'brazeApi', forSandbox(sandbox));
	return {
		n8n,
		address,
		sandbox,
		credential,
		main,
		results,
		query: postgres.query,
		change: postgres.change,
		startWorker: async (worker, more) => startWorker(await prepared(worker, more)),
	};
}

/** Memory of a process now and at most, in MB. @param {Service} service */
export function memoryOf({ pid }) {
	const status = readFileSync(`/proc/${pid}/status`, 'utf8');
	const of = (/** @type {string} */ name) =>
		Math.round(Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1024);
	return { now: of('VmRSS'), peak: of('VmHWM') };
}

/** How many executions a worker has started. @param {Service} service */
export function startedBy({ logFile }) {
	return readFileSync(logFile, 'utf8').match(/Worker started execution/g)?.length ?? 0;
}

/** Reports figures while a test still runs. @param {string} what @param {unknown} figures */
export function report(what, figures) {
	process.stderr.write(`${what}: ${JSON.stringify(figures)}\n`);
}

/**
 * Polls until something holds.
 * @param {string} what for the error
 * @param {() => Promise<boolean>} holds
 * @param {number} seconds
 */
export async function until(what, holds, seconds = 120) {
	for (const deadline = Date.now() + seconds * 1000; Date.now() < deadline; await sleep(250))
		if (await holds()) return;
	throw new Error(`${what}: not within ${seconds} s`);
}

/** How many executions of a workflow have each status. @param {Cluster} cluster @param {string} workflowId @returns {Promise<Record<string, number>>} */
export async function statuses({ query }, workflowId) {
	const rows = await query(
		`SELECT status, count(*)::int AS count FROM execution_entity WHERE "workflowId" = '${workflowId}' GROUP BY status`,
	);
	return Object.fromEntries(rows.map(({ status, count }) => [status, count]));
}

/** Waits until nothing of a workflow waits or runs. @param {Cluster} cluster @param {string} id @param {number} seconds */
export async function untilIdle(cluster, id, seconds) {
	const isIdle = async () => {
		const { new: waiting = 0, running = 0, unknown = 0 } = await statuses(cluster, id);
		return waiting + running + unknown === 0;
	};
	await until(`the end of workflow ${id}`, isIdle, seconds);
}

/** How many of those people got no message, one, or several. @param {Cluster} cluster @param {string[]} ids */
export async function spread(cluster, ids) {
	const counts = await messagesByPerson(cluster);
	const of = (/** @type {string} */ id) => counts.get(id) ?? 0;
	return {
		never: ids.filter((id) => of(id) === 0).length,
		once: ids.filter((id) => of(id) === 1).length,
		more: ids.filter((id) => of(id) > 1).length,
	};
}

/** How often Braze was asked to message each person. @param {Cluster} cluster @returns {Promise<Map<string, number>>} */
export async function messagesByPerson({ sandbox }) {
	/** @type {Map<string, number>} */
	const counts = new Map();
	for (const { path: route, body, acted } of await sandbox.requests(20_000)) {
		if (!acted || !/\/trigger\/(send|schedule\/create)$/.test(route)) continue;
		for (const { external_user_id: id } of body.recipients) counts.set(id, (counts.get(id) ?? 0) + 1);
	}
	return counts;
}
