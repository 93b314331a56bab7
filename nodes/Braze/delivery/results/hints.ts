import { uniq } from 'lodash';
import type { IDataObject, IExecuteFunctions, NodeExecutionHint } from 'n8n-workflow';

import { wordsIn } from '../../transport/classify';
import { isBlank } from '../../transport/responseErrors';
import type { Combine } from '../entry';
import { type ItemWarning, mayHaveGoneOut, type RequestOutcome, type Skipped } from '../outcome';
import type { ItemEntry, Part } from '../plan/requests';
import { plan, type PlanOptions } from '../plan/plan';
import type { Run } from '../runRecord';
import { severalMessages } from './differentMessages';
import { dryRunAdvice } from './dryRun';
import { type ResponseDisplay, unseenMembers } from './shownAnswer';
import { failureText, itemCount, unreplacedText } from './summary';

/** How the operation combines items, which tells how many requests combining would save. */
interface Planning extends Pick<PlanOptions, 'safety'> {
	readonly combine?: Combine & { readonly byDefault: boolean };
}

/** Returns the hints above the output of a run, in the order shown. */
export function runHints(planning: Planning, run: Run, display: ResponseDisplay): NodeExecutionHint[] {
	const { entries, rejected, skipped, delivered, options, summary, testRecipients } = run;
	return [
		...(summary === undefined ? [] : [warning(dryRunAdvice(summary, options?.mode))]),
		...(testRecipients ? [testHint(summary === undefined ? 'Sent' : 'Would be sent', testRecipients)] : []),
		...hintPerMessage(run.warnings),
		...failureText(rejected, delivered).map(warning),
		...[unreplacedText(delivered)].filter(Boolean).map(warning),
		...skippedHints(skipped, delivered),
		...(run.different.length === 0 ? [] : severalMessages(run.different, delivered)).map(warning),
		...run.remarks.map(warning),
		...run.notes.map(info),
		...itemHints(entriesSent(run)),
		...answerHints(delivered),
		...unseenHints(run, display),
		...memoryHints(delivered),
		...forgottenKeysHints(entries, options?.rememberedKeys),
		...releaseHints(run.keysNotReleased),
		...combineHints(planning, run),
	];
}

/** A yellow hint above the output. */
const warning = (message: string): NodeExecutionHint => ({
	message,
	type: 'warning',
	location: 'outputPane',
});

/** A blue hint above the output. */
const info = (message: string): NodeExecutionHint => ({
	message,
	type: 'info',
	location: 'outputPane',
});

/**
 * The entries of items that were, may have been, or in a dry run would be sent. How an unsent item would go out is not
 * worth a remark.
 */
function entriesSent({ entries, delivered }: Run): readonly ItemEntry[] {
	const sent = new Set(
		delivered
			.filter(({ outcome }) => mayHaveGoneOut(outcome))
			.flatMap(({ parts }) => parts.map(({ item }) => item)),
	);
	return entries.filter(({ item }) => sent.has(item));
}

/** Shows hints above the output. Old versions of n8n don't support them. */
export function addHints(ctx: IExecuteFunctions, hints: NodeExecutionHint[]): void {
	if (hints.length > 0 && typeof ctx.addExecutionHints === 'function') ctx.addExecutionHints(...hints);
}

/** Hints of entries that were sent. Each is shown once, with the number of items it applies to. */
function itemHints(entries: readonly ItemEntry[]): NodeExecutionHint[] {
	return hintPerMessage(
		entries.flatMap(({ item, entry }) => (entry.hints ?? []).map((message) => ({ item, message }))),
	);
}

/** Notices and non-fatal errors in responses: Braze answered "success" but may send nothing. */
export function answerHints(delivered: readonly RequestOutcome[]): NodeExecutionHint[] {
	return hintPerMessage(
		delivered.flatMap(({ parts, outcome }) =>
			outcome.kind === 'sent' ? remarks(outcome.answer, parts) : [],
		),
	);
}

function remarks(answer: IDataObject, parts: readonly Part[]): ItemWarning[] {
	const { errors, warning, schedule_key_problem: keyProblem, processed_problem: notProcessed } = answer;
	const { notice, notices, warnings } = answer;
	const own = [notice, notices, warnings, typeof warning === 'string' ? [] : warning]
		.flat()
		.filter((one) => !isBlank(one));
	const messages = own.map((one) => `Braze accepted the request but says: ${wordsIn(one)}`);
	for (const problem of [keyProblem, notProcessed]) if (typeof problem === 'string') messages.push(problem);
	if (typeof warning === 'string') messages.push(`${warning}.`);
	if (Array.isArray(errors) && errors.length > 0)
		messages.push("Braze accepted the request but may have skipped part of it: see 'errors' in the output.");
	return messages.flatMap((message) => parts.map(({ item }) => ({ item, message })));
}

/** Names the test recipients who get the messages instead of everyone else. */
const testHint = (verb: string, testRecipients: readonly string[]): NodeExecutionHint =>
	warning(`${verb} to the test recipients instead: ${testRecipients.join(', ')}`);

/** Names the members of responses that the output of a lookup doesn't show. */
function unseenHints({ entries, delivered }: Run, display: ResponseDisplay): NodeExecutionHint[] {
	if (!display.isLookup || display.reduced) return [];
	const entryOf = new Map(entries.map(({ item, entry }) => [item, entry]));
	const names = delivered.flatMap(({ parts, outcome }) =>
		outcome.kind === 'sent' ? unseenMembers(entryOf.get(parts[0].item), outcome.answer, display, parts) : [],
	);
	const unseen = uniq(names).map((name) => `'${name}'`);
	return unseen.length === 0
		? []
		: [info(`Braze's response has more than the output shows: ${unseen.join(', ')}.`)];
}

/** Says how many items a retry left out because they were already sent. */
function memoryHints(delivered: readonly RequestOutcome[]): NodeExecutionHint[] {
	const known = new Set(
		delivered
			.filter(({ outcome }) => 'fromMemory' in outcome)
			.flatMap(({ parts }) => parts.map(({ item }) => item)),
	);
	if (known.size === 0) return [];
	return [
		info(
			`An earlier attempt already handled ${itemCount(known.size)} of this run, so ${known.size === 1 ? 'it was' : 'they were'} not sent again.`,
		),
	];
}

/** Says how many items were skipped, and why: before sending, or because their schedule key already has a schedule. */
function skippedHints(
	skipped: readonly Skipped[],
	delivered: readonly RequestOutcome[],
): NodeExecutionHint[] {
	const skippedLate = delivered.flatMap(({ parts: [{ item }], outcome }) =>
		outcome.kind === 'sent' && outcome.skipped !== undefined ? [{ item, reason: outcome.skipped }] : [],
	);
	return hintPerMessage(
		[...skipped, ...skippedLate].map(({ item, reason }) => ({ item, message: `Skipped: ${reason}` })),
	);
}

/** Warns that n8n could not release the keys of unsent items. */
function releaseHints(why: string | undefined): NodeExecutionHint[] {
	return why === undefined
		? []
		: [
				warning(
					`Items that were not sent keep their 'Deduplicate By' key, so later executions skip them: ${why}`,
				),
			];
}

/** Warns about a run with more keys than n8n keeps: by its end, n8n has forgotten the first ones. */
export function forgottenKeysHints(
	entries: readonly ItemEntry[],
	remembered: number | undefined,
): NodeExecutionHint[] {
	if (remembered === undefined || entries.length <= remembered) return [];
	const keys = new Set(entries.flatMap(({ entry }) => entry.deduplicationKey ?? [])).size;
	if (keys <= remembered) return [];
	return [
		warning(
			`These items have ${keys} different keys of 'Deduplicate By', but n8n keeps ${remembered} for this node: the others are forgotten, and their items can be sent again. Increase 'Remembered Keys' in the options, or send fewer items in one execution.`,
		),
	];
}

/** A hint is not worth it for fewer saved requests than this. */
const MIN_SAVED_REQUESTS = 5;

/** Says how many requests 'Combine Items' would save, if it is off. */
function combineHints(
	{ combine, safety }: Planning,
	{ context, options, requests, toSend }: Run,
): NodeExecutionHint[] {
	if (!context || !combine || (options?.combineItems ?? combine.byDefault)) return [];
	// Combined, the run still needs at least one request.
	if (requests.length <= MIN_SAVED_REQUESTS) return [];
	const combinable = toSend.map(({ entry, ...placed }) => ({ ...placed, entry: entry.combinable ?? entry }));
	const { length: needed } = plan(combinable, { combine, safety, acrossItems: true });
	if (requests.length - needed < MIN_SAVED_REQUESTS) return [];
	return [
		info(
			`This run needs ${requests.length} requests. With 'Combine Items' in the options, it would need ${needed}; items that share a request also share its result.`,
		),
	];
}

/** Messages beyond this number are only counted: nobody reads them all. */
const MAX_MESSAGES = 10;

/** The parts of a remark that vary from item to item: quoted names, and numbers. */
const VALUES = /'[^']*'|“[^”]*”|"[^"]*"|\d[\d.,:]*/g;

/**
 * Shows each kind of remark once, with the number of items it applies to. Remarks that differ only in their values are
 * of the same kind.
 */
function hintPerMessage(remarks: readonly ItemWarning[]): NodeExecutionHint[] {
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
			warning(`${message} (${others ? 'and similar for others, ' : ''}${itemCount(affected.size)})`),
		);
	const more = kinds.size - hints.length;
	return more > 0 ? [...hints, warning(`${more} more ${more === 1 ? 'hint' : 'hints'} like this.`)] : hints;
}
