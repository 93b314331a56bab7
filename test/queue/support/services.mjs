// @ts-check
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, chownSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../../n8n/start/ports.mjs';
import { run, serve } from '../../../n8n/start/processes.mjs';

/**
 * A PostgreSQL of its own, with its data in a temporary folder.
 * @typedef {object} Postgres
 * @property {NodeJS.ProcessEnv} env what n8n needs to use it
 * @property {(sql: string) => Promise<any[]>} query returns the rows
 * @property {(sql: string) => Promise<void>} change
 * @property {() => void} remove deletes the data, once it has stopped
 */

/** The folder of PostgreSQL's programs: $POSTGRES_BIN, or the newest of Debian's. */
function postgresFolder() {
	const debian = '/usr/lib/postgresql';
	const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
	const found =
		process.env.POSTGRES_BIN ?? versions.map((version) => path.join(debian, version, 'bin')).find(existsSync);
	if (found) return found;
	throw new Error(
		'PostgreSQL was not found. Install it (apt-get install postgresql), or set POSTGRES_BIN to the folder of its programs.',
	);
}

/** PostgreSQL refuses to run as root: then it runs as the user that Debian's package makes. */
const asRoot = process.getuid?.() === 0;

/** @param {string} command @param {string[]} args */
function unprivileged(command, args) {
	return asRoot
		? { command: 'runuser', args: ['-u', 'postgres', '--', command, ...args] }
		: { command, args };
}

/** @param {string} logs folder for the log @returns {Promise<Postgres>} */
export async function startPostgres(logs) {
	const bin = postgresFolder();
	const folder = mkdtempSync('/tmp/braze-queue-');
	if (asRoot) chownSync(folder, ...(await idsOf('postgres')));
	const data = path.join(folder, 'data');
	await succeed(
		'initdb',
		unprivileged(path.join(bin, 'initdb'), [
			'-D',
			data,
			'-U',
			'n8n',
			'-A',
			'trust',
			'-E',
			'UTF8',
			'--no-sync',
		]),
	);
	const port = await freePort();
	const settings = {
		port,
		listen_addresses: '127.0.0.1',
		unix_socket_directories: folder,
		fsync: 'off',
		max_connections: 200,
	};
	const args = [
		'-D',
		data,
		...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
	];
	serve({
		name: 'PostgreSQL',
		...unprivileged(path.join(bin, 'postgres'), args),
		cwd: '/',
		logFile: path.join(logs, 'postgres.log'),
	});
	const psql = async (/** @type {string} */ sql) => {
		const client = [
			'-h',
			'127.0.0.1',
			'-p',
			String(port),
			'-U',
			'n8n',
			'-d',
			'postgres',
			'-X',
			'-A',
			'-t',
			'-v',
			'ON_ERROR_STOP=1',
		];
		return run({ name: 'psql', command: path.join(bin, 'psql'), args: [...client, '-c', sql] });
	};
	for (let tries = 0; (await psql('SELECT 1')).code !== 0; tries += 1) {
		if (tries > 300) throw new Error('PostgreSQL did not start');
		await sleep(200);
	}
	return {
		env: {
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_HOST: '127.0.0.1',
			DB_POSTGRESDB_PORT: String(port),
			DB_POSTGRESDB_DATABASE: 'postgres',
			DB_POSTGRESDB_USER: 'n8n',
			DB_POSTGRESDB_PASSWORD: 'n8n',
		},
		change: async (sql) => {
			const { code, output } = await psql(sql);
			if (code !== 0) throw new Error(output);
		},
		query: async (sql) => {
			const { code, output } = await psql(`SELECT coalesce(json_agg(row), '[]') FROM (${sql}) row`);
			if (code !== 0) throw new Error(output);
			return JSON.parse(output);
		},
		remove: () => rmSync(folder, { recursive: true, force: true }),
	};
}

/** A Redis that keeps nothing on disk. @param {string} logs @returns {Promise<NodeJS.ProcessEnv>} what n8n needs to use it */
export async function startRedis(logs) {
	mkdirSync(logs, { recursive: true });
	const { code } = await run({ name: 'Redis', command: 'redis-server', args: ['--version'] }).catch(() => ({
		code: null,
	}));
	if (code !== 0) throw new Error('Redis was not found. Install it (apt-get install redis-server).');
	const port = await freePort();
	const args = [
		'--port',
		String(port),
		'--bind',
		'127.0.0.1',
		'--save',
		'',
		'--appendonly',
		'no',
		'--dir',
		logs,
	];
	serve({ name: 'Redis', command: 'redis-server', args, logFile: path.join(logs, 'redis.log') });
	return { QUEUE_BULL_REDIS_HOST: '127.0.0.1', QUEUE_BULL_REDIS_PORT: String(port) };
}

/** @param {string} user @returns {Promise<[number, number]>} */
async function idsOf(user) {
	const [uid, gid] = await Promise.all(
		['-u', '-g'].map(async (flag) =>
			Number((await run({ name: 'id', command: 'id', args: [flag, user] })).output),
		),
	);
	return [uid, gid];
}

/** @param {string} name @param {{ command: string, args: string[] }} program */
async function succeed(name, program) {
	const { code, output } = await run({ name, ...program, cwd: '/' });
	if (code !== 0) throw new Error(`${name} failed:\n\n${output}`);
}
