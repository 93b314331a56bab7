import 'reflect-metadata';
import './quiet';

import { ExecuteContext, LoadOptionsContext, RoutingNode } from 'n8n-core';
import {
	Workflow,
	createEmptyRunExecutionData,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type ILoadOptionsFunctions,
	type INode,
	type INodeListSearchResult,
	type INodeParameters,
	type INodeType,
	type INodeTypes,
} from 'n8n-workflow';

import { BrazeApi } from '../../credentials/BrazeApi.credentials';
import { additionalData, NODE_TYPE, nodeTypes, passThrough } from './engine';

/** What n8n's editor does without running a workflow: filling pickers and testing credentials. */

type Credential = ICredentialDataDecryptedObject;

type Search = (
	this: ILoadOptionsFunctions,
	filter?: string,
	token?: string,
) => Promise<INodeListSearchResult>;

const credentials = { brazeApi: { id: '1', name: 'Braze' } };

const temporary = (type: string): INode => ({
	id: 'temp',
	name: 'Temp-Node',
	type,
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
	credentials,
});

const workflowOf = (node: INode, types: INodeTypes) =>
	new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes: types });

/** The position of a picker: the path of its parameter, and the node's current parameters in the editor. */
interface PickerPlace {
	readonly path: string;
	readonly parameters: INodeParameters;
}

/** Calls one of the node's list search methods, as the editor does when a picker is opened, searched or scrolled. */
export async function searchInPicker(
	search: Search,
	credential: Credential | undefined,
	filter?: string,
	token?: string,
	{ path, parameters }: PickerPlace = { path: 'canvasId', parameters: {} },
): Promise<INodeListSearchResult> {
	const node = credential ? temporary(NODE_TYPE) : { ...temporary(NODE_TYPE), credentials: undefined };
	const workflow = workflowOf(node, nodeTypes);
	const context = new LoadOptionsContext(
		workflow,
		node,
		{ ...additionalData({ credential }, workflow), currentNodeParameters: parameters },
		`parameters.${path}`,
	);
	return await search.call(context, filter, token);
}

/** Evaluates an expression of the credential type with n8n's own engine. */
export function evaluateInCredential(expression: string, credential: IDataObject): unknown {
	const node = temporary(NODE_TYPE);
	const keys = { $credentials: credential } as never;
	return workflowOf(node, nodeTypes).expression.getSimpleParameterValue(
		node,
		expression,
		'internal',
		keys,
		undefined,
		'',
	);
}

/** What the editor shows after a credential test: applies the credential type's rules as n8n does. */
export async function testCredential(data: Credential): Promise<{ status: 'OK' | 'Error'; message: string }> {
	const { test } = new BrazeApi();
	try {
		await sendTest(data);
		return { status: 'OK', message: 'Connection successful!' };
	} catch (error) {
		const { message, cause } = error as {
			message: string;
			cause?: { code?: string; response?: { status: number; statusText: string } };
		};
		if (!cause?.response) return { status: 'Error', message: cause?.code ?? message };
		const { status, statusText } = cause.response;
		const rule = test.rules?.find(
			({ type, properties }) => type === 'responseCode' && properties.value === status,
		);
		return { status: 'Error', message: rule?.properties.message ?? statusText };
	}
}

async function sendTest(data: Credential): Promise<void> {
	const { test } = new BrazeApi();
	const { description } = passThrough('noOp', ['main']);
	const properties = [
		{
			displayName: 'Temp',
			name: 'temp',
			type: 'string' as const,
			routing: { request: test.request },
			default: '',
		},
	];
	const type: INodeType = {
		description: { ...description, credentials: [{ name: 'brazeApi', required: true }], properties },
	};
	const types: INodeTypes = {
		getByName: () => type,
		getByNameAndVersion: () => type,
		getKnownTypes: () => ({}),
	};
	const node = temporary('noOp');
	const workflow = workflowOf(node, types);
	const input = { main: [[{ json: {} }]] };
	const context = new ExecuteContext(
		workflow,
		node,
		additionalData({ credential: data }, workflow),
		'internal',
		createEmptyRunExecutionData(),
		0,
		[],
		input,
		{ node, data: {}, source: null },
		[],
	);
	await new RoutingNode(context, type, { id: '1', name: 'Braze', type: 'brazeApi', data }).runNode();
}
