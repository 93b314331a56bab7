import 'reflect-metadata';
import './quiet';

import { WebhookContext } from 'n8n-core';
import {
	Workflow,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type INodeParameters,
	type IWebhookData,
	type IWebhookFunctions,
	type WorkflowExecuteMode,
} from 'n8n-workflow';

import { BrazeTrigger } from '../../nodes/BrazeTrigger/BrazeTrigger.node';
import { additionalData, nodeTypesWith } from './engine';

/** A call as Braze makes it. */
export interface Call {
	/** Text is sent as it is, anything else as JSON. */
	body?: unknown;
	headers?: Record<string, string>;
	query?: Record<string, unknown>;
	/** `manual` is the Test URL of the editor. */
	mode?: WorkflowExecuteMode;
	/** The error that reading the body throws. */
	broken?: Error;
	/** What n8n does next: responds with 200, fails to start the workflow, or has not responded yet. */
	outcome?: 'answered' | 'failed' | 'open';
}

export interface Answer {
	status: number;
	body: unknown;
	/** The items that start the workflow; empty if it doesn't start. */
	items: INodeExecutionData[];
	/** Ends the call, for those that are left open. */
	finish: (status: number) => void;
	/** Whether n8n has ended the response. */
	isEnded: () => boolean;
	/** The caller hangs up. */
	hangUp: () => void;
}

const TYPE = 'n8n-nodes-braze.brazeTrigger';

export const WORD = 'a-word-that-only-braze-knows';

/** The header that Braze sends, and the matching credential. */
export const header: ICredentialDataDecryptedObject = {
	sentAs: 'header',
	headerName: 'X-Braze-Secret',
	secret: WORD,
};

/** An active workflow with one Braze Trigger, called through n8n's own webhook context. */
export class TriggerBench {
	/** What n8n would have stored in its database. */
	staticData: IDataObject = {};

	constructor(
		private readonly parameters: INodeParameters = {},
		private readonly credential: ICredentialDataDecryptedObject | undefined = header,
	) {}

	async call({
		body,
		headers = { 'x-braze-secret': WORD },
		query = {},
		mode = 'webhook',
		broken,
		outcome = 'answered',
	}: Call = {}): Promise<Answer> {
		const workflow = this.workflow();
		const response = new Response();
		const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
		const request: Record<string, unknown> = { headers, query, body: {}, params: {} };
		request.readRawBody = async () => {
			if (broken) throw broken;
			request.rawBody = Buffer.from(text, 'utf8');
			await Promise.resolve();
		};
		const data = {
			...additionalData({ credential: this.credential }, workflow),
			httpRequest: request,
			httpResponse: response,
		};
		const node = workflow.getNode('Braze Trigger') as INode;
		const context = new WebhookContext(
			workflow,
			node,
			data as never,
			mode,
			{ webhookDescription: {} } as IWebhookData,
			[],
			null as never,
		);
		const result = await new BrazeTrigger().webhook.call(context as unknown as IWebhookFunctions);
		const finish = (status: number) => {
			if (status < 400) this.store(workflow);
			response.status(status).end();
		};
		if (result.noWebhookResponse) response.end();
		else if (outcome !== 'open') finish(outcome === 'failed' ? 500 : 200);
		return {
			status: response.statusCode,
			body: response.body,
			items: result.workflowData?.[0] ?? [],
			finish,
			isEnded: () => response.writableEnded,
			hangUp: () => response.close(),
		};
	}

	private store(workflow: Workflow): void {
		this.staticData = JSON.parse(JSON.stringify(workflow.staticData)) as IDataObject;
	}

	private workflow(): Workflow {
		const node: INode = {
			id: 'trigger',
			name: 'Braze Trigger',
			type: TYPE,
			typeVersion: 1,
			position: [0, 0],
			parameters: this.parameters,
			credentials: this.credential ? { brazeWebhookApi: { id: '1', name: 'Braze Webhook' } } : {},
		};
		return new Workflow({
			id: 'w',
			nodes: [node],
			connections: {},
			active: true,
			nodeTypes: nodeTypesWith({ [TYPE]: new BrazeTrigger() }),
			staticData: JSON.parse(JSON.stringify(this.staticData)) as IDataObject,
			settings: { executionOrder: 'v1' },
		});
	}
}

/** The part of an Express response that webhook nodes use. */
class Response {
	statusCode = 200;

	private readonly listeners: Array<[event: string, listener: () => void]> = [];

	body: unknown;

	writableEnded = false;

	private isClosed = false;

	once(event: string, listener: () => void): this {
		this.listeners.push([event, listener]);
		return this;
	}

	/** The connection breaks. */
	close(): void {
		this.isClosed = true;
		this.emit('close');
	}

	/** As in Node.js, a response without a connection never finishes. */
	end(): this {
		this.writableEnded = true;
		if (!this.isClosed) this.emit('finish');
		return this;
	}

	private emit(event: string): void {
		for (const [name, listener] of this.listeners) if (name === event) listener();
	}

	status(code: number): this {
		this.statusCode = code;
		return this;
	}

	json(body: unknown): this {
		this.body = body;
		return this;
	}
}

/** The json of the items that start a workflow. */
export const started = ({ items }: Answer): IDataObject[] => items.map(({ json }) => json);
