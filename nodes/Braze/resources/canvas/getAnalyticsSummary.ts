import type { IDataObject } from 'n8n-workflow';

import { canvasChoice } from '../../fields/resource/choices';
import { optionsField, requestOptionFields } from '../../fields/options/commonOptions';
import { periodFields, readPeriod } from '../../fields/output/period';
import type { Operation } from '../../operation';
import { isObject } from '../../input/object';
import { simplified, simplifyField } from './simplify';
import { breakdownOptions, readBreakdown } from './breakdown';

/** The maximum number of days that Braze sums up for a Canvas. */
const MAX_DAYS = 14;

/**
 * Gets a Canvas's total numbers. https://www.braze.com/docs/api/endpoints/export/canvas/get_canvas_analytics_summary
 */
export const getAnalyticsSummary: Operation = {
	name: 'Get Analytics Summary',
	value: 'getAnalyticsSummary',
	action: 'Get total numbers for canvas',
	description: 'Get total entries, conversions and revenue for a Canvas over a period',
	fields: [
		canvasChoice.field,
		...periodFields(MAX_DAYS),
		simplifyField,
		optionsField([...breakdownOptions, ...requestOptionFields]),
	],
	endpoint: { method: 'GET', path: '/canvas/data_summary', permission: 'canvas.data_summary' },
	safety: 'idempotent',
	response: { unfolded: ['data'], contains: { data: 'object' } },
	entry(item) {
		const id = canvasChoice.read(item);
		return {
			envelope: {
				query: { canvas_id: id, ...readPeriod(item, MAX_DAYS), ...readBreakdown(item) },
				subject: id,
			},
			output: simplified(item, totals),
			report: { canvas_id: id },
		};
	},
};

function totals({ data }: IDataObject): IDataObject {
	if (!isObject(data)) return {};
	const { name, total_stats: total, ...rest } = data as IDataObject;
	return { name, ...(isObject(total) ? (total as IDataObject) : {}), ...rest };
}
