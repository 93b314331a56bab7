import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { ItemReader } from '../../itemReader';
import { readMoment, utcText } from '../../input/givenTime';
import { readWholeNumber } from '../values/number';
import { isGiven } from '../values/text';

/** The number of days that analytics cover. `max` is the most that the endpoint returns per request. */
export const daysField = (max: number): INodeProperties => ({
	displayName: 'Days',
	name: 'days',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: max },
	default: 7,
	required: true,
	description: `How many days, from 1 to ${max}`,
});

/** The end of the period that analytics cover. */
export const untilField: INodeProperties = {
	displayName: 'Until',
	name: 'until',
	type: 'dateTime',
	default: '',
	description:
		"The end of the period, or now if empty. A time without a zone is read in the workflow's time zone; Braze counts days in the company's time zone.",
};

/** The days that analytics cover: a number of days up to a moment. */
export const periodFields = (max: number): INodeProperties[] => [daysField(max), untilField];

/** Returns `length` and `ending_at` of a query. Throws an InputError on a number or date that cannot be used. */
export function readPeriod(item: ItemReader, max: number): IDataObject {
	return { length: readCount(item, daysField(max)), ending_at: readUntil(item) };
}

/** Reads the number in one of the fields of a period. Throws an InputError unless it is a whole number within its bounds. */
export const readCount = (item: ItemReader, field: INodeProperties): number =>
	readWholeNumber(field, item.get(field.name, field.default), 'Split longer periods into several requests.');

/** Returns the end of the period in UTC. Throws an InputError if it is not a date. */
export function readUntil(item: ItemReader): string {
	const until = item.get('until', '');
	return utcText(isGiven(until) ? readMoment(untilField.displayName, until, item.zone) : item.now);
}
