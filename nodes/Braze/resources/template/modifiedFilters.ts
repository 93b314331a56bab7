import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { ItemReader } from '../../itemReader';
import { mayBeNothing } from '../../fields/declarations';
import { addedTo, isGiven } from '../../fields/values';
import { readMoment, utcText } from '../../input/givenTime';
import { InputError } from '../../input/inputError';
import { editedAfterField } from '../../fields/output/listFilters';

const editedBeforeField: INodeProperties = mayBeNothing({
	displayName: 'Edited Before',
	name: 'editedBefore',
	type: 'dateTime',
	default: '',
	description:
		"Only return entries edited before this date and time. Without a zone, it is read in the workflow's time zone.",
});

/** Filters of the lists of Content Blocks and email templates. */
export const modifiedFilters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	options: [editedAfterField, editedBeforeField],
};

/**
 * Reads {@link modifiedFilters} as a query. Throws an InputError if a value is not a date, or the end is before the
 * start.
 */
export function readModifiedFilters(item: ItemReader): IDataObject {
	const { editedAfter, editedBefore } = addedTo(item, 'filters');
	const utc = (field: INodeProperties, value: unknown) =>
		isGiven(value) ? utcText(readMoment(field.displayName, value, item.zone)) : undefined;
	const after = utc(editedAfterField, editedAfter);
	const before = utc(editedBeforeField, editedBefore);
	if (after !== undefined && before !== undefined && after > before) {
		throw new InputError(
			editedBeforeField.displayName,
			`is earlier than '${editedAfterField.displayName}'`,
			'Swap the two dates.',
		);
	}
	return {
		...(after !== undefined && { modified_after: after }),
		...(before !== undefined && { modified_before: before }),
	};
}
