// @ts-check
import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';

/** A case that takes longer is ended. */
export const LIMIT_SECONDS = 900;

/**
 * Runs a program to its end, with its output in a file: n8n exits before a pipe has drained.
 * @param {{ command: string, args: string[], env: NodeJS.ProcessEnv, cwd: string, output: string }} program
 * @returns {Promise<{ peakMB: number, cpuSeconds: number, ended: string }>}
 */
export async function measure({ command, args, env, cwd, output }) {
	const file = openSync(output, 'w');
	const child = spawn(command, args, { env, cwd, stdio: ['ignore', file, file], detached: true });
	closeSync(file);
	const seen = { peakMB: 0, cpuSeconds: 0 };
	const look = setInterval(() => lookAt(child.pid ?? 0, seen), 100);
	let late = false;
	const limit = setTimeout(() => {
		late = true;
		endGroup(child.pid);
	}, LIMIT_SECONDS * 1000);
	const abandoned = () => endGroup(child.pid);
	process.once('exit', abandoned);
	const ended = await new Promise((resolve, reject) => {
		child.once('error', reject);
		child.once('close', (code, signal) =>
			resolve(code === 0 ? 'done' : signal ? `killed by ${signal}` : `exit code ${code}`),
		);
	});
	process.off('exit', abandoned);
	clearInterval(look);
	clearTimeout(limit);
	return { ...seen, ended: late ? `not finished in ${LIMIT_SECONDS} s` : ended };
}

/** Notes the peak memory and the processor time so far. @param {number} pid @param {{ peakMB: number, cpuSeconds: number }} seen */
function lookAt(pid, seen) {
	try {
		const peak = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
		if (peak) seen.peakMB = Math.round(Number(peak[1]) / 1024);
		const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
		// User and system time, in hundredths of a second.
		seen.cpuSeconds = (Number(fields[11]) + Number(fields[12])) / 100;
	} catch {
		// It has just ended.
	}
}

/** @param {number | undefined} pid */
function endGroup(pid) {
	try {
		if (pid) process.kill(-pid, 'SIGKILL');
	} catch {
		// It has just ended.
	}
}
