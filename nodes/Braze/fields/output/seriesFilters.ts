import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { ItemReader } from '../../itemReader';
import { readApiIdentifier, readIdentifier } from '../../input/identifier';
import { optionalAppIdField } from '../resource/names';
import { segmentChoice } from '../resource/choices';
import { identifies } from '../declarations';
import { pickedValue } from '../resource/resourceChoice';
import { addedTo, isGiven } from '../values';

/** A filter of a series: its field, its name in the query, and how it is read. */
export interface SeriesFilter {
	readonly field: INodeProperties;
	readonly key: string;
	readonly read: (label: string, value: unknown) => string;
}

/** An app of the workspace. */
export const appFilter: SeriesFilter = {
	field: optionalAppIdField('Only return numbers for this app'),
	key: 'app_id',
	read: readApiIdentifier,
};

/** A product by its ID. */
export const productFilter: SeriesFilter = {
	field: identifies({
		displayName: 'Product ID',
		name: 'productId',
		type: 'string',
		default: '',
		placeholder: 'e.g. plan-pro',
		description: 'Only return purchases of this product',
	}),
	key: 'product',
	read: readIdentifier,
};

const { displayName, name, type, modes, default: unchosen } = segmentChoice.field;

/** A segment of the workspace. */
export const segmentFilter: SeriesFilter = {
	field: {
		displayName,
		name,
		type,
		default: unchosen,
		description: 'Only return numbers for this segment, which needs analytics tracking in Braze',
		modes,
	},
	key: 'segment_id',
	read: readApiIdentifier,
};

/** The collection of filters. */
export const seriesFiltersField = (filters: readonly SeriesFilter[]): INodeProperties => ({
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	options: filters.map(({ field }) => field),
});

/** Reads the filters that are filled in as a query. Throws an InputError if one is not an identifier. */
export function readSeriesFilters(item: ItemReader, filters: readonly SeriesFilter[]): IDataObject {
	const given = addedTo(item, 'filters');
	const query: IDataObject = {};
	for (const { field, key, read } of filters) {
		const entered = given[field.name];
		const value = field.type === 'resourceLocator' ? pickedValue(entered) : entered;
		if (isGiven(value)) query[key] = read(field.displayName, value);
	}
	return query;
}
