import {
	NodeConnectionTypes,
	NodeOperationError,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import {
	searchCampaigns,
	searchCanvases,
	searchCatalogs,
	searchContentBlocks,
	searchCustomAttributes,
	searchCustomEvents,
	searchEmailTemplates,
	searchSegments,
} from './methods/searchList';
import { findOperation } from './resources/index';
import { nodeProperties, subtitle } from './resources/properties';
import { runOperation } from './run';

/** The action node: what it offers is listed in `resources`, how it is carried out stands in `run.ts`. */
export class Braze implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Braze',
		name: 'braze',
		icon: { light: 'file:../../icons/braze.svg', dark: 'file:../../icons/braze.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle,
		description: 'Schedule Braze Canvases for the right people at the right local time',
		defaults: { name: 'Braze' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'brazeApi', required: true }],
		properties: nodeProperties,
	};

	methods = {
		listSearch: {
			searchCampaigns,
			searchCanvases,
			searchCatalogs,
			searchContentBlocks,
			searchCustomAttributes,
			searchCustomEvents,
			searchEmailTemplates,
			searchSegments,
		},
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const resource = this.getNodeParameter('resource', 0) as string;
		const operation = this.getNodeParameter('operation', 0) as string;
		const known = findOperation(resource, operation);
		if (!known) {
			throw new NodeOperationError(this.getNode(), `There is no operation '${operation}' for '${resource}'`, {
				description: "Choose one from the lists 'Resource' and 'Operation'. The workflow may come from a newer version of this node.",
			});
		}
		return [await runOperation(this, resource, known)];
	}
}
