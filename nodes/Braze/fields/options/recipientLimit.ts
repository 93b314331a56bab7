import type { INodeProperties } from 'n8n-workflow';

import { numberOption } from './savedOption';
import { builderOnly } from '../tool/builderOnly';

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

/** Reads the limit, where there is one. Throws an InputError if it is no number. */
export const readRecipientLimit = (value: unknown): number =>
	numberOption(reachLimitOption.displayName, value, 1, Infinity);
