import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { namesIn, readOneOf } from '../fields/values';
import type { ItemReader } from '../itemReader';
import { describe } from '../input/describe';
import { InputError, pathsIn } from '../input/inputError';
import { fieldsOf } from '../input/itemFields';
import { readJson } from '../input/json';
import { toJsonValue } from '../input/jsonValue';
import { checkRecipient } from './checkRecipient';
import { identifierInItem, idFields, idFieldsOf } from './itemIdentifier';
import { readKind } from './person';
import { IDENTIFIER_MEMBERS, type Recipient, type RecipientKind, type RecipientType } from './recipient';
import { identifies } from '../fields/declarations';

const LABEL = 'Input item';

/** Members of a recipient that an item may have under their own names. */
const RECIPIENT_FIELDS = ['prioritization', 'attributes', 'send_to_existing_only'] as const;

const OTHER_FIELDS = ['ignore', 'all', 'listed'] as const;

/** The fields that say which other fields of an item become entry properties of its person. */
export const recipientsFromItemsFields = (propertiesLabel: string): INodeProperties[] => [
	...idFields(['externalId', 'email', 'brazeId']),
	{
		displayName:
			'Each input item is one recipient. The fields attributes and send_to_existing_only are also sent if the item has them.',
		name: 'autoMapNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { identifyBy: ['externalId', 'email', 'brazeId'] } },
	},
	{
		displayName:
			'Each input item is one recipient, identified by its field user_alias, or alias_name and alias_label. The field attributes is also sent if the item has one.',
		name: 'autoMapNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { identifyBy: ['userAlias'] } },
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
	identifies({
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
	}),
];

/**
 * Reads the recipient from the item's own fields, without expressions.
 *
 * @throws {InputError} if the item has no identifier, or contains something that Braze would refuse
 */
export function readRecipientFromItem(item: ItemReader, type: RecipientType): Recipient {
	const kind = readKind('Identify By', item.get('identifyBy', 'externalId'), type.kinds);
	const json = fieldsOf(item.json);
	const { given, labels } = identifierInItem(json, kind, idFieldsOf(item, kind));
	const identifier = IDENTIFIER_MEMBERS[kind];
	const recipient: Recipient = { [identifier]: given };
	if (json.attributes !== undefined && type.members.has('attributes'))
		recipient.attributes = toJsonValue(LABEL, json.attributes, 'attributes');
	if (json.send_to_existing_only !== undefined && type.members.has('send_to_existing_only'))
		recipient.send_to_existing_only = json.send_to_existing_only;
	if (kind === 'email')
		recipient.prioritization =
			json.prioritization === undefined ? item.get('prioritization', []) : json.prioritization;
	if (type.accepts.length > 0) {
		const own = ownProperties(item, json, kind, type);
		if (Object.keys(own).length > 0) recipient[type.sends] = own;
	}
	return checkRecipient(type, recipient, (path) => {
		if (path === 'prioritization' && json.prioritization === undefined) return 'Prioritization';
		const [member, ...inside] = path.split('.');
		return member === identifier ? labels(inside.join('.')) : pathsIn(LABEL)(path);
	});
}

function ownProperties(
	item: ItemReader,
	json: IDataObject,
	kind: RecipientKind,
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
	const names = otherFieldNames(item, json, kind, type);
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
	kind: RecipientKind,
	type: RecipientType,
): string[] {
	const choice = readOneOf('Other Fields', OTHER_FIELDS, item.get('otherFields', 'ignore'));
	if (choice === 'listed') return item.shared(fieldsToSend);
	if (choice === 'ignore') return [];
	const taken = new Set<string>([...idFieldsOf(item, kind), ...RECIPIENT_FIELDS, ...type.accepts]);
	return Object.keys(json).filter((name) => !taken.has(name));
}

function fieldsToSend(item: ItemReader): string[] {
	const names = namesIn(item.get('listedFields', []));
	if (names.length === 0) {
		throw new InputError(
			'Fields to Send',
			'is empty',
			"List at least one field, or set 'Other Fields' to Ignore.",
		);
	}
	return names;
}
