import type { INodeProperties } from 'n8n-workflow';

import { optionsField, requestOptionFields } from '../fields/options/commonOptions';
import { analyticsOutput, analyticsOutputField, listAt } from '../fields/output/analyticsOutput';
import {
	hourlyOutputField,
	hourlyPeriodFields,
	periodFields,
	readHourlyPeriod,
	readPeriod,
} from '../fields/output/period';
import { readSeriesFilters, seriesFiltersField, type SeriesFilter } from '../fields/output/seriesFilters';
import type { ItemReader } from '../itemReader';
import type { Operation } from '../operation';

const MAX_DAYS = 100;

/** The differences between the operations that fetch a series of numbers by day, or by day or hour. */
interface Series extends Pick<Operation, 'name' | 'value' | 'action' | 'description'> {
	readonly path: string;
	readonly permission: string;
	readonly filters: readonly SeriesFilter[];
	/** Set if the series belongs to a resource that the user chooses. */
	readonly of?: {
		readonly field: INodeProperties;
		readonly key: string;
		readonly read: (item: ItemReader) => string;
	};
}

/** How a series divides its time. */
interface Division {
	readonly fields: INodeProperties[];
	readonly output: INodeProperties;
	readonly read: Read;
}

type Read = (item: ItemReader) => ReturnType<typeof readHourlyPeriod>;

const BY_DAY: Division = {
	fields: periodFields(MAX_DAYS),
	output: analyticsOutputField,
	read: (item) => readPeriod(item, MAX_DAYS),
};

const BY_DAY_OR_HOUR: Division = {
	fields: hourlyPeriodFields,
	output: hourlyOutputField,
	read: readHourlyPeriod,
};

/** An operation that fetches a series with one number per day. */
export const dailySeries = (series: Series): Operation => seriesOperation(series, BY_DAY);

/** An operation that fetches a series with one number per day or hour. */
export const hourlySeries = (series: Series): Operation => seriesOperation(series, BY_DAY_OR_HOUR);

function seriesOperation({ path, permission, filters, of, ...shown }: Series, division: Division): Operation {
	return {
		...shown,
		fields: [
			...(of ? [of.field] : []),
			...division.fields,
			seriesFiltersField(filters),
			division.output,
			optionsField(requestOptionFields),
		],
		endpoint: { method: 'GET', path, permission },
		safety: 'idempotent',
		response: { unfolded: ['data'] },
		entry(item) {
			const about = of ? { [of.key]: of.read(item) } : {};
			const query = { ...about, ...readSeriesFilters(item, filters) };
			return {
				envelope: { query: { ...query, ...division.read(item) }, subject: path },
				output: analyticsOutput(item, { days: (answer) => listAt(answer, 'data') }),
				report: query,
			};
		},
	};
}
