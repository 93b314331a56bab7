import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { ItemReader } from '../../itemReader';
import { readBoolean } from '../values/boolean';

/** Whether the answer is cut down to what most workflows use. */
export const simplifyField: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

/** Gives the output of an item: the answer through `simple`, or as it came where 'Simplify' is off. */
export function simplified(item: ItemReader, simple: (answer: IDataObject) => IDataObject): (answer: IDataObject) => IDataObject[] {
	return readBoolean('Simplify', item.get('simplify', true), true) ? (answer) => [simple(answer)] : (answer) => [answer];
}
