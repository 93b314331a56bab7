import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { batchOptionFields } from '../../fields/options/deliveryOptions';
import { changeModeField } from '../../fields/options/mode';
import { optionsField } from '../../fields/options/commonOptions';
import { aliasFields, readAlias } from '../../recipients/personChoice';
import type { Operation } from '../../operation';
import { readIdentifier } from '../../input/identifier';
import { MAX_ALIAS_BYTES } from '../../recipients/person';
import { identifies } from '../../fields/declarations';
import { listOf } from './userList';

const LABEL = 'New Alias Name';

const newNameField: INodeProperties = identifies({
	displayName: LABEL,
	name: 'newAliasName',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 2042',
	description: 'The new name of the alias; its label stays the same',
});

/** Changes the name of aliases. https://www.braze.com/docs/api/endpoints/user_data/post_users_alias_update */
export const updateAlias: Operation = {
	name: 'Update Alias',
	value: 'updateAlias',
	action: 'Update name of user alias',
	description: 'Change the name of an alias',
	fields: [changeModeField, ...aliasFields, newNameField, optionsField(batchOptionFields)],
	endpoint: {
		method: 'POST',
		path: '/users/alias/update',
		permission: 'users.alias.update',
		verb: 'changed',
	},
	safety: 'idempotent',
	// Braze doesn't keep the order within a request, so changes from or to the same alias are sent one after the other.
	combine: listOf(
		'alias_updates',
		({ alias_label: label, old_alias_name: name }) => [label, name],
		({ alias_label: label, new_alias_name: name }) => [label, name],
	),
	// Braze's count is for the whole request.
	response: { leftOut: ['aliases_processed'] },
	entry(item) {
		const { alias_name: oldName, alias_label: label } = readAlias(item);
		const update = {
			alias_label: label,
			old_alias_name: oldName,
			new_alias_name: readIdentifier(LABEL, item.get('newAliasName'), MAX_ALIAS_BYTES),
		};
		return {
			envelope: { subject: 'updateAlias' },
			members: [update],
			output: ({ message }) => [{ ...update, message } as IDataObject],
			uncounted: true,
		};
	},
};
