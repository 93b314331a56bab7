import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { doneFlag } from '../../transport/changeResponse';
import { batchOptionFields } from '../../fields/options/deliveryOptions';
import { changeModeField } from '../../fields/options/mode';
import { optionsField } from '../../fields/options/commonOptions';
import { externalIdField } from '../../recipients/person';
import type { Operation } from '../../operation';
import { readIdentifier } from '../../input/identifier';
import { InputError } from '../../input/inputError';
import { identifies } from '../../fields/declarations';
import { listOf } from './userList';

const LABEL = 'New External User ID';

const newIdField: INodeProperties = identifies({
	displayName: LABEL,
	name: 'newExternalUserId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. customer-2042',
	description: 'The new ID. It must never have been used for any user.',
});

/**
 * Changes the external ID of users. The old one still identifies them until it is removed.
 * https://www.braze.com/docs/api/endpoints/user_data/external_id_migration/post_external_ids_rename
 */
export const renameExternalId: Operation = {
	name: 'Rename External ID',
	value: 'renameExternalId',
	action: 'Rename external ID of user',
	description: 'Change the external ID of a user; the old ID is kept',
	fields: [
		changeModeField,
		{ ...externalIdField, description: 'The current external ID of the user' },
		newIdField,
		optionsField(batchOptionFields),
	],
	endpoint: {
		method: 'POST',
		path: '/users/external_ids/rename',
		permission: 'users.external_ids.rename',
		verb: 'renamed',
		namedErrors: 'rename_errors',
		doneMember: 'external_ids',
		refusalHint: 'The current ID must be in use, and the new ID must never have been used',
	},
	// Braze refuses a repetition, because the first attempt renamed the current ID.
	safety: 'notIdempotent',
	// Braze doesn't keep the order within a request, but an ID may have to be renamed before another one can take its
	// place.
	combine: listOf(
		'external_id_renames',
		({ current_external_id: id }) => id,
		({ new_external_id: id }) => id,
	),
	// Braze's list is for the whole request.
	response: { leftOut: ['external_ids'] },
	entry(item) {
		const rename = {
			current_external_id: readIdentifier('External User ID', item.get('externalUserId')),
			new_external_id: readIdentifier(LABEL, item.get('newExternalUserId')),
		};
		if (rename.current_external_id === rename.new_external_id) {
			throw new InputError(LABEL, 'is the current external ID', 'Enter a different ID.');
		}
		return {
			envelope: { subject: 'renameExternalId' },
			members: [rename],
			output: (answer) => [
				{ ...doneFlag('renamed', answer), ...rename, message: answer.message } as IDataObject,
			],
			uncounted: true,
		};
	},
};
