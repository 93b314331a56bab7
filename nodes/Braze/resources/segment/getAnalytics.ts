import type { IDataObject } from 'n8n-workflow';

import { analyticsOutput, analyticsOutputField, listAt } from '../../fields/output/analyticsOutput';
import { optionsField, requestOptionFields } from '../../fields/options/commonOptions';
import { periodFields, readPeriod } from '../../fields/output/period';
import { segmentChoice } from '../../fields/resource/choices';
import type { Operation } from '../../operation';

const MAX_DAYS = 100;

/**
 * Gets the estimated daily size of a segment.
 * https://www.braze.com/docs/api/endpoints/export/segments/get_segment_analytics
 */
export const getAnalytics: Operation = {
	name: 'Get Analytics',
	value: 'getAnalytics',
	action: 'Get daily size of segment',
	description: 'Get the estimated daily size of a segment',
	fields: [
		segmentChoice.field,
		...periodFields(MAX_DAYS),
		analyticsOutputField,
		optionsField(requestOptionFields),
	],
	endpoint: { method: 'GET', path: '/segments/data_series', permission: 'segments.data_series' },
	safety: 'idempotent',
	response: { unfolded: ['data'] },
	entry(item) {
		const id = segmentChoice.read(item);
		return {
			envelope: { query: { segment_id: id, ...readPeriod(item, MAX_DAYS) }, subject: id },
			output: analyticsOutput(item, { days: (answer: IDataObject) => listAt(answer, 'data') }),
			report: { segment_id: id },
		};
	},
};
