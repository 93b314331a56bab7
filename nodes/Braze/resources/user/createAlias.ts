import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { batchOptionFields } from '../../fields/options/deliveryOptions';
import { changeModeField } from '../../fields/options/mode';
import { optionsField } from '../../fields/options/commonOptions';
import { externalIdField } from '../../recipients/person';
import { aliasFields, readAlias } from '../../recipients/personChoice';
import { readChoice } from '../../fields/values';
import type { Operation } from '../../operation';
import { readIdentifier } from '../../input/identifier';
import { listOf } from './userList';

/**
 * Braze creates a new user for an alias without an external ID, so this must be an explicit choice rather than an empty
 * field.
 */
const aliasForField: INodeProperties = {
	displayName: 'Add Alias To',
	name: 'aliasFor',
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: 'Existing User', value: 'existing', description: 'The user with the external ID below' },
		{ name: 'New User', value: 'new', description: 'A new user identified only by this alias' },
	],
	default: 'existing',
	description: 'The user who gets the alias',
};

/** Adds an alias to a user, or creates a user with it. https://www.braze.com/docs/api/endpoints/user_data/post_user_alias */
export const createAlias: Operation = {
	name: 'Create Alias',
	value: 'createAlias',
	action: 'Create alias for user',
	description: 'Add an alias to a user, or create a user identified only by an alias',
	fields: [
		changeModeField,
		aliasForField,
		{ ...externalIdField, displayOptions: { show: { aliasFor: ['existing'] } } },
		...aliasFields,
		optionsField(batchOptionFields),
	],
	endpoint: { method: 'POST', path: '/users/alias/new', permission: 'users.alias.new', verb: 'created' },
	safety: 'idempotent',
	combine: listOf(
		'user_aliases',
		({ external_id: id, alias_label: label, alias_name: name }) => id ?? [label, name],
		// Among several users, the first gets the alias, so the order matters.
		({ external_id: id, alias_label: label, alias_name: name }) =>
			id === undefined ? undefined : [label, name],
	),
	// Braze's count is for the whole request.
	response: { leftOut: ['aliases_processed'] },
	entry(item) {
		const isNew = readChoice(aliasForField, item.get('aliasFor', 'existing')) === 'new';
		const owner = isNew
			? {}
			: { external_id: readIdentifier('External User ID', item.get('externalUserId')) };
		const alias = readAlias(item);
		return {
			envelope: { subject: 'createAlias' },
			members: [{ ...owner, ...alias }],
			output: ({ message }) => [{ ...owner, ...alias, message } as IDataObject],
			uncounted: true,
		};
	},
};
