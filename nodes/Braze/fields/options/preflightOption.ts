import type { INodeProperties } from 'n8n-workflow';

/** Whether to check first that the Canvas or campaign can send. */
export const preflightOption: INodeProperties = {
	displayName: 'Check First',
	name: 'preflight',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Hint in Manual Executions',
			value: 'hint',
			description: 'Shows a hint above the output if nothing would be sent',
		},
		{
			name: 'Never',
			value: 'never',
			description: 'Does not check, which saves a request',
		},
		{
			name: 'Return an Error',
			value: 'error',
			description: 'Sends nothing in any execution, and returns the reason',
		},
	],
	default: 'hint',
	description:
		'Whether to check first that the Canvas or campaign is launched, not stopped and API-triggered. Otherwise Braze returns success but sends nothing. The key needs permission to read details.',
};
