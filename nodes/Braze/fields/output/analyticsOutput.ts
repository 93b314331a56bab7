import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { ItemReader } from '../../itemReader';
import { isObject } from '../../input/object';
import { readChoice } from '../values';

const WHOLE: INodePropertyOptions = {
	name: 'One Item',
	value: 'whole',
	description: "Braze's response as is",
};

const PER_DAY: INodePropertyOptions = {
	name: 'One Item per Day',
	value: 'days',
	description: 'One item for each day',
};

/** How a time series becomes output items. */
export const analyticsOutputField: INodeProperties = {
	displayName: 'Output',
	name: 'analyticsOutput',
	type: 'options',
	options: [WHOLE, PER_DAY],
	default: 'days',
	description: 'How to split the numbers into items',
};

/** The same field for a series with variants. */
export const variantsOutputField: INodeProperties = {
	...analyticsOutputField,
	options: [
		WHOLE,
		PER_DAY,
		{
			name: 'One Item per Day and Variant',
			value: 'variants',
			description: 'Flat items split by variant, ready for a chart or a sheet',
		},
	],
};

/** How to find the rows of a series in its response. */
export interface SeriesShape {
	/** The days in the response. */
	readonly days: (answer: IDataObject) => IDataObject[];
	/** The rows by variant of one day. */
	readonly variants?: (day: IDataObject) => IDataObject[];
	/** One day as a flat row. */
	readonly flat?: (day: IDataObject) => IDataObject;
}

/**
 * Returns the function that turns a response into output items, according to the 'Output' parameter. Throws an
 * InputError on a choice that the series doesn't have.
 */
export function analyticsOutput(
	item: ItemReader,
	{ days, variants, flat = (day) => day }: SeriesShape,
): (answer: IDataObject) => IDataObject[] {
	const choice = readChoice(
		variants ? variantsOutputField : analyticsOutputField,
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

/** The strings under a key; empty if the response has no list. Entries that have no text stay as they are. */
export function textsAt(value: unknown, key: string): IDataObject[string][] {
	return listAt(value, key).map((one: unknown) =>
		typeof one === 'object' ? (one as IDataObject | null) : String(one),
	);
}
