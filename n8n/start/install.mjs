// @ts-check
import { cpSync, existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { Explained, step } from './log.mjs';
import { bundledNode } from './node.mjs';
import { run } from './processes.mjs';
import { n8nFolder } from './settings.mjs';
import { hashOf, isStamped, removeStamp, writeStamp } from './stamp.mjs';

/**
 * Installs the n8n that a folder's lockfile describes. Does nothing when that very n8n is there already; an
 * installation that was interrupted is done again.
 * @param {string} folder
 */
export async function installN8n(folder) {
	const lock = readFileSync(path.join(folder, 'package-lock.json'), 'utf8');
	const stamp = path.join(folder, 'node_modules', '.installed');
	const hash = hashOf(lock);
	if (isStamped(stamp, hash)) return;
	const { version } = JSON.parse(lock).packages['node_modules/n8n'];
	const packages = Object.keys(JSON.parse(lock).packages).length;
	const interrupted = existsSync(path.join(folder, 'node_modules')) && !existsSync(stamp);
	removeStamp(stamp);
	const again = interrupted ? ' again, because an earlier installation did not finish' : '';
	await step(
		`Installing n8n ${version}${again} (once; takes a few minutes and up to 2.4 GB of disk space)`,
		(progress) => download(folder, packages, progress),
	);
	await step('Preparing the database driver (compiled from source if no prebuilt binary exists)', () =>
		prepareSqlite(folder),
	);
	writeStamp(stamp, hash);
}

/**
 * `npm ci`, without the packages' own scripts: the only one needed is that of the database driver.
 * @param {string} folder
 * @param {number} packages how many the lockfile has
 * @param {(doing: string) => void} progress
 */
async function download(folder, packages, progress) {
	let fetched = 0;
	progress('reading the lockfile');
	const args = ['ci', '--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund', '--loglevel=http'];
	const { code, output } = await npm(folder, args, {}, (line) => {
		if (!/^npm http (fetch|cache)/.test(line)) return;
		fetched += 1;
		progress(
			fetched < packages * 0.95
				? `${fetched} of ${packages} packages fetched`
				: 'unpacking and linking packages',
		);
	});
	if (code !== 0) throw new Explained(whyNpmFailed(output));
}

/**
 * Compiling the driver takes more than a minute. So one that was compiled for another n8n of this repository is copied
 * instead, if it is of the same version and works here: compiled for Node 20 it works with Node 24, but not the reverse.
 * @param {string} folder
 */
async function prepareSqlite(folder) {
	const compiled = siblingsOf(folder).find(
		(other) => sqliteVersion(other) === sqliteVersion(folder) && existsSync(sqliteBinary(other)),
	);
	if (compiled) {
		cpSync(sqliteBinary(compiled), sqliteBinary(folder));
		if (await sqliteWorks(folder)) return;
	}
	// With the headers of a Node that is here already, compiling needs nothing from the network.
	// Those of the older Node come first, so that others can use the result.
	const nodes = [path.dirname(path.dirname(process.execPath)), bundledNode(folder)];
	const withHeaders = nodes.find((node) => existsSync(path.join(node, 'include', 'node', 'node_api.h')));
	const env = withHeaders ? { npm_config_nodedir: withHeaders } : {};
	const { code, output } = await npm(folder, ['rebuild', 'sqlite3', '--foreground-scripts'], env);
	if (code !== 0) throw new Explained(whyCompilingFailed(output));
}

/** The other folders below sandbox/ in which an n8n was installed to the end. @param {string} folder */
function siblingsOf(folder) {
	const parent = path.dirname(n8nFolder);
	const others = readdirSync(parent).map((name) => path.join(parent, name));
	return others.filter(
		(other) => other !== folder && existsSync(path.join(other, 'node_modules', '.installed')),
	);
}

/** @param {string} folder */
function sqliteBinary(folder) {
	return path.join(folder, 'node_modules', 'sqlite3', 'build', 'Release', 'node_sqlite3.node');
}

/** Whether the Node that runs an n8n can open a database. @param {string} folder */
async function sqliteWorks(folder) {
	const bundled = path.join(bundledNode(folder), 'bin', 'node');
	const script = "new (require('sqlite3').Database)(':memory:', (error) => process.exit(error ? 1 : 0))";
	const { code } = await run({
		name: 'node',
		command: existsSync(bundled) ? bundled : process.execPath,
		args: ['-e', script],
		cwd: folder,
	});
	return code === 0;
}

/** @param {string} folder @returns {string} */
function sqliteVersion(folder) {
	return JSON.parse(readFileSync(path.join(folder, 'node_modules', 'sqlite3', 'package.json'), 'utf8'))
		.version;
}

/**
 * @param {string} folder
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @param {(line: string) => void} [onLine]
 */
function npm(folder, args, env, onLine) {
	return run({ name: 'npm', command: 'npm', args, cwd: folder, env: { ...process.env, ...env } }, onLine);
}

/** @param {string} output */
function whyNpmFailed(output) {
	const offline = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT/.test(
		output,
	);
	const reason = offline
		? 'Cannot reach the package registry. Check your network and `npm config get registry`, then run npm start again.'
		: /ENOSPC/.test(output)
			? 'The disk is full: n8n needs 2.4 GB.'
			: 'npm install failed.';
	return `n8n was not installed. ${reason}\n\n${lastLines(output)}`;
}

/** @param {string} output */
function whyCompilingFailed(output) {
	const noCompiler = /not found: make|g\+\+|find Python|No Xcode|command not found/i.test(output);
	const reason = noCompiler
		? 'Compiling it needs make, a C++ compiler and Python 3 (Debian: apt-get install g++ make python3; macOS: xcode-select --install).'
		: 'See the output below.';
	return `n8n's database driver (sqlite3) could not be prepared. ${reason}\n\n${lastLines(output)}`;
}

/** The last lines of npm's output that are not about single downloads. @param {string} output */
function lastLines(output) {
	const lines = output
		.trimEnd()
		.split('\n')
		.filter((line) => !/^npm (http|warn EBADENGINE)/.test(line));
	return lines.slice(-20).join('\n');
}
