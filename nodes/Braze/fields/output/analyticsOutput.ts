import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { ItemReader } from '../../itemReader';
import { isObject } from '../../input/object';
import { readChoice } from '../values/choices';

const PER_VARIANT: INodePropertyOptions = {
	name: 'One Item per Day and Variant',
	value: 'variants',
	description: 'Flat items split by variant, ready for a chart or a sheet',
};

/** How a time series becomes output items; `byVariant` if the series has variants. */
export const analyticsOutputField = (byVariant: boolean): INodeProperties => ({
	displayName: 'Output',
	name: 'analyticsOutput',
	type: 'options',
	options: [
		{
			name: 'One Item',
			value: 'whole',
			description: "Braze's response as is",
		},
		{
			name: 'One Item per Day',
			value: 'days',
			description: 'One item for each day',
		},
		...(byVariant ? [PER_VARIANT] : []),
	],
	default: 'days',
	description: 'How to split the numbers into items',
});

/** How to find the rows of a series in its response. */
export interface SeriesShape {
	/** The days in the response. */
	readonly days: (answer: IDataObject) => IDataObject[];
	/** The rows by variant of one day. */
	readonly variants?: (day: IDataObject) => IDataObject[];
	/** One day as a flat row. */
	readonly flat?: (day: IDataObject) => IDataObject;
}

/** Returns the output of an item by its 'Output' parameter. Throws an InputError on a choice that the series does not have. */
export function analyticsOutput(
	item: ItemReader,
	{ days, variants, flat = (day) => day }: SeriesShape,
): (answer: IDataObject) => IDataObject[] {
	const choice = readChoice(
		analyticsOutputField(variants !== undefined),
		item.get('analyticsOutput', 'days'),
	);
	if (choice === 'whole') return (answer) => [answer];
	if (choice === 'variants' && variants) return (answer) => days(answer).flatMap(variants);
	return (answer) => days(answer).map(flat);
}

/** The list under a key, or an empty list if the response has none. */
export function listAt(value: unknown, key: string): IDataObject[] {
	const list = isObject(value) ? value[key] : undefined;
	return Array.isArray(list) ? (list as IDataObject[]) : [];
}

/** The strings under a key; none if the response has no list. */
export function textsAt(value: unknown, key: string): string[] {
	return (listAt(value, key) as unknown[]).map(String);
}
