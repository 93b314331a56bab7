import type { INodeParameters, INodeProperties } from 'n8n-workflow';

import type { Checking, DeliveryOptions, Mode } from '../../delivery/options';
import type { ParallelRequests } from '../../delivery/send/requestSlots';
import { describe } from '../../input/describe';
import { InputError } from '../../input/inputError';
import { EXISTS, formerOption } from '../formerField';
import { checkRecipientsOption } from './checkRecipientsOption';
import { deduplicateByOption, readRememberedKeys, rememberedKeysOption } from './deduplicateBy';
import { identicalMessagesOption, readRepeatRules, repeatedAudiencesOption } from './repeats';
import { readMode, readTestRecipients, testRecipientsField } from './mode';

/** The number that leaves it to the node how many requests are in flight. */
const AUTOMATIC = 0;

/** Options of every operation. */
export const requestOptionFields: INodeProperties[] = [
	{
		displayName: 'Include Input Fields',
		name: 'includeInputFields',
		type: 'boolean',
		noDataExpression: true,
		default: false,
		description:
			'Whether each output item also has the fields of its input item. Where names are the same, the result of the operation counts.',
	},
	{
		displayName: 'Maximum Wait',
		name: 'maximumWait',
		type: 'number',
		noDataExpression: true,
		typeOptions: { minValue: 0 },
		default: 300,
		description:
			"How many seconds a run may wait in total for Braze's rate limit. Items that would take longer are returned as not sent, with the time to try again.",
	},
	{
		displayName: 'Parallel Requests',
		name: 'parallelRequests',
		type: 'number',
		noDataExpression: true,
		typeOptions: { minValue: 0, maxValue: 50 },
		default: AUTOMATIC,
		description:
			'How many requests may wait for a response at the same time. 0 means Automatic, as without this option: begins with 10, and sends up to 100 (up to 50 if they create something) while Braze answers well.',
	},
	{
		displayName: 'Requests per Minute',
		name: 'requestsPerMinute',
		type: 'number',
		noDataExpression: true,
		typeOptions: { minValue: 1 },
		default: 1000,
		description:
			"The maximum number of requests that a run sends in a minute. Workflows and workers that run at the same time share Braze's limit of 250,000 an hour, about 4,000 a minute: give each its part.",
	},
	{
		displayName: 'Request Timeout',
		name: 'requestTimeout',
		type: 'number',
		noDataExpression: true,
		typeOptions: { minValue: 1, maxValue: 300 },
		default: 60,
		description:
			'How many seconds to wait for each response. After a timeout, it is unknown whether the request was carried out.',
	},
];

/** Workflows saved before there was a Mode may have it. The run would send if it were lost. */
const dryRunOptions: INodeProperties[] = formerOption(
	{
		displayName: 'Dry Run',
		name: 'dryRun',
		type: 'boolean',
		noDataExpression: true,
		default: false,
		description: "Whether to show the requests instead of sending them, in any mode. Use 'Mode' instead.",
	},
	{ dryRun: [true] },
);

/** The maximum number of people in a run, for operations that cannot be undone. */
const peopleLimitOption: INodeProperties = {
	displayName: 'Recipient Limit',
	name: 'recipientLimit',
	type: 'number',
	noDataExpression: true,
	typeOptions: { minValue: 1 },
	default: 1000,
	description: 'The maximum number of people in a run. A run with more stops before anything is sent.',
};

/** Options of operations that delete something other than people. */
export const deletionOptionFields: INodeProperties[] = [...requestOptionFields, ...dryRunOptions];

/** Options of operations that change people and send no messages. */
export const changeOptionFields: INodeProperties[] = [...deletionOptionFields, peopleLimitOption];

/** Options of every operation that sends messages. */
export const deliveryOptionFields: INodeProperties[] = [
	...requestOptionFields,
	checkRecipientsOption,
	deduplicateByOption,
	rememberedKeysOption,
	...dryRunOptions,
	identicalMessagesOption,
	repeatedAudiencesOption,
	{
		displayName: 'Recipient Limit',
		name: 'recipientLimit',
		type: 'number',
		noDataExpression: true,
		typeOptions: { minValue: 1 },
		default: 1000,
		description:
			'The maximum number of people a run may reach. A run that would reach more stops before anything is sent. The size of an audience or segment is unknown, so both exceed any limit. A confirmed broadcast is not limited.',
	},
	{
		displayName: 'Resend Unclear Requests',
		name: 'resendUnclear',
		type: 'boolean',
		noDataExpression: true,
		default: false,
		description:
			'Whether retrying this execution resends requests that got no clear response. People may then get the message twice. When off, nothing is ever sent twice.',
	},
	...formerOption(
		{
			...testRecipientsField,
			description:
				"External IDs of people who get the messages instead of everyone else, in all executions but those that a trigger or webhook of the active workflow starts, and retries of these. In sub-workflows, this always applies. Use 'Mode' instead.",
		},
		{ 'testRecipients.length': [EXISTS] },
	),
];

const combineItems: INodeProperties = {
	displayName: 'Combine Items',
	name: 'combineItems',
	type: 'boolean',
	noDataExpression: true,
	default: false,
	description: 'Whether items that differ only in their recipients share requests of up to 50 recipients',
};

/** Whether items share requests; `consequence` describes what that means for the operation. */
export function combineItemsField(byDefault: boolean, consequence: string): INodeProperties {
	return { ...combineItems, default: byDefault, description: `${combineItems.description}. ${consequence}` };
}

const combineRequests: INodeProperties = {
	...combineItems,
	default: true,
	description: 'Whether up to 50 items share a request',
};

/** Options of operations that change people, up to 50 in a request. */
export const batchOptionFields: INodeProperties[] = [...changeOptionFields, combineRequests];

/** Options of lookups, up to 50 in a request. */
export const batchReadOptionFields: INodeProperties[] = [...requestOptionFields, combineRequests];

/** The value of an option that the user did not add: the default that the editor shows. */
const defaultOf = (name: string) => deliveryOptionFields.find((field) => field.name === name)?.default;

/**
 * Reads the mode and the options of a run from the saved parameters, before any item.
 *
 * @param fields the parameters of the operation
 * @throws {InputError} naming the field or option
 */
export function readDeliveryOptions(
	saved: INodeParameters,
	fields: readonly INodeProperties[],
): DeliveryOptions {
	const options = (saved.options ?? {}) as Readonly<Record<string, unknown>>;
	const mode = readMode(saved, fields);
	const {
		recipientLimit: limit,
		dryRun = false,
		resendUnclear = false,
		requestsPerMinute: perMinute,
	} = options;
	return {
		...(options.combineItems !== undefined && {
			combineItems: switchOption('Combine Items', options.combineItems),
		}),
		...(limit !== undefined && { recipientLimit: numberOption('Recipient Limit', limit, 1, Infinity) }),
		...testRecipientsOf(mode, saved.testRecipients, options.testRecipients),
		includeInput: switchOption('Include Input Fields', options.includeInputFields ?? false),
		dryRun: switchOption('Dry Run', dryRun) || mode === 'dryRun',
		mode,
		maxWaitMs:
			1000 * numberOption('Maximum Wait', options.maximumWait ?? defaultOf('maximumWait'), 0, 86_400),
		parallel: readParallel(options.parallelRequests),
		...(perMinute !== undefined && {
			perMinute: numberOption('Requests per Minute', perMinute, 1, Infinity),
		}),
		preflight: readChecking('Check First', options.preflight),
		checkRecipients: readChecking(checkRecipientsOption.displayName, options.checkRecipients),
		repeats: readRepeatRules(options),
		rememberedKeys: readRememberedKeys(options.rememberedKeys),
		resendUnknown: switchOption('Resend Unclear Requests', resendUnclear),
		timeoutMs:
			1000 *
			numberOption('Request Timeout', options.requestTimeout ?? defaultOf('requestTimeout'), 0.05, 300),
	};
}

/** The test people of the mode, which may come from the older option; without the mode, those of the option. */
function testRecipientsOf(
	mode: Mode,
	field: unknown,
	option: unknown,
): Pick<DeliveryOptions, 'testRecipients'> {
	if (mode !== 'testRecipients')
		return option === undefined ? {} : { testRecipients: readTestRecipients(option) };
	const isEmpty = field === undefined || (Array.isArray(field) && field.length === 0);
	return { testRecipients: readTestRecipients(isEmpty ? (option ?? []) : field) };
}

function readChecking(field: string, value: unknown = 'hint'): Checking {
	if (value === 'hint' || value === 'never' || value === 'error') return value;
	throw new InputError(field, `is ${describe(value)}`, 'Choose one from the list.');
}

function readParallel(value: unknown = AUTOMATIC): ParallelRequests {
	return value === AUTOMATIC ? 'automatic' : Math.floor(numberOption('Parallel Requests', value, 1, 50));
}

function numberOption(field: string, value: unknown, min: number, max: number): number {
	if (typeof value === 'number' && value >= min && value <= max) return value;
	const range = max === Infinity ? `${min} or more` : `between ${min} and ${max}`;
	throw new InputError(
		field,
		`must be a number ${range}, but is ${describe(value)}`,
		'Enter a number; this option does not support expressions.',
	);
}

function switchOption(field: string, value: unknown): boolean {
	if (typeof value === 'boolean') return value;
	throw new InputError(
		field,
		`must be on or off, but is ${describe(value)}`,
		'Set it in the editor; this option does not support expressions.',
	);
}
