import { type IDataObject, type INodeProperties, updateDisplayOptions } from 'n8n-workflow';

import { readGivenTime, readMoment, utcText } from '../../input/givenTime';
import { InputError } from '../../input/inputError';
import type { ItemReader } from '../../itemReader';
import { isGiven, readChoice, readWholeNumber } from '../values';
import { analyticsOutputField } from './analyticsOutput';

/** The number of days that analytics cover. `max` is the highest that the endpoint accepts per request. */
const daysField = (max: number): INodeProperties => ({
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

/** Reads `length` and `ending_at` of a query. Throws an InputError on an invalid number or date. */
export function readPeriod(item: ItemReader, max: number): IDataObject {
	return { length: readCount(item, daysField(max)), ending_at: readUntil(item) };
}

/**
 * Reads the number in one of the period fields. Throws an InputError unless it is a whole number within the field's
 * bounds.
 */
const readCount = (item: ItemReader, field: INodeProperties): number =>
	readWholeNumber(field, item.get(field.name, field.default), 'Split longer periods into several requests.');

/** Returns the end of the period in UTC. Throws an InputError if it is not a date. */
function readUntil(item: ItemReader): string {
	const until = item.get('until', '');
	return utcText(isGiven(until) ? readMoment(untilField.displayName, until, item.zone) : item.now);
}

const START = 'Start Date';
const END = 'End Date';

/** The days of a list, both included. Braze counts days in UTC. */
export const dateRangeFields: INodeProperties[] = [
	{
		displayName: START,
		name: 'startDate',
		type: 'dateTime',
		default: '={{ $now.minus({ days: 30 }) }}',
		required: true,
		description: 'The first day. Braze counts days in UTC.',
		displayOptions: { show: { findBy: ['dateRange'] } },
	},
	{
		displayName: END,
		name: 'endDate',
		type: 'dateTime',
		default: '={{ $now }}',
		required: true,
		description: 'The last day. Braze counts days in UTC.',
		displayOptions: { show: { findBy: ['dateRange'] } },
	},
];

/**
 * Reads the days as a query. Braze takes the end date as midnight at the start of that day, so the day after it is
 * sent. Throws an InputError.
 */
export function readDateRange(item: ItemReader): IDataObject {
	const start = dayOf(item, START, 'startDate');
	const end = dayOf(item, END, 'endDate');
	if (end < start) throw new InputError(END, 'is before the start date', 'Enter a later date.');
	return { start_date: start.toFormat('yyyy-MM-dd'), end_date: end.plus({ days: 1 }).toFormat('yyyy-MM-dd') };
}

/**
 * The day of a value in its own zone: midnight in Berlin counts as that day, although in UTC it is still the day
 * before.
 */
function dayOf(item: ItemReader, label: string, name: string) {
	return readGivenTime(label, item.get(name), item.zone)
		.clock.startOf('day')
		.setZone('utc', { keepLocalTime: true });
}

/** The maximum number of days or hours that Braze returns at once. */
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

/** The period that analytics cover: a number of days or hours up to a moment. */
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

/** Reads `unit`, `length` and `ending_at` of a query. Throws an InputError on an invalid unit, number or date. */
export function readHourlyPeriod(item: ItemReader): IDataObject {
	const unit = readChoice(unitField, item.get('unit', 'day'));
	const length = readCount(item, unit === 'hour' ? hoursField : daysField(MAX));
	return { unit, length, ending_at: readUntil(item) };
}
