import type { INodeProperties } from 'n8n-workflow';

import type { DeliveryOptions } from '../../delivery/runRecord';
import type { ParallelRequests } from '../../delivery/send/requestSlots';
import { describe } from '../../input/describe';
import { InputError } from '../../input/inputError';
import { builderOnly } from '../tool/builderOnly';

/**
 * Whether an operation offers an option. A workflow may still have one that belonged to the previously chosen
 * operation.
 */
export const offersOption = (fields: readonly INodeProperties[], wanted: string): boolean =>
	fields.some(
		({ name, options = [] }) => name === 'options' && options.some((option) => option.name === wanted),
	);

/** The collection of options, in alphabetical order as n8n requires. */
export function optionsField(options: INodeProperties[]): INodeProperties {
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [...options].sort((a, b) => a.displayName.localeCompare(b.displayName)),
	};
}

/**
 * Options of a run are read directly from the saved parameters, once for all items, so they don't support expressions.
 */
const FIXED = 'this option does not support expressions';

/** Reads a number from `min` to `max`. Throws an InputError on anything else. */
export function numberOption(field: string, value: unknown, min: number, max: number): number {
	if (typeof value === 'number' && value >= min && value <= max) return value;
	const range = max === Infinity ? `${min} or more` : `between ${min} and ${max}`;
	throw new InputError(
		field,
		`must be a number ${range}, but is ${describe(value)}`,
		`Enter a number; ${FIXED}.`,
	);
}

/** Reads a switch. Throws an InputError on anything but a boolean. */
export function switchOption(field: string, value: unknown): boolean {
	if (typeof value === 'boolean') return value;
	throw new InputError(
		field,
		`must be on or off, but is ${describe(value)}`,
		`Set it in the editor; ${FIXED}.`,
	);
}

/** Reads one of several values. Throws an InputError on any other. */
export function choiceOption<T extends string>(field: string, known: readonly T[], value: unknown): T {
	const found = known.find((one) => one === value);
	if (found !== undefined) return found;
	throw new InputError(field, `is ${describe(value)}`, `Choose one from the list; ${FIXED}.`);
}

/** The value that lets the node decide how many requests are in flight. */
const AUTOMATIC = 0;

const maximumWait: INodeProperties = {
	displayName: 'Maximum Wait',
	name: 'maximumWait',
	type: 'number',
	noDataExpression: true,
	typeOptions: { minValue: 0 },
	default: 300,
	description:
		"How many seconds a run may wait in total for Braze's rate limit. Items that would take longer are returned as not sent, with the time to try again.",
};

const parallelRequests: INodeProperties = {
	displayName: 'Parallel Requests',
	name: 'parallelRequests',
	type: 'number',
	noDataExpression: true,
	typeOptions: { minValue: 0, maxValue: 50 },
	default: AUTOMATIC,
	description:
		'How many requests may be in flight at the same time. 0 means automatic, the default: starts with 10, and rises to 100 (50 if they create something) while Braze responds well.',
};

const requestTimeout: INodeProperties = {
	displayName: 'Request Timeout',
	name: 'requestTimeout',
	type: 'number',
	noDataExpression: true,
	typeOptions: { minValue: 1, maxValue: 300 },
	default: 60,
	description:
		'How many seconds to wait for each response. After a timeout, it is unknown whether the request was carried out.',
};

/** Options of every operation. */
export const requestOptionFields: INodeProperties[] = [
	{
		displayName: 'Include Input Fields',
		name: 'includeInputFields',
		type: 'boolean',
		noDataExpression: true,
		default: false,
		description:
			"Whether each output item also has the fields of its input item. If names are the same, the operation's result is kept. An “error” field of the input becomes “input_error”, or “input_error_2” if there is one already.",
	},
	maximumWait,
	parallelRequests,
	{
		displayName: 'Requests per Minute',
		name: 'requestsPerMinute',
		type: 'number',
		noDataExpression: true,
		typeOptions: { minValue: 1 },
		default: 1000,
		description:
			"The maximum number of requests that a run sends in a minute. Workflows and workers that run at the same time share Braze's limit of 250,000 an hour, about 4,000 a minute: give each its share.",
	},
	requestTimeout,
];

/** Whether a retry resends requests that may have arrived. */
export const resendUnclearOption: INodeProperties = builderOnly({
	displayName: 'Resend Unclear Requests',
	name: 'resendUnclear',
	type: 'boolean',
	noDataExpression: true,
	default: false,
	description:
		'Whether retrying this execution resends requests that got no clear response. People may then get the message twice. When off, nothing is ever sent twice.',
});

/** Reads the saved values of these options. Throws an InputError naming the option. */
export function readRequestOptions({
	includeInputFields,
	maximumWait: wait,
	parallelRequests: parallel = AUTOMATIC,
	requestsPerMinute: perMinute,
	requestTimeout: timeout,
	resendUnclear = false,
}: Readonly<Record<string, unknown>>): Pick<
	DeliveryOptions,
	'includeInput' | 'maxWaitMs' | 'parallel' | 'perMinute' | 'timeoutMs' | 'resendUnknown'
> {
	return {
		includeInput: switchOption('Include Input Fields', includeInputFields ?? false),
		maxWaitMs: 1000 * numberOption(maximumWait.displayName, wait ?? maximumWait.default, 0, 86_400),
		parallel: readParallel(parallel),
		...(perMinute !== undefined && {
			perMinute: numberOption('Requests per Minute', perMinute, 1, Infinity),
		}),
		resendUnknown: switchOption(resendUnclearOption.displayName, resendUnclear),
		timeoutMs: 1000 * numberOption(requestTimeout.displayName, timeout ?? requestTimeout.default, 0.05, 300),
	};
}

function readParallel(value: unknown): ParallelRequests {
	return value === AUTOMATIC
		? 'automatic'
		: Math.floor(numberOption(parallelRequests.displayName, value, 1, 50));
}

const combineItems: INodeProperties = {
	displayName: 'Combine Items',
	name: 'combineItems',
	type: 'boolean',
	noDataExpression: true,
	default: false,
	description: 'Whether items share requests',
};

/**
 * The option whether items share requests.
 *
 * @param byDefault what the operation does without this option (`Combine.byDefault`)
 */
export const combineItemsOption = (byDefault: boolean, description: string): INodeProperties => ({
	...combineItems,
	default: byDefault,
	description,
});

/** The same for messages. `consequence` describes what sharing means for the operation. */
export const combineRecipientsOption = (byDefault: boolean, consequence: string): INodeProperties =>
	combineItemsOption(
		byDefault,
		`Whether items that differ only in their recipients share requests of up to 50 recipients. ${consequence}`,
	);

/** The same for operations with one member per item, up to 50 per request. */
export const combineFiftyOption = combineItemsOption(true, 'Whether up to 50 items share a request');

/** Reads the option. Throws an InputError if it is not a boolean. */
export const readCombineItems = (value: unknown): boolean => switchOption(combineItems.displayName, value);
