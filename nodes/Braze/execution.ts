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

/** n8n derives a separate type for AI agents: `braze` becomes `brazeTool`. */
const TOOL_TYPE = /Tool$/;

/**
 * Whether an AI agent called the node. `isToolExecution` alone is not enough: it is false if the engine runs the tool
 * for the agent, as current agents do, and older n8n does not have it.
 */
export function isTool(ctx: IExecuteFunctions): boolean {
	return TOOL_TYPE.test(ctx.getNode().type) || isCalledDirectly(ctx);
}

/**
 * Whether an agent called the node as a function. n8n then repeats a failed call under 'Retry On Fail' as a new run,
 * so a retry looks the same as an intended second call.
 */
export function isCalledDirectly(ctx: IExecuteFunctions): boolean {
	if (typeof ctx.isToolExecution === 'function') return ctx.isToolExecution();
	const { type, rewireOutputLogTo } = ctx.getNode();
	return TOOL_TYPE.test(type) && rewireOutputLogTo === undefined;
}
