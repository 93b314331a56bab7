import { optionsField, requestOptionFields } from '../../fields/options/commonOptions';
import { preferenceCenterChoice } from '../../fields/resource/choices';
import type { Operation } from '../../operation';

/** Gets one preference center. https://www.braze.com/docs/api/endpoints/preference_center/get_view_details_preference_center */
export const get: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get preference center',
	description: 'Get the pages and the state of one preference center',
	fields: [preferenceCenterChoice.field, optionsField(requestOptionFields)],
	endpoint: {
		method: 'GET',
		path: '/preference_center/v1/{preferenceCenterExternalID}',
		permission: 'preference_center.get',
	},
	safety: 'idempotent',
	response: { contains: { name: 'value' } },
	entry(item) {
		const id = preferenceCenterChoice.read(item);
		return {
			envelope: { path: { preferenceCenterExternalID: id }, subject: id },
			report: { preference_center_api_id: id },
		};
	},
};
