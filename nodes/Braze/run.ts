import type { IExecuteFunctions, INodeExecutionData, NodeExecutionHint } from 'n8n-workflow';

import { realClock } from './delivery/send/clock';
import { RateLimitGate } from './delivery/send/rateLimitGate';
import { answerHints, combineHint, failureHints, itemHints, memoryHints, releaseHints, skippedHints, trialHints } from './delivery/results/hints';
import { Ledger, type Recalled } from './delivery/ledger/ledger';
import { releaseKeys } from './delivery/checks/deduplication';
import type { RequestOutcome } from './delivery/outcome';
import { AudienceRateLimiter } from './delivery/send/audienceRateLimiter';
import { plan } from './delivery/plan/plan';
import { reasonOf } from './delivery/readEntries';
import { dryRunOutcomes } from './delivery/results/dryRun';
import { resultItems } from './delivery/results/resultItems';
import { sendAll } from './delivery/send/sendAll';
import { truncateForAgent } from './delivery/results/agentAnswer';
import { validationError, deliveryError } from './delivery/results/runErrors';
import { isObject } from './schemas/json';
import { isCalledDirectly, isTool } from './toolMode';
import { WaitBudget } from './delivery/send/waitBudget';
import type { Operation } from './operation';
import { verbOf } from './transport/endpoint';
import { prepare, readInput, type Input, type PreparedRun } from './prepare';

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
	const operation = (combinesItems(ctx) ? undefined : chosen.alone) ?? chosen;
	const input = readInput(ctx, operation);
	const ledger = input.options?.dryRun ? undefined : openLedger(ctx, `${resource}.${operation.value}`, operation);
	const recalled = recall(ledger, input);
	const todo = await prepare(ctx, operation, input, recalled);
	if (!ctx.continueOnFail() && todo.rejected.length > 0) throw validationError(ctx, todo.rejected, recalled.delivered);
	const sent = await send(ctx, operation, todo, ledger);
	const delivered = [...recalled.delivered, ...sent.delivered];
	const stop = ctx.continueOnFail() || wouldSendAgain(ctx, operation, delivered) ? undefined : deliveryError(ctx, delivered, operation.safety);
	if (stop) throw stop;
	const skipped = [...input.skipped, ...todo.skipped];
	addHints(ctx, [
		...trialHints(input.options?.dryRun === true, input.testRecipients),
		...(todo.hints ?? []),
		...failureHints(todo.rejected, delivered),
		...skippedHints(skipped),
		...itemHints(input.entries),
		...answerHints(delivered),
		...memoryHints(delivered),
		...sent.hints,
	]);
	const results = resultItems(new Map(input.entries.map(({ item, entry }) => [item, entry])), delivered, todo.rejected, skipped);
	const didNothing = verbOf(operation.endpoint) === 'fetched' || input.options?.dryRun === true;
	return didNothing && isTool(ctx) ? truncateForAgent(results) : results;
}

/** Whether items share requests. Options that cannot be read are reported later. */
function combinesItems(ctx: IExecuteFunctions): boolean {
	const { options } = ctx.getNode().parameters;
	const saved: Record<string, unknown> = isObject(options) ? options : {};
	return saved.combineItems !== false && saved.combineItems !== 'false';
}

/** Idempotent operations need no ledger; a repeated call by an AI agent may be intended. */
function openLedger(ctx: IExecuteFunctions, name: string, { combine, safety }: Operation): Ledger | undefined {
	if (safety === 'idempotent' || isCalledDirectly(ctx)) return undefined;
	const { $runIndex } = ctx.getWorkflowDataProxy(0) as { $runIndex?: number };
	return new Ledger(ctx.getContext('node'), `${name}#${$runIndex ?? 0}`, combine);
}

/** Whether an error would make n8n send again what went out, without the memory that would leave it out. */
function wouldSendAgain(ctx: IExecuteFunctions, { safety }: Operation, delivered: readonly RequestOutcome[]): boolean {
	if (safety === 'idempotent' || !isCalledDirectly(ctx) || ctx.getNode().retryOnFail !== true) return false;
	return delivered.some(({ outcome }) => outcome.kind === 'sent' || outcome.kind === 'unknown');
}

function recall(ledger: Ledger | undefined, { entries, rejected, options }: Input): Recalled {
	const unreadable = rejected.map(({ item }) => item);
	return ledger?.recall(entries, unreadable, options?.resendUnknown ?? false) ?? { delivered: [], open: entries, settled: new Set() };
}

interface Sent {
	readonly delivered: RequestOutcome[];
	readonly hints: NodeExecutionHint[];
}

async function send(ctx: IExecuteFunctions, operation: Operation, { open, sendWith, claimed }: PreparedRun, ledger: Ledger | undefined): Promise<Sent> {
	if (!sendWith) return { delivered: [], hints: [] };
	const { combine, endpoint, paging, safety } = operation;
	const { combineItems = combine?.byDefault ?? false, dryRun, maxWaitMs, parallel } = sendWith.options;
	const requests = plan(open, { combine, acrossItems: combineItems, safety });
	if (dryRun) return { delivered: dryRunOutcomes(requests, { host: sendWith.connection.host, endpoint, combine }), hints: [] };
	const budget = new WaitBudget(maxWaitMs);
	const delivered = await sendAll(requests, {
		connection: sendWith.connection,
		endpoint,
		safety,
		combine,
		paging,
		parallel,
		clock: realClock,
		gate: new RateLimitGate(realClock, budget),
		audienceLimiter: new AudienceRateLimiter(budget),
		signal: ctx.getExecutionCancelSignal(),
		stopAtFirstFailure: !ctx.continueOnFail(),
		onEnd: (request, ended) => ledger?.record(request.envelope, ended) ?? [ended],
	});
	const unreleased = claimed ? await giveBackKeys(ctx, open, delivered) : [];
	return { delivered, hints: [...unreleased, ...(combine && !combineItems ? combineHint(open, requests.length, combine) : [])] };
}

/** The outcomes must be reported even if n8n cannot release the keys of unsent items. */
async function giveBackKeys(ctx: IExecuteFunctions, open: PreparedRun['open'], delivered: RequestOutcome[]): Promise<NodeExecutionHint[]> {
	try {
		await releaseKeys(ctx, open, delivered);
		return [];
	} catch (error) {
		return releaseHints(reasonOf(error).message);
	}
}

/** Hints appear above the output; n8n before 1.8x has none. */
function addHints(ctx: IExecuteFunctions, hints: NodeExecutionHint[]): void {
	if (hints.length > 0 && typeof ctx.addExecutionHints === 'function') ctx.addExecutionHints(...hints);
}
