import { optionsField, requestOptionFields } from '../../fields/options/commonOptions';
import { preferenceCenterChoice } from '../../fields/resource/choices';
import { updateFieldsOf } from '../../fields/content/givenMembers';
import type { Operation } from '../../operation';
import { pageFields, pageOptions, readPages } from './pages';

const updateFields = updateFieldsOf(pageOptions);

/**
 * Replaces the pages of a preference center, and the other fields that were set.
 * https://www.braze.com/docs/api/endpoints/preference_center/put_update_preference_center
 */
export const update: Operation = {
	name: 'Update',
	value: 'update',
	action: 'Update preference center',
	description: 'Replace both pages of a preference center',
	fields: [preferenceCenterChoice.field, ...pageFields, updateFields, optionsField(requestOptionFields)],
	endpoint: {
		method: 'PUT',
		path: '/preference_center/v1/{preferenceCenterExternalID}',
		permission: 'preference_center.update',
		verb: 'changed',
	},
	safety: 'idempotent',
	entry(item) {
		const id = preferenceCenterChoice.read(item);
		return {
			envelope: {
				path: { preferenceCenterExternalID: id },
				body: readPages(item, 'updateFields'),
				subject: id,
			},
			report: { preference_center_api_id: id },
		};
	},
};
