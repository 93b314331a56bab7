import type { IExecuteFunctions } from 'n8n-workflow';

import { KeyClaims } from './delivery/deduplication/keyClaims';
import { RememberedKeys } from './delivery/deduplication/rememberedKeys';
import type { Ledger } from './delivery/ledger/ledger';
import { reasonOf, type RequestOutcome } from './delivery/outcome';
import { plan } from './delivery/plan/plan';
import type { ItemEntry, PlannedRequest } from './delivery/plan/requests';
import { dryRunOutcomes, dryRunSummary } from './delivery/results/dryRun';
import type { ResponseDisplay } from './delivery/results/shownAnswer';
import { rejectAll, type Run } from './delivery/runRecord';
import type { Interceptor } from './delivery/send/interceptor';
import { AudienceRateLimiter, Pace, RateLimitGate, WaitBudget } from './delivery/send/rateLimits';
import { realClock } from './delivery/clock';
import { requestSender, type SendRequests } from './delivery/send/sendAll';
import type { Operation } from './operation';
import { connect } from './transport/connection';
import { downloadFile } from './transport/download';
import { verbOf } from './transport/endpoint';
import type { Expected } from './transport/expectedMembers';

/**
 * Reads the credential and prepares what all requests share. If the credential is missing or its URL invalid, every
 * item is rejected.
 */
export async function connectRun(ctx: IExecuteFunctions, { endpoint }: Operation, run: Run): Promise<Run> {
	if (!run.options || run.toSend.length === 0) return run;
	const { maxWaitMs, perMinute, timeoutMs } = run.options;
	const budget = new WaitBudget(maxWaitMs);
	const pace = perMinute === undefined ? undefined : new Pace(realClock, perMinute);
	const gate = new RateLimitGate(realClock, budget, pace);
	const signal = ctx.getExecutionCancelSignal();
	try {
		const connection = await connect(ctx, timeoutMs);
		const download = async (url: string) => await downloadFile(ctx, timeoutMs, url);
		return { ...run, context: { connection, endpoint, clock: realClock, gate, signal, budget, download } };
	} catch (error) {
		return rejectAll(run, reasonOf(error));
	}
}

/**
 * Drops what needn't be sent, if the operation looks that up before it sends.
 *
 * @returns the run, and the items for which the lookup failed
 */
export async function narrowRun(
	{ narrow }: Operation,
	run: Run,
): Promise<{ narrowed: Run; failed: readonly RequestOutcome[] }> {
	if (!narrow || !run.context) return { narrowed: run, failed: [] };
	const { toSend, skipped, failed, notes } = await narrow(run.context)(run.toSend);
	const changed = new Map(toSend.map((placed) => [placed.item, placed]));
	const narrowed = {
		...run,
		entries: run.entries.map((placed) => changed.get(placed.item) ?? placed),
		toSend,
		skipped: [...run.skipped, ...skipped],
		delivered: [...run.delivered, ...failed],
		notes: [...run.notes, ...notes],
	};
	return { narrowed, failed };
}

/** Puts entries into as few requests as the settings allow. */
export function planRequests(
	{ combine, safety }: Operation,
	{ options }: Run,
	entries: readonly ItemEntry[],
): PlannedRequest[] {
	const acrossItems = options?.combineItems ?? combine?.byDefault ?? false;
	return plan(entries, { combine, acrossItems, safety });
}

/** How the operation's responses become output. A list is unfolded into items. */
export function responseDisplay({ endpoint, paging, response }: Operation): ResponseDisplay {
	const unfolded = [...(response?.unfolded ?? []), ...(paging ? [paging.list] : [])];
	const { doneMember } = endpoint;
	return { ...response, isLookup: verbOf(endpoint) === 'fetched', doneMember, unfolded };
}

/** The members that the response to a lookup must contain. Responses to changes vary, and may be empty. */
function expectedOf({ endpoint, response: { unfolded = [], contains = {} } = {} }: Operation): Expected {
	if (verbOf(endpoint) !== 'fetched') return {};
	return { ...Object.fromEntries(unfolded.map((name) => [name, 'list' as const])), ...contains };
}

/** Shows the requests of a dry run instead of sending them, with a summary of what they would do. */
export function showRequests(ctx: IExecuteFunctions, operation: Operation, run: Run): Run {
	const { name, endpoint, combine } = operation;
	const { context, delivered, entries, requests, testRecipients } = run;
	const summary = dryRunSummary(
		{
			operation: name,
			verb: verbOf(endpoint),
			combine,
			zone: ctx.getTimezone(),
			toTestRecipients: testRecipients !== undefined,
		},
		entries,
		requests,
	);
	if (!context) return { ...run, summary };
	const { host } = context.connection;
	const shown = dryRunOutcomes(requests, { host, endpoint, combine, summary });
	return { ...run, summary, delivered: [...delivered, ...shown] };
}

/**
 * Sends the requests, each through the operation's interceptor if it has one. The ledger records them as they end. An
 * item that repeats another item's deduplication key is sent only if that item was not.
 */
export async function sendRequests(
	ctx: IExecuteFunctions,
	operation: Operation,
	run: Run,
	ledger: Ledger | undefined,
): Promise<Run> {
	const claims = claimsOf(ctx, run);
	const intercept = run.context && operation.intercept?.(run.context, claims ? [] : run.requests);
	const send = senderOf(ctx, operation, run, { ledger, claims, intercept });
	if (!send) return run;
	const outcomes = claims
		? await sendInRounds(claims, async (entries) => await send(planRequests(operation, run, entries)))
		: await send(run.requests);
	const finished = (await intercept?.finish?.(outcomes)) ?? outcomes;
	const keysNotReleased = await claims?.settle();
	return {
		...run,
		delivered: [...run.delivered, ...finished],
		skipped: [...run.skipped, ...(claims?.skipped ?? [])],
		keysNotReleased,
	};
}

/** Runs the operation's `atEnd` hook. */
export async function finishRun({ atEnd }: Operation, run: Run): Promise<Run> {
	if (!atEnd || !run.context) return run;
	return { ...run, delivered: await atEnd(run.context)(run.delivered) };
}

/**
 * The deduplication keys of a run; `undefined` if it claims none, because nothing is sent or only to test recipients.
 */
function claimsOf(ctx: IExecuteFunctions, { options, testRecipients, toSend }: Run): KeyClaims | undefined {
	if (!options || testRecipients) return undefined;
	if (!toSend.some(({ entry }) => entry.deduplicationKey !== undefined)) return undefined;
	return new KeyClaims(new RememberedKeys(ctx, options.rememberedKeys), toSend);
}

/** Sends the first item of each key, then, round by round, the next items of keys that were not used up. */
async function sendInRounds(
	claims: KeyClaims,
	send: (entries: readonly ItemEntry[]) => Promise<RequestOutcome[]>,
): Promise<RequestOutcome[]> {
	let outcomes: RequestOutcome[] = [];
	for (let round = claims.next(); round.length > 0; round = claims.next())
		outcomes = outcomes.concat(await send(round));
	return outcomes;
}

/** Returns the function that sends requests with the settings of this run; `undefined` if there is nothing to send. */
function senderOf(
	ctx: IExecuteFunctions,
	operation: Operation,
	{ context, options }: Run,
	{
		ledger,
		claims,
		intercept,
	}: { ledger: Ledger | undefined; claims: KeyClaims | undefined; intercept: Interceptor | undefined },
): SendRequests | undefined {
	if (!context || !options) return undefined;
	const { combine, paging, safety } = operation;
	return requestSender({
		...context,
		claims,
		safety,
		combine,
		paging,
		expected: expectedOf(operation),
		parallel: options.parallel,
		audienceLimiter: new AudienceRateLimiter(context.budget),
		intercept,
		stopAtFirstFailure: !ctx.continueOnFail(),
		ledger,
	});
}
