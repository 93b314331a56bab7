import { DateTime } from 'luxon';
import type { IExecuteFunctions, NodeExecutionHint } from 'n8n-workflow';

import { overRecipientLimit, repeatedAudienceSend } from './delivery/checks/audienceChecks';
import { preflightHints } from './delivery/results/hints';
import type { Recalled } from './delivery/ledger/ledger';
import { claimKeys } from './delivery/checks/deduplication';
import { preflight } from './delivery/checks/preflight';
import { readEntries, reasonOf, type ReadEntries } from './delivery/readEntries';
import { replaceWithTestRecipients } from './delivery/checks/testRecipients';
import { isTool } from './toolMode';
import { refuseModelChoices } from './fields/tool/builderOnly';
import { readDeliveryOptions, type DeliveryOptions } from './fields/options/deliveryOptions';
import { agentArguments } from './fields/tool/agentArguments';
import { itemReaders } from './itemReader';
import type { Operation } from './operation';
import { connect, type Connection } from './transport/connection';
import type { ItemEntry } from './delivery/plan/types';
import type { Rejected, Skipped } from './delivery/results/types';

/** The input of a run, read and validated. */
export interface Input extends ReadEntries {
	/** Absent if the options themselves are invalid: every item is then rejected. */
	readonly options?: DeliveryOptions;
	/** Set if these people replace everyone else. */
	readonly testRecipients?: readonly string[];
}

/** What is to be sent, and what must not be or cannot be. */
export interface PreparedRun {
	readonly open: readonly ItemEntry[];
	readonly rejected: readonly Rejected[];
	/** Skipped, because their keys were handled before. */
	readonly skipped: readonly Skipped[];
	/** What is needed to send; absent if there is nothing to send. */
	readonly sendWith?: { readonly options: DeliveryOptions; readonly connection: Connection };
	/** Hints about the run, shown above its output. */
	readonly hints?: NodeExecutionHint[];
	/** Whether keys were claimed: those of unsent items have to be released. */
	readonly claimed?: true;
}

/** Reads and validates all items, and the options of the run. Never throws: problems are in the result. */
export function readInput(ctx: IExecuteFunctions, operation: Operation): Input {
	const count = ctx.getInputData().length;
	try {
		const { parameters } = ctx.getNode();
		const asTool = isTool(ctx);
		if (asTool) refuseModelChoices(parameters, operation.fields);
		const options = readDeliveryOptions(parameters.options);
		const now = DateTime.now().setZone(ctx.getTimezone());
		const labels = new Map(operation.fields.map(({ name, displayName }) => [name, displayName]));
		const readers = itemReaders(ctx, now, labels, asTool ? agentArguments(operation.fields) : undefined);
		const input = { options, ...readEntries(count, readers, operation.entry, operation.combine) };
		return ctx.getMode() === 'manual' && offers(operation, 'testRecipients') ? withTestRecipients(input) : input;
	} catch (error) {
		const items = Array.from({ length: count }, (_, item) => ({ item }));
		return { entries: [], skipped: [], rejected: forAll(items, reasonOf(error)) };
	}
}

/**
 * Checks what concerns the run as a whole, opens the connection, and claims the keys of events. Throws nothing. With
 * On Error: Stop, a single rejected item holds everything back, so no key is claimed.
 */
export async function prepare(ctx: IExecuteFunctions, operation: Operation, input: Input, recalled: Recalled): Promise<PreparedRun> {
	const connected = await withConnection(ctx, input.options, check(input, recalled, operation.combine));
	const checked = await withPreflight(ctx, operation, connected);
	const held = !ctx.continueOnFail() && checked.rejected.length > 0;
	const trial = input.options?.dryRun === true || input.testRecipients !== undefined;
	return held || trial || !checked.sendWith ? checked : await withKeys(ctx, checked);
}

/** Whether an operation has an option: a workflow may still hold one of an operation that was chosen before. */
function offers({ fields }: Operation, option: string): boolean {
	return fields.some(({ name, options = [] }) => name === 'options' && options.some((one) => one.name === option));
}

function withTestRecipients(input: Input): Input {
	const testRecipients = input.options?.testRecipients;
	if (!testRecipients) return input;
	const { entries, skipped } = replaceWithTestRecipients(input.entries, testRecipients);
	return { ...input, entries, skipped: [...input.skipped, ...skipped], testRecipients };
}

function check({ entries, options, ...input }: Input, { open, settled }: Recalled, combine: Operation['combine']): PreparedRun {
	const rejected = input.rejected.filter(({ item }) => !settled.has(item));
	const left = open.filter(({ entry, done }) => (done?.size ?? 0) < (entry.members?.length ?? 1));
	const caught = repeatedAudienceSend(entries) ?? overRecipientLimit(left, options?.recipientLimit, combine);
	return caught ? nothing([...rejected, ...forAll(left, caught)]) : { open: left, rejected, skipped: [] };
}

async function withConnection(ctx: IExecuteFunctions, options: DeliveryOptions | undefined, todo: PreparedRun): Promise<PreparedRun> {
	if (!options || todo.open.length === 0) return todo;
	try {
		return { ...todo, sendWith: { options, connection: await connect(ctx, options.timeoutMs) } };
	} catch (error) {
		// The credential is missing, or its URL is invalid.
		return nothing([...todo.rejected, ...forAll(todo.open, reasonOf(error))]);
	}
}

async function withPreflight(ctx: IExecuteFunctions, operation: Operation, todo: PreparedRun): Promise<PreparedRun> {
	const choice = todo.sendWith?.options.preflight;
	const wanted = choice === 'error' || (choice === 'hint' && ctx.getMode() === 'manual' && todo.rejected.length === 0);
	if (!wanted || !todo.sendWith || !operation.preflight) return todo;
	const problems = await preflight(todo.open, operation.preflight, todo.sendWith.connection);
	if (choice === 'hint') return { ...todo, hints: preflightHints(problems) };
	const affected = new Set(problems.map(({ item }) => item));
	return {
		...todo,
		open: todo.open.filter(({ item }) => !affected.has(item)),
		rejected: [...todo.rejected, ...problems.map((trouble) => ({ ...trouble, resolution: 'Fix this in Braze, or choose another one.' }))],
	};
}

async function withKeys(ctx: IExecuteFunctions, todo: PreparedRun): Promise<PreparedRun> {
	try {
		return { ...todo, ...(await claimKeys(ctx, todo.open)), claimed: true };
	} catch (error) {
		return nothing([...todo.rejected, ...forAll(todo.open, reasonOf(error))]);
	}
}

const nothing = (rejected: Rejected[]): PreparedRun => ({ open: [], skipped: [], rejected });

/** A reason that concerns the run and not one item; the item it was found at comes first. */
function forAll(items: ReadonlyArray<{ item: number }>, { item: first, ...reason }: Omit<Rejected, 'item'> & { item?: number }): Rejected[] {
	const rejected = items.map(({ item }) => ({ ...reason, item, wholeRun: true as const }));
	return rejected.sort((a, b) => Number(b.item === first) - Number(a.item === first));
}
