import type { ICredentialType, Icon, INodeProperties } from 'n8n-workflow';

/**
 * The secret that Braze sends with its calls to n8n. Braze does not sign its calls, so the Braze Trigger verifies them
 * by this secret. The Braze Trigger also provides the credential test.
 * https://www.braze.com/docs/user_guide/message_building_by_channel/webhooks/creating_a_webhook
 */
export class BrazeWebhookApi implements ICredentialType {
	name = 'brazeWebhookApi';

	displayName = 'Braze Webhook API';

	icon: Icon = { light: 'file:../icons/braze.svg', dark: 'file:../icons/braze.dark.svg' };

	documentationUrl = 'https://github.com/n8n-nodes-braze/n8n-nodes-braze/blob/main/docs/trigger.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Sent As',
			name: 'sentAs',
			type: 'options',
			options: [
				{
					name: 'Bearer Token',
					value: 'bearer',
					description: 'In the Authorization header. Currents supports only this.',
				},
				{
					name: 'Header',
					value: 'header',
					description: 'In a custom header, for webhook messages',
				},
				{
					name: 'Query Parameter',
					value: 'query',
					description: 'In the URL, for postbacks and segment exports, which cannot have headers',
				},
			],
			default: 'header',
			description: 'How Braze sends the secret',
		},
		{
			displayName: 'Header Name',
			name: 'headerName',
			type: 'string',
			default: 'X-Braze-Secret',
			required: true,
			placeholder: 'e.g. X-Braze-Secret',
			description: 'The name of the request header to add in Braze',
			displayOptions: { show: { sentAs: ['header'] } },
		},
		{
			displayName: 'Parameter Name',
			name: 'parameterName',
			type: 'string',
			default: 'secret',
			required: true,
			placeholder: 'e.g. secret',
			description: 'The name of the parameter to add to the webhook URL in Braze, as in ?secret=...',
			displayOptions: { show: { sentAs: ['query'] } },
		},
		{
			displayName: 'Secret',
			name: 'secret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'A password that you make up and enter both here and in Braze. Use at least 16 letters, digits, - and _ that nobody can guess.',
		},
	];
}
