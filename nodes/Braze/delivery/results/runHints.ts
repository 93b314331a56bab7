import type { IExecuteFunctions, NodeExecutionHint } from 'n8n-workflow';

import type { PreflightProblem } from '../checks/preflight';
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
export function runHints({
	entries,
	rejected,
	skipped,
	delivered,
	options,
	summary,
	testRecipients,
	remarks,
	warnings,
	keysNotReleased,
}: HintedRun): NodeExecutionHint[] {
	return [
		...(summary === undefined ? [] : dryRunHints(summary, options?.mode === 'dryRun')),
		...(testRecipients ? testHints(testRecipients, summary !== undefined) : []),
		...remarkHints(remarks),
		...preflightHints(warnings),
		...failureHints(rejected, delivered),
		...skippedHints(skipped, delivered),
		...itemHints(entries),
		...answerHints(delivered),
		...memoryHints(delivered),
		...forgottenKeysHints(entries, options?.rememberedKeys),
		...releaseHints(keysNotReleased),
	];
}

/** Shows hints above the output. Old versions of n8n have none. */
export function addHints(ctx: IExecuteFunctions, hints: NodeExecutionHint[]): void {
	if (hints.length > 0 && typeof ctx.addExecutionHints === 'function') ctx.addExecutionHints(...hints);
}
