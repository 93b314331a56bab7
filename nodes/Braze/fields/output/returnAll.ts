import type { INodeProperties } from 'n8n-workflow';

import type { ItemReader } from '../../itemReader';
import { describe } from '../../schemas/describe';
import { InputError } from '../../schemas/inputError';
import { readBoolean } from '../values/boolean';

/** How many entries a list returns. */
export const returnAllFields: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'Max number of results to return',
		displayOptions: { show: { returnAll: [false] } },
	},
];

/** Returns the maximum number of entries; `Infinity` for all. Throws an InputError for an invalid limit. */
export function readLimit(item: ItemReader): number {
	if (readBoolean('Return All', item.get('returnAll', false))) return Infinity;
	const limit = Number(item.get('limit', 50) ?? 50);
	if (Number.isInteger(limit) && limit >= 1) return limit;
	throw new InputError('Limit', `must be a whole number, 1 or more, but is ${describe(item.get('limit', 50))}`, "Enter a higher limit, or turn on 'Return All'.");
}
