// @ts-check
import { loadavg } from 'node:os';
import { KINDS } from './mix.mjs';
import { LIMIT } from './flatness.mjs';

/** @typedef {import('./round.mjs').RoundResult} RoundResult */
/** @typedef {import('./memory.mjs').Sample} Sample */
/** @typedef {import('./flatness.mjs').Verdict} Verdict */

const REPORTS = ['sent', 'skipped', 'invalid', 'refused', 'not_sent', 'unknown', 'failed'];

const MOST_VIOLATIONS = 40;

const inMB = (/** @type {number} */ bytes) => (bytes / 1024 / 1024).toFixed(1);
const inPercent = (/** @type {number} */ share) => `${(share * 100).toFixed(1)} %`;

/** @param {number} round @param {RoundResult} result @param {Sample} sample */
export function printRound(round, { byKind, triggers, requests, violations }, { seconds, live, rss }) {
	const executions = [...byKind.values()].reduce((sum, one) => sum + one.executions, 0);
	console.log(
		`${seconds.toFixed(0).padStart(5)} s  round ${round}: ${executions} executions, ${total(requests)} requests, ${triggers.calls} calls from Braze; ` +
			`in use ${inMB(live)} MB, RSS ${inMB(rss)} MB; load ${loadavg()[0].toFixed(1)}; ${violations.length} violations`,
	);
	for (const violation of violations.slice(0, 5)) console.log(`         ${violation}`);
}

/**
 * @param {object} run
 * @param {RoundResult[]} run.rounds
 * @param {Record<string, Verdict>} run.memory
 * @param {string[]} run.violations
 * @param {number} run.seconds
 * @param {number} run.logBytes
 */
export function printSummary({ rounds, memory, violations, seconds, logBytes }) {
	console.log(
		`\n| Workflow | Executions | Rows | ${REPORTS.join(' | ')} |\n|---|--:|--:|${REPORTS.map(() => '--:|').join('')}`,
	);
	for (const { name } of KINDS) {
		const parts = rounds.map(({ byKind }) => byKind.get(name)).filter((part) => part !== undefined);
		const reports = sum(parts.map((part) => part.reports));
		console.log(
			`| ${name} | ${parts.reduce((count, part) => count + part.executions, 0)} | ${total(reports)} | ${REPORTS.map((report) => reports[report] ?? 0).join(' | ')} |`,
		);
	}
	const calls = rounds.reduce((count, { triggers }) => count + triggers.calls, 0);
	const events = rounds.reduce((count, { triggers }) => count + triggers.events, 0);
	const requests = sum(rounds.map((round) => round.requests));
	const changes = rounds.flatMap((round) => round.changes);
	const flat = Object.values(memory).every((verdict) => verdict.flat);
	console.log(`
Requests to Braze: ${total(requests)}, by answer: ${JSON.stringify(requests)}
Braze Trigger: ${calls} calls with ${events} different events. Polling trigger: ${changes.length} changes, ${rounds.reduce((count, { failedPolls }) => count + failedPolls, 0)} failed polls
Log of n8n: ${inMB(logBytes)} MB read
${Object.entries(memory)
	.map(([name, verdict]) => memoryLine(name, verdict))
	.join('\n')}
${rounds.length} rounds in ${(seconds / 60).toFixed(1)} minutes, ${violations.length} violations: ${flat && violations.length === 0 ? 'passed' : 'FAILED'}`);
	for (const violation of violations.slice(0, MOST_VIOLATIONS)) console.log(`- ${violation}`);
	if (violations.length > MOST_VIOLATIONS) console.log(`- and ${violations.length - MOST_VIOLATIONS} more`);
}

/** @param {string} name @param {Verdict} verdict */
function memoryLine(name, { level, samples, perHour, atLeast, problem }) {
	const growth = `growth in an hour ${inPercent(perHour)} (lower end of 95 % confidence ${inPercent(atLeast)}; limit ${inPercent(LIMIT)})`;
	return `${name}: ${inMB(level)} MB, the median of ${samples} samples after the warm-up; ${growth}${problem ? `: ${problem}` : ''}`;
}

/** @param {Record<string, number>[]} counts @returns {Record<string, number>} */
function sum(counts) {
	/** @type {Record<string, number>} */
	const all = {};
	for (const one of counts)
		for (const [name, count] of Object.entries(one)) all[name] = (all[name] ?? 0) + count;
	return all;
}

/** @param {Record<string, number>} counts */
function total(counts) {
	return Object.values(counts).reduce((all, count) => all + count, 0);
}
