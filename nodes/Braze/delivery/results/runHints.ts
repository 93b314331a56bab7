import type { IExecuteFunctions, NodeExecutionHint } from 'n8n-workflow';

import type { PreflightProblem } from '../checks/preflight';
import type { RequestOutcome } from '../outcome';
import type { ItemEntry } from '../plan/types';
import {
	answerHints,
	dryRunHints,
	failureHints,
	forgottenKeysHints,
	itemHints,
	memoryHints,
	preflightHints,
	releaseHints,
	remarkHints,
	skippedHints,
	testHints,
	unseenHints,
} from './hints';
import type { FinishedRun } from './types';

/** What the hints about a run are built from. */
export interface HintedRun extends FinishedRun {
	readonly options?: { readonly mode: string; readonly rememberedKeys: number };
	/** What the requests of a dry run would do, as a sentence. */
	readonly summary: string | undefined;
	readonly testRecipients?: readonly string[];
	/** Remarks about the run as a whole. */
	readonly remarks: readonly string[];
	/** What the preflight found. */
	readonly warnings: readonly PreflightProblem[];
	/** Why n8n could not release the deduplication keys of unsent items; `undefined` if it did. */
	readonly keysNotReleased?: string;
}

/** Returns the hints that appear above the output of a run, in the order in which they are shown. */
export function runHints(run: HintedRun): NodeExecutionHint[] {
	const { entries, rejected, skipped, delivered, options, summary, testRecipients, remarks, warnings } = run;
	return [
		...(summary === undefined ? [] : dryRunHints(summary, options?.mode === 'dryRun')),
		...(testRecipients ? testHints(testRecipients, summary !== undefined) : []),
		...preflightHints(warnings),
		...failureHints(rejected, delivered),
		...skippedHints(skipped, delivered),
		...remarkHints(remarks),
		...itemHints(entriesSent(entries, delivered)),
		...answerHints(delivered),
		...unseenHints(run),
		...memoryHints(delivered),
		...forgottenKeysHints(entries, options?.rememberedKeys),
		...releaseHints(run.keysNotReleased),
	];
}

/** The entries of items that were sent, or would be: what was not sent needs no remarks about how it goes out. */
function entriesSent(
	entries: readonly ItemEntry[],
	delivered: readonly RequestOutcome[],
): readonly ItemEntry[] {
	const sent = new Set(
		delivered
			.filter(
				({ outcome }) =>
					outcome.kind === 'unknown' || (outcome.kind === 'sent' && outcome.skipped === undefined),
			)
			.flatMap(({ parts }) => parts.map(({ item }) => item)),
	);
	return entries.filter(({ item }) => sent.has(item));
}

/** Shows hints above the output. Old versions of n8n have none. */
export function addHints(ctx: IExecuteFunctions, hints: NodeExecutionHint[]): void {
	if (hints.length > 0 && typeof ctx.addExecutionHints === 'function') ctx.addExecutionHints(...hints);
}
