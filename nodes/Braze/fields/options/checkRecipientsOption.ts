import type { INodeProperties } from 'n8n-workflow';

/** Whether to check first that Braze knows the recipients. */
export const checkRecipientsOption: INodeProperties = {
	displayName: 'Check Recipients',
	name: 'checkRecipients',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Hint in Manual Executions',
			value: 'hint',
			description: 'Shows a hint above the output, also in a dry run',
		},
		{ name: 'Never', value: 'never', description: 'Does not check, which saves a request for 50 people' },
		{
			name: 'Return an Error',
			value: 'error',
			description: 'Sends nothing to items with an unknown person, in any execution',
		},
	],
	default: 'hint',
	description:
		'Whether to check first that Braze knows the recipients. Otherwise Braze returns success but sends nothing. The key needs permission to export users by ID.',
};
