import { optionsField, requestOptionFields } from '../../fields/options/commonOptions';
import { preferenceCenterChoice } from '../../fields/resource/choices';
import { externalIdField } from '../../recipients/person';
import type { Operation } from '../../operation';
import { readPathIdentifier } from '../../input/identifier';

/**
 * Gets the URL of a preference center for one person.
 * https://www.braze.com/docs/api/endpoints/preference_center/get_create_url_preference_center
 */
export const getUrl: Operation = {
	name: 'Get URL',
	value: 'getUrl',
	action: 'Get preference center URL',
	description: 'Get the link to the preference center for one person',
	fields: [preferenceCenterChoice.field, externalIdField, optionsField(requestOptionFields)],
	endpoint: {
		method: 'GET',
		path: '/preference_center/v1/{preferenceCenterExternalID}/url/{userID}',
		permission: 'preference_center.user.get',
	},
	safety: 'idempotent',
	response: { contains: { preference_center_url: 'value' } },
	entry(item) {
		const id = preferenceCenterChoice.read(item);
		const userID = readPathIdentifier(externalIdField.displayName, item.get(externalIdField.name));
		return {
			envelope: { path: { preferenceCenterExternalID: id, userID }, subject: id },
			report: { preference_center_api_id: id, external_user_id: userID },
		};
	},
};
