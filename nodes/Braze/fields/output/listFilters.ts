import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { ItemReader } from '../../itemReader';
import { readMoment, utcText } from '../../input/givenTime';
import { addedTo, isGiven, readBoolean, readChoice } from '../values';
import { mayBeNothing } from '../declarations';

const EDITED_LABEL = 'Edited After';

const sortDirection: INodeProperties = {
	displayName: 'Sort Direction',
	name: 'sortDirection',
	type: 'options',
	options: [
		{ name: 'Newest First', value: 'desc' },
		{ name: 'Oldest First', value: 'asc' },
	],
	default: 'asc',
	description: 'How to sort the entries by creation date',
};

/** Only entries edited after a moment. */
export const editedAfterField: INodeProperties = mayBeNothing({
	displayName: EDITED_LABEL,
	name: 'editedAfter',
	type: 'dateTime',
	default: '',
	description:
		"Only return entries edited after this date and time. Without a zone, it is read in the workflow's time zone.",
});

/** Filters of the lists of Canvases and campaigns. */
export const editedListFilters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	options: [
		editedAfterField,
		{
			displayName: 'Include Archived',
			name: 'includeArchived',
			type: 'boolean',
			default: false,
			description: 'Whether to include archived entries',
		},
		sortDirection,
	],
};

/** Filters of the list of segments. */
export const sortedListFilters: INodeProperties = { ...editedListFilters, options: [sortDirection] };

/** Returns the query for the chosen filters. Throws an InputError for an invalid date. */
export function readListFilters(item: ItemReader): IDataObject {
	const { editedAfter, includeArchived, sortDirection: direction } = addedTo(item, 'filters');
	return {
		...(isGiven(editedAfter) && {
			'last_edit.time[gt]': utcText(readMoment(EDITED_LABEL, editedAfter, item.zone)),
		}),
		...(readBoolean('Include Archived', includeArchived) && { include_archived: true }),
		...(isGiven(direction) && { sort_direction: readChoice(sortDirection, direction) }),
	};
}
