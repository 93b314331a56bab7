import type { IExecuteFunctions } from 'n8n-workflow';

import { preflight } from './delivery/checks/preflight';
import { unknownAttributes, unknownEvents } from './delivery/checks/reality/names';
import { unknownPeople } from './delivery/checks/reality/people';
import { checkRepeats } from './delivery/checks/repeatRules';
import { isOpen, type ItemEntry, openParts } from './delivery/plan/parts';
import { type Reason, reasonOf, rejectEach, type Rejected } from './delivery/rejections';
import type { Run } from './delivery/runRecord';
import { Pace, RateLimitGate, WaitBudget } from './delivery/send/rateLimitGate';
import { checkRecipientsOption } from './fields/options/checkRecipientsOption';
import { offersOption } from './fields/options/optionsCollection';
import type { Operation } from './operation';
import { isTool } from './execution';
import { connect } from './transport/connection';
import { downloadFile } from './transport/download';
import { realClock } from './delivery/send/clock';
import type { Combine, Entry } from './delivery/entry';

/** Send times have whole seconds: two moments that are milliseconds apart may become two seconds. */
const CLOCK_STEP_MS = 1000;

/**
 * Decides what is sent: nothing if the run would repeat an audience send or exceed the recipient limit; otherwise all
 * entries but those that repeat a message, or that the operation's own check refuses.
 */
export function checkRun(operation: Operation, run: Run): Run {
	if (!run.options) return run;
	const { recipientLimit, repeats: rules } = run.options;
	const { combine } = operation;
	const repeats = checkRepeats(run.entries, combine, rules, run.readingMs + CLOCK_STEP_MS);
	if (repeats.refused) return rejectAll({ ...run, toSend: run.entries }, repeats.refused);
	const { rejected, skipped, different, remarks } = repeats;
	const remaining = { ...run, toSend: repeats.entries, skipped: [...run.skipped, ...skipped] };
	const overLimit = overRecipientLimit(repeats.entries, recipientLimit, combine);
	if (overLimit) return rejectAll(reject(remaining, rejected), overLimit);
	const unfit = operation.check?.(repeats.entries, operation) ?? [];
	return { ...reject(remaining, [...rejected, ...unfit]), different, remarks };
}

/** Reads the credential, and prepares what all requests share. Rejects everything if it is missing or its URL is invalid. */
export async function connectToBraze(
	ctx: IExecuteFunctions,
	{ endpoint }: Operation,
	run: Run,
): Promise<Run> {
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

/** Finds Canvases and campaigns that would send nothing: warns, or rejects their items. */
export async function runPreflight(ctx: IExecuteFunctions, operation: Operation, run: Run): Promise<Run> {
	const { context, options, rejected, toSend } = run;
	if (!context || !operation.preflight) return run;
	const warns = options?.preflight === 'hint' && ctx.getMode() === 'manual' && rejected.length === 0;
	if (!warns && options?.preflight !== 'error') return run;
	const problems = await preflight(toSend.filter(isRemaining), operation.preflight, context.connection);
	if (warns) return { ...run, warnings: problems };
	const resolution = 'Fix this in Braze, or choose another one.';
	return reject(
		run,
		problems.map((problem) => ({ ...problem, resolution })),
	);
}

/**
 * Finds attributes, events and people that Braze does not have: warns about them in executions by hand and dry runs,
 * and rejects items with unknown people if the user chose so.
 */
export async function checkReality(ctx: IExecuteFunctions, operation: Operation, run: Run): Promise<Run> {
	const { context, options } = run;
	if (!context || !options) return run;
	const isTrial = (ctx.getMode() === 'manual' || options.dryRun) && !isTool(ctx);
	if (!isTrial && options.checkRecipients !== 'error') return run;
	const { connection } = context;
	const remaining = run.toSend.filter(isRemaining);
	const isOffered = offersOption(operation.fields, checkRecipientsOption.name);
	const checking = isOffered ? options.checkRecipients : 'never';
	const unknown = checking === 'error' ? await unknownPeople(remaining, connection, Infinity) : [];
	const checked = reject(
		run,
		unknown.map((problem) => ({ ...problem, resolution: UNKNOWN_PERSON })),
	);
	if (!isTrial || checked.rejected.length > 0) return checked;
	const warnings = [
		...(await unknownAttributes(remaining, connection)),
		...(await unknownEvents(remaining, connection)),
		...(checking === 'hint' ? await unknownPeople(remaining, connection, MOST_LOOK_UPS) : []),
	];
	return { ...checked, warnings: [...checked.warnings, ...warnings] };
}

const UNKNOWN_PERSON =
	"Check the identifier, or turn on 'Create If Missing'. To send anyway, change 'Check Recipients' in the options.";

/** How many requests a hint may cost: enough for a thousand people. */
const MOST_LOOK_UPS = 20;

/** Whether something of an entry is left to send. */
const isRemaining = (placed: ItemEntry): boolean => openParts(placed) > 0;

/** Rejects some of the items that were to be sent. */
function reject(run: Run, rejected: readonly Rejected[]): Run {
	const items = new Set(rejected.map(({ item }) => item));
	return {
		...run,
		toSend: run.toSend.filter(({ item }) => !items.has(item)),
		rejected: [...run.rejected, ...rejected],
	};
}

/** Rejects everything that was to be sent, for a reason that may have been found in one item. */
function rejectAll(run: Run, reason: Reason & { readonly item?: number }): Run {
	const rejected = rejectEach(run.toSend.filter(isRemaining), reason);
	return { ...run, toSend: [], rejected: [...run.rejected, ...rejected] };
}

/**
 * Finds out whether a run would name more people than the user allows. Audiences count as unlimited. Each member counts,
 * since each is a message; if requests hold several lists, a person counts once, no matter how much is written.
 */
export function overRecipientLimit(
	entries: readonly ItemEntry[],
	limit: number | undefined,
	combine?: Combine,
): Rejected | undefined {
	if (limit === undefined) return undefined;
	const count = peopleCounter(combine);
	let people = 0;
	let over: ItemEntry | undefined;
	for (const placed of entries.filter(isRemaining)) {
		people += count(placed);
		if (people > limit) over ??= placed;
	}
	return over && tooMany(over.item, over.entry, limit, people);
}

/** Counts how many people are still to be reached for an item, apart from those counted before where each counts once. */
function peopleCounter(combine: Combine | undefined): (placed: ItemEntry) => number {
	const known = new Set<string>();
	return (placed) => {
		const { members, envelope } = placed.entry;
		if (members && combine?.lists) {
			const before = known.size;
			members.forEach((member, position) => {
				if (isOpen(placed, position)) known.add(combine.key(member));
			});
			return known.size - before;
		}
		if (members) return openParts(placed);
		return !envelope.audienceSend || envelope.audienceSend.confirmed || !isOpen(placed, 0) ? 0 : Infinity;
	};
}

function tooMany(item: number, entry: Entry, limit: number, people: number): Rejected {
	if (!entry.members) {
		return {
			item,
			message: `The size of an audience or segment is unknown, and the recipient limit is ${limit}`,
			resolution:
				"Choose recipients instead, or check the size in Braze and remove 'Recipient Limit' from the options.",
		};
	}
	return {
		item,
		message: `This run would reach ${people === Infinity ? 'an audience of unknown size' : `${people} people`}, and the recipient limit is ${limit}`,
		resolution: "Check the input, or raise 'Recipient Limit' in the options.",
	};
}
