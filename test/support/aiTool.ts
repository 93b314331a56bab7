import { WorkflowExecute } from 'n8n-core';
import {
	NodeConnectionTypes,
	NodeHelpers,
	Workflow,
	createRunExecutionData,
	deepCopy,
	type EngineRequest,
	type EngineResponse,
	type IDataObject,
	type IExecuteFunctions,
	type INode,
	type INodeExecutionData,
	type INodeParameters,
	type INodeProperties,
	type INodeType,
	type INodeTypeDescription,
	type INodeTypes,
	type IRun,
	type WorkflowExecuteMode,
} from 'n8n-workflow';

import { Braze } from '../../nodes/Braze/Braze.node';
import { additionalData, NODE_TYPE, passThrough, type BrazeRun } from './engine';

/**
 * The two ways in which n8n lets an agent use a tool. With `invoke` (sub-agents, older agents), the agent calls it as a
 * function, which checks the arguments. With `engine` (current agents), the engine runs the tool as a node of its own:
 * arguments arrive unchecked and mixed with the agent's input, and only the type says that it is a tool.
 */
export const WAYS = ['invoke', 'engine'] as const;

export type Way = (typeof WAYS)[number];

/** One call of the Braze tool by an agent. */
export interface ToolCall {
	way: Way;
	/** The parameters set by the person who built the workflow, as the editor saves them. */
	parameters: INodeParameters;
	/** The arguments from the model. */
	args: IDataObject;
	/** How often the model repeats the call in one execution. Once by default; the last result is handed to the model. */
	times?: number;
	/** The agent's own input. */
	input?: IDataObject;
	settings?: Partial<INode>;
	mode?: WorkflowExecuteMode;
	credential: BrazeRun['credential'];
}

/** The result of a call. */
export interface ToolResult {
	name: string;
	description: string;
	/** The text that is handed to the model. */
	told: string;
	failed: boolean;
	/** The whole execution as n8n would store it. */
	run: IRun;
}

/** A tool as an agent gets it from `getInputConnectionData`. */
interface Tool {
	name: string;
	description: string;
	invoke(args: IDataObject): Promise<string>;
}

const TOOL = 'Braze';

/** Lets an agent call the tool through n8n's own engine. */
export async function callTool(call: ToolCall): Promise<ToolResult> {
	const workflow = workflowOf(call);
	const start = workflow.getNode('Input') as INode;
	const data = { main: [[{ json: call.input ?? { chatInput: 'Do it' } }]] };
	const stack = { nodeExecutionStack: [{ node: start, data, source: null }] };
	const stored = createRunExecutionData({ executionData: stack } as Parameters<
		typeof createRunExecutionData
	>[0]);
	const additional = additionalData(call, workflow);
	const run = await new WorkflowExecute(additional, call.mode ?? 'trigger', stored).processRunExecutionData(
		workflow,
	);
	const json = run.data.resultData.runData.Agent?.at(-1)?.data?.main[0]?.[0].json;
	if (!json) throw new Error(`The agent did not get to its end: ${run.data.resultData.error?.message}`);
	return { ...(json as unknown as Omit<ToolResult, 'run'>), run };
}

/** The tool type that n8n derives from a node, as `convertNodeToAiTool` in the package n8n does. */
export function toolTypeOf(node: INodeType): INodeType {
	const description = deepCopy(node.description) as INodeTypeDescription;
	description.name += 'Tool';
	description.displayName += ' Tool';
	description.inputs = [];
	description.outputs = [NodeConnectionTypes.AiTool];
	delete description.usableAsTool;
	const manual = { show: { descriptionType: ['manual'] } };
	description.properties.unshift(
		{
			displayName: 'Tool Description',
			name: 'descriptionType',
			type: 'options',
			options: [],
			default: 'auto',
		},
		{
			displayName: 'Description',
			name: 'toolDescription',
			type: 'string',
			default: description.description,
			displayOptions: manual,
		},
	);
	return Object.create(node, { description: { value: description } }) as INodeType;
}

function workflowOf({ way, parameters, args, times = 1, settings }: ToolCall): Workflow {
	const credentials = { brazeApi: { id: '1', name: 'Braze' } };
	const place = { typeVersion: 1, position: [0, 0] as [number, number] };
	const nodes: INode[] = [
		{ id: '1', name: 'Input', type: 'test.input', parameters: {}, ...place },
		{
			id: '2',
			name: 'Agent',
			type: `test.${way}`,
			parameters: { calls: Array.from({ length: times }, () => args as INodeParameters) },
			...place,
		},
		{ id: '3', name: TOOL, type: `${NODE_TYPE}Tool`, parameters, credentials, ...place, ...settings },
	];
	const to = (type: 'main' | 'ai_tool') => ({ [type]: [[{ node: 'Agent', type, index: 0 }]] });
	const connections = { Input: to('main'), [TOOL]: to('ai_tool') };
	return new Workflow({
		id: 'w',
		nodes,
		connections,
		active: false,
		nodeTypes,
		settings: { executionOrder: 'v1', timezone: 'Europe/Berlin' },
	});
}

/** An agent that calls its tool with the test's arguments, and passes on the result. */
function agent(execute: INodeType['execute']): INodeType {
	const { description } = passThrough('agent', []);
	const inputs = [NodeConnectionTypes.Main, { type: NodeConnectionTypes.AiTool }];
	const calls: INodeProperties = { displayName: 'Calls', name: 'calls', type: 'json', default: [] };
	return { description: { ...description, inputs, properties: [calls] }, execute };
}

async function byInvoke(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const [tool] = (await this.getInputConnectionData('ai_tool', 0)) as Tool[];
	let result = { told: '', failed: false };
	for (const args of callsOf(this)) {
		result = await tool.invoke(args).then(
			(told) => ({ told, failed: false }),
			(error: Error) => ({ told: error.message, failed: true }),
		);
	}
	return [[{ json: { name: tool.name, description: tool.description, ...result } }]];
}

async function byEngine(
	this: IExecuteFunctions,
	response?: EngineResponse,
): Promise<INodeExecutionData[][] | EngineRequest> {
	const [tool] = (await this.getInputConnectionData('ai_tool', 0)) as Tool[];
	const answer = response?.actionResponses.at(-1);
	if (!answer) {
		const action = {
			actionType: 'ExecutionNodeAction',
			nodeName: TOOL,
			type: 'ai_tool',
			metadata: { itemIndex: 0 },
		} as const;
		return {
			actions: callsOf(this).map((input, index) => ({ ...action, input, id: `call_${index}` })),
			metadata: {},
		};
	}
	const { data, error } = answer.data;
	const items = data?.ai_tool?.[0]?.map(({ json }) => json) ?? [];
	// What n8n's agent hands to its model: the items, else the error's message, else nothing.
	const told = items.length > 0 ? items : error ? { error: error.message } : '';
	return [
		[
			{
				json: {
					name: tool.name,
					description: tool.description,
					told: JSON.stringify(told),
					failed: error !== undefined,
				},
			},
		],
	];
}

const callsOf = (ctx: IExecuteFunctions) => ctx.getNode().parameters.calls as IDataObject[];

const types: Record<string, INodeType> = {
	'test.input': passThrough('input', []),
	'test.invoke': agent(byInvoke),
	'test.engine': agent(byEngine),
	[`${NODE_TYPE}Tool`]: toolTypeOf(new Braze()),
};

const nodeTypes: INodeTypes = {
	getByName: (name) => types[name],
	getByNameAndVersion: (name, version) => NodeHelpers.getVersionedNodeType(types[name], version),
	getKnownTypes: () => ({}),
};
