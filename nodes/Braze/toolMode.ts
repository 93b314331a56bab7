import type { IExecuteFunctions } from 'n8n-workflow';

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
