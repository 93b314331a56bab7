// @ts-check
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { serve, untilAnswering } from './processes.mjs';

/** Nothing leaves this machine: no telemetry, no look-ups of versions, templates, banners or packages. */
const offline = {
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
	N8N_DISABLED_MODULES: 'mcp-registry',
	N8N_SENTRY_DSN: '',
	N8N_FRONTEND_SENTRY_DSN: '',
	EXTERNAL_FRONTEND_HOOKS_URLS: '',
};

/** The editor is served to this machine only, over plain http. */
const local = {
	N8N_LISTEN_ADDRESS: '127.0.0.1',
	N8N_RUNNERS_BROKER_LISTEN_ADDRESS: '127.0.0.1',
	N8N_SECURE_COOKIE: 'false',
	N8N_PYTHON_ENABLED: 'false',
	N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS: 'true',
	NODE_NO_WARNINGS: '1',
};

/**
 * Where and how an n8n runs.
 * @typedef {object} Host
 * @property {string} folder where it is installed
 * @property {string} node the Node binary
 * @property {string} userFolder where it keeps its data
 * @property {number} port
 * @property {number} brokerPort
 * @property {string} logFile
 * @property {{ email: string, password: string, firstName: string, lastName: string }} [owner] made at the start, so
 *   that no sign-up is needed (n8n 2 and newer)
 * @property {NodeJS.ProcessEnv} [env] anything else
 */

/**
 * Starts n8n and waits until it is ready.
 * @param {Host} host
 */
export async function startN8n(host) {
	const service = run(host, 'n8n', 'start', {});
	// Older versions call themselves ready before their REST interface is.
	for (const route of ['/healthz/readiness', '/rest/settings']) {
		await untilAnswering(service, `http://127.0.0.1:${host.port}${route}`, 400);
	}
	return service;
}

/**
 * Starts a worker of an n8n in queue mode and waits until it is ready. It answers on `port` with its health only.
 * @param {Host} host
 */
export async function startWorker(host) {
	const service = run(host, 'An n8n worker', 'worker', {
		QUEUE_HEALTH_CHECK_ACTIVE: 'true',
		QUEUE_HEALTH_CHECK_PORT: String(host.port),
	});
	await untilAnswering(service, `http://127.0.0.1:${host.port}/healthz/readiness`, 400);
	return service;
}

/** @param {Host} host @param {string} name @param {'start' | 'worker'} command @param {NodeJS.ProcessEnv} env */
function run(host, name, command, env) {
	mkdirSync(host.userFolder, { recursive: true });
	return serve({
		name,
		command: host.node,
		args: [path.join(host.folder, 'node_modules', 'n8n', 'bin', 'n8n'), command],
		cwd: host.userFolder,
		env: { ...environment(host), ...env },
		logFile: host.logFile,
	});
}

/** @param {Host} host @returns {NodeJS.ProcessEnv} */
function environment(host) {
	// What the caller's shell says about n8n (another instance's database, say) does not count here.
	const inherited = Object.entries(process.env).filter(
		([name]) => !/^(N8N_|DB_|EXECUTIONS_|QUEUE_|npm_)/.test(name),
	);
	return {
		...Object.fromEntries(inherited),
		...offline,
		...local,
		GENERIC_TIMEZONE: process.env.GENERIC_TIMEZONE ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
		N8N_USER_FOLDER: host.userFolder,
		N8N_PORT: String(host.port),
		N8N_RUNNERS_BROKER_PORT: String(host.brokerPort),
		...(host.owner ? ownerVariables(host.folder, host.owner) : {}),
		...host.env,
	};
}

/** @param {string} folder @param {NonNullable<Host['owner']>} owner */
function ownerVariables(folder, owner) {
	const { hashSync } = createRequire(path.join(folder, 'node_modules', 'n8n', 'package.json'))('bcryptjs');
	return {
		N8N_INSTANCE_OWNER_MANAGED_BY_ENV: 'true',
		N8N_INSTANCE_OWNER_EMAIL: owner.email,
		N8N_INSTANCE_OWNER_FIRST_NAME: owner.firstName,
		N8N_INSTANCE_OWNER_LAST_NAME: owner.lastName,
		N8N_INSTANCE_OWNER_PASSWORD_HASH: hashSync(owner.password, 10),
	};
}
