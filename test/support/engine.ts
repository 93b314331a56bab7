import 'reflect-metadata';
import './quiet';

import { noop } from 'lodash';
import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import {
	ICredentialsHelper,
	LoggerProxy,
	NodeHelpers,
	Workflow,
	createRunExecutionData,
	type ICredentialDataDecryptedObject,
	type ICredentialType,
	type IDataObject,
	type IHttpRequestOptions,
	type INode,
	type INodeCredentialsDetails,
	type INodeExecutionData,
	type INodeParameters,
	type INodeProperties,
	type INodeType,
	type INodeTypeDescription,
	type INodeTypes,
	type IRun,
	type IRunExecutionData,
	type IWorkflowBase,
	type IWorkflowExecuteAdditionalData,
	type NodeExecutionHint,
	type WorkflowExecuteMode,
} from 'n8n-workflow';

import { BrazeApi } from '../../credentials/BrazeApi.credentials';
import { Braze } from '../../nodes/Braze/Braze.node';

/** A workflow of four nodes: the input items, the Braze node, and one node on each of its outputs. */
export interface BrazeRun {
	/** The parameters as the editor saves them: those that differ from their defaults. */
	parameters: INodeParameters;
	/** The json of the input items. One empty item by default. */
	items?: IDataObject[];
	/** On Error, Retry On Fail and the like, as the node's settings save them. */
	settings?: Partial<INode>;
	timezone?: string;
	/** `trigger` (the active workflow) by default; `manual` is the editor's button. */
	mode?: WorkflowExecuteMode;
	/** How often the items arrive, each time as a new run of the node, as in a loop. Once by default. */
	rounds?: number;
	/** Receives a function that acts like "Stop execution". */
	started?: (stop: () => void) => void;
	/** `undefined` for a node without a credential. */
	credential?: ICredentialDataDecryptedObject;
}

export interface BrazeResult {
	status: string;
	/** The error that stopped the execution, if any. */
	error?: { message: string; description?: string | null; httpCode?: string | null; context?: IDataObject };
	/** The items on the success output, and on the error output. */
	ok: INodeExecutionData[];
	failed: INodeExecutionData[];
	hints: NodeExecutionHint[];
	/** The whole execution as n8n would store it. */
	run: IRun;
	/** Acts like the button "Retry execution": runs the failed node again on the stored execution. */
	retry: () => Promise<BrazeResult>;
}

/** n8n's own logger looks up its caller even when it is silent. */
const NO_LOG: Parameters<typeof LoggerProxy.init>[0] = { error: noop, warn: noop, info: noop, debug: noop };

const NODE = 'Braze';
export const NODE_TYPE = 'n8n-nodes-braze.braze';

/** Runs the Braze node through n8n's own engine, with real expressions, credentials, pairing and error routing. */
export async function runBraze(given: BrazeRun): Promise<BrazeResult> {
	LoggerProxy.init(NO_LOG);
	const workflow = workflowOf(given);
	const start = workflow.getNode('Input') as INode;
	const items = (given.items ?? [{}]).map((json) => ({ json }));
	const round = { node: start, data: { main: [items] }, source: null };
	const data = createRunExecutionData({
		executionData: { nodeExecutionStack: Array.from({ length: given.rounds ?? 1 }, () => round) },
	} as Parameters<typeof createRunExecutionData>[0]);
	const running = new WorkflowExecute(
		additionalData(given, workflow),
		given.mode ?? 'trigger',
		data,
	).processRunExecutionData(workflow);
	given.started?.(() => running.cancel());
	return resultOf(given, await running);
}

function resultOf(given: BrazeRun, run: IRun): BrazeResult {
	const { resultData } = run.data;
	const task = resultData.runData[NODE]?.[0];
	return {
		status: run.status,
		error: resultData.error as BrazeResult['error'],
		ok: task?.data?.main[0] ?? [],
		failed: task?.data?.main[1] ?? [],
		hints: task?.hints ?? [],
		run,
		retry: async () => await retryExecution(given, run),
	};
}

async function retryExecution(given: BrazeRun, run: IRun): Promise<BrazeResult> {
	const data = JSON.parse(JSON.stringify(run.data)) as IRunExecutionData;
	delete data.resultData.error;
	data.resultData.runData[NODE].pop();
	const workflow = workflowOf(given);
	const again = await new WorkflowExecute(
		additionalData(given, workflow),
		'retry',
		data,
	).processRunExecutionData(workflow);
	return resultOf(given, again);
}

function workflowOf({ parameters, settings, timezone = 'Europe/Berlin', credential }: BrazeRun): Workflow {
	const credentials: Record<string, INodeCredentialsDetails> = credential
		? { brazeApi: { id: '1', name: 'Braze' } }
		: {};
	const nodes: INode[] = [
		{ id: '1', name: 'Input', type: 'test.input', typeVersion: 1, position: [0, 0], parameters: {} },
		{
			id: '2',
			name: NODE,
			type: NODE_TYPE,
			typeVersion: 1,
			position: [0, 0],
			parameters,
			credentials,
			...settings,
		},
		{ id: '3', name: 'Success', type: 'test.noOp', typeVersion: 1, position: [0, 0], parameters: {} },
		{ id: '4', name: 'Error', type: 'test.noOp', typeVersion: 1, position: [0, 0], parameters: {} },
	];
	const to = (node: string) => [{ node, type: 'main' as const, index: 0 }];
	const connections = { Input: { main: [to(NODE)] }, [NODE]: { main: [to('Success'), to('Error')] } };
	return new Workflow({
		id: 'w',
		nodes,
		connections,
		active: false,
		nodeTypes: nodeTypesFor(parameters),
		settings: { executionOrder: 'v1', timezone },
	});
}

export function passThrough(name: string, inputs: string[]): INodeType {
	return {
		description: {
			displayName: name,
			name,
			group: ['transform'],
			version: 1,
			description: '',
			defaults: { name },
			inputs,
			outputs: ['main'],
			properties: [],
		} as unknown as INodeTypeDescription,
		async execute() {
			return [this.getInputData()];
		},
	};
}

const types: Record<string, INodeType> = {
	'test.input': passThrough('input', []),
	'test.noOp': passThrough('noOp', ['main']),
	[NODE_TYPE]: new Braze(),
};

/** The node types of a test's workflow: those that all tests share, and additional ones. */
export const nodeTypesWith = (more: Record<string, INodeType>): INodeTypes => {
	const all = { ...types, ...more };
	return {
		getByName: (name) => all[name],
		getByNameAndVersion: (name, version) => NodeHelpers.getVersionedNodeType(all[name], version),
		getKnownTypes: () => ({}),
	};
};

export const nodeTypes: INodeTypes = nodeTypesWith({});

const byOperation = new Map<string, INodeTypes>();

/**
 * The node types of a run, with only the fields that its operation may show, because hiding the thousands of others
 * would take a third of a run's time. The node gets the same parameters either way (`test/engine/editor/form.test.ts`).
 */
export function nodeTypesFor({ resource, operation }: INodeParameters): INodeTypes {
	const key = JSON.stringify([resource, operation]);
	const known = byOperation.get(key);
	if (known) return known;
	const braze = new Braze();
	const shows = ({ displayOptions }: INodeProperties) =>
		isShownFor(displayOptions?.show?.resource, resource) &&
		isShownFor(displayOptions?.show?.operation, operation);
	braze.description = {
		...braze.description,
		properties: braze.description.properties.filter(shows),
	};
	const made = nodeTypesWith({ [NODE_TYPE]: braze });
	byOperation.set(key, made);
	return made;
}

/** Whether a field may be shown. If the parameter is absent or an expression, n8n decides. */
const isShownFor = (shown: unknown, value: unknown): boolean =>
	!Array.isArray(shown) || typeof value !== 'string' || value.startsWith('=') || shown.includes(value);

export function additionalData(
	{ credential }: Pick<BrazeRun, 'credential'>,
	workflow: Workflow,
): IWorkflowExecuteAdditionalData {
	const base = {
		id: 'w',
		nodes: Object.values(workflow.nodes),
		connections: workflow.connectionsBySourceNode,
	};
	return {
		executionId: 'e1',
		hooks: new ExecutionLifecycleHooks('manual', 'e1', base as unknown as IWorkflowBase),
		currentNodeExecutionIndex: 0,
		variables: {},
		instanceBaseUrl: '',
		restApiUrl: '',
		formWaitingBaseUrl: 'http://localhost/form-waiting',
		webhookBaseUrl: 'http://localhost/webhook',
		webhookWaitingBaseUrl: 'http://localhost/webhook-waiting',
		webhookTestBaseUrl: 'http://localhost/webhook-test',
		credentialsHelper: new Credentials(credential),
		setExecutionStatus: () => {},
		logAiEvent: () => {},
	} as unknown as IWorkflowExecuteAdditionalData;
}

/** Hands out one credential and authenticates requests with the real credential type. */
class Credentials extends ICredentialsHelper {
	private readonly type: ICredentialType = new BrazeApi();

	constructor(private readonly data: ICredentialDataDecryptedObject | undefined) {
		super();
	}

	getParentTypes(): string[] {
		return [];
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		_type: string,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		if (typeof this.type.authenticate !== 'function')
			throw new Error('Written for a credential that authenticates by a function');
		return await this.type.authenticate(credentials, request);
	}

	async preAuthentication(): Promise<undefined> {
		return undefined;
	}

	async runPreAuthentication(): Promise<undefined> {
		return undefined;
	}

	async getCredentials(): Promise<never> {
		return await Promise.reject(new Error('The engine reads credentials decrypted'));
	}

	async getDecrypted(): Promise<ICredentialDataDecryptedObject> {
		return { ...this.data };
	}

	async updateCredentials(): Promise<void> {}

	async updateCredentialsOauthTokenData(): Promise<void> {}

	getCredentialsProperties(): ICredentialType['properties'] {
		return this.type.properties;
	}

	isCredentialUsableByNode(): boolean {
		return true;
	}

	getOAuth2Options(): undefined {
		return undefined;
	}
}
