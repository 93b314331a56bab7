import type { INodeProperties } from 'n8n-workflow';

import type { ItemReader } from '../itemReader';
import { readIdentifier } from '../schemas/identifier';
import { isObject } from '../schemas/json';

const LABEL = 'Canvas';

/** Chooses the Canvas: from a searchable list, or by its API identifier. */
export const canvasField: INodeProperties = {
	displayName: LABEL,
	name: 'canvasId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The API-triggered Canvas',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchCanvases', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 3f1c2b7a-5d5e-4a39-9f0e-0d9e8c7b6a51',
			hint: "In Braze: open the Canvas, then Entry Schedule, and copy the 'Canvas ID' shown there",
		},
	],
};

/** Gives the API identifier of the chosen Canvas. Throws an InputError when none is chosen. */
export function readCanvasId(item: ItemReader): string {
	return item.shared(['canvasId'], () => {
		const chosen = item.get('canvasId');
		return readIdentifier(LABEL, isObject(chosen) ? chosen.value : chosen);
	});
}
