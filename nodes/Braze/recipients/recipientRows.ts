import type { INodeProperties } from 'n8n-workflow';

import type { ItemReader } from '../itemReader';
import type { Labels } from '../input/problem';
import { describe } from '../input/describe';
import { InputError, missing } from '../input/inputError';
import { isObject, readJsonObject } from '../input/json';
import type { Recipient, RecipientType } from './recipient';
import { checkRecipients } from './recipientList';
import { readIdentifyBy, type IdentifyBy } from './identifyBy';
import { assignmentsField, readAssignments } from '../fields/content/assignments';

const LABEL = 'Recipients';

const shownFor = (identifyBy: IdentifyBy) => ({ show: { '/identifyBy': [identifyBy] } });

/** Newer versions of n8n collapse the optional fields of a row; the identifier always shows. */
const FOLDED = { hideOptionalFields: true, addOptionalFieldButtonText: 'Add Recipient Options' };
const SHOWN = { showEvenWhenOptional: true };

const aliasLabelField: INodeProperties = {
	displayName: 'Alias Label',
	name: 'aliasLabel',
	type: 'string',
	default: '',
	placeholder: 'e.g. crm_contact',
	description: 'The label of the alias',
	typeOptions: SHOWN,
	displayOptions: shownFor('userAlias'),
};

const aliasNameField: INodeProperties = {
	displayName: 'Alias Name',
	name: 'aliasName',
	type: 'string',
	default: '',
	placeholder: 'e.g. 1042',
	description: 'The name of the alias',
	typeOptions: SHOWN,
	displayOptions: shownFor('userAlias'),
};

const brazeIdField: INodeProperties = {
	displayName: 'Braze ID',
	name: 'brazeId',
	type: 'string',
	default: '',
	placeholder: 'e.g. 5f2e1d0c9b8a776655443322',
	description: 'The ID that Braze assigned to the person',
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
	description: 'The ID of the person in your own system',
	typeOptions: SHOWN,
	displayOptions: shownFor('externalId'),
};

/** What a row can contain besides the identifier; `propertiesLabel` is the label of the person's own properties. */
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
				'Whether to create a profile for a person who has none in Braze. Needs attributes, and does not work with an alias.',
		},
		assignmentsField({
			displayName: propertiesLabel,
			name: 'entryProperties',
			description: 'Values for this person only, which override those for everyone',
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
		// A first row to fill in. If left empty, it has no identifier and is refused.
		default: { recipient: [{}] },
		required: true,
		description: 'The people who get the messages, if they also match the audience set in Braze',
		options: [{ displayName: 'Recipient', name: 'recipient', values }],
	};
}

/** One row per recipient, with optional fields. */
export const recipientRowsField = (propertiesLabel: string): INodeProperties =>
	rows([
		aliasLabelField,
		aliasNameField,
		brazeIdField,
		emailField,
		externalUserIdField,
		rowOptions(propertiesLabel),
	]);

/** One row for each recipient by external ID or alias, with nothing else. */
export const identifierRows: INodeProperties = {
	...rows([aliasLabelField, aliasNameField, externalUserIdField]),
	description: 'The people who get the message, if they have a Braze profile',
};

/** The labels of a row's fields for the members of its recipient. */
const ROW_LABELS: Readonly<Record<string, string>> = {
	external_user_id: externalUserIdField.displayName,
	'user_alias.alias_name': aliasNameField.displayName,
	'user_alias.alias_label': aliasLabelField.displayName,
	email: emailField.displayName,
	braze_id: brazeIdField.displayName,
	attributes: 'Attributes',
	send_to_existing_only: 'Create If Missing',
};

/** Reads the rows as recipients. Throws an InputError on a row without an identifier, or when there is no row. */
export function readRecipientRows(item: ItemReader, type: RecipientType): Recipient[] {
	const raw = item.get('recipients', {});
	const rows = isObject(raw) && Array.isArray(raw.recipient) ? (raw.recipient as unknown[]) : [];
	const identifyBy = readIdentifyBy(item);
	const forAll = identifyBy === 'email' ? { prioritization: item.get('prioritization', []) } : {};
	const recipients = rows.map((row, index) => ({
		...readRow(nameOf(index), row, identifyBy, type),
		...forAll,
	}));
	return checkRecipients(LABEL, type, recipients, (index) => labelsOf(nameOf(index), type));
}

const nameOf = (index: number) => `Recipient ${index + 1}`;

const labelsOf =
	(name: string, { sends, label }: RecipientType): Labels =>
	(path) => {
		if (path === '') return name;
		if (path === 'prioritization') return 'Prioritization';
		return `${name}: ${path === sends ? label : (ROW_LABELS[path] ?? path)}`;
	};

function readRow(name: string, row: unknown, identifyBy: IdentifyBy, type: RecipientType): Recipient {
	if (!isObject(row)) throw new InputError(name, `is ${describe(row)}`, 'Fill in the row, or remove it.');
	const carriesMore = type.members.has('attributes') && isObject(row.options);
	return {
		...identifierOf(row, identifyBy),
		...(carriesMore && readOptions(name, row.options as Record<string, unknown>, type)),
	};
}

function identifierOf(row: Record<string, unknown>, identifyBy: IdentifyBy): Recipient {
	if (identifyBy === 'userAlias')
		return { user_alias: { alias_name: row.aliasName, alias_label: row.aliasLabel } };
	if (identifyBy === 'email') return { email: row.email };
	return identifyBy === 'brazeId' ? { braze_id: row.brazeId } : { external_user_id: row.externalUserId };
}

function readOptions(
	name: string,
	options: Record<string, unknown>,
	{ sends, label }: RecipientType,
): Recipient {
	const own = pairsOrJson(`${name}: ${label}`, options.entryProperties, options.entryPropertiesJson);
	const attributes = pairsOrJson(`${name}: Attributes`, options.attributes, options.attributesJson);
	const { createIfMissing } = options;
	if (createIfMissing === null) throw missing(`${name}: Create If Missing`);
	return {
		...(own && { [sends]: own }),
		...(attributes && { attributes }),
		send_to_existing_only: typeof createIfMissing === 'boolean' ? !createIfMissing : createIfMissing,
	};
}

/** Rows or JSON, whichever is filled in; `undefined` if neither is. */
function pairsOrJson(field: string, pairs: unknown, json: unknown): Record<string, unknown> | undefined {
	const fromPairs = readAssignments(field, pairs);
	const fromJson = readJsonObject(`${field} JSON`, json);
	const given = [fromPairs, fromJson].filter((object) => Object.keys(object).length > 0);
	if (given.length > 1)
		throw new InputError(field, 'are set twice, as fields and as JSON', 'Remove one of the two.');
	return given[0];
}
