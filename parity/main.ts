/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- a command of its own, not part of the node */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'fs';
import path from 'path';
import { setTimeout as sleep } from 'timers/promises';
import { knownBy } from '../sandbox/evidence';
import { startSandbox } from '../sandbox/server';
import { readCases } from './cases';
import { cleanUp } from './cleanUp';
import { Connection } from './connection';
import { redactor } from './redact';
import { confirmedBy, reportOf } from './report';
import { type Run, run } from './run';
import { sandboxTarget } from './sandboxTarget';
import { type Target, targetFrom } from './settings';
import { type LeftBehind, Traces } from './traces';
import { isPrefix } from './words';

const ROOT = process.cwd();
const FOLDER = path.join(ROOT, '.local/parity');
const CASES = path.join(ROOT, 'parity/cases');

/** `npm run parity`: against the workspace that the environment names, or else against the sandbox. */
async function main(): Promise<void> {
	const named = targetFrom(process.env);
	if (process.argv[2] === '--clean-up') return await cleanUpFrom(process.argv[3], named);
	if (named) return say(confirmedBy(await runIn(named, named.workspace), knownBy));
	const sandbox = await startSandbox({ port: 0 });
	try {
		await runIn(sandboxTarget(sandbox), 'the sandbox');
	} finally {
		await sandbox.stop();
	}
}

async function runIn(target: Target, where: string): Promise<Run> {
	mkdirSync(FOLDER, { recursive: true });
	const journal = path.join(FOLDER, `left-behind-${Date.now()}.json`);
	let stopped = false;
	process.once('SIGINT', () => {
		stopped = true;
		say('Stopping: what was made is removed first');
	});
	const done = await run(readCases(CASES), target, {
		now: () => new Date(),
		wait: async (seconds) => await sleep(seconds * 1000),
		keep: (left) => writeFileSync(journal, JSON.stringify(left)),
		isStopped: () => stopped,
	});
	const report = reportOf(done, knownBy, redactor(target, done.prefix));
	const file = path.join(FOLDER, `report-${done.startedAt.slice(0, 10)}.md`);
	writeFileSync(file, `${report}\n`);
	say(`${report}\n\nWritten to ${path.relative(ROOT, file)}; run in ${where}`);
	if (done.leftBehind.length === 0) rmSync(journal, { force: true });
	else say(`To remove what is left: npm run parity -- --clean-up ${path.relative(ROOT, journal)}`);
	const bad = done.results.filter(({ outcome }) => outcome === 'differs' || outcome === 'failed');
	if (bad.length > 0 || done.leftBehind.length > 0) process.exitCode = 1;
	return done;
}

/** Removes what an earlier run left behind, from the file that it wrote. */
async function cleanUpFrom(file: string | undefined, target: Target | undefined): Promise<void> {
	if (!file || !target)
		throw new Error('Name the file of what was left behind, and set BRAZE_PARITY_URL, …_KEY and …_WORKSPACE');
	const left = JSON.parse(readFileSync(file, 'utf8')) as LeftBehind;
	if (!isPrefix(left.prefix)) throw new Error('This is no file of a parity run');
	const { canvas, campaign, group } = target;
	const schedules = new Set(left.schedules.map(({ schedule_id }) => schedule_id));
	const scope = { prefix: left.prefix, canvas, campaign, group, schedules, now: new Date() };
	const connection = new Connection(target, scope, new Traces(left.prefix));
	const failed = await cleanUp(left, async (request) => await connection.send(request));
	if (failed.length > 0) throw new Error(`Not removed: ${failed.join('; ')}`);
	rmSync(file);
	say('Removed');
}

function say(text: string): void {
	process.stdout.write(`${text}\n`);
}

main().catch((error: unknown) => {
	const text = error instanceof Error ? error.message : String(error);
	const key = process.env.BRAZE_PARITY_KEY;
	process.stderr.write(`${key ? text.split(key).join('{{key}}') : text}\n`);
	process.exitCode = 1;
});
