import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { checkRun, findUnknown, runPreflight } from './checkRun';
import { type Ledger, openLedger } from './delivery/ledger/ledger';
import { truncateForAgent } from './delivery/results/shownAnswer';
import { addHints, runHints } from './delivery/results/hints';
import { sentForReal } from './delivery/results/sentForReal';
import { resultItems, withInputFields } from './delivery/results/resultItems';
import { deliveryError, validationError } from './delivery/results/runErrors';
import type { Run } from './delivery/runRecord';
import { isObject } from './input/object';
import type { Operation } from './operation';
import { readRun } from './readRun';
import {
	connectRun,
	finishRun,
	narrowRun,
	planRequests,
	sendRequests,
	responseDisplay,
	showRequests,
} from './sendRun';
import { isCalledDirectly, isTool } from './execution';
import { verbOf } from './transport/endpoint';

/**
 * Runs one operation for all input items: reads and validates them, leaves out what an earlier attempt sent, plans and
 * sends the requests, and returns each item's result. With On Error: Stop, nothing is sent unless every item is valid,
 * and failures are thrown. With the Continue settings, nothing is thrown, and each failed item becomes an error item.
 *
 * @throws {NodeOperationError} before anything was sent
 * @throws {NodeApiError} after a request failed
 */
export async function runOperation(
	ctx: IExecuteFunctions,
	resource: string,
	chosen: Operation,
): Promise<INodeExecutionData[]> {
	const operation = chosen.uncombined && !combinesItems(ctx) ? chosen.uncombined : chosen;
	const read = readRun(ctx, operation);
	const isDryRun = read.options?.dryRun === true;
	const ledger =
		isDryRun || isRepeatable(ctx, operation)
			? undefined
			: openLedger(ctx, `${resource}.${operation.value}`, operation.combine);
	const remaining = ledger ? skipCompleted(read, ledger) : read;

	const checked = checkRun(operation, remaining);
	const connected = await connectRun(ctx, operation, checked);
	const preflighted = await runPreflight(ctx, operation, connected);
	const approved = await findUnknown(ctx, operation, preflighted);
	throwIfInvalid(ctx, operation, approved);
	const { narrowed, failed } = await narrowRun(operation, approved);
	if (failed.length > 0) throwIfFailed(ctx, operation, narrowed);

	const planned = { ...narrowed, requests: planRequests(operation, narrowed, narrowed.toSend) };
	const sent = isDryRun
		? showRequests(ctx, operation, planned)
		: await sendRequests(ctx, operation, planned, ledger);
	throwIfFailed(ctx, operation, sent);
	const finished = isDryRun ? sent : await finishRun(operation, sent);
	const told = !isDryRun && ctx.getMode() === 'manual' && !isTool(ctx) ? sentForReal(finished) : [];
	const ended = { ...finished, notes: [...finished.notes, ...told] };

	const display = responseDisplay(operation);
	addHints(ctx, runHints(chosen, ended, display));
	const own = resultItems(ended, display);
	const results = ended.options?.includeInput ? withInputFields(own, ctx.getInputData()) : own;
	return (isDryRun || display.isLookup) && isTool(ctx) ? truncateForAgent(results) : results;
}

/** Whether items share requests. Reads the saved option directly; `readRun` reports options that are invalid. */
function combinesItems(ctx: IExecuteFunctions): boolean {
	const { options } = ctx.getNode().parameters;
	const saved: Record<string, unknown> = isObject(options) ? options : {};
	return saved.combineItems !== false && saved.combineItems !== 'false';
}

/**
 * Whether a second attempt may repeat every request, so that no ledger is kept: repeating an idempotent operation does
 * no harm, and an AI agent may intend to make the same call twice.
 */
function isRepeatable(ctx: IExecuteFunctions, { safety }: Operation): boolean {
	return safety === 'idempotent' || isCalledDirectly(ctx);
}

/**
 * Leaves out what an earlier attempt of this execution completed. That attempt may also have sent items that are
 * invalid or skipped this time.
 */
function skipCompleted(run: Run, ledger: Ledger): Run {
	const unreadable = [...run.rejected, ...run.skipped].map(({ item }) => item);
	const { completed, ...recalled } = ledger.recall(
		run.entries,
		unreadable,
		run.options?.resendUnknown ?? false,
	);
	const isOpen = ({ item }: { readonly item: number }) => !completed.has(item);
	return {
		...run,
		...recalled,
		rejected: run.rejected.filter(isOpen),
		skipped: run.skipped.filter(isOpen),
	};
}

/** With On Error: Stop, a single invalid item stops the run before anything is sent. */
function throwIfInvalid(ctx: IExecuteFunctions, { endpoint }: Operation, run: Run): void {
	if (run.rejected.length > 0 && !ctx.continueOnFail()) throw validationError(ctx, run, verbOf(endpoint));
}

/** With On Error: Stop, throws the error of the first request that failed. */
function throwIfFailed(ctx: IExecuteFunctions, operation: Operation, { delivered }: Run): void {
	if (ctx.continueOnFail() || errorWouldRepeatRequests(ctx, operation, delivered)) return;
	const error = deliveryError(ctx, delivered, operation.safety);
	if (error) throw error;
}

/**
 * Whether throwing would make n8n repeat requests that went out: no ledger prevents that when an agent calls the node.
 */
function errorWouldRepeatRequests(
	ctx: IExecuteFunctions,
	{ safety }: Operation,
	delivered: Run['delivered'],
): boolean {
	if (safety === 'idempotent' || !isCalledDirectly(ctx) || ctx.getNode().retryOnFail !== true) return false;
	return delivered.some(({ outcome }) => outcome.kind === 'sent' || outcome.kind === 'unknown');
}
