import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { ItemReader } from '../itemReader';
import { describe, oneOf } from '../input/describe';
import { InputError } from '../input/inputError';
import { fieldsOf, identifyingField } from '../input/itemFields';
import { readJson } from '../input/json';
import { toJsonValue } from '../input/jsonValue';
import { checkRecipient, type Recipient, type RecipientType } from './recipient';
import { readIdentifyBy, type IdentifyBy } from './identifyBy';

const LABEL = 'Input item';

/** The field names that identify an item's person, by identifier. */
const IDENTIFIER_FIELDS: Record<IdentifyBy, readonly string[]> = {
	externalId: ['external_user_id', 'external_id'],
	userAlias: ['user_alias', 'alias_name', 'alias_label'],
	email: ['email'],
	brazeId: ['braze_id'],
};

/** Members of a recipient that an item may contain under their own names. */
const RECIPIENT_FIELDS = ['prioritization', 'attributes', 'send_to_existing_only'] as const;

/** Which other fields of the item become entry properties of its person. */
export const recipientsFromItemsFields = (propertiesLabel: string): INodeProperties[] => [
	{
		displayName:
			"Each input item is one recipient, read from its own fields: external_user_id, user_alias (or alias_name and alias_label), email or braze_id, depending on 'Identify By'; and attributes and send_to_existing_only, if present",
		name: 'autoMapNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Other Fields',
		name: 'otherFields',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Ignore',
				value: 'ignore',
				description: 'Braze gets nothing else from the item',
			},
			{
				name: `Send All as ${propertiesLabel}`,
				value: 'all',
				description: 'Every other field of the item becomes a property of its recipient',
			},
			{
				name: `Send Listed as ${propertiesLabel}`,
				value: 'listed',
				description: 'Only the fields listed become properties',
			},
		],
		default: 'ignore',
		description: 'What happens to the fields of the item that do not describe the recipient',
	},
	{
		displayName: 'Fields to Send',
		name: 'listedFields',
		type: 'string',
		noDataExpression: true,
		typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Field' },
		default: [],
		required: true,
		placeholder: 'e.g. plan_name',
		description: 'The names of the fields that become properties. A field that an item lacks is omitted.',
		displayOptions: { show: { otherFields: ['listed'] } },
	},
];

/**
 * Reads the recipient from the item's own fields, without any expression.
 *
 * @throws {InputError} when the item has no identifier, or contains something that Braze would refuse
 */
export function readRecipientFromItem(item: ItemReader, type: RecipientType): Recipient {
	const identifyBy = readIdentifyBy(item);
	const json = fieldsOf(item.json);
	const { fields, recipient } = identifierOf(json, identifyBy);
	if (json.attributes !== undefined && type.members.has('attributes'))
		recipient.attributes = toJsonValue(LABEL, json.attributes, 'attributes');
	if (json.send_to_existing_only !== undefined && type.members.has('send_to_existing_only'))
		recipient.send_to_existing_only = json.send_to_existing_only;
	if (identifyBy === 'email')
		recipient.prioritization =
			json.prioritization === undefined ? item.get('prioritization', []) : json.prioritization;
	if (type.accepts.length > 0) {
		const own = ownProperties(item, json, identifyBy, type);
		if (Object.keys(own).length > 0) recipient[type.sends] = own;
	}
	return checkRecipient(type, recipient, (path) => {
		if (path === 'prioritization' && json.prioritization === undefined) return 'Prioritization';
		return path === '' ? LABEL : `${LABEL}.${fields[path] ?? path}`;
	});
}

/** A recipient with nothing but its identifier, and the fields of the item it comes from where their names are not Braze's. */
interface ItemIdentifier {
	readonly recipient: Recipient;
	readonly fields: Readonly<Record<string, string>>;
}

const SAME_NAMES = {};

const ALIAS_FIELDS = { 'user_alias.alias_name': 'alias_name', 'user_alias.alias_label': 'alias_label' };

const EXTERNAL_ID_FIELDS = { external_user_id: 'external_id' };

function identifierOf(json: IDataObject, identifyBy: IdentifyBy): ItemIdentifier {
	const names = IDENTIFIER_FIELDS[identifyBy];
	const name =
		identifyBy === 'externalId'
			? identifyingField(LABEL, json, names)
			: names.find((candidate) => json[candidate] !== undefined && json[candidate] !== null);
	if (name === undefined) {
		throw new InputError(
			LABEL,
			`has no field ${oneOf(names)}`,
			"Rename an input field to one of these, or choose another option under 'Identify By'.",
		);
	}
	if (name === 'external_id')
		return { recipient: { external_user_id: json.external_id }, fields: EXTERNAL_ID_FIELDS };
	if (name !== 'alias_name' && name !== 'alias_label')
		return { recipient: { [name]: json[name] }, fields: SAME_NAMES };
	return {
		recipient: { user_alias: { alias_name: json.alias_name, alias_label: json.alias_label } },
		fields: ALIAS_FIELDS,
	};
}

function ownProperties(
	item: ItemReader,
	json: IDataObject,
	identifyBy: IdentifyBy,
	type: RecipientType,
): Record<string, unknown> {
	const given = type.accepts.find((name) => json[name] !== undefined && json[name] !== null);
	const explicit = given === undefined ? {} : readJson(`${LABEL}.${given}`, json[given]);
	if (typeof explicit !== 'object' || explicit === null || Array.isArray(explicit)) {
		throw new InputError(
			`${LABEL}.${given}`,
			`must be an object, but is ${describe(explicit)}`,
			'Enter it as { "name": "value" }.',
		);
	}
	const names = otherFieldNames(item, json, identifyBy, type);
	const others = Object.fromEntries(
		names
			.filter((name) => json[name] !== undefined)
			.map((name) => [name, toJsonValue(LABEL, json[name], name)]),
	);
	return { ...others, ...explicit };
}

function otherFieldNames(
	item: ItemReader,
	json: IDataObject,
	identifyBy: IdentifyBy,
	type: RecipientType,
): string[] {
	const choice = item.get('otherFields', 'ignore');
	if (choice === 'listed') return item.shared(listedNames);
	if (choice === 'ignore') return [];
	if (choice !== 'all')
		throw new InputError('Other Fields', `is ${describe(choice)}`, 'Choose one from the list.');
	const taken = new Set<string>([...IDENTIFIER_FIELDS[identifyBy], ...RECIPIENT_FIELDS, ...type.accepts]);
	return Object.keys(json).filter((name) => !taken.has(name));
}

function listedNames(item: ItemReader): string[] {
	const listed = item.get('listedFields', []);
	const names = (Array.isArray(listed) ? listed : [listed])
		.map((name) => String(name ?? '').trim())
		.filter((name) => name !== '');
	if (names.length === 0) {
		throw new InputError(
			'Fields to Send',
			'is empty',
			"List at least one field, or set 'Other Fields' to Ignore.",
		);
	}
	return names;
}
