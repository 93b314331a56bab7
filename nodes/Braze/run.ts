import type { IExecuteFunctions, INodeExecutionData, NodeExecutionHint } from 'n8n-workflow';

import { realClock } from './delivery/clock';
import { Gate } from './delivery/gate';
import { answerHints, combineHint, failureHints, itemHints, memoryHints, releaseHints, skippedHints, trialHints } from './delivery/hints';
import { Ledger, type Recalled } from './delivery/ledger';
import { release } from './delivery/once';
import type { Delivered } from './delivery/outcome';
import { AudiencePace } from './delivery/pace';
import { plan } from './delivery/plan';
import { reasonOf } from './delivery/readEntries';
import { rehearse } from './delivery/rehearse';
import { resultItems } from './delivery/results';
import { sendAll } from './delivery/send';
import { smallAnswer } from './delivery/smallAnswer';
import { inputStop, sendingStop } from './delivery/stop';
import { isCalledDirectly, isTool } from './delivery/tool';
import { WaitBudget } from './delivery/waitBudget';
import type { Operation } from './operation';
import { prepare, readInput, type Input, type Todo } from './prepare';

/**
 * Runs one operation for all input items: reads and validates them, leaves out what an earlier try has sent, plans the
 * requests, sends them, and gives each item its result. With On Error: Stop nothing is sent unless every item is good,
 * and whatever fails is thrown; with the Continue settings nothing is thrown, and each item that fails becomes an
 * error item.
 *
 * @throws {NodeOperationError} before anything was sent; {NodeApiError} after a request failed
 */
export async function runOperation(
	ctx: IExecuteFunctions,
	resource: string,
	operation: Operation,
): Promise<INodeExecutionData[]> {
	const input = readInput(ctx, operation);
	const ledger = input.options?.dryRun ? undefined : openLedger(ctx, `${resource}.${operation.value}`, operation);
	const recalled = recall(ledger, input);
	const todo = await prepare(ctx, operation, input, recalled);
	if (!ctx.continueOnFail() && todo.rejected.length > 0) throw inputStop(ctx, todo.rejected, recalled.delivered);
	const sent = await send(ctx, operation, todo, ledger);
	const delivered = [...recalled.delivered, ...sent.delivered];
	const stop = ctx.continueOnFail() || wouldSendAgain(ctx, operation, delivered) ? undefined : sendingStop(ctx, delivered);
	if (stop) throw stop;
	const skipped = [...input.skipped, ...todo.skipped];
	tell(ctx, [
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
	const didNothing = operation.endpoint.method === 'GET' || input.options?.dryRun === true;
	return didNothing && isTool(ctx) ? smallAnswer(results) : results;
}

/** Operations that may be repeated need no memory; a call by an AI agent that comes again may be meant. */
function openLedger(ctx: IExecuteFunctions, name: string, { combine, safety }: Operation): Ledger | undefined {
	if (safety === 'idempotent' || isCalledDirectly(ctx)) return undefined;
	const { $runIndex } = ctx.getWorkflowDataProxy(0) as { $runIndex?: number };
	return new Ledger(ctx.getContext('node'), `${name}#${$runIndex ?? 0}`, combine);
}

/** Whether an error would make n8n send again what went out, without the memory that would leave it out. */
function wouldSendAgain(ctx: IExecuteFunctions, { safety }: Operation, delivered: readonly Delivered[]): boolean {
	if (safety === 'idempotent' || !isCalledDirectly(ctx) || ctx.getNode().retryOnFail !== true) return false;
	return delivered.some(({ outcome }) => outcome.kind === 'sent' || outcome.kind === 'unknown');
}

function recall(ledger: Ledger | undefined, { entries, rejected, options }: Input): Recalled {
	const unreadable = rejected.map(({ item }) => item);
	return ledger?.recall(entries, unreadable, options?.resendUnknown ?? false) ?? { delivered: [], open: entries, settled: new Set() };
}

interface Sent {
	readonly delivered: Delivered[];
	readonly hints: NodeExecutionHint[];
}

async function send(ctx: IExecuteFunctions, operation: Operation, { open, line, claimed }: Todo, ledger: Ledger | undefined): Promise<Sent> {
	if (!line) return { delivered: [], hints: [] };
	const { combine, endpoint, paging, safety } = operation;
	const { combineItems = combine?.byDefault ?? false, dryRun, maxWaitMs, parallel } = line.options;
	const requests = plan(open, { combine, acrossItems: combineItems, safety });
	if (dryRun) return { delivered: rehearse(requests, { host: line.connection.host, endpoint, combine }), hints: [] };
	const budget = new WaitBudget(maxWaitMs);
	const delivered = await sendAll(requests, {
		connection: line.connection,
		endpoint,
		safety,
		combine,
		paging,
		parallel,
		clock: realClock,
		gate: new Gate(realClock, budget),
		pace: new AudiencePace(budget),
		signal: ctx.getExecutionCancelSignal(),
		stopAtFirstFailure: !ctx.continueOnFail(),
		onEnd: (request, ended) => ledger?.record(request.envelope, ended) ?? [ended],
	});
	const unreleased = claimed ? await giveBackKeys(ctx, open, delivered) : [];
	return { delivered, hints: [...unreleased, ...(combine && !combineItems ? combineHint(open, requests.length, combine) : [])] };
}

/** What became of the requests must be told, also when n8n cannot take the keys of unsent items back. */
async function giveBackKeys(ctx: IExecuteFunctions, open: Todo['open'], delivered: Delivered[]): Promise<NodeExecutionHint[]> {
	try {
		await release(ctx, open, delivered);
		return [];
	} catch (error) {
		return releaseHints(reasonOf(error).message);
	}
}

/** Hints appear above the output; n8n before 1.8x has none. */
function tell(ctx: IExecuteFunctions, hints: NodeExecutionHint[]): void {
	if (hints.length > 0 && typeof ctx.addExecutionHints === 'function') ctx.addExecutionHints(...hints);
}
