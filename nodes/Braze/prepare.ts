import { DateTime } from 'luxon';
import type { IExecuteFunctions } from 'n8n-workflow';

import { overRecipientLimit } from './delivery/checks/recipientLimit';
import { checkRepeats } from './delivery/checks/repeatRules';
import { preflight, type PreflightProblem } from './delivery/checks/preflight';
import { replaceWithTestRecipients } from './delivery/checks/testRecipients';
import type { Recalled } from './delivery/ledger/ledger';
import { openParts } from './delivery/plan/parts';
import type { ItemEntry } from './delivery/plan/types';
import { readEntries, type ReadEntries } from './delivery/readEntries';
import { reasonOf, rejectEach, type Reason } from './delivery/rejections';
import type { Rejected, Skipped } from './delivery/results/types';
import { readDeliveryOptions, type DeliveryOptions } from './fields/options/deliveryOptions';
import { agentArguments } from './fields/tool/agentArguments';
import { refuseModelChoices } from './fields/tool/builderOnly';
import { itemReaders } from './itemReader';
import type { Operation } from './operation';
import { isProduction } from './executionMode';
import { isTool } from './toolMode';
import { connect, type Connection } from './transport/connection';
import { verbOf } from './transport/endpoint';

/** The input of a run, read and validated. */
export interface Input extends ReadEntries {
	/** Absent if the options themselves are invalid: every item is then rejected. */
	readonly options?: DeliveryOptions;
	/** How long it took to read the items, in milliseconds: the clock in their expressions has moved on as much. */
	readonly readingMs?: number;
	/** Set if these people replace all recipients. */
	readonly testRecipients?: readonly string[];
}

/** A run that has passed the checks, with everything that is needed to send it. */
export interface PreparedRun {
	readonly toSend: readonly ItemEntry[];
	readonly rejected: readonly Rejected[];
	/** Items that repeat an earlier item. */
	readonly skipped: readonly Skipped[];
	/** Absent if there is nothing to send. */
	readonly connected?: { readonly options: DeliveryOptions; readonly connection: Connection };
	/** Remarks about the run as a whole. */
	readonly remarks: readonly string[];
	/** Problems that the preflight found, and that do not stop the run. */
	readonly warnings: readonly PreflightProblem[];
}

/** Reads and validates the options of the run and all items. Never throws: problems are in the result. */
export function readInput(ctx: IExecuteFunctions, operation: Operation): Input {
	const count = ctx.getInputData().length;
	try {
		const { parameters } = ctx.getNode();
		const asTool = isTool(ctx);
		if (asTool) refuseModelChoices(parameters, operation.fields, verbOf(operation.endpoint));
		const options = readDeliveryOptions(parameters, operation.fields);
		const now = DateTime.now().setZone(ctx.getTimezone());
		const readers = itemReaders(
			ctx,
			now,
			operation.fields,
			asTool ? agentArguments(operation.fields) : undefined,
		);
		const read = readEntries(count, readers, operation);
		const input = { options, ...read, readingMs: Date.now() - now.toMillis() };
		const redirected =
			options.mode === 'testRecipients' || (!isProduction(ctx) && offersTestRecipients(operation));
		return redirected ? redirectToTestRecipients(input) : input;
	} catch (error) {
		const items = Array.from({ length: count }, (_, item) => ({ item }));
		return { entries: [], skipped: [], rejected: rejectEach(items, reasonOf(error)) };
	}
}

/**
 * Does everything between reading and sending: checks the run as a whole, connects, and runs the preflight.
 * Never throws: items that cannot be sent are rejected with the reason.
 */
export async function prepare(
	ctx: IExecuteFunctions,
	operation: Operation,
	input: Input,
	recalled: Recalled,
): Promise<PreparedRun> {
	const checked = checkRun(operation, input, recalled);
	const connected = await connectToBraze(ctx, input, checked);
	return await runPreflight(ctx, operation, connected);
}

/** A workflow may still have this option from an operation that was chosen before. */
function offersTestRecipients({ fields }: Operation): boolean {
	return fields.some(
		({ name, options = [] }) =>
			name === 'options' && options.some((option) => option.name === 'testRecipients'),
	);
}

function redirectToTestRecipients(input: Input): Input {
	const testRecipients = input.options?.testRecipients;
	if (!testRecipients) return input;
	const { entries, skipped } = replaceWithTestRecipients(input.entries, testRecipients);
	return { ...input, entries, skipped: [...input.skipped, ...skipped], testRecipients };
}

/** Rejects everything if the run would repeat an audience send or exceed the recipient limit, and items that the operation's own check refuses. */
function checkRun(
	operation: Operation,
	{ options, readingMs = 0, rejected }: Input,
	recalled: Recalled,
): PreparedRun {
	const run = nothingToSend(rejected.filter(({ item }) => !recalled.completed.has(item)));
	if (!options) return run;
	const { combine } = operation;
	const { entries, refused, ...repeats } = checkRepeats(
		recalled.entries,
		combine,
		options.repeats,
		readingMs + CLOCK_STEP_MS,
	);
	const remaining = (refused ? recalled.entries : entries).filter(isRemaining);
	const reason = refused ?? overRecipientLimit(remaining, options.recipientLimit, combine);
	if (reason) return rejectAll({ ...run, toSend: remaining }, reason);
	const unfit = operation.check?.(entries, operation) ?? [];
	const items = new Set(unfit.map(({ item }) => item));
	return {
		...run,
		rejected: [...run.rejected, ...repeats.rejected, ...unfit],
		skipped: repeats.skipped,
		remarks: repeats.remarks,
		toSend: entries.filter(({ item }) => !items.has(item)),
	};
}

/** Send times have whole seconds: two moments that are milliseconds apart may become two seconds. */
const CLOCK_STEP_MS = 1000;

/** Whether something of an entry is left to send. */
const isRemaining = (placed: ItemEntry): boolean => openParts(placed) > 0;

/** Rejects everything if the credential is missing or its URL is invalid. */
async function connectToBraze(
	ctx: IExecuteFunctions,
	{ options }: Input,
	run: PreparedRun,
): Promise<PreparedRun> {
	if (!options || run.toSend.length === 0) return run;
	try {
		return { ...run, connected: { options, connection: await connect(ctx, options.timeoutMs) } };
	} catch (error) {
		return rejectAll(run, reasonOf(error));
	}
}

/** Finds Canvases and campaigns that would send nothing: warns, or rejects their items. */
async function runPreflight(
	ctx: IExecuteFunctions,
	operation: Operation,
	run: PreparedRun,
): Promise<PreparedRun> {
	if (!run.connected || !operation.preflight) return run;
	const { connection, options } = run.connected;
	const warns = options.preflight === 'hint' && ctx.getMode() === 'manual' && run.rejected.length === 0;
	if (!warns && options.preflight !== 'error') return run;
	const problems = await preflight(run.toSend.filter(isRemaining), operation.preflight, connection);
	if (warns) return { ...run, warnings: problems };
	const affected = new Set(problems.map(({ item }) => item));
	const rejected = problems.map((problem) => ({
		...problem,
		resolution: 'Fix this in Braze, or choose another one.',
	}));
	return {
		...run,
		toSend: run.toSend.filter(({ item }) => !affected.has(item)),
		rejected: [...run.rejected, ...rejected],
	};
}

function rejectAll(
	{ rejected, toSend }: PreparedRun,
	reason: Reason & { readonly item?: number },
): PreparedRun {
	return nothingToSend([...rejected, ...rejectEach(toSend, reason)]);
}

const nothingToSend = (rejected: readonly Rejected[]): PreparedRun => ({
	toSend: [],
	rejected,
	skipped: [],
	remarks: [],
	warnings: [],
});
