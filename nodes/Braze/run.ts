import { DateTime } from 'luxon';
import type { IExecuteFunctions, INodeExecutionData, NodeExecutionHint } from 'n8n-workflow';

import { overRecipientLimit, repeatedBlast } from './delivery/catches';
import { realClock } from './delivery/clock';
import { Gate } from './delivery/gate';
import { answerHints, combineHint, itemHints, memoryHints, rejectedHints } from './delivery/hints';
import { Ledger } from './delivery/ledger';
import type { Delivered } from './delivery/outcome';
import { plan, type PlacedEntry, type PlannedRequest } from './delivery/plan';
import { readEntries, reasonOf } from './delivery/readEntries';
import { resultItems, type Rejected } from './delivery/results';
import { sendAll } from './delivery/send';
import { inputStop, isTool, sendingStop } from './delivery/stop';
import { readDeliveryOptions, type DeliveryOptions } from './fields/deliveryOptions';
import { itemReaders } from './itemReader';
import type { Operation } from './operation';
import { connect } from './transport/connection';

/**
 * Runs one operation for all input items: reads and validates them, plans the requests, sends them, and gives each
 * item its result. With On Error: Stop nothing is sent unless every item is good, and whatever fails is thrown; with
 * the Continue settings nothing is thrown, and each item that fails becomes an error item.
 *
 * @throws {NodeOperationError} before anything was sent; {NodeApiError} after a request failed
 */
export async function runOperation(
	ctx: IExecuteFunctions,
	resource: string,
	operation: Operation,
): Promise<INodeExecutionData[]> {
	const prepared = prepare(ctx, operation);
	const { rejected } = prepared;
	if (!ctx.continueOnFail() && rejected.length > 0) throw inputStop(ctx, rejected[0], rejected.length - 1);
	const run = prepared.options && (await deliver(ctx, `${resource}.${operation.value}`, operation, prepared.options, prepared.entries));
	const refused = run?.rejected ?? [];
	if (!ctx.continueOnFail() && refused.length > 0) throw inputStop(ctx, refused[0], 0);
	const delivered = run?.delivered ?? [];
	const stop = ctx.continueOnFail() ? undefined : sendingStop(ctx, delivered);
	if (stop) throw stop;
	tell(ctx, [...rejectedHints([...rejected, ...refused]), ...itemHints(prepared.entries), ...answerHints(delivered), ...memoryHints(delivered), ...(run?.hints ?? [])]);
	return resultItems(new Map(prepared.entries.map(({ item, entry }) => [item, entry])), delivered, [...rejected, ...refused]);
}

interface Prepared {
	/** Absent when the options themselves cannot be used: then every item is rejected. */
	readonly options?: DeliveryOptions;
	readonly entries: PlacedEntry[];
	readonly rejected: Rejected[];
}

function prepare(ctx: IExecuteFunctions, operation: Operation): Prepared {
	const count = ctx.getInputData().length;
	try {
		const options = readDeliveryOptions(ctx.getNode().parameters.options);
		const now = DateTime.now().setZone(ctx.getTimezone());
		const labels = new Map(operation.fields.map(({ name, displayName }) => [name, displayName]));
		return { options, ...readEntries(count, itemReaders(ctx, now, labels), operation.entry, operation.combine) };
	} catch (error) {
		return { entries: [], rejected: everyItem(count, reasonOf(error)) };
	}
}

interface Run {
	readonly delivered: Delivered[];
	/** All items, when the run as a whole must not or cannot send. */
	readonly rejected: Rejected[];
	readonly hints: NodeExecutionHint[];
}

async function deliver(
	ctx: IExecuteFunctions,
	name: string,
	operation: Operation,
	options: DeliveryOptions,
	entries: PlacedEntry[],
): Promise<Run> {
	if (entries.length === 0) return { delivered: [], rejected: [], hints: [] };
	try {
		const ledger = openLedger(ctx, name, operation);
		const { delivered: recalled, open } = ledger?.recall(entries, options.resendUnknown) ?? { delivered: [], open: entries };
		const caught = repeatedBlast(entries) ?? overRecipientLimit(open, options.recipientLimit);
		if (caught) return { delivered: [], hints: [], rejected: entries.map(({ item }) => ({ ...caught, item })) };
		const acrossItems = options.combineItems ?? operation.combine?.byDefault ?? false;
		const requests = plan(open, { combine: operation.combine, acrossItems });
		const hints = operation.combine && !acrossItems ? combineHint(open, requests.length, operation.combine) : [];
		const sent = requests.length === 0 ? [] : await send(ctx, operation, options, requests, ledger);
		return { delivered: [...recalled, ...sent], rejected: [], hints };
	} catch (error) {
		// The credential is missing or its address cannot be used: nothing has been sent.
		return { delivered: [], hints: [], rejected: everyItem(entries.length, reasonOf(error)).map((all, index) => ({ ...all, item: entries[index].item })) };
	}
}

async function send(
	ctx: IExecuteFunctions,
	operation: Operation,
	options: DeliveryOptions,
	requests: PlannedRequest[],
	ledger: Ledger | undefined,
): Promise<Delivered[]> {
	const { maxWaitMs, parallel, timeoutMs } = options;
	const { combine, endpoint, paging, safety } = operation;
	return await sendAll(requests, {
		connection: await connect(ctx, timeoutMs),
		endpoint,
		safety,
		combine,
		paging,
		parallel,
		maxWaitMs,
		clock: realClock,
		gate: new Gate(realClock, maxWaitMs),
		signal: ctx.getExecutionCancelSignal(),
		stopAtFirstFailure: !ctx.continueOnFail(),
		onEnd: (request, delivered) => ledger?.record(request.envelope.subject, delivered),
	});
}

/** Operations that may be repeated need no memory; an AI agent that asks twice may mean it. */
function openLedger(ctx: IExecuteFunctions, name: string, { combine, safety }: Operation): Ledger | undefined {
	if (safety === 'idempotent' || isTool(ctx)) return undefined;
	const { $runIndex } = ctx.getWorkflowDataProxy(0) as { $runIndex?: number };
	return new Ledger(ctx.getContext('node'), `${name}#${$runIndex ?? 0}`, combine);
}

function everyItem(count: number, reason: Omit<Rejected, 'item'>): Rejected[] {
	return Array.from({ length: count }, (_, item) => ({ item, ...reason }));
}

/** Hints appear above the output; n8n before 1.8x has none. */
function tell(ctx: IExecuteFunctions, hints: NodeExecutionHint[]): void {
	if (hints.length > 0 && typeof ctx.addExecutionHints === 'function') ctx.addExecutionHints(...hints);
}
