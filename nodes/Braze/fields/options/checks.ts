import type { INodeProperties } from 'n8n-workflow';

import type { Checking, DeliveryOptions } from '../../delivery/runRecord';
import { builderOnly } from '../tool/builderOnly';
import { choiceOption, numberOption } from './commonOptions';

/** Whether to check beforehand that Braze knows the recipients. */
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
		{ name: 'Never', value: 'never', description: 'Skips the check, which saves one request per 50 people' },
		{
			name: 'Return an Error',
			value: 'error',
			description:
				'Sends nothing to items with a person who is unknown, or cannot be looked up, in any execution',
		},
	],
	default: 'hint',
	description:
		'Whether to check first that Braze knows the recipients. Otherwise Braze returns success but sends nothing. The key needs permission to export users by ID.',
};

/** Whether to check beforehand that the Canvas or campaign can send. */
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
			description: 'Skips the check, which saves one request',
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

const CHECKING: readonly Checking[] = ['hint', 'never', 'error'];

/** Reads the saved values of both options. Throws an InputError naming the option. */
export const readChecks = ({
	preflight = preflightOption.default,
	checkRecipients = checkRecipientsOption.default,
}: Readonly<Record<string, unknown>>): Pick<DeliveryOptions, 'preflight' | 'checkRecipients'> => ({
	preflight: choiceOption(preflightOption.displayName, CHECKING, preflight),
	checkRecipients: choiceOption(checkRecipientsOption.displayName, CHECKING, checkRecipients),
});

const recipientLimit = (description: string): INodeProperties =>
	builderOnly({
		displayName: 'Recipient Limit',
		name: 'recipientLimit',
		type: 'number',
		noDataExpression: true,
		typeOptions: { minValue: 1 },
		default: 1000,
		description,
	});

/** The maximum number of people in a run, for operations that cannot be undone. */
export const peopleLimitOption = recipientLimit(
	'The maximum number of people in a run. A run with more stops before anything is sent.',
);

/** The same for operations that send messages, some of which reach audiences. */
export const reachLimitOption = recipientLimit(
	'The maximum number of people a run may reach. A run that would reach more stops before anything is sent. The size of an audience or segment is unknown, so both exceed any limit. A confirmed broadcast is not limited.',
);

/** Reads the limit. Throws an InputError if it is not a number. */
export const readRecipientLimit = (value: unknown): number =>
	numberOption(reachLimitOption.displayName, value, 1, Infinity);
