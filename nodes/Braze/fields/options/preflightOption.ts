import type { INodeProperties } from 'n8n-workflow';

/** Whether it is looked at first if the Canvas or campaign can send at all. */
export const preflightOption: INodeProperties = {
	displayName: 'Check First',
	name: 'preflight',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Hint in Manual Executions',
			value: 'hint',
			description: 'A hint above the output says when nothing would be sent',
		},
		{
			name: 'Never',
			value: 'never',
			description: 'Saves the request for the details',
		},
		{
			name: 'Return an Error',
			value: 'error',
			description: 'Nothing is sent in any execution, and the item says why',
		},
	],
	default: 'hint',
	description: 'Whether to look first if the Canvas or campaign is launched, not stopped and triggered by the API. Braze says success otherwise too, and sends nothing. The key needs the permission to read details.',
};
