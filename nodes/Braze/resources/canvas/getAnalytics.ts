import type { IDataObject } from 'n8n-workflow';

import {
	analyticsOutput,
	variantsOutputField,
	listAt,
	type SeriesShape,
} from '../../fields/output/analyticsOutput';
import { canvasChoice } from '../../fields/resource/choices';
import { optionsField, requestOptionFields } from '../../fields/options/commonOptions';
import { periodFields, readPeriod } from '../../fields/output/period';
import type { Operation } from '../../operation';
import type { Expected } from '../../transport/expectedMembers';
import { isObject } from '../../input/object';
import { breakdownOptions, readBreakdown } from './breakdown';

/** The maximum number of days for a Canvas per request. */
export const MAX_DAYS = 14;

/** Members that a response with a Canvas's numbers must contain. */
export const CANVAS_NUMBERS: Expected = { data: 'object', 'data.stats': 'list' };

/** Gets a Canvas's daily numbers. https://www.braze.com/docs/api/endpoints/export/canvas/get_canvas_analytics */
export const getAnalytics: Operation = {
	name: 'Get Analytics',
	value: 'getAnalytics',
	action: 'Get daily numbers for canvas',
	description: 'Get daily entries, conversions and revenue for a Canvas',
	fields: [
		canvasChoice.field,
		...periodFields(MAX_DAYS),
		variantsOutputField,
		optionsField([...breakdownOptions, ...requestOptionFields]),
	],
	endpoint: { method: 'GET', path: '/canvas/data_series', permission: 'canvas.data_series' },
	safety: 'idempotent',
	response: { unfolded: ['data'], contains: CANVAS_NUMBERS },
	entry(item) {
		const id = canvasChoice.read(item);
		return {
			envelope: {
				query: { canvas_id: id, ...readPeriod(item, MAX_DAYS), ...readBreakdown(item) },
				subject: id,
			},
			output: analyticsOutput(item, CANVAS_SERIES),
			report: { canvas_id: id },
		};
	},
};

function flat({ total_stats: total, ...day }: IDataObject): IDataObject {
	return { ...day, ...(isObject(total) ? (total as IDataObject) : {}) };
}

function variants({ time, variant_stats: byVariant }: IDataObject): IDataObject[] {
	return Object.entries(isObject(byVariant) ? byVariant : {}).map(([variantId, stats]) => ({
		time,
		variant_id: variantId,
		...(stats as IDataObject),
	}));
}

/** How to find days and variants in a response. */
export const CANVAS_SERIES: SeriesShape = { days: (answer) => listAt(answer.data, 'stats'), variants, flat };
