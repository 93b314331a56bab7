import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { ItemReader } from '../../itemReader';
import { readGivenTime } from '../../input/givenTime';
import { InputError } from '../../input/inputError';

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

/** Returns the days as a query. Braze reads the end as midnight at the start of that day, so the next one is sent. Throws an InputError. */
export function readDateRange(item: ItemReader): IDataObject {
	const start = dayOf(item, START, 'startDate');
	const end = dayOf(item, END, 'endDate');
	if (end < start) throw new InputError(END, 'is before the start date', 'Enter a later date.');
	return { start_date: start.toFormat('yyyy-MM-dd'), end_date: end.plus({ days: 1 }).toFormat('yyyy-MM-dd') };
}

/** The day that a value shows in its own zone: midnight in Berlin is that day, although it is the day before in UTC. */
function dayOf(item: ItemReader, label: string, name: string) {
	return readGivenTime(label, item.get(name), item.zone)
		.clock.startOf('day')
		.setZone('utc', { keepLocalTime: true });
}
