import type { IExecuteFunctions } from 'n8n-workflow';

import { preflightErrors, preflightHints } from './delivery/checks/preflight';
import { overRecipientLimit } from './delivery/checks/recipientLimit';
import { checkRepeats } from './delivery/checks/repeatRules';
import { unknownAttributes, unknownEvents } from './delivery/checks/unknownNames';
import { recipientErrors, recipientHints } from './delivery/checks/unknownPeople';
import { isRemaining } from './delivery/plan/requests';
import { reject, rejectAll, type Run } from './delivery/runRecord';
import { isTool } from './execution';
import { checkRecipientsOption } from './fields/options/checks';
import { offersOption } from './fields/options/commonOptions';
import type { Operation } from './operation';

/** Braze rounds send times to whole seconds, so two moments a few milliseconds apart can land in different seconds. */
const CLOCK_STEP_MS = 1000;

/**
 * Decides what is sent. Rejects the whole run if it would repeat an audience send or exceed the recipient limit;
 * otherwise drops repeated messages and entries that fail the operation's own `check`.
 */
export function checkRun(operation: Operation, run: Run): Run {
	if (!run.options) return run;
	const { recipientLimit, repeats: rules } = run.options;
	const { combine } = operation;
	const repeats = checkRepeats(run.entries, combine, rules, run.readingMs + CLOCK_STEP_MS);
	if (repeats.refused) return rejectAll({ ...run, toSend: run.entries }, repeats.refused);
	const { rejected, skipped, different, remarks } = repeats;
	const remaining = { ...run, toSend: repeats.entries, skipped: [...run.skipped, ...skipped] };
	const overLimit =
		recipientLimit === undefined ? undefined : overRecipientLimit(repeats.entries, recipientLimit, combine);
	if (overLimit) return rejectAll(reject(remaining, rejected), overLimit);
	const failedCheck = operation.check?.(repeats.entries, operation) ?? [];
	return { ...reject(remaining, [...rejected, ...failedCheck]), different, remarks };
}

/**
 * Looks up the Canvases and campaigns of the run. Warns about those that would send nothing, or rejects their items.
 */
export async function runPreflight(ctx: IExecuteFunctions, operation: Operation, run: Run): Promise<Run> {
	const { context, options, rejected, toSend } = run;
	if (!context || !operation.preflight) return run;
	const warns = options?.preflight === 'hint' && ctx.getMode() === 'manual' && rejected.length === 0;
	if (!warns && options?.preflight !== 'error') return run;
	const remaining = toSend.filter(isRemaining);
	return warns
		? { ...run, warnings: await preflightHints(remaining, operation.preflight, context) }
		: reject(run, await preflightErrors(remaining, operation.preflight, context));
}

/**
 * Looks up attributes, events and people that Braze doesn't know. Manual executions and dry runs get warnings; items
 * with people who are unknown, or could not be looked up, are rejected if the user chose that in 'Check Recipients'.
 */
export async function findUnknown(ctx: IExecuteFunctions, operation: Operation, run: Run): Promise<Run> {
	const { context, options } = run;
	if (!context || !options) return run;
	const isTrial = (ctx.getMode() === 'manual' || options.dryRun) && !isTool(ctx);
	if (!isTrial && options.checkRecipients !== 'error') return run;
	const { connection } = context;
	const remaining = run.toSend.filter(isRemaining);
	const isOffered = offersOption(operation.fields, checkRecipientsOption.name);
	const checking = isOffered ? options.checkRecipients : 'never';
	const checked = checking === 'error' ? reject(run, await recipientErrors(remaining, context)) : run;
	if (!isTrial || checked.rejected.length > 0) return checked;
	const warnings = [
		...(await unknownAttributes(remaining, connection)),
		...(await unknownEvents(remaining, connection)),
		...(checking === 'hint' ? await recipientHints(remaining, context) : []),
	];
	return { ...checked, warnings: [...checked.warnings, ...warnings] };
}
