import { optionsField, requestOptionFields } from '../../fields/options/commonOptions';
import { segmentChoice } from '../../fields/resource/choices';
import type { Operation } from '../../operation';

/** Gets the details of one segment. https://www.braze.com/docs/api/endpoints/export/segments/get_segment_details */
export const get: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get details of segment',
	description: 'Get the description and filters of one segment',
	fields: [segmentChoice.field, optionsField(requestOptionFields)],
	endpoint: { method: 'GET', path: '/segments/details', permission: 'segments.details' },
	safety: 'idempotent',
	response: { contains: { name: 'value' } },
	entry(item) {
		const id = segmentChoice.read(item);
		return { envelope: { query: { segment_id: id }, subject: id }, report: { segment_id: id } };
	},
};
