import { uniq } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import type { Verb } from '../../transport/endpoint';
import type { Outcome, Rejected, RequestOutcome } from '../outcome';

/**
 * How many input items had each outcome, and the schedules that exist now. An item with several requests counts once,
 * by its worst outcome.
 */
export interface RunSummary {
	readonly sent: number;
	readonly refused: number;
	readonly notSent: number;
	readonly unknown: number;
	/** Not sent on purpose, because the schedule key already has a schedule. */
	readonly skipped: number;
	/** No Braze endpoint lists schedules, and without its ID, a schedule cannot be cancelled. */
	readonly scheduleIds: readonly string[];
}

const WORST_FIRST = ['unknown', 'refused', 'notSent', 'sent', 'skipped'] as const;

type Kind = (typeof WORST_FIRST)[number];

/** Counts the outcomes of a run by input item. */
export function summarize(delivered: readonly RequestOutcome[]): RunSummary {
	const worst = new Map<number, number>();
	const scheduleIds: string[] = [];
	for (const { parts, outcome } of delivered) {
		const rank = WORST_FIRST.indexOf(kindOf(outcome));
		for (const { item } of parts) worst.set(item, Math.min(rank, worst.get(item) ?? rank));
		const id = answerOf(outcome)?.schedule_id;
		if (typeof id === 'string') scheduleIds.push(id);
	}
	const count = (kind: Kind) => [...worst.values()].filter((rank) => WORST_FIRST[rank] === kind).length;
	return {
		sent: count('sent'),
		refused: count('refused'),
		notSent: count('notSent'),
		unknown: count('unknown'),
		skipped: count('skipped'),
		scheduleIds: uniq(scheduleIds),
	};
}

const kindOf = (outcome: Outcome): Kind =>
	outcome.kind === 'sent' && outcome.skipped !== undefined ? 'skipped' : outcome.kind;

/**
 * The response of an outcome. A refusal may have one: Braze creates a schedule even if it refuses some members by name.
 */
function answerOf(outcome: Outcome): IDataObject | undefined {
	if (outcome.kind === 'sent') return outcome.answer;
	return outcome.kind === 'refused' ? outcome.failure.response : undefined;
}

/** The verb for what the requests of a run do, taken from those that failed. */
export function verbIn(delivered: readonly RequestOutcome[]): Verb {
	for (const { outcome } of delivered)
		if (outcome.kind !== 'sent' && outcome.failure.verb) return outcome.failure.verb;
	return 'sent';
}

/**
 * The tally as a sentence: `Of 10 items, 7 were sent, 1 refused, 2 not sent.` Empty for a single item, whose failure
 * already says it all.
 */
export function summaryText({ sent, refused, notSent, unknown, skipped }: RunSummary, verb: Verb): string {
	const all = sent + refused + notSent + unknown + skipped;
	if (all < 2) return '';
	const counts = nonZero(
		[sent, verb],
		[refused, 'refused'],
		[notSent, `not ${verb}`],
		[unknown, 'unconfirmed'],
		[skipped, 'skipped'],
	);
	const [[first, how], ...others] = counts;
	if (others.length === 0) return `${all === 2 ? 'Both' : `All ${all}`} items were ${how}.`;
	return `Of ${all} items, ${first} ${first === 1 ? 'was' : 'were'} ${list([how, ...others.map((count) => count.join(' '))])}.`;
}

/** What earlier attempts of an execution did, as a sentence: `Earlier attempts: 3 items done, 1 unconfirmed.` */
export function earlierAttemptsText({ sent, unknown }: RunSummary): string {
	const [[first, how], ...others] = nonZero([sent, 'done'], [unknown, 'unconfirmed']);
	return `Earlier attempts: ${itemCount(first)} ${list([how, ...others.map((count) => count.join(' '))])}.`;
}

/** How many items failed in a run that continues on error: one sentence, or none. */
export function failureText(rejected: readonly Rejected[], delivered: readonly RequestOutcome[]): string[] {
	const { refused, notSent, unknown } = summarize(delivered);
	const invalid = new Set(rejected.map(({ item }) => item)).size;
	const verb = verbIn(delivered);
	const open = verb === 'fetched' ? 'without a clear response' : `unconfirmed, possibly ${verb}`;
	const counts = nonZero(
		[invalid, 'not valid'],
		[refused, 'refused by Braze'],
		[notSent, `not ${verb}`],
		[unknown, open],
	);
	const tally = list(counts.map(([count, how]) => `${itemCount(count)} ${how}`));
	return tally === '' ? [] : [`${tally}. See 'error' in each item for the reason.`];
}

/** Schedule keys whose earlier schedule was, or may have been, cancelled without a confirmed replacement. */
export const unreplacedKeys = (delivered: readonly RequestOutcome[]): string[] =>
	uniq(
		delivered.flatMap(({ outcome }) => (outcome.kind === 'sent' ? [] : (outcome.failure.unreplaced ?? []))),
	);

/** A sentence that names these keys; empty if there are none. */
export function unreplacedText(delivered: readonly RequestOutcome[]): string {
	const keys = unreplacedKeys(delivered);
	if (keys.length === 0) return '';
	const more = keys.length > MAX_KEYS_IN_TEXT ? ` and ${keys.length - MAX_KEYS_IN_TEXT} more` : '';
	const names = keys.slice(0, MAX_KEYS_IN_TEXT).map((key) => `'${key}'`);
	return `These schedule keys now have no confirmed schedule, because their earlier schedule was cancelled for a replacement that failed: ${list(names)}${more}.`;
}

/** Keys beyond this number are only in the items' errors and in the data of the run's error. */
const MAX_KEYS_IN_TEXT = 100;

/** `1 item`, `2 items`. */
export const itemCount = (count: number): string => `${count} ${count === 1 ? 'item' : 'items'}`;

type Count = readonly [number, string];

const nonZero = (...counts: readonly Count[]): Count[] => counts.filter(([count]) => count > 0);

const list = (texts: readonly string[]) => texts.join(', ');
