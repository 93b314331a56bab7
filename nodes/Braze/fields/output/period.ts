import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { ItemReader } from '../../itemReader';
import { describe } from '../../schemas/describe';
import { readGivenTime } from '../../schemas/givenTime';
import { InputError } from '../../schemas/inputError';
import { resolveClock, utcText } from '../../schemas/schedule';

/**
 * The days that analytics cover: a number of days up to a moment. `max` is the most that the endpoint returns per
 * request.
 */
export const periodFields = (max: number): INodeProperties[] => [
	{
		displayName: 'Days',
		name: 'days',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: max },
		default: 7,
		required: true,
		description: `How many days, from 1 to ${max}`,
	},
	{
		displayName: 'Until',
		name: 'until',
		type: 'dateTime',
		default: '',
		description:
			"The end of the last day, or now if empty. A time without a zone is read in the workflow's time zone; Braze counts days in the company's time zone.",
	},
];

/** Gives `length` and `ending_at` of a query. Throws an InputError on a number or date that cannot be used. */
export function readPeriod(item: ItemReader, max: number): IDataObject {
	const raw = item.get('days', 7);
	const days = typeof raw === 'string' && raw.trim() !== '' ? Number(raw) : raw;
	if (typeof days !== 'number' || !Number.isInteger(days) || days < 1 || days > max) {
		throw new InputError('Days', `must be a whole number from 1 to ${max}, but is ${describe(raw)}`, 'Split longer periods into several requests.');
	}
	const until = item.get('until', '');
	if (until === '' || until === undefined || until === null) return { length: days, ending_at: utcText(item.now) };
	const { clock, floating } = readGivenTime('Until', until, item.zone);
	return { length: days, ending_at: utcText(floating ? resolveClock(clock, item.zone).at : clock) };
}
