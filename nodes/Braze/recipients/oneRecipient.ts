import type { INodeProperties } from 'n8n-workflow';

import type { ItemReader } from '../itemReader';
import { describe } from '../input/describe';
import { InputError } from '../input/inputError';
import { refuseLostNames } from '../input/json';
import { checkRecipient, TRANSACTIONAL_RECIPIENT, type Recipient } from './recipient';
import { assignmentsField, readAssignments } from '../fields/content/assignments';
import { idOrAliasChoices } from './identifyBy';

/** The identifiers of endpoints that do not support recipients by email or Braze ID. */
export const oneIdentifyByField: INodeProperties = {
	displayName: 'Identify By',
	name: 'identifyBy',
	type: 'options',
	noDataExpression: true,
	options: idOrAliasChoices,
	default: 'externalId',
	description: 'How to identify the recipient',
};

/**
 * Returns the chosen identifier. Throws an InputError on any other, which a workflow may still contain from another
 * operation: an identifier that is not sent would leave the message without recipients.
 */
export function readOneIdentifyBy(item: ItemReader): 'externalId' | 'userAlias' {
	const chosen = item.get('identifyBy', 'externalId');
	if (chosen === 'externalId' || chosen === 'userAlias') return chosen;
	throw new InputError(
		'Identify By',
		`is ${describe(chosen)}`,
		"Choose 'External User ID' or 'User Alias': Braze accepts no other identifier here.",
	);
}

/** The external ID of a single person. */
export const externalUserIdField: INodeProperties = {
	displayName: 'External User ID',
	name: 'externalUserId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. customer-1042',
	description: 'The ID of the person in your own system',
};

/** A single person: by external ID or alias, with attributes that are written first. */
export const oneRecipientFields: INodeProperties[] = [
	oneIdentifyByField,
	{ ...externalUserIdField, displayOptions: { show: { identifyBy: ['externalId'] } } },
	{
		displayName: 'Alias Name',
		name: 'aliasName',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. 1042',
		description: 'The name of the alias',
		displayOptions: { show: { identifyBy: ['userAlias'] } },
	},
	{
		displayName: 'Alias Label',
		name: 'aliasLabel',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. crm_contact',
		description: 'The label of the alias',
		displayOptions: { show: { identifyBy: ['userAlias'] } },
	},
	assignmentsField({
		displayName: 'Attributes',
		name: 'attributes',
		description:
			"Written to the person's profile before the message goes out. With attributes, Braze creates a profile for an unknown external ID.",
	}),
];

/** The labels of the fields for the members of the recipient. */
const LABELS: Readonly<Record<string, string>> = {
	external_user_id: 'External User ID',
	'user_alias.alias_name': 'Alias Name',
	'user_alias.alias_label': 'Alias Label',
	attributes: 'Attributes',
};

/** Returns the one recipient of an item. Throws an InputError if it has no identifier. */
export function readOneRecipient(item: ItemReader): Recipient {
	const attributes = readAssignments('Attributes', item.get('attributes', {}));
	refuseLostNames('Attributes', attributes);
	const identifier =
		readOneIdentifyBy(item) === 'userAlias'
			? { user_alias: { alias_name: item.get('aliasName'), alias_label: item.get('aliasLabel') } }
			: { external_user_id: item.get('externalUserId') };
	const recipient = { ...identifier, ...(Object.keys(attributes).length > 0 && { attributes }) };
	return checkRecipient(TRANSACTIONAL_RECIPIENT, recipient, (path) => LABELS[path] ?? 'Recipient');
}
