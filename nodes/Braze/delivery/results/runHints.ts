import type { IExecuteFunctions, NodeExecutionHint } from 'n8n-workflow';

import { mayHaveGoneOut, severalMessages } from '../checks/severalMessages';
import type { Run } from '../runRecord';
import type { ItemEntry } from '../plan/types';
import {
	answerHints,
	dryRunHints,
	failureHints,
	forgottenKeysHints,
	itemHints,
	memoryHints,
	noteHints,
	preflightHints,
	releaseHints,
	remarkHints,
	skippedHints,
	testHints,
	unseenHints,
} from './hints';
import type { Showing } from './shownAnswer';

/** Returns the hints that appear above the output of a run, in the order in which they are shown. */
export function runHints(run: Run, showing: Showing): NodeExecutionHint[] {
	const { entries, rejected, skipped, delivered, options, summary, testRecipients } = run;
	return [
		...(summary === undefined ? [] : dryRunHints(summary, options?.mode === 'dryRun')),
		...(testRecipients ? testHints(testRecipients, summary !== undefined) : []),
		...preflightHints(run.warnings),
		...failureHints(rejected, delivered),
		...skippedHints(skipped, delivered),
		...remarkHints([...severalMessages(run.different, delivered), ...run.remarks]),
		...noteHints(run.notes),
		...itemHints(entriesSent(run)),
		...answerHints(delivered),
		...unseenHints(run, showing),
		...memoryHints(delivered),
		...forgottenKeysHints(entries, options?.rememberedKeys),
		...releaseHints(run.keysNotReleased),
	];
}

/** The entries of items that were sent, or would be: what was not sent needs no remarks about how it goes out. */
function entriesSent({ entries, delivered }: Run): readonly ItemEntry[] {
	const sent = new Set(
		delivered
			.filter(({ outcome }) => mayHaveGoneOut(outcome))
			.flatMap(({ parts }) => parts.map(({ item }) => item)),
	);
	return entries.filter(({ item }) => sent.has(item));
}

/** Shows hints above the output. Old versions of n8n have none. */
export function addHints(ctx: IExecuteFunctions, hints: NodeExecutionHint[]): void {
	if (hints.length > 0 && typeof ctx.addExecutionHints === 'function') ctx.addExecutionHints(...hints);
}
