import {
	NodeConnectionTypes,
	NodeOperationError,
	type ICredentialsDecrypted,
	type ICredentialTestFunctions,
	type IHookFunctions,
	type INodeCredentialTestResult,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import { properties } from './properties';
import { receive } from './receive';
import { problemOf } from './secret';
import { findSource } from './sources/index';

/** Starts a workflow when Braze calls n8n. For changes that need polling, see the Braze Polling Trigger. */
export class BrazeTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Braze Trigger',
		name: 'brazeTrigger',
		icon: { light: 'file:../../icons/braze.svg', dark: 'file:../../icons/braze.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle:
			'={{ ({ currents: "Currents", segmentExport: "Segment Export Ready", transactionalPostback: "Transactional Email Postback", webhookMessage: "Webhook Message" })[$parameter["source"]] }}',
		description:
			'Starts the workflow when Braze sends a webhook, Currents events, a postback or a finished export',
		eventTriggerDescription: 'Waiting for Braze to call the Test URL',
		activationMessage: 'Enter the Production URL of this trigger in Braze, as described in the node.',
		defaults: { name: 'Braze Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: 'brazeWebhookApi',
				required: true,
				testedBy: 'brazeWebhookApiTest',
				displayOptions: { show: { authentication: ['secret'] } },
			},
		],
		webhooks: [{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', path: 'webhook' }],
		properties,
	};

	methods = {
		credentialTest: {
			/** Only checks the form of the secret, because Braze has no way to verify it. */
			async brazeWebhookApiTest(
				this: ICredentialTestFunctions,
				{ data = {} }: ICredentialsDecrypted,
			): Promise<INodeCredentialTestResult> {
				const problem = problemOf(data);
				return problem === undefined
					? { status: 'OK', message: 'The secret is valid. Also enter it in Braze.' }
					: { status: 'Error', message: problem };
			},
		},
	};

	/**
	 * Braze has no API for webhooks, so people enter the URL in the dashboard. Nothing is registered here; activation
	 * only checks the settings.
	 */
	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return false;
			},
			async create(this: IHookFunctions): Promise<boolean> {
				const problem = findSource(this.getNodeParameter('source'))?.problemOf?.((name) =>
					this.getNodeParameter(name, ''),
				);
				if (problem !== undefined) throw new NodeOperationError(this.getNode(), problem);
				return true;
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return true;
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this);
	}
}
