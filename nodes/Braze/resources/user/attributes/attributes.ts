import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { namesIn, readOneOf } from '../../../fields/values';
import type { ItemReader } from '../../../itemReader';
import { IDENTIFYING, isDataName, reservedAs } from '../../../input/dataName';
import { describe } from '../../../input/describe';
import { InputError } from '../../../input/inputError';
import { readJsonObject, refusePrototypeNames } from '../../../input/json';
import { fieldsOf } from '../../../input/itemFields';
import { toJsonValue } from '../../../input/jsonValue';
import { withoutRepeats } from '../../../input/repeatedNames';
import { EXISTS, formerField } from '../../../fields/formerField';
import { readProfileFields } from '../../../fields/content/profileFields';
import { assignmentsField, readAssignments } from '../../../fields/content/assignments';
import { content, identifies } from '../../../fields/declarations';

const MODES = ['autoMap', 'fields', 'json'] as const;

const MAPPED = ['all', 'except', 'listed'] as const;

/** Attributes as typed rows. */
export const attributeRows: INodeProperties = assignmentsField({
	displayName: 'Attributes',
	name: 'attributes',
	description: 'The values to write to the profile. Null removes an attribute.',
});

/** The rows in workflows from before they became an option, in operations that rarely write attributes. */
export const formerAttributeRows = formerField(attributeRows, { 'attributes.assignments': [EXISTS] });

/** The fields for attributes: as rows, as JSON, or from the item's own fields. */
export const attributeFields: INodeProperties[] = [
	{
		displayName: 'Specify Attributes',
		name: 'specifyAttributes',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Map Automatically', value: 'autoMap', description: "The item's own fields, by their names" },
			{ name: 'Using Fields Below', value: 'fields', description: 'One row for each attribute' },
			{ name: 'Using JSON', value: 'json', description: 'One JSON object' },
		],
		default: 'fields',
		description: 'How to enter the attributes',
	},
	{ ...attributeRows, displayOptions: { show: { specifyAttributes: ['fields'] } } },
	content({
		displayName: 'Attributes JSON',
		name: 'attributesJson',
		type: 'json',
		default: '{}',
		placeholder: 'e.g. { "first_name": "Ada" }',
		description: 'The values to write to the profile, by their names in Braze',
		displayOptions: { show: { specifyAttributes: ['json'] } },
	}),
	{
		displayName: 'Fields to Map',
		name: 'fieldsToMap',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'All', value: 'all', description: 'Every field except those that identify the person' },
			{ name: 'All Except Listed', value: 'except', description: 'Every field except the ones listed' },
			{ name: 'Only Listed', value: 'listed', description: 'The fields listed and no others' },
		],
		default: 'all',
		description: 'Which fields of the item become attributes',
		displayOptions: { show: { specifyAttributes: ['autoMap'] } },
	},
	identifies({
		displayName: 'Listed Fields',
		name: 'listedFields',
		type: 'string',
		noDataExpression: true,
		typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Field' },
		default: [],
		required: true,
		placeholder: 'e.g. plan_name',
		description: 'The names of the fields',
		displayOptions: { show: { specifyAttributes: ['autoMap'], fieldsToMap: ['except', 'listed'] } },
	}),
];

/**
 * Reads {@link attributeFields}.
 *
 * @param identifier how the item identifies its person
 * @param identifying the item's own fields that identify the person when fields are mapped
 * @throws {InputError} if an attribute is invalid, or identifies a person again
 */
export function readAttributes(
	item: ItemReader,
	identifier: Readonly<Record<string, unknown>>,
	identifying: readonly string[],
): Record<string, unknown> {
	const mode = readOneOf('Specify Attributes', MODES, item.get('specifyAttributes', 'fields'));
	if (mode === 'autoMap') return checked('Input item', mappedFields(item, identifier, identifying));
	if (mode === 'json')
		return refuseIdentifiers(
			'Attributes JSON',
			readJsonObject('Attributes JSON', item.get('attributesJson', '{}')),
			identifier,
		);
	return readAttributeRows(item, identifier);
}

/** Reads {@link attributeRows}. */
function readAttributeRows(
	item: ItemReader,
	identifier: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
	return refuseIdentifiers(
		'Attributes',
		readAssignments('Attributes', item.get('attributes', {})),
		identifier,
	);
}

/** Reads {@link attributeRows} from the options, and {@link formerAttributeRows}. */
export function readOptionalAttributes(
	item: ItemReader,
	identifier: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
	const { attributes: rows } = item.options();
	return withoutRepeats([
		['Attributes', readAttributeRows(item, identifier)],
		['Attributes', refuseIdentifiers('Attributes', readAssignments('Attributes', rows), identifier)],
	]);
}

function mappedFields(
	item: ItemReader,
	identifier: Readonly<Record<string, unknown>>,
	identifying: readonly string[],
): IDataObject {
	const json = fieldsOf(item.json);
	const isWanted = wantedFields(item);
	// A plain loop, because there may be 100,000 items: lodash's omit() and Object.fromEntries() take several times as
	// long.
	const mapped: IDataObject = {};
	for (const name of Object.keys(json)) {
		if (
			IDENTIFYING.has(name) ||
			identifying.includes(name) ||
			Object.hasOwn(identifier, name) ||
			!isWanted(name)
		)
			continue;
		// Assigning this name would set the prototype, which the check below would not see.
		if (name === '__proto__') refusePrototypeNames('Input item', json);
		mapped[name] = toJsonValue('Input item', json[name], name) as IDataObject[string];
	}
	return mapped;
}

function wantedFields(item: ItemReader): (name: string) => boolean {
	const choice = readOneOf('Fields to Map', MAPPED, item.get('fieldsToMap', 'all'));
	if (choice === 'all') return () => true;
	const listed = item.shared(fieldsToMap);
	return (name) => listed.has(name) === (choice === 'listed');
}

function fieldsToMap(item: ItemReader): Set<string> {
	const names = namesIn(item.get('listedFields', []));
	if (names.length === 0)
		throw new InputError(
			'Listed Fields',
			'is empty',
			"List at least one field, or set 'Fields to Map' to All.",
		);
	return new Set(names);
}

function refuseIdentifiers(
	field: string,
	attributes: Record<string, unknown>,
	identifier: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
	const taken = [...IDENTIFYING, ...Object.keys(identifier)].find((name) => attributes[name] !== undefined);
	if (taken !== undefined)
		throw new InputError(
			field,
			`has "${taken}", which identifies a person`,
			"Remove it. 'Identify By' sets the person.",
		);
	return checked(field, attributes);
}

function checked(field: string, attributes: Record<string, unknown>): Record<string, unknown> {
	refusePrototypeNames(field, attributes);
	refuseNames(field, attributes);
	const read = readProfileFields(attributes);
	if ('problem' in read) throw new InputError(field, read.problem, read.resolution);
	return read.attributes;
}

/** Refuses empty names, such as of a column without a heading, and names that look like Braze's own operators. */
function refuseNames(field: string, attributes: Record<string, unknown>): void {
	for (const name of Object.keys(attributes)) {
		const reserved = reservedAs(name);
		if (reserved !== undefined)
			throw new InputError(
				field,
				`has "${name}", which ${reserved}`,
				"Remove or rename it. The options 'Update Existing Only' and 'Merge Nested Objects' set what Braze does.",
			);
		if (isDataName(name)) continue;
		throw new InputError(
			field,
			`has a name that Braze does not accept: ${describe(name)}`,
			'Use a name that does not begin with $ and is not empty.',
		);
	}
}
