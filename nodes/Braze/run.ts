import { DateTime } from 'luxon';
import type { IExecuteFunctions, INodeExecutionData, NodeExecutionHint } from 'n8n-workflow';

import { overRecipientLimit, repeatedBlast } from './delivery/catches';
import { realClock } from './delivery/clock';
import { Gate } from './delivery/gate';
import { answerHints, combineHint, failureHints, itemHints, memoryHints, skippedHints, trialHints } from './delivery/hints';
import { Ledger, type Recalled } from './delivery/ledger';
import type { Delivered } from './delivery/outcome';
import { AudiencePace } from './delivery/pace';
import { plan, type PlacedEntry } from './delivery/plan';
import { readEntries, reasonOf, type ReadEntries } from './delivery/readEntries';
import { rehearse } from './delivery/rehearse';
import { resultItems, type Rejected } from './delivery/results';
import { sendAll } from './delivery/send';
import { inputStop, isTool, sendingStop } from './delivery/stop';
import { testRun } from './delivery/testRun';
import { WaitBudget } from './delivery/waitBudget';
import { readDeliveryOptions, type DeliveryOptions } from './fields/deliveryOptions';
import { itemReaders } from './itemReader';
import type { Operation } from './operation';
import { connect, type Connection } from './transport/connection';

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
	const read = readInput(ctx, operation);
	const ledger = read.options?.dryRun ? undefined : openLedger(ctx, `${resource}.${operation.value}`, operation);
	const recalled = recall(ledger, read);
	const todo = await withConnection(ctx, read.options, check(read, recalled));
	if (!ctx.continueOnFail() && todo.rejected.length > 0) throw inputStop(ctx, todo.rejected, recalled.delivered);
	const sent = await send(ctx, operation, todo, ledger);
	const delivered = [...recalled.delivered, ...sent.delivered];
	const stop = ctx.continueOnFail() ? undefined : sendingStop(ctx, delivered);
	if (stop) throw stop;
	tell(ctx, [
		...trialHints(read.options?.dryRun === true, read.testRecipients),
		...failureHints(todo.rejected, delivered),
		...skippedHints(read.skipped),
		...itemHints(read.entries),
		...answerHints(delivered),
		...memoryHints(delivered),
		...sent.hints,
	]);
	return resultItems(new Map(read.entries.map(({ item, entry }) => [item, entry])), delivered, todo.rejected, read.skipped);
}

interface Read extends ReadEntries {
	/** Absent when the options themselves cannot be used: then every item is rejected. */
	readonly options?: DeliveryOptions;
	/** Set when these people take the place of everybody else. */
	readonly testRecipients?: readonly string[];
}

function readInput(ctx: IExecuteFunctions, operation: Operation): Read {
	const count = ctx.getInputData().length;
	try {
		const options = readDeliveryOptions(ctx.getNode().parameters.options);
		const now = DateTime.now().setZone(ctx.getTimezone());
		const labels = new Map(operation.fields.map(({ name, displayName }) => [name, displayName]));
		const read = { options, ...readEntries(count, itemReaders(ctx, now, labels), operation.entry, operation.combine) };
		return ctx.getMode() === 'manual' ? withTestRecipients(read) : read;
	} catch (error) {
		const items = Array.from({ length: count }, (_, item) => ({ item }));
		return { entries: [], skipped: [], rejected: forAll(items, reasonOf(error)) };
	}
}

function withTestRecipients(read: Read): Read {
	const testRecipients = read.options?.testRecipients;
	if (!testRecipients) return read;
	const { entries, skipped } = testRun(read.entries, testRecipients);
	return { ...read, entries, skipped: [...read.skipped, ...skipped], testRecipients };
}

/** Operations that may be repeated need no memory; an AI agent that asks twice may mean it. */
function openLedger(ctx: IExecuteFunctions, name: string, { combine, safety }: Operation): Ledger | undefined {
	if (safety === 'idempotent' || isTool(ctx)) return undefined;
	const { $runIndex } = ctx.getWorkflowDataProxy(0) as { $runIndex?: number };
	return new Ledger(ctx.getContext('node'), `${name}#${$runIndex ?? 0}`, combine);
}

function recall(ledger: Ledger | undefined, { entries, rejected, options }: Read): Recalled {
	const unreadable = rejected.map(({ item }) => item);
	return ledger?.recall(entries, unreadable, options?.resendUnknown ?? false) ?? { delivered: [], open: entries, settled: new Set() };
}

/** What is to be sent, and what must not be or cannot be. */
interface Checked {
	readonly open: readonly PlacedEntry[];
	readonly rejected: readonly Rejected[];
}

/** The checks that concern the run as a whole. */
function check({ entries, options, ...read }: Read, { open, settled }: Recalled): Checked {
	const rejected = read.rejected.filter(({ item }) => !settled.has(item));
	const left = open.filter(({ entry, done }) => (done?.size ?? 0) < (entry.members?.length ?? 1));
	const caught = repeatedBlast(entries) ?? overRecipientLimit(left, options?.recipientLimit);
	return caught ? { open: [], rejected: [...rejected, ...forAll(left, caught)] } : { open: left, rejected };
}

/** What is to be sent, with what it takes to send it. */
interface Todo extends Checked {
	/** Absent when there is nothing to send. */
	readonly line?: { readonly options: DeliveryOptions; readonly connection: Connection };
}

async function withConnection(ctx: IExecuteFunctions, options: DeliveryOptions | undefined, checked: Checked): Promise<Todo> {
	if (!options || checked.open.length === 0) return checked;
	try {
		return { ...checked, line: { options, connection: await connect(ctx, options.timeoutMs) } };
	} catch (error) {
		// The credential is missing, or its address cannot be used.
		return { open: [], rejected: [...checked.rejected, ...forAll(checked.open, reasonOf(error))] };
	}
}

/** A reason that concerns the run and not one item; the item it was found at comes first. */
function forAll(items: ReadonlyArray<{ item: number }>, { item: first, ...reason }: Omit<Rejected, 'item'> & { item?: number }): Rejected[] {
	const rejected = items.map(({ item }) => ({ ...reason, item, wholeRun: true as const }));
	return rejected.sort((a, b) => Number(b.item === first) - Number(a.item === first));
}

interface Sent {
	readonly delivered: Delivered[];
	readonly hints: NodeExecutionHint[];
}

async function send(
	ctx: IExecuteFunctions,
	{ combine, endpoint, paging, safety }: Operation,
	{ open, line }: Todo,
	ledger: Ledger | undefined,
): Promise<Sent> {
	if (!line) return { delivered: [], hints: [] };
	const { combineItems = combine?.byDefault ?? false, maxWaitMs, parallel } = line.options;
	const requests = plan(open, { combine, acrossItems: combineItems });
	if (line.options.dryRun) return { delivered: rehearse(requests, { host: line.connection.host, endpoint, combine }), hints: [] };
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
		onEnd: (request, ended) => ledger?.record(request.envelope.subject, ended) ?? [ended],
	});
	return { delivered, hints: combine && !combineItems ? combineHint(open, requests.length, combine) : [] };
}

/** Hints appear above the output; n8n before 1.8x has none. */
function tell(ctx: IExecuteFunctions, hints: NodeExecutionHint[]): void {
	if (hints.length > 0 && typeof ctx.addExecutionHints === 'function') ctx.addExecutionHints(...hints);
}
