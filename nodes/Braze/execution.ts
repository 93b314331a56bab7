import type { IExecuteFunctions, WorkflowExecuteMode } from 'n8n-workflow';

/** The modes in which n8n runs an active workflow by itself. */
const PRODUCTION: ReadonlySet<WorkflowExecuteMode> = new Set<WorkflowExecuteMode>(['trigger', 'webhook']);

/**
 * Whether this is certainly a production execution: a trigger or webhook of an active workflow started it, or it
 * retries such an execution. Any other mode may be part of a test: a sub-workflow runs as `integrated` no matter who
 * called it, and *Retry execution* as `retry` no matter what it repeats. Since n8n 2, the stored execution says how it
 * began.
 */
export function isProduction(ctx: IExecuteFunctions): boolean {
	const mode = ctx.getMode();
	return PRODUCTION.has(mode === 'retry' ? originOf(ctx) : mode);
}

/** How the retried execution began. Older versions of n8n don't say; then this is `retry`. */
function originOf(ctx: IExecuteFunctions): WorkflowExecuteMode {
	return (typeof ctx.getExecutionContext === 'function' && ctx.getExecutionContext()?.source) || 'retry';
}

/** n8n derives a separate node type for AI agents: `braze` becomes `brazeTool`. */
const TOOL_TYPE = /Tool$/;

/**
 * Whether an AI agent called the node. `isToolExecution` alone is not enough: older versions of n8n lack it, and it
 * returns false if the engine runs the tool on the agent's behalf, as current agents do.
 */
export function isTool(ctx: IExecuteFunctions): boolean {
	return TOOL_TYPE.test(ctx.getNode().type) || isCalledDirectly(ctx);
}

/**
 * Whether an agent called the node as a function. In that case, n8n repeats a failed call under 'Retry On Fail' as a
 * new run, so a retry looks exactly like an intended second call.
 */
export function isCalledDirectly(ctx: IExecuteFunctions): boolean {
	if (typeof ctx.isToolExecution === 'function') return ctx.isToolExecution();
	const { type, rewireOutputLogTo } = ctx.getNode();
	return TOOL_TYPE.test(type) && rewireOutputLogTo === undefined;
}
