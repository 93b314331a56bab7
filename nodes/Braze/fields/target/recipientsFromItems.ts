import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { ItemReader } from '../../itemReader';
import { describe, oneOf } from '../../schemas/describe';
import { InputError } from '../../schemas/inputError';
import { checkRecipient, type Recipient, type RecipientProperties } from '../../schemas/recipient';
import { readJson } from '../../schemas/json';
import { readIdentifyBy, type IdentifyBy } from './identifyBy';

/** The names under which an item may carry what identifies its person, by identifier. */
const IDENTIFIER_FIELDS: Record<IdentifyBy, readonly string[]> = {
	externalId: ['external_user_id', 'external_id'],
	userAlias: ['user_alias', 'alias_name', 'alias_label'],
	email: ['email'],
	brazeId: ['braze_id'],
};

/** Members of a recipient that an item may carry by their own names. */
const RECIPIENT_FIELDS = ['prioritization', 'attributes', 'send_to_existing_only'] as const;

/** The parameter that lists fields. */
const LISTED = ['listedFields'];

/** Which other fields of the item become entry properties of its person. */
export const recipientsFromItemsFields = (propertiesLabel: string): INodeProperties[] => [
	{
		displayName:
			'Each input item is one recipient, read from its own fields: external_user_id, user_alias (or alias_name and alias_label), email or braze_id, by what is chosen above; and attributes and send_to_existing_only where it has them',
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
				description: 'Every other field of the item becomes a property of its person',
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
		description: 'The names of the fields that become properties. A field that an item lacks is left out.',
		displayOptions: { show: { otherFields: ['listed'] } },
	},
];

/**
 * Reads the recipient from the item's own fields, without any expression.
 *
 * @throws {InputError} when the item names nobody, or holds something that Braze would refuse
 */
export function readRecipientFromItem(item: ItemReader, properties: RecipientProperties): Recipient[] {
	const identifyBy = readIdentifyBy(item);
	const json = item.json;
	const value: Recipient = identifier(json, identifyBy);
	for (const name of RECIPIENT_FIELDS) if (json[name] !== undefined) value[name] = json[name];
	if (identifyBy === 'email' && value.prioritization === undefined) value.prioritization = item.get('prioritization', []);
	if (identifyBy !== 'email') delete value.prioritization;
	const own = ownProperties(item, identifyBy, properties);
	if (Object.keys(own).length > 0) value[properties.sends] = own;
	return [checkRecipient('Input item', value, properties)];
}

function identifier(json: IDataObject, identifyBy: IdentifyBy): Recipient {
	if (identifyBy === 'userAlias') {
		if (json.user_alias !== undefined) return { user_alias: json.user_alias };
		if (json.alias_name !== undefined || json.alias_label !== undefined) {
			return { user_alias: { alias_name: json.alias_name, alias_label: json.alias_label } };
		}
	}
	const names = IDENTIFIER_FIELDS[identifyBy];
	const name = names.find((candidate) => json[candidate] !== undefined && json[candidate] !== null);
	if (name === undefined) {
		throw new InputError(
			'Input item',
			`has no field ${oneOf(names)}`,
			"Rename a field of the input to one of these, or choose another 'Identify By'.",
		);
	}
	return { [names[0]]: json[name] };
}

function ownProperties(item: ItemReader, identifyBy: IdentifyBy, properties: RecipientProperties): Record<string, unknown> {
	const json = item.json;
	const given = properties.accepts.find((name) => json[name] !== undefined && json[name] !== null);
	const explicit = given === undefined ? {} : readJson(`Input item.${given}`, json[given]);
	if (typeof explicit !== 'object' || explicit === null || Array.isArray(explicit)) {
		throw new InputError(`Input item.${given}`, `must be an object, but is ${describe(explicit)}`, 'Write it as { "name": "value" }.');
	}
	const names = otherFieldNames(item, identifyBy, properties);
	const others = Object.fromEntries(names.filter((name) => json[name] !== undefined).map((name) => [name, json[name]]));
	return { ...others, ...explicit };
}

function otherFieldNames(item: ItemReader, identifyBy: IdentifyBy, properties: RecipientProperties): string[] {
	const choice = item.get('otherFields', 'ignore');
	if (choice === 'listed') return item.shared(LISTED, () => listedNames(item));
	if (choice === 'ignore') return [];
	if (choice !== 'all') throw new InputError('Other Fields', `is ${describe(choice)}`, 'Choose one from the list.');
	const taken = new Set<string>([...IDENTIFIER_FIELDS[identifyBy], ...RECIPIENT_FIELDS, ...properties.accepts]);
	return Object.keys(item.json).filter((name) => !taken.has(name));
}

function listedNames(item: ItemReader): string[] {
	const listed = item.get('listedFields', []);
	const names = (Array.isArray(listed) ? listed : [listed]).map((name) => String(name ?? '').trim()).filter((name) => name !== '');
	if (names.length === 0) {
		throw new InputError('Fields to Send', 'is empty', "List at least one field, or set 'Other Fields' to Ignore.");
	}
	return names;
}
