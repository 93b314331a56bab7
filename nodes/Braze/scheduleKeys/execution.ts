import { randomUUID } from 'crypto';
import type { IExecuteFunctions } from 'n8n-workflow';

import { runName } from '../delivery/ledger/openLedger';
import { isCalledDirectly } from '../toolMode';

/** What n8n keeps of an execution for its retry. */
interface KeptExecution {
	readonly run: string;
	readonly execution: string;
}

/**
 * Identifies this execution, also in a retry: n8n's own execution ID changes when someone retries
 * it. A repeated call by an AI agent may be intended, so it counts as another execution.
 *
 * @param name the resource and operation
 */
export function executionOf(ctx: IExecuteFunctions, name: string): string {
	if (isCalledDirectly(ctx)) return randomUUID();
	const context = ctx.getContext('node');
	const run = runName(ctx, name);
	const kept = context.brazeScheduleKeys as unknown as KeptExecution | undefined;
	const execution = kept?.run === run ? kept.execution : randomUUID();
	context.brazeScheduleKeys = { run, execution };
	return execution;
}
