import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { ItemReader } from '../../itemReader';
import { describe } from '../../schemas/describe';
import { readGivenTime } from '../../schemas/givenTime';
import { InputError } from '../../schemas/inputError';
import { resolveClock, utcText } from '../../schemas/schedule';

/** The number of days that analytics are about. `max` is the most that the endpoint gives at once. */
export const daysField = (max: number): INodeProperties => ({
	displayName: 'Days',
	name: 'days',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: max },
	default: 7,
	required: true,
	description: `How many days, from 1 to ${max}`,
});

/** The moment up to which analytics go. */
export const untilField: INodeProperties = {
	displayName: 'Until',
	name: 'until',
	type: 'dateTime',
	default: '',
	description:
		"The end of the period. Empty means now. A time without a zone is read in the workflow's time zone; Braze counts days in the time zone of the company.",
};

/** The days that analytics are about: so many, up to a moment. */
export const periodFields = (max: number): INodeProperties[] => [daysField(max), untilField];

/** Gives `length` and `ending_at` of a query. Throws an InputError on a number or date that cannot be used. */
export function readPeriod(item: ItemReader, max: number): IDataObject {
	return { length: readCount(item, daysField(max)), ending_at: readUntil(item) };
}

/** Gives the number in one of the fields of a period. Throws an InputError on what is no whole number within its bounds. */
export function readCount(item: ItemReader, { displayName, name, default: fallback, typeOptions }: INodeProperties): number {
	const max = typeOptions?.maxValue ?? 1;
	const raw = item.get(name, fallback);
	const count = typeof raw === 'string' && raw.trim() !== '' ? Number(raw) : raw;
	if (typeof count === 'number' && Number.isInteger(count) && count >= 1 && count <= max) return count;
	throw new InputError(displayName, `must be a whole number from 1 to ${max}, but is ${describe(raw)}`, 'Ask for longer periods in several steps.');
}

/** Gives the end of the period in UTC. Throws an InputError on what is no date. */
export function readUntil(item: ItemReader): string {
	const until = item.get('until', '');
	if (until === '' || until === undefined || until === null) return utcText(item.now);
	const { clock, floating } = readGivenTime('Until', until, item.zone);
	return utcText(floating ? resolveClock(clock, item.zone).at : clock);
}
