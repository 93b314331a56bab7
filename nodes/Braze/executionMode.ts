import type { IExecuteFunctions, WorkflowExecuteMode } from 'n8n-workflow';

/** The modes in which n8n runs an active workflow by itself. */
const PRODUCTION: ReadonlySet<WorkflowExecuteMode> = new Set<WorkflowExecuteMode>(['trigger', 'webhook']);

/**
 * Whether an execution is certain to be no test: an active workflow was started by a trigger or webhook, or such an
 * execution is retried. In any other mode a test may be behind it: a sub-workflow runs as `integrated` whoever called it,
 * and *Retry execution* as `retry` whatever it repeats. Since n8n 2, the stored execution says how it began.
 */
export function isProduction(ctx: IExecuteFunctions): boolean {
	const mode = ctx.getMode();
	return PRODUCTION.has(mode === 'retry' ? originOf(ctx) : mode);
}

/** How the execution began that is retried. Older versions of n8n cannot tell. */
function originOf(ctx: IExecuteFunctions): WorkflowExecuteMode {
	return (typeof ctx.getExecutionContext === 'function' && ctx.getExecutionContext()?.source) || 'retry';
}
