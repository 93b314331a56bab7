import { segmentChoice } from '../../fields/resource/choices';
import { target } from '../../fields/tool/builderOnly';
import type { Operation } from '../../operation';
import { readSegmentExport, segmentExportFields } from './exportFile';

/**
 * Starts an export of all users in a segment.
 * https://www.braze.com/docs/api/endpoints/export/user_data/post_users_segment
 */
export const exportSegment: Operation = {
	name: 'Export by Segment',
	value: 'exportSegment',
	action: 'Export users in segment to file',
	description: 'Start an export of all users in a segment to a file',
	fields: [target(segmentChoice.field), ...segmentExportFields],
	endpoint: {
		method: 'POST',
		path: '/users/export/segment',
		permission: 'users.export.segment',
		verb: 'exported',
		// While an export of the segment is running, which may take hours, Braze returns 429.
		busy: /export|segment|running|progress/i,
		refusalHint:
			'Braze runs only one export of a segment at a time: wait until it ends, or stop it with Cancel Segment Export',
	},
	safety: 'notIdempotent',
	entry(item) {
		const id = segmentChoice.read(item);
		return {
			envelope: { body: { segment_id: id, ...readSegmentExport(item) }, subject: id },
			report: { segment_id: id },
		};
	},
};
