import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { ItemReader } from '../../itemReader';
import { readBoolean } from '../../fields/values';

/** Whether to reduce the response to what most workflows use. */
export const simplifyField: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

/** Returns the output of an item: the simplified response, or the raw one if 'Simplify' is off. */
export function simplified(
	item: ItemReader,
	simple: (answer: IDataObject) => IDataObject,
): (answer: IDataObject) => IDataObject[] {
	return readBoolean('Simplify', item.get('simplify', true), true)
		? (answer) => [simple(answer)]
		: (answer) => [answer];
}
