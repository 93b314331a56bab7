import type { IExecuteFunctions, INodeExecutionData, NodeExecutionHint } from 'n8n-workflow';

import { KeyClaims } from './delivery/deduplication/keyClaims';
import { RememberedKeys } from './delivery/deduplication/rememberedKeys';
import type { Ledger, Recalled } from './delivery/ledger/ledger';
import { openLedger } from './delivery/ledger/openLedger';
import type { RequestOutcome } from './delivery/outcome';
import { plan } from './delivery/plan/plan';
import type { PlannedRequest } from './delivery/plan/types';
import { truncateForAgent } from './delivery/results/agentAnswer';
import { dryRunOutcomes } from './delivery/results/dryRun';
import { dryRunSummary } from './delivery/results/dryRunSummary';
import { combineHint } from './delivery/results/hints';
import { resultItems } from './delivery/results/resultItems';
import { deliveryError, validationError } from './delivery/results/runErrors';
import { addHints, runHints } from './delivery/results/runHints';
import type { Showing } from './delivery/results/shownAnswer';
import type { AroundContext } from './delivery/send/around';
import { AudienceRateLimiter } from './delivery/send/audienceRateLimiter';
import { realClock } from './delivery/send/clock';
import { Pace } from './delivery/send/pace';
import { RateLimitGate } from './delivery/send/rateLimitGate';
import { requestSender } from './delivery/send/sendAll';
import { WaitBudget } from './delivery/send/waitBudget';
import type { Operation } from './operation';
import { prepare, readInput, type Input, type PreparedRun } from './prepare';
import { isObject } from './input/json';
import { isCalledDirectly, isTool } from './toolMode';
import { fileDownload } from './transport/download';
import { verbOf } from './transport/endpoint';

/**
 * Runs one operation for all input items: reads and validates them, skips what an earlier attempt sent, plans and
 * sends the requests, and returns each item's result. With On Error: Stop, nothing is sent unless every item is
 * valid, and failures are thrown; with the Continue settings, nothing is thrown, and each failed item becomes an
 * error item.
 *
 * @throws {NodeOperationError} before anything was sent; {NodeApiError} after a request failed
 */
export async function runOperation(
	ctx: IExecuteFunctions,
	resource: string,
	chosen: Operation,
): Promise<INodeExecutionData[]> {
	const operation = chosen.alone && !combinesItems(ctx) ? chosen.alone : chosen;
	const stopOnError = !ctx.continueOnFail();

	const input = readInput(ctx, operation);
	const name = `${resource}.${operation.value}`;
	const ledger = input.options?.dryRun ? undefined : openLedger(ctx, name, operation);
	const recalled = recallFrom(ledger, input);
	const prepared = await prepare(ctx, operation, input, recalled);
	if (stopOnError && prepared.rejected.length > 0)
		throw validationError(ctx, prepared.rejected, recalled.delivered);

	const requests = planRequests(operation, prepared);
	const summary = input.options?.dryRun ? summaryOf(ctx, operation, input, requests) : undefined;
	const claims = claimsOf(ctx, input, prepared);
	const context = contextOf(ctx, operation, prepared);
	const outcomes =
		summary === undefined
			? await sendRequests(ctx, operation, prepared, { requests, ledger, claims, context })
			: showRequests(operation, prepared, requests, summary);
	const keysNotReleased = await claims?.settle();
	const delivered = [...recalled.delivered, ...outcomes];
	const error =
		stopOnError && !errorWouldRepeatRequests(ctx, operation, delivered)
			? deliveryError(ctx, delivered, operation.safety)
			: undefined;
	if (error) throw error;

	const ended =
		(context && summary === undefined && (await operation.atEnd?.(context)(delivered))) || delivered;
	const { rejected, remarks, warnings } = prepared;
	// An earlier attempt may have sent what has to be skipped by now.
	const unsent = input.skipped.filter(({ item }) => !recalled.completed.has(item));
	const skipped = [...unsent, ...prepared.skipped, ...(claims?.skipped ?? [])];
	const finished = { ...input, rejected, skipped, delivered: ended, showing: showingOf(operation) };
	addHints(ctx, [
		...runHints({ ...finished, summary, remarks, warnings, keysNotReleased }),
		...combineHints(ctx, chosen, prepared, requests.length),
	]);
	const results = resultItems(finished);
	const changedNothing = verbOf(operation.endpoint) === 'fetched' || input.options?.dryRun === true;
	return changedNothing && isTool(ctx) ? truncateForAgent(results) : results;
}

/** How the operation's responses are shown: a list is unfolded into items. */
function showingOf({ endpoint, paging, response }: Operation): Showing {
	const unfolded = [...(response?.unfolded ?? []), ...(paging ? [paging.list] : [])];
	return { ...response, isLookup: verbOf(endpoint) === 'fetched', unfolded };
}

/** Whether items share requests. Options that cannot be read are reported later. */
function combinesItems(ctx: IExecuteFunctions): boolean {
	const { options } = ctx.getNode().parameters;
	const saved: Record<string, unknown> = isObject(options) ? options : {};
	return saved.combineItems !== false && saved.combineItems !== 'false';
}

/** What an earlier attempt of this execution did. */
function recallFrom(ledger: Ledger | undefined, { entries, rejected, skipped, options }: Input): Recalled {
	const unreadable = [...rejected, ...skipped].map(({ item }) => item);
	return (
		ledger?.recall(entries, unreadable, options?.resendUnknown ?? false) ?? {
			delivered: [],
			entries,
			completed: new Set(),
		}
	);
}

/** Puts the entries into as few requests as the settings allow. */
function planRequests({ combine, safety }: Operation, { toSend, connected }: PreparedRun): PlannedRequest[] {
	if (!connected) return [];
	const acrossItems = connected.options.combineItems ?? combine?.byDefault ?? false;
	return plan(toSend, { combine, acrossItems, safety });
}

/** What the requests of a dry run would do. */
function summaryOf(
	ctx: IExecuteFunctions,
	operation: Operation,
	{ entries, testRecipients }: Input,
	requests: readonly PlannedRequest[],
): string {
	const { name, endpoint, combine } = operation;
	const run = {
		operation: name,
		verb: verbOf(endpoint),
		combine,
		zone: ctx.getTimezone(),
		toTestRecipients: testRecipients !== undefined,
	};
	return dryRunSummary(run, entries, requests);
}

/** Shows the requests of a dry run. */
function showRequests(
	{ combine, endpoint }: Operation,
	{ connected }: PreparedRun,
	requests: readonly PlannedRequest[],
	summary: string,
): RequestOutcome[] {
	return connected
		? dryRunOutcomes(requests, { host: connected.connection.host, endpoint, combine, summary })
		: [];
}

/** The deduplication keys of a run; `undefined` if it claims none, because nothing will be sent or only to test recipients. */
function claimsOf(
	ctx: IExecuteFunctions,
	{ options, testRecipients }: Input,
	{ toSend }: PreparedRun,
): KeyClaims | undefined {
	if (!options || options.dryRun || testRecipients) return undefined;
	if (!toSend.some(({ entry }) => entry.deduplicationKey !== undefined)) return undefined;
	return new KeyClaims(new RememberedKeys(ctx, options.rememberedKeys), toSend);
}

/** What the requests of a run share; `undefined` if there is nothing to send. */
function contextOf(
	ctx: IExecuteFunctions,
	{ endpoint }: Operation,
	{ connected }: PreparedRun,
): AroundContext | undefined {
	if (!connected) return undefined;
	const { connection, options } = connected;
	const budget = new WaitBudget(options.maxWaitMs);
	const pace = options.perMinute === undefined ? undefined : new Pace(realClock, options.perMinute);
	return {
		connection,
		endpoint,
		clock: realClock,
		gate: new RateLimitGate(realClock, budget, pace),
		signal: ctx.getExecutionCancelSignal(),
		budget,
		download: fileDownload(ctx, options.timeoutMs),
	};
}

interface ToSend {
	readonly requests: readonly PlannedRequest[];
	readonly ledger: Ledger | undefined;
	readonly claims: KeyClaims | undefined;
	readonly context: AroundContext | undefined;
}

/**
 * Sends the requests, each with what the operation does around it. The ledger records them as they end. If
 * items have deduplication keys, those that repeat a key are sent only if the ones before them were not.
 */
async function sendRequests(
	ctx: IExecuteFunctions,
	operation: Operation,
	prepared: PreparedRun,
	{ requests, ledger, claims, context: shared }: ToSend,
): Promise<RequestOutcome[]> {
	if (!prepared.connected || !shared) return [];
	const { around, combine, paging, safety } = operation;
	const { isLookup, unfolded = [] } = showingOf(operation);
	const { options } = prepared.connected;
	const send = requestSender({
		...shared,
		claims,
		safety,
		combine,
		paging,
		expected: isLookup ? unfolded : [],
		parallel: options.parallel,
		audienceLimiter: new AudienceRateLimiter(shared.budget),
		around: around?.(shared),
		stopAtFirstFailure: !ctx.continueOnFail(),
		onEnd: (request, ended) => ledger?.record(request.envelope, ended) ?? [ended],
	});
	if (!claims) return await send(requests);
	let outcomes: RequestOutcome[] = [];
	for (let toSend = claims.next(); toSend.length > 0; toSend = claims.next())
		outcomes = outcomes.concat(await send(planRequests(operation, { ...prepared, toSend })));
	return outcomes;
}

/** Whether an error would make n8n repeat requests that went out: when an agent calls the node, no ledger prevents it. */
function errorWouldRepeatRequests(
	ctx: IExecuteFunctions,
	{ safety }: Operation,
	delivered: readonly RequestOutcome[],
): boolean {
	if (safety === 'idempotent' || !isCalledDirectly(ctx) || ctx.getNode().retryOnFail !== true) return false;
	return delivered.some(({ outcome }) => outcome.kind === 'sent' || outcome.kind === 'unknown');
}

/** Says how many requests 'Combine Items' would save, if it is off. */
function combineHints(
	ctx: IExecuteFunctions,
	chosen: Operation,
	{ toSend, connected }: PreparedRun,
	requests: number,
): NodeExecutionHint[] {
	const { alone, combine, safety } = chosen;
	if (!connected || !combine || (connected.options.combineItems ?? combine.byDefault)) return [];
	// Entries for single items say nothing about shared requests, so the items are read again.
	const combinable = alone ? readAgain(ctx, chosen, toSend) : toSend;
	return combineHint(requests, plan(combinable, { combine, safety, acrossItems: true }).length);
}

/** The unsent entries, as another form of their operation reads them. */
function readAgain(
	ctx: IExecuteFunctions,
	operation: Operation,
	toSend: PreparedRun['toSend'],
): PreparedRun['toSend'] {
	const unsent = new Set(toSend.filter(({ done }) => !done?.size).map(({ item }) => item));
	return readInput(ctx, operation).entries.filter(({ item }) => unsent.has(item));
}
