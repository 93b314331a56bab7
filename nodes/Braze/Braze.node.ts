import {
	NodeConnectionTypes,
	NodeOperationError,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import * as listSearch from './methods/searchList';
import { findOperation } from './resources/index';
import { nodeProperties, subtitle } from './resources/properties';
import { runOperation } from './run';

/** The action node. `resources/` defines its operations; `run.ts` executes them. */
export class Braze implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Braze',
		name: 'braze',
		icon: { light: 'file:../../icons/braze.svg', dark: 'file:../../icons/braze.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle,
		description:
			'Schedule and send Canvases, campaigns and messages, write people, events and catalogs, and read analytics',
		defaults: { name: 'Braze' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'brazeApi', required: true }],
		properties: nodeProperties,
		// Anyone who holds a push token can send to that device.
		sensitiveOutputFields: ['push_tokens[*].token'],
		builderHint: {
			searchHint:
				"Messages real people in Braze. Set Mode to 'dryRun'; the user changes it to 'send' after reading the summary of a run. Use one operation per node. Put a human approval before anything that an agent proposes.",
		},
	};

	methods = { listSearch };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const resource = this.getNodeParameter('resource', 0) as string;
		const operation = this.getNodeParameter('operation', 0) as string;
		const known = findOperation(resource, operation);
		if (!known) {
			throw new NodeOperationError(
				this.getNode(),
				`The resource '${resource}' has no operation '${operation}'`,
				{
					description:
						"Choose one under 'Resource' and 'Operation'. The workflow may have been built with a newer version of this node.",
				},
			);
		}
		return [await runOperation(this, resource, known)];
	}
}
