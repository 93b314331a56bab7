import type { IDataObject, IExecuteFunctions, NodeExecutionHint } from 'n8n-workflow';
import { uniq } from 'lodash';

import { mayHaveGoneOut, severalMessages } from '../checks/severalMessages';
import type { Run } from '../runRecord';
import type { ItemEntry, Part } from '../plan/parts';
import { type Showing, unseenMembers } from './shownAnswer';
import type { RequestOutcome } from '../outcome';
import type { PreflightProblem } from '../checks/preflight';
import { summarize, verbIn } from './summary';
import type { Rejected, Skipped } from '../rejections';

/** Returns the hints that appear above the output of a run, in the order in which they are shown. */
export function runHints(run: Run, showing: Showing): NodeExecutionHint[] {
	const { entries, rejected, skipped, delivered, options, summary, testRecipients } = run;
	return [
		...(summary === undefined ? [] : dryRunHints(summary, options?.mode === 'dryRun')),
		...(testRecipients ? testHints(testRecipients, summary !== undefined) : []),
		...preflightHints(run.warnings),
		...failureHints(rejected, delivered),
		...skippedHints(skipped, delivered),
		...remarkHints([...severalMessages(run.different, delivered), ...run.remarks]),
		...noteHints(run.notes),
		...itemHints(entriesSent(run)),
		...answerHints(delivered),
		...unseenHints(run, showing),
		...memoryHints(delivered),
		...forgottenKeysHints(entries, options?.rememberedKeys),
		...releaseHints(run.keysNotReleased),
	];
}

/** The entries of items that were sent, or would be: what was not sent needs no remarks about how it goes out. */
function entriesSent({ entries, delivered }: Run): readonly ItemEntry[] {
	const sent = new Set(
		delivered
			.filter(({ outcome }) => mayHaveGoneOut(outcome))
			.flatMap(({ parts }) => parts.map(({ item }) => item)),
	);
	return entries.filter(({ item }) => sent.has(item));
}

/** Shows hints above the output. Old versions of n8n have none. */
export function addHints(ctx: IExecuteFunctions, hints: NodeExecutionHint[]): void {
	if (hints.length > 0 && typeof ctx.addExecutionHints === 'function') ctx.addExecutionHints(...hints);
}

/** Saving fewer requests than this is not worth a hint. */
const MIN_SAVED_REQUESTS = 5;

/** More different messages than this are only counted: nobody reads them all. */
const MAX_MESSAGES = 10;

/** Remarks about items that succeeded: each is shown once, with the number of items it applies to. */
function itemHints(entries: readonly ItemEntry[]): NodeExecutionHint[] {
	return hintPerMessage(
		entries.flatMap(({ item, entry }) => (entry.hints ?? []).map((message) => ({ item, message }))),
	);
}

/** Notices and non-fatal errors in Braze's responses: it returned "success" but may send nothing. */
export function answerHints(delivered: readonly RequestOutcome[]): NodeExecutionHint[] {
	return hintPerMessage(
		delivered.flatMap(({ parts, outcome }) =>
			outcome.kind === 'sent' ? remarks(outcome.answer, parts) : [],
		),
	);
}

function remarks(answer: IDataObject, parts: readonly Part[]): Remark[] {
	const {
		notice,
		errors,
		warning,
		schedule_key_problem: keyProblem,
		processed_problem: notProcessed,
	} = answer;
	const messages: string[] = [];
	if (typeof notice === 'string' && notice !== '')
		messages.push(`Braze accepted the request but says: ${notice}`);
	for (const problem of [keyProblem, notProcessed]) if (typeof problem === 'string') messages.push(problem);
	if (typeof warning === 'string') messages.push(`${warning}.`);
	if (Array.isArray(errors) && errors.length > 0)
		messages.push("Braze accepted the request but may have skipped part of it: see 'errors' in the output.");
	return messages.flatMap((message) => parts.map(({ item }) => ({ item, message })));
}

/** Members of responses that the output of a lookup does not show. */
function unseenHints({ entries, delivered }: Run, showing: Showing): NodeExecutionHint[] {
	const entryOf = new Map(entries.map(({ item, entry }) => [item, entry]));
	const names = delivered.flatMap(({ parts, outcome }) => {
		if (outcome.kind !== 'sent') return [];
		const members = parts.flatMap(({ member }) => (member === undefined ? [] : [member]));
		return unseenMembers(entryOf.get(parts[0].item), outcome.answer, showing, members);
	});
	const unseen = uniq(names).map((name) => `'${name}'`);
	return unseen.length === 0
		? []
		: [hint(`Braze's response has more than the output shows: ${unseen.join(', ')}.`, 'info')];
}

/** What a retry skipped because it was already sent. */
function memoryHints(delivered: readonly RequestOutcome[]): NodeExecutionHint[] {
	const known = new Set(
		delivered
			.filter(({ outcome }) => 'fromMemory' in outcome)
			.flatMap(({ parts }) => parts.map(({ item }) => item)),
	);
	if (known.size === 0) return [];
	return [
		hint(
			`An earlier attempt already handled ${items(known.size)} of this run, so ${known.size === 1 ? 'it was' : 'they were'} not sent again.`,
			'info',
		),
	];
}

/**
 * How many requests 'Combine Items' would save, if it is off.
 *
 * @param combined how many there would be
 */
export function combineHint(requests: number, combined: number): NodeExecutionHint[] {
	if (requests - combined < MIN_SAVED_REQUESTS) return [];
	return [
		hint(
			`This run needs ${requests} requests. With 'Combine Items' in the options, it would need ${combined}; items that share a request also share its result.`,
			'info',
		),
	];
}

/** How many items failed, if the run continues anyway. */
function failureHints(
	rejected: readonly Rejected[],
	delivered: readonly RequestOutcome[],
): NodeExecutionHint[] {
	const { refused, notSent, unknown } = summarize(delivered);
	const invalid = new Set(rejected.map(({ item }) => item)).size;
	const verb = verbIn(delivered);
	const open = verb === 'fetched' ? 'without a clear response' : `unconfirmed, possibly ${verb}`;
	const counts = [
		say(invalid, 'not valid'),
		say(refused, 'refused by Braze'),
		say(notSent, `not ${verb}`),
		say(unknown, open),
	];
	const tally = counts.filter((text) => text !== '').join(', ');
	return tally === '' ? [] : [hint(`${tally}. See 'error' in each item for the reason.`, 'warning')];
}

/** How many items were skipped, and why: before anything was sent, or because their schedule key has a schedule. */
function skippedHints(
	skipped: readonly Skipped[],
	delivered: readonly RequestOutcome[] = [],
): NodeExecutionHint[] {
	const skippedLate = delivered.flatMap(({ parts: [{ item }], outcome }) =>
		outcome.kind === 'sent' && outcome.skipped !== undefined ? [{ item, reason: outcome.skipped }] : [],
	);
	return hintPerMessage(
		[...skipped, ...skippedLate].map(({ item, reason }) => ({ item, message: `Skipped: ${reason}` })),
	);
}

/** What a dry run shows, and how to send. */
function dryRunHints(summary: string, byMode: boolean): NodeExecutionHint[] {
	const advice = byMode ? "To send, set 'Mode' to 'Send'." : "Turn off 'Dry Run' in the options to send.";
	return [hint(`Dry run: nothing was sent. ${summary} ${advice}`, 'warning')];
}

/** Who got the messages in place of everyone else. */
function testHints(testRecipients: readonly string[], dryRun: boolean): NodeExecutionHint[] {
	return [
		hint(
			`${dryRun ? 'Would be sent' : 'Sent'} to the test recipients instead: ${testRecipients.join(', ')}`,
			'warning',
		),
	];
}

/** Remarks about the run as a whole. */
function remarkHints(remarks: readonly string[]): NodeExecutionHint[] {
	return remarks.map((message) => hint(message, 'warning'));
}

/** What is worth knowing about the run as a whole, with nothing wrong. */
function noteHints(notes: readonly string[] = []): NodeExecutionHint[] {
	return notes.map((message) => hint(message, 'info'));
}

/** Canvases and campaigns that accept requests but send nothing. */
function preflightHints(problems: readonly PreflightProblem[]): NodeExecutionHint[] {
	return hintPerMessage(problems.map(({ item, message }) => ({ item, message })));
}

/** n8n could not release the keys of items that were not sent. */
function releaseHints(why: string | undefined): NodeExecutionHint[] {
	return why === undefined
		? []
		: [
				hint(
					`Items that were not sent keep their 'Deduplicate By' key, so later executions skip them: ${why}`,
					'warning',
				),
			];
}

/** A run with more keys than n8n keeps has forgotten the first ones when it ends. */
export function forgottenKeysHints(
	entries: readonly ItemEntry[],
	remembered: number | undefined,
): NodeExecutionHint[] {
	if (remembered === undefined || entries.length <= remembered) return [];
	const keys = new Set(entries.flatMap(({ entry }) => entry.deduplicationKey ?? [])).size;
	if (keys <= remembered) return [];
	return [
		hint(
			`These items have ${keys} different keys of 'Deduplicate By', but n8n keeps ${remembered} for this node: the others are forgotten, and their items can be sent again. Increase 'Remembered Keys' in the options, or send fewer items in one execution.`,
			'warning',
		),
	];
}

const say = (count: number, how: string) => (count === 0 ? '' : `${items(count)} ${how}`);

interface Remark {
	readonly item: number;
	readonly message: string;
}

/** What a remark has of its own: names in quotes, and numbers. */
const VALUES = /'[^']*'|“[^”]*”|"[^"]*"|\d[\d.,:]*/g;

/** Shows each kind of remark once, with the number of items it applies to: those that differ only in their values are one kind. */
function hintPerMessage(remarks: Remark[]): NodeExecutionHint[] {
	const kinds = new Map<string, { message: string; affected: Set<number>; others: boolean }>();
	for (const { item, message } of remarks) {
		const key = message.replace(VALUES, '…');
		const kind = kinds.get(key) ?? { message, affected: new Set(), others: false };
		kind.affected.add(item);
		kind.others ||= kind.message !== message;
		kinds.set(key, kind);
	}
	const hints = [...kinds.values()]
		.slice(0, MAX_MESSAGES)
		.map(({ message, affected, others }) =>
			hint(`${message} (${others ? 'and similar for others, ' : ''}${items(affected.size)})`, 'warning'),
		);
	const more = kinds.size - hints.length;
	return more > 0
		? [...hints, hint(`${more} more ${more === 1 ? 'hint' : 'hints'} like this.`, 'warning')]
		: hints;
}

const items = (count: number) => `${count} ${count === 1 ? 'item' : 'items'}`;

const hint = (message: string, type: 'info' | 'warning'): NodeExecutionHint => ({
	message,
	type,
	location: 'outputPane',
});
