import type { INodeProperties } from 'n8n-workflow';

import { switchOption } from './savedOption';

const combineItems: INodeProperties = {
	displayName: 'Combine Items',
	name: 'combineItems',
	type: 'boolean',
	noDataExpression: true,
	default: false,
	description: 'Whether items share requests',
};

/**
 * Whether items share requests.
 *
 * @param byDefault what the operation does without this option, too (`Combine.byDefault`)
 */
export const combineItemsOption = (byDefault: boolean, description: string): INodeProperties => ({
	...combineItems,
	default: byDefault,
	description,
});

/** The same for messages; `consequence` describes what that means for the operation. */
export const combineRecipientsOption = (byDefault: boolean, consequence: string): INodeProperties =>
	combineItemsOption(
		byDefault,
		`Whether items that differ only in their recipients share requests of up to 50 recipients. ${consequence}`,
	);

/** The same where each item is one of up to 50 in a request. */
export const combineFiftyOption = combineItemsOption(true, 'Whether up to 50 items share a request');

/** Reads the option, where it is set. Throws an InputError if it is no boolean. */
export const readCombineItems = (value: unknown): boolean => switchOption(combineItems.displayName, value);
