import { isEqual, upperFirst } from 'lodash';
import type { INodeProperties } from 'n8n-workflow';

import { describe } from '../../input/describe';
import { errorOf, type Problem } from '../../input/inputError';
import { readJsonObject, refusePrototypeNames } from '../../input/json';
import { isObject } from '../../input/object';
import { withoutRepeats } from '../../input/repeatedNames';
import { sizeProblem } from '../../input/size';
import type { ItemReader } from '../../itemReader';
import { content } from '../declarations';
import { EXISTS, formerField } from '../formerField';
import { readOneOf } from '../values';
import { assignmentsField, omittedNames, readAssignments } from './assignments';

/** How the fields of a trigger endpoint name a Canvas or campaign. */
export interface Wording {
	/** In a label: `Canvas`, `Campaign`. */
	readonly title: string;
	/** Within a sentence: `Canvas`, `campaign`. */
	readonly word: string;
	/** The name of the values that messages can use: `Entry Properties`, `Trigger Properties`. */
	readonly properties: string;
}

/** The options for properties that everyone in the request gets, as rows or as JSON. */
export const entryPropertiesOptions = (wording: Wording): INodeProperties[] =>
	propertiesOptions(wordingOf(wording));

/** Where workflows had the properties before they were options. */
export const formerEntryPropertiesFields = (wording: Wording): INodeProperties[] =>
	formerPropertiesFields(wordingOf(wording));

/**
 * Returns the properties for everyone, or `undefined` if there are none.
 *
 * @throws {InputError} on bad input, and on a property that is set twice
 */
export const readEntryProperties = (
	item: ItemReader,
	wording: Wording,
): Record<string, unknown> | undefined => readProperties(item, wordingOf(wording), checkProperties);

/** Says which properties for everyone have no value. Messages that use one show nothing in its place. */
export function omittedProperties(item: ItemReader, { properties }: Wording): string[] {
	const names = [item.options().entryProperties, item.get('entryProperties', {})].flatMap(omittedNames);
	return names.map(
		(name) =>
			`'${properties}: ${name}' has no value, so it is not sent, and messages show nothing in its place. Check the name of the input field`,
	);
}

const wordingOf = ({ properties, word }: Wording): PropertiesWording => ({
	label: properties,
	name: 'entryProperties',
	description: `Values that the messages of the ${word} can use, the same for everyone. A recipient's own properties override these.`,
	rows: 'Each row is sent with its type; a row whose expression returns no value is omitted.',
});

/** Braze accepts at most 50 KB of entry properties per request, and as much again for each recipient. */
const MAX_KILOBYTES = 50;

/** Checks entry properties. Throws an InputError naming `field`. */
function checkProperties(field: string, value: Record<string, unknown>): void {
	const problem = propertiesProblem(value);
	if (problem) throw errorOf(problem, () => field);
}

/**
 * The problem with entry properties: they must be an object of at most 50 KB of JSON. Values may be strings, numbers,
 * booleans, lists and objects. https://www.braze.com/docs/api/objects_filters/context_object
 */
export function propertiesProblem(value: unknown): Problem | undefined {
	if (!isObject(value))
		return {
			problem: `must be an object, but is ${describe(value)}`,
			resolution: 'Enter it as { "name": "value" }.',
		};
	return sizeProblem(value, MAX_KILOBYTES, 'Send only the properties that the messages use.');
}

/**
 * How fields name the properties. The names of the JSON parameter and of the former choice between rows and JSON derive
 * from `name`.
 */
export interface PropertiesWording {
	readonly label: string;
	readonly name: string;
	readonly description: string;
	/** What else users need to know about the rows. */
	readonly rows?: string;
}

type Properties = Record<string, unknown>;

const MODES = ['fields', 'json'] as const;

/**
 * Properties as rows or as JSON. They are options because most workflows need none, and empty rows would fill the
 * panel.
 */
export const propertiesOptions = ({
	label,
	name,
	description,
	rows,
}: PropertiesWording): INodeProperties[] => [
	assignmentsField({
		displayName: label,
		name,
		description: rows === undefined ? description : `${description} ${rows}`,
	}),
	content({
		displayName: `${label} JSON`,
		name: `${name}Json`,
		type: 'json',
		default: '{}',
		placeholder: 'e.g. { "plan_name": "Pro" }',
		description,
	}),
];

/** Where workflows had the properties before they were options. */
export function formerPropertiesFields(wording: PropertiesWording): INodeProperties[] {
	const specify = specifyName(wording);
	const [rows, json] = propertiesOptions(wording);
	return [
		...formerField(
			{
				displayName: `Specify ${wording.label}`,
				name: specify,
				type: 'options',
				noDataExpression: true,
				options: [
					{ name: 'Using Fields Below', value: 'fields', description: 'One row for each property' },
					{ name: 'Using JSON', value: 'json', description: 'One JSON object' },
				],
				default: 'fields',
				description: 'How to enter the properties',
			},
			{ [specify]: ['json'] },
		),
		...formerField(
			{ ...rows, displayOptions: { show: { [specify]: ['fields'] } } },
			{ [`${wording.name}.assignments`]: [EXISTS] },
		),
		{ ...json, displayOptions: { show: { [specify]: ['json'] } } },
	];
}

/**
 * Reads the properties from the options and the former fields; `undefined` if there are none.
 *
 * @param check throws an InputError naming the field; called for each way to enter properties, and for all together
 * @throws {InputError} on bad input, and on a property that is set twice
 */
export function readProperties(
	item: ItemReader,
	wording: PropertiesWording,
	check: (field: string, properties: Properties) => void,
): Properties | undefined {
	const { label, name } = wording;
	const { [name]: rows, [`${name}Json`]: json } = item.options();
	const parts = [...readFormer(item, wording)];
	if (rows !== undefined) parts.push(readRows(label, rows));
	if (json !== undefined) parts.push(readObject(label, json));
	if (parts.length === 0) return undefined;
	for (const [field, part] of parts) {
		refusePrototypeNames(field, part);
		check(field, part);
	}
	const properties = withoutRepeats(parts);
	if (Object.keys(properties).length === 0) return undefined;
	check(label, properties);
	return properties;
}

/** The properties that were entered in one of the fields. */
type Part = readonly [field: string, properties: Properties];

/** Reads the former fields. Returns nothing if they were never touched. */
function readFormer(item: ItemReader, wording: PropertiesWording): Part[] {
	const { label, name } = wording;
	const mode = readOneOf(`Specify ${label}`, MODES, item.get(specifyName(wording), 'fields'));
	if (mode === 'json') return [readObject(label, item.get(`${name}Json`, '{}'))];
	const rows = item.get(name, {});
	return isEqual(rows, {}) ? [] : [readRows(label, rows)];
}

const readRows = (label: string, rows: unknown): Part => [label, readAssignments(label, rows)];

function readObject(label: string, json: unknown): Part {
	const field = `${label} JSON`;
	return [field, readJsonObject(field, json)];
}

const specifyName = ({ name }: PropertiesWording): string => `specify${upperFirst(name)}`;
