import {
	NodeConnectionTypes,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';

import { searchSegments } from '../Braze/methods/searchList';
import { pollBraze } from './pollBraze';
import { properties } from './properties';

/**
 * Starts a workflow for changes that Braze doesn't report by itself. It is separate from the Braze Trigger because n8n
 * polls every node that can poll: testing a webhook would then also run the poll, and lose its data.
 */
export class BrazePollingTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Braze Polling Trigger',
		name: 'brazePollingTrigger',
		icon: { light: 'file:../../icons/braze.svg', dark: 'file:../../icons/braze.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle:
			'={{ ({ broadcasts: "Upcoming Broadcasts", segmentSize: "Segment Size" })[$parameter["watch"]] }}',
		description:
			'Checks Braze regularly, and starts the workflow when a broadcast is due or a segment grows or shrinks',
		defaults: { name: 'Braze Polling Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'brazeApi', required: true }],
		properties,
	};

	methods = { listSearch: { searchSegments } };

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await pollBraze(this);
	}
}
