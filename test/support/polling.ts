import 'reflect-metadata';
import './quiet';

import { PollContext } from 'n8n-core';
import {
	Workflow,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type INode,
	type INodeParameters,
	type IPollFunctions,
	type WorkflowExecuteMode,
} from 'n8n-workflow';

import { BrazePollingTrigger } from '../../nodes/BrazePollingTrigger/BrazePollingTrigger.node';
import { additionalData, nodeTypesWith } from './engine';

const TYPE = 'n8n-nodes-braze.brazePollingTrigger';

/**
 * An active workflow with a Braze Polling Trigger, polled through n8n's own context. State is stored when n8n does so:
 * after activation, and when a poll starts the workflow. A restart restores the stored state.
 */
export class PollingBench {
	private stored: IDataObject = {};

	private workflow: Workflow | undefined;

	constructor(
		private readonly credential: () => ICredentialDataDecryptedObject,
		public parameters: INodeParameters,
	) {}

	/** Polls once. Returns the json of the items that start the workflow. */
	async poll(mode: WorkflowExecuteMode = 'trigger'): Promise<IDataObject[]> {
		const activating = this.workflow === undefined;
		this.workflow ??= this.newWorkflow();
		const node = this.workflow.getNode('Braze') as INode;
		const data = additionalData({ credential: this.credential() }, this.workflow);
		const context = new PollContext(
			this.workflow,
			node,
			data,
			mode,
			mode === 'manual' ? 'manual' : 'activate',
		);
		const output = await new BrazePollingTrigger().poll.call(context as unknown as IPollFunctions);
		if (activating || output)
			this.stored = JSON.parse(JSON.stringify(this.workflow.staticData)) as IDataObject;
		expect(output === null || output[0].length > 0).toBe(true);
		return output?.[0].map(({ json }) => json) ?? [];
	}

	/** Simulates a crash and restart of n8n, which loses everything that was not stored. */
	restart(): void {
		this.workflow = undefined;
	}

	private newWorkflow(): Workflow {
		const node: INode = {
			id: 'poll',
			name: 'Braze',
			type: TYPE,
			typeVersion: 1,
			position: [0, 0],
			parameters: this.parameters,
			credentials: { brazeApi: { id: '1', name: 'Braze' } },
		};
		return new Workflow({
			id: 'w',
			nodes: [node],
			connections: {},
			active: true,
			nodeTypes: nodeTypesWith({ [TYPE]: new BrazePollingTrigger() }),
			staticData: JSON.parse(JSON.stringify(this.stored)) as IDataObject,
			settings: { executionOrder: 'v1', timezone: 'Europe/Berlin' },
		});
	}
}
