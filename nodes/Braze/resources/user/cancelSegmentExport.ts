import { optionsField, requestOptionFields } from '../../fields/options/commonOptions';
import { segmentChoice } from '../../fields/resource/choices';
import type { Operation } from '../../operation';

/**
 * Stops the running export of a segment. https://www.braze.com/docs/api/endpoints/export/user_data/post_cancel_export
 */
export const cancelSegmentExport: Operation = {
	name: 'Cancel Segment Export',
	value: 'cancelSegmentExport',
	action: 'Cancel running segment export',
	description: 'Stop a segment export that is still running',
	fields: [segmentChoice.field, optionsField(requestOptionFields)],
	endpoint: {
		method: 'POST',
		path: '/export/segment/cancel',
		permission: 'segments.list',
		verb: 'cancelled',
	},
	safety: 'idempotent',
	entry(item) {
		const id = segmentChoice.read(item);
		return { envelope: { body: { segment_id: id }, subject: id }, report: { segment_id: id } };
	},
};
