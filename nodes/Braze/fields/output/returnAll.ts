import type { INodeProperties } from 'n8n-workflow';

import type { ItemReader } from '../../itemReader';
import { readBoolean, readWholeNumber } from '../values';

const limitField: INodeProperties = {
	displayName: 'Limit',
	name: 'limit',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 50,
	description: 'Max number of results to return',
	displayOptions: { show: { returnAll: [false] } },
};

/** How many entries a list returns. */
export const returnAllFields: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	limitField,
];

/** Returns the maximum number of entries; `Infinity` for all. Throws an InputError for an invalid limit. */
export function readLimit(item: ItemReader): number {
	if (readBoolean('Return All', item.get('returnAll', false))) return Infinity;
	return readWholeNumber(
		limitField,
		item.get('limit', 50) ?? 50,
		"Enter a higher limit, or turn on 'Return All'.",
	);
}
