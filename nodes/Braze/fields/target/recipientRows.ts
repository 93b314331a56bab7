import type { INodeProperties } from 'n8n-workflow';

import type { ItemReader } from '../../itemReader';
import { describe } from '../../schemas/describe';
import { readIdentifier } from '../../schemas/identifier';
import { InputError } from '../../schemas/inputError';
import { isObject, readJsonObject } from '../../schemas/json';
import { checkProperties } from '../../schemas/properties';
import {
	checkEmail,
	checkPrioritization,
	checkRecipient,
	MAX_ALIAS_BYTES,
	type Recipient,
	type RecipientProperties,
} from '../../schemas/recipient';
import { nobody, refuseRepeats } from '../../schemas/recipients';
import { readIdentifyBy, type IdentifyBy } from './identifyBy';
import { assignmentsField, readAssignments } from '../content/assignments';

const LABEL = 'Recipients';

const shownFor = (identifyBy: IdentifyBy) => ({ show: { '/identifyBy': [identifyBy] } });

/** Newer versions of n8n fold what is optional in a row; who it is always shows. */
const FOLDED = { hideOptionalFields: true, addOptionalFieldButtonText: 'Add Recipient Options' };
const SHOWN = { showEvenWhenOptional: true };

const aliasLabelField: INodeProperties = {
	displayName: 'Alias Label',
	name: 'aliasLabel',
	type: 'string',
	default: '',
	placeholder: 'e.g. crm_contact',
	description: 'The label part of the alias',
	typeOptions: SHOWN,
	displayOptions: shownFor('userAlias'),
};

const aliasNameField: INodeProperties = {
	displayName: 'Alias Name',
	name: 'aliasName',
	type: 'string',
	default: '',
	placeholder: 'e.g. 1042',
	description: 'The name part of the alias',
	typeOptions: SHOWN,
	displayOptions: shownFor('userAlias'),
};

const brazeIdField: INodeProperties = {
	displayName: 'Braze ID',
	name: 'brazeId',
	type: 'string',
	default: '',
	placeholder: 'e.g. 5f2e1d0c9b8a776655443322',
	description: 'The ID that Braze itself gave the person',
	typeOptions: SHOWN,
	displayOptions: shownFor('brazeId'),
};

const emailField: INodeProperties = {
	displayName: 'Email',
	name: 'email',
	type: 'string',
	default: '',
	placeholder: 'name@email.com',
	description: 'The email address of the person',
	typeOptions: SHOWN,
	displayOptions: shownFor('email'),
};

const externalUserIdField: INodeProperties = {
	displayName: 'External User ID',
	name: 'externalUserId',
	type: 'string',
	default: '',
	placeholder: 'e.g. customer-1042',
	description: 'The ID that your own system gave the person',
	typeOptions: SHOWN,
	displayOptions: shownFor('externalId'),
};

/** What a row can carry besides who it is; `propertiesLabel` is what their own properties are called. */
const rowOptions = (propertiesLabel: string): INodeProperties => ({
	displayName: 'Recipient Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		assignmentsField({
			displayName: 'Attributes',
			name: 'attributes',
			description: "Written to the person's profile before the message goes out",
		}),
		{
			displayName: 'Attributes JSON',
			name: 'attributesJson',
			type: 'json',
			default: '{}',
			placeholder: 'e.g. { "first_name": "Ada" }',
			description: "Written to the person's profile before the message goes out, instead of 'Attributes'",
		},
		{
			displayName: 'Create If Missing',
			name: 'createIfMissing',
			type: 'boolean',
			default: false,
			description:
				'Whether to create a profile for a person whom Braze does not know. Needs attributes, and does not work with an alias.',
		},
		assignmentsField({
			displayName: propertiesLabel,
			name: 'entryProperties',
			description: 'Values for this person only, which win over those for everyone',
		}),
		{
			displayName: `${propertiesLabel} JSON`,
			name: 'entryPropertiesJson',
			type: 'json',
			default: '{}',
			placeholder: 'e.g. { "plan_name": "Pro" }',
			description: `Values for this person only, instead of '${propertiesLabel}'`,
		},
	],
});

function rows(values: INodeProperties[]): INodeProperties {
	return {
		displayName: LABEL,
		name: 'recipients',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true, ...FOLDED },
		placeholder: 'Add Recipient',
		// A first row to fill in. Left empty it names nobody, and is refused.
		default: { recipient: [{}] },
		required: true,
		description: 'The people who get the messages, if they also match the audience that is set in Braze',
		options: [{ displayName: 'Recipient', name: 'recipient', values }],
	};
}

/** One row for each recipient, with what it can carry. */
export const recipientRowsField = (propertiesLabel: string): INodeProperties =>
	rows([aliasLabelField, aliasNameField, brazeIdField, emailField, externalUserIdField, rowOptions(propertiesLabel)]);

/** One row for each recipient by external ID or alias, with nothing else. */
export const identifierRows: INodeProperties = {
	...rows([aliasLabelField, aliasNameField, externalUserIdField]),
	description: 'The people who get the message, if Braze knows them',
};

/** Reads the rows as recipients. Throws an InputError on a row that names nobody, or when there is no row. */
export function readRecipientRows(item: ItemReader, properties: RecipientProperties): Recipient[] {
	const raw = item.get('recipients', {});
	const rows = isObject(raw) && Array.isArray(raw.recipient) ? (raw.recipient as unknown[]) : [];
	if (rows.length === 0) throw nobody(LABEL);
	const identifyBy = readIdentifyBy(item);
	const prioritization = identifyBy === 'email' ? checkPrioritization('Prioritization', item.get('prioritization', [])) : undefined;
	const recipients = rows.map((row, index) => {
		const field = nameOf(index);
		if (!isObject(row)) throw new InputError(field, `is ${describe(row)}`, 'Fill in the row, or remove it.');
		return checkRecipient(
			field,
			{ ...identifier(field, row, identifyBy), prioritization, ...optional(field, row.options, identifyBy, properties) },
			properties,
		);
	});
	refuseRepeats(nameOf, recipients);
	return recipients;
}

const nameOf = (index: number) => `Recipient ${index + 1}`;

function identifier(field: string, row: Record<string, unknown>, identifyBy: IdentifyBy): Recipient {
	const read = (label: string, name: string, maxBytes?: number) => readIdentifier(`${field}: ${label}`, row[name], maxBytes);
	if (identifyBy === 'userAlias') {
		return {
			user_alias: {
				alias_name: read('Alias Name', 'aliasName', MAX_ALIAS_BYTES),
				alias_label: read('Alias Label', 'aliasLabel', MAX_ALIAS_BYTES),
			},
		};
	}
	if (identifyBy === 'email') return { email: checkEmail(`${field}: Email`, row.email) };
	if (identifyBy === 'brazeId') return { braze_id: read('Braze ID', 'brazeId') };
	return { external_user_id: read('External User ID', 'externalUserId') };
}

function optional(field: string, raw: unknown, identifyBy: IdentifyBy, properties: RecipientProperties): Recipient {
	const fields = isObject(raw) ? raw : {};
	const label = `${field}: ${properties.label}`;
	const own = pairsOrJson(label, fields.entryProperties, fields.entryPropertiesJson);
	const attributes = pairsOrJson(`${field}: Attributes`, fields.attributes, fields.attributesJson);
	const creates = readCreateIfMissing(`${field}: Create If Missing`, fields.createIfMissing, identifyBy);
	if (creates && !attributes) {
		throw new InputError(`${field}: Attributes`, 'are needed to create a missing person', 'Add at least one, such as first_name, or do not create missing people.');
	}
	return {
		...(own && { [properties.sends]: checkProperties(label, own) }),
		...(attributes && { attributes }),
		...(creates !== undefined && { send_to_existing_only: !creates }),
	};
}

/** Rows or JSON, whichever is filled in; `undefined` where neither is. */
function pairsOrJson(field: string, pairs: unknown, json: unknown): Record<string, unknown> | undefined {
	const fromPairs = readAssignments(field, pairs);
	const fromJson = readJsonObject(`${field} JSON`, json);
	const given = [fromPairs, fromJson].filter((object) => Object.keys(object).length > 0);
	if (given.length > 1) throw new InputError(field, 'are given twice, as fields and as JSON', 'Remove one of the two.');
	return given[0];
}

function readCreateIfMissing(field: string, value: unknown, identifyBy: IdentifyBy): boolean | undefined {
	if (value === undefined) return undefined;
	if (typeof value !== 'boolean') throw new InputError(field, `must be true or false, but is ${describe(value)}`, 'Give true or false, not a text.');
	if (value && identifyBy === 'userAlias') {
		throw new InputError(field, 'does not work with an alias', 'Braze cannot create a person from an alias. Address new people by external ID.');
	}
	return value;
}
