// @ts-check
import { KINDS } from './mix.mjs';
import { checkChanges } from './triggers.mjs';

/** @typedef {import('./round.mjs').RoundResult} RoundResult */

/** Every kind of result that the faults and the rows have to bring about. */
const REPORTS = ['sent', 'skipped', 'invalid', 'refused', 'not_sent', 'unknown', 'failed'];

/** In so many rounds, a broadcast has been paused and resumed long enough for several polls. */
const ROUNDS_WITH_POLLS = 12;

/**
 * What a run did not show: a workflow without a single success, a kind of result that never came, a trigger that never
 * started. Such a run proves less than it seems to.
 * @param {readonly RoundResult[]} rounds
 * @returns {string[]}
 */
export function missingIn(rounds) {
	const seen = (/** @type {string} */ report, names = KINDS.map(({ name }) => name)) =>
		rounds.some(({ byKind }) => names.some((name) => (byKind.get(name)?.reports[report] ?? 0) > 0));
	const changes = rounds.flatMap((round) => round.changes);
	return [
		...KINDS.filter(({ name }) => !seen('sent', [name])).map(({ name }) => `No row of ${name} was ever sent`),
		...REPORTS.filter((report) => !seen(report)).map((report) => `No row was ever reported as ${report}`),
		...(rounds.some(({ triggers }) => triggers.events > 0) ? [] : ['The Braze Trigger never started']),
		...(rounds.length >= ROUNDS_WITH_POLLS && changes.length === 0
			? ['The polling trigger never started']
			: []),
		...checkChanges(changes),
	];
}
