import { updateDisplayOptions, type IDataObject, type INodeProperties } from 'n8n-workflow';

import type { ItemReader } from '../../itemReader';
import { readChoice } from '../values/choices';
import { analyticsOutputField } from './analyticsOutput';
import { daysField, readCount, readUntil, untilField } from './period';

/** The most days or hours that Braze returns at once. */
const MAX = 100;

const unitField: INodeProperties = {
	displayName: 'Unit',
	name: 'unit',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Day',
			value: 'day',
			description: 'One number for each day',
		},
		{
			name: 'Hour',
			value: 'hour',
			description: 'One number for each hour',
		},
	],
	default: 'day',
	description: 'The time that each number covers',
};

const hoursField: INodeProperties = {
	...daysField(MAX),
	displayName: 'Hours',
	name: 'hours',
	default: 24,
	description: `How many hours, from 1 to ${MAX}`,
};

/** The days or hours that analytics cover: a number of them, up to a moment. */
export const hourlyPeriodFields: INodeProperties[] = [
	unitField,
	...updateDisplayOptions({ show: { unit: ['day'] } }, [daysField(MAX)]),
	...updateDisplayOptions({ show: { unit: ['hour'] } }, [hoursField]),
	untilField,
];

/** How a series of days or hours becomes output items. */
export const hourlyOutputField: INodeProperties = {
	...analyticsOutputField,
	options: [
		{
			name: 'One Item',
			value: 'whole',
			description: "Braze's response as is",
		},
		{
			name: 'One Item per Day or Hour',
			value: 'days',
			description: 'One item for each day or hour',
		},
	],
};

/** Returns `unit`, `length` and `ending_at` of a query. Throws an InputError on a unit, number or date that cannot be used. */
export function readHourlyPeriod(item: ItemReader): IDataObject {
	const unit = readChoice(unitField, item.get('unit', 'day'));
	const length = readCount(item, unit === 'hour' ? hoursField : daysField(MAX));
	return { unit, length, ending_at: readUntil(item) };
}
