// @ts-check
import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Explained } from './log.mjs';

/**
 * A program that was started and keeps running.
 * @typedef {object} Service
 * @property {string} name
 * @property {string} logFile
 * @property {Promise<never>} died rejects when the program ends without having been asked to
 * @property {() => Promise<void>} stop
 * @property {number} pid
 * @property {() => Promise<void>} kill ends it at once, as a crash does
 */

/**
 * How to start a program.
 * @typedef {object} Program
 * @property {string} name for the reader
 * @property {string} command
 * @property {string[]} args
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 */

/** Everything started here that still runs, each with its own process group: its children end with it. */
/** @type {Set<{ child: import('node:child_process').ChildProcess, stopping: boolean }>} */
const running = new Set();

/**
 * Runs a program to its end.
 * @param {Program} program
 * @param {(line: string) => void} [onLine] gets each line that it writes
 * @returns {Promise<{ code: number | null, output: string }>}
 */
export async function run(program, onLine) {
	const entry = launch(program, ['ignore', 'pipe', 'pipe']);
	let output = '';
	for (const stream of [entry.child.stdout, entry.child.stderr]) {
		let rest = '';
		stream?.setEncoding('utf8').on('data', (text) => {
			output += text;
			const lines = (rest + text).split('\n');
			rest = lines.pop() ?? '';
			for (const line of lines) onLine?.(line);
		});
	}
	return { code: await ended(entry), output };
}

/**
 * Starts a program that keeps running, with its output in a file.
 * @param {Program & { logFile: string }} program
 * @returns {Service}
 */
export function serve(program) {
	mkdirSync(path.dirname(program.logFile), { recursive: true });
	const file = openSync(program.logFile, 'w');
	const entry = launch(program, ['ignore', file, file]);
	closeSync(file);
	const died = ended(entry).then((code) => {
		if (entry.stopping) return new Promise(() => {});
		const how = code === null ? 'was killed' : `ended with code ${code}`;
		throw new Explained(
			`${program.name} ${how}. Last lines of its log (${program.logFile}):\n\n${tail(program.logFile)}`,
		);
	});
	died.catch(() => {});
	const { pid = 0 } = entry.child;
	return {
		name: program.name,
		logFile: program.logFile,
		pid,
		died: /** @type {Promise<never>} */ (died),
		stop: () => stop(entry),
		kill: () => kill(entry),
	};
}

/**
 * Waits until a service answers an HTTP request with success.
 * @param {Service} service
 * @param {string} url
 * @param {number} seconds
 */
export async function untilAnswering(service, url, seconds = 300) {
	const deadline = Date.now() + seconds * 1000;
	while (Date.now() < deadline) {
		const answered = fetch(url)
			.then((answer) => answer.ok)
			.catch(() => false);
		if (await Promise.race([answered, service.died])) return;
		await Promise.race([sleep(200), service.died]);
	}
	throw new Explained(
		`${service.name} did not respond within ${seconds} s. Last lines of its log (${service.logFile}):\n\n${tail(service.logFile)}`,
	);
}

/** Ends everything that was started here, with all its children. */
export async function stopAll() {
	await Promise.all([...running].map(stop));
}

/** From now on, a signal that ends this process ends what was started here too. */
export function stopAllOnSignals() {
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
		process.once(signal, () => void stopAll().then(() => process.exit(1)));
}

/** The last lines of a log. @param {string} file @param {number} lines */
export function tail(file, lines = 25) {
	return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
}

/**
 * @param {Program} program
 * @param {import('node:child_process').StdioOptions} stdio
 */
function launch({ command, args, cwd, env }, stdio) {
	// A process group of its own: Ctrl-C in the terminal reaches only this process, which then ends the others in order.
	const child = spawn(command, args, { cwd, env: env ?? process.env, stdio, detached: true });
	const entry = { child, stopping: false };
	running.add(entry);
	return entry;
}

/** @param {{ child: import('node:child_process').ChildProcess }} entry @returns {Promise<number | null>} its exit code */
function ended({ child }) {
	if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
	return new Promise((resolve, reject) => {
		child.once('error', (error) =>
			reject(new Explained(`${child.spawnfile} could not be started: ${error.message}`)),
		);
		child.once('close', (code) => resolve(code));
	}).finally(() => {
		for (const entry of running) if (entry.child === child) running.delete(entry);
	});
}

/** Asks for an end, and insists after ten seconds. @param {{ child: import('node:child_process').ChildProcess, stopping: boolean }} entry */
async function stop(entry) {
	entry.stopping = true;
	const { pid } = entry.child;
	if (!pid) return;
	signalGroup(pid, 'SIGTERM');
	for (const deadline = Date.now() + 10_000; groupLives(pid) && Date.now() < deadline; ) await sleep(50);
	signalGroup(pid, 'SIGKILL');
}

/** @param {{ child: import('node:child_process').ChildProcess, stopping: boolean }} entry */
async function kill(entry) {
	entry.stopping = true;
	const { pid } = entry.child;
	if (!pid) return;
	signalGroup(pid, 'SIGKILL');
	while (groupLives(pid)) await sleep(20);
}

/** @param {number} pid @param {NodeJS.Signals | 0} signal @returns {boolean} whether the group was there */
function signalGroup(pid, signal) {
	try {
		return process.kill(-pid, signal);
	} catch {
		return false;
	}
}

/** @param {number} pid */
function groupLives(pid) {
	return signalGroup(pid, 0);
}
