import type { INodeProperties } from 'n8n-workflow';

import type { ItemReader } from '../../itemReader';
import { readIdentifier } from '../../input/identifier';
import { pickedValue } from './resourceChoice';

/** Chooses the custom event, which Braze identifies by name. */
export const customEventField: INodeProperties = {
	displayName: 'Event',
	name: 'eventName',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The custom event to work with',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchCustomEvents', searchable: true },
		},
		{
			displayName: 'By Name',
			name: 'name',
			type: 'string',
			placeholder: 'e.g. completed_checkout',
		},
	],
};

/** Returns the name of the event. Throws an InputError when nothing is chosen, or the name is longer than `maxBytes`. */
export function readCustomEvent(item: ItemReader, maxBytes?: number): string {
	return readIdentifier('Event', pickedValue(item.get('eventName')), maxBytes);
}
