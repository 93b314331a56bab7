import type { IDataObject } from 'n8n-workflow';

import { doneFlag } from '../../transport/changeResponse';
import { batchOptionFields } from '../../fields/options/deliveryOptions';
import { changeModeField } from '../../fields/options/mode';
import { optionsField } from '../../fields/options/commonOptions';
import { allowAgentOption, confirmation } from '../../fields/confirmation';
import { externalIdField } from '../../recipients/person';
import type { Operation } from '../../operation';
import { readIdentifier } from '../../input/identifier';
import { MAX_USERS } from './userList';

const confirm = confirmation({
	label: 'Remove',
	name: 'confirmRemove',
	warning: 'The old ID will no longer identify its user. This cannot be undone.',
	consent: 'the old external IDs may be permanently removed',
});

/**
 * Removes external IDs that were renamed. Braze refuses an ID that is still in use.
 * https://www.braze.com/docs/api/endpoints/user_data/external_id_migration/post_external_ids_remove
 */
export const removeExternalId: Operation = {
	name: 'Remove External ID',
	value: 'removeExternalId',
	action: 'Remove renamed external ID of user',
	description: 'Remove an old external ID after it was renamed; the user stays',
	fields: [
		changeModeField,
		{ ...externalIdField, description: 'The old external ID, which was renamed before' },
		...confirm.fields,
		optionsField([...batchOptionFields, allowAgentOption]),
	],
	endpoint: {
		method: 'POST',
		path: '/users/external_ids/remove',
		permission: 'users.external_ids.remove',
		verb: 'removed',
		namedErrors: 'removal_errors',
		doneMember: 'removed_ids',
		refusalHint: 'Only an external ID that was renamed before can be removed',
	},
	// Braze refuses a repetition, because the first attempt removed the ID.
	safety: 'notIdempotent',
	combine: {
		limit: MAX_USERS,
		byDefault: true,
		key: ({ external_id: id }) => String(id),
		body: (members) => ({ external_ids: members.map(({ external_id: id }) => id) }),
	},
	// Braze's list is for the whole request.
	response: { leftOut: ['removed_ids'] },
	entry(item) {
		confirm.check(item);
		const id = readIdentifier('External User ID', item.get('externalUserId'));
		return {
			envelope: { subject: 'removeExternalId' },
			members: [{ external_id: id }],
			output: (answer) => [
				{ ...doneFlag('removed', answer), external_id: id, message: answer.message } as IDataObject,
			],
			uncounted: true,
		};
	},
};
