import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';

import { optionsField } from '../../fields/options/commonOptions';
import { changeModeField } from '../../fields/options/mode';
import { idFields, idFieldsOf } from '../../recipients/itemIdentifier';
import { readPersonFromItem } from '../../recipients/personChoice';
import { readBoolean } from '../../fields/values';
import type { ItemReader } from '../../itemReader';
import type { Operation } from '../../operation';
import { InputError } from '../../input/inputError';
import { isObject } from '../../input/object';
import { attributeChangesField, readAttributeChanges } from './attributes/attributeChanges';
import { updatesObjects } from './attributes/objectChanges';
import { attributeFields, readAttributes } from './attributes/attributes';
import { skipUnchanged, onlyChangedOption, readOnlyChanged } from './onlyChanged/onlyChangedAttributes';
import {
	person,
	PERSON_KINDS,
	TRACK_OPERATION,
	trackEntry,
	trackOptionFields,
	updateExistingOnly,
} from './track';

const [identifyBy, ...identifiers] = person.fields;
const [specifyAttributes, ...attributes] = attributeFields;

/** The fields and notices for mapping the items' own fields. */
const mappedPersonFields: INodeProperties[] = [
	...updateDisplayOptions(
		{ show: { specifyAttributes: ['autoMap'] } },
		idFields(['externalId', 'brazeId', 'email', 'phone']),
	),
	{
		displayName: 'Each item is one person. Its other fields become attributes. Null removes an attribute.',
		name: 'autoMapNotice',
		type: 'notice',
		default: '',
		displayOptions: {
			show: {
				specifyAttributes: ['autoMap'],
				identifyBy: ['externalId', 'brazeId', 'email', 'phone'],
			},
		},
	},
	{
		displayName:
			'Each item is one person, identified by its field user_alias, or alias_name and alias_label. Its other fields become attributes. Null removes an attribute.',
		name: 'autoMapNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { specifyAttributes: ['autoMap'], identifyBy: ['userAlias'] } },
	},
];

/**
 * Writes attributes to profiles, and creates missing profiles.
 * https://www.braze.com/docs/api/objects_filters/user_attributes_object
 */
export const upsert: Operation = {
	name: 'Create or Update',
	value: 'upsert',
	action: 'Create or update user',
	description: 'Create a new user, or update the current one if it already exists (upsert)',
	fields: [
		changeModeField,
		identifyBy,
		specifyAttributes,
		// Map Automatically finds the person in the item itself.
		...identifiers.map((field) => ({
			...field,
			displayOptions: { show: { ...field.displayOptions?.show, specifyAttributes: ['fields', 'json'] } },
		})),
		...mappedPersonFields,
		...attributes,
		attributeChangesField,
		optionsField([
			...trackOptionFields,
			onlyChangedOption,
			{
				displayName: 'Merge Nested Objects',
				name: 'mergeObjects',
				type: 'boolean',
				default: true,
				description:
					'Whether to keep the keys of a nested object that the new value lacks. Without this option, the object is replaced.',
			},
		]),
	],
	...TRACK_OPERATION,
	narrow: skipUnchanged,
	entry(item) {
		const { identifier, identifying } = readPersonOf(item);
		const set = readAttributes(item, identifier, identifying);
		const changes = readAttributeChanges(item);
		refuseConflicts(set, changes.attributes);
		const merge = mergeForUpdates(mergeObjects(item), set, changes.attributes);
		const flags = { ...updateExistingOnly(item, identifier), ...merge };
		const object = { ...identifier, ...flags, ...set, ...changes.attributes };
		return trackEntry(
			item,
			identifier,
			[{ list: 'attributes', object, ...readOnlyChanged(item, identifier) }],
			changes.repeatable && !countsOrAdds(set) ? 'repeatable' : 'once',
		);
	},
};

interface PersonOfItem {
	readonly identifier: Readonly<Record<string, unknown>>;
	/** The item's own fields that identify the person, if fields are mapped. */
	readonly identifying: readonly string[];
}

function readPersonOf(item: ItemReader): PersonOfItem {
	const chosen = item.get('identifyBy', PERSON_KINDS[0]);
	const kind = PERSON_KINDS.find((one) => one === chosen);
	// For an unknown kind, the reader throws.
	if (!kind || item.get('specifyAttributes', 'fields') !== 'autoMap')
		return { identifier: person.read(item).identifier, identifying: [] };
	const identifying = idFieldsOf(item, kind);
	return { identifier: readPersonFromItem(item, kind, identifying), identifying };
}

function mergeObjects(item: ItemReader): { _merge_objects?: boolean } {
	const { mergeObjects: wanted } = item.options();
	return wanted === undefined ? {} : { _merge_objects: readBoolean('Merge Nested Objects', wanted) };
}

/**
 * Sets the flag for merging objects if an object in a list is updated, because Braze would replace it otherwise. The
 * flag applies to all attributes of the item, so other objects can't be replaced at the same time.
 */
function mergeForUpdates(
	given: { _merge_objects?: boolean },
	set: Record<string, unknown>,
	changes: Record<string, unknown>,
): { _merge_objects?: boolean } {
	if (given._merge_objects === true || !Object.values({ ...set, ...changes }).some(updatesObjects))
		return given;
	const replaced = Object.keys(set).find((name) => isObject(set[name]) && !updatesObjects(set[name]));
	if (replaced === undefined) return { _merge_objects: true };
	throw new InputError(
		'Attribute Changes',
		`updates an object in a list, which makes Braze merge all objects of the item, but "${replaced}" is to be replaced`,
		"Turn on 'Merge Nested Objects' in the options, or write one of the two in another node.",
	);
}

function refuseConflicts(set: Record<string, unknown>, changes: Record<string, unknown>): void {
	const twice = Object.keys(changes).find((name) => name in set);
	if (twice !== undefined)
		throw new InputError(
			'Attribute Changes',
			`changes "${twice}", which 'Attributes' also sets`,
			'Remove one of the two.',
		);
	if (Object.keys(set).length + Object.keys(changes).length > 0) return;
	throw new InputError(
		'Attributes',
		'is empty',
		'Add at least one attribute. If you did, its expression returned no value.',
	);
}

/** Keys with which Braze increments or adds, at any depth of a value. */
const ADDING = new Set(['inc', 'add', '$add']);

function countsOrAdds(value: unknown): boolean {
	if (typeof value !== 'object' || value === null) return false;
	if (Array.isArray(value)) return value.some(countsOrAdds);
	return Object.keys(value).some(
		(key) => ADDING.has(key) || countsOrAdds((value as Record<string, unknown>)[key]),
	);
}
