import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { callTool, type ToolCall, type ToolResult, type Way } from './aiTool';
import { Bench } from './bench';

/** A workspace in which an agent uses the node as its tool. */
export class ToolBench extends Bench {
	/** @param fixed the parameters that the builder set for all calls of a file */
	constructor(private readonly fixed: INodeParameters) {
		super();
	}

	/** Lets the agent call the tool once. `changes` replaces parameters, and `undefined` removes them. */
	async call(
		way: Way,
		args: IDataObject,
		changes: Record<string, unknown> = {},
		rest: Partial<ToolCall> = {},
	): Promise<ToolResult> {
		const given = Object.entries({ ...this.fixed, ...changes }).filter(([, value]) => value !== undefined);
		const parameters = Object.fromEntries(given) as INodeParameters;
		return await callTool({ way, args, credential: this.credential(), ...rest, parameters });
	}
}

/** A parameter that the model fills in, as the editor saves it. */
export const fromAI = (key: string, type = 'string') =>
	`={{ /*n8n-auto-generated-fromAI-override*/ $fromAI('${key}', \`What to do with ${key}\`, '${type}') }}`;
