import { sortBy } from 'lodash';
import type { INodeProperties } from 'n8n-workflow';

import type { ItemReader } from '../../../itemReader';
import { isDataName, reservedAs } from '../../../input/dataName';
import { describe } from '../../../input/describe';
import { InputError } from '../../../input/inputError';
import { readJson } from '../../../input/json';
import { isObject } from '../../../input/object';
import { refuseRepeat } from '../../../input/repeatedNames';
import { filledRows, parseNumber } from '../../../fields/values';
import { elementsProblem } from '../../../fields/content/profileFields';
import { content, identifies } from '../../../fields/declarations';
import {
	addedObjects,
	mergeChanges,
	isObjectKind,
	objectFields,
	objectKinds,
	readObjectChange,
	type ObjectChange,
} from './objectChanges';

const LABEL = 'Attribute Changes';

/** Changes that depend on the current profile: increments, list changes and removal. */
export const attributeChangesField: INodeProperties = {
	displayName: LABEL,
	name: 'attributeChanges',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add Change',
	default: {},
	description: 'Attributes to increment, lists to change, and attributes to remove',
	options: [
		{
			displayName: 'Change',
			name: 'change',
			values: [
				{
					displayName: 'Change',
					name: 'kind',
					type: 'options',
					options: sortBy(
						[
							{ name: 'Add to List', value: 'add' },
							{ name: 'Increment', value: 'increment' },
							{ name: 'Remove Attribute', value: 'unset' },
							{ name: 'Remove From List', value: 'remove' },
							...objectKinds,
						],
						'name',
					),
					default: 'increment',
					description: 'What to do with the attribute',
				},
				identifies({
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
					placeholder: 'e.g. visits',
					description: 'The name of the attribute in Braze',
				}),
				...objectFields,
				content({
					displayName: 'Value',
					name: 'value',
					type: 'string',
					default: '',
					placeholder: 'e.g. 1',
					description:
						'The whole number to add (negative to subtract), the list element or JSON list of elements, or the object with the new values as JSON',
					displayOptions: { hide: { kind: ['removeObjects', 'unset'] } },
				}),
			],
		},
	],
};

/** Changes as Braze expects them, by attribute. */
export interface AttributeChanges {
	readonly attributes: Record<string, unknown>;
	/** Whether applying them twice has the same result as applying them once. */
	readonly repeatable: boolean;
}

/**
 * Reads {@link attributeChangesField}.
 *
 * @throws {InputError} naming the row: it has no name, repeats one, or its value does not fit
 */
export function readAttributeChanges(item: ItemReader): AttributeChanges {
	return item.shared(changesIn);
}

function changesIn(item: ItemReader): AttributeChanges {
	const rows = filledRows(item.get('attributeChanges', {}), 'change');
	const attributes = new Map<string, unknown>();
	/** Changes to lists of objects, which may take several rows. */
	const objects = new Map<string, ObjectChange>();
	let repeatable = true;
	rows.forEach((row, index) => {
		const { name, kind = 'increment', value } = row;
		const where = `${LABEL} ${index + 1}`;
		const key = typeof name === 'string' ? name.trim() : '';
		if (key === '') throw new InputError(where, 'has no name', 'Enter a name, or remove the row.');
		const reserved = reservedAs(key);
		if (reserved !== undefined)
			throw new InputError(where, `changes "${key}", which ${reserved}`, 'Remove the row.');
		if (!isDataName(key))
			throw new InputError(
				where,
				`has a name that Braze does not accept: ${describe(key)}`,
				'Use a name that does not begin with $.',
			);
		const field = `${where}: ${key}`;
		const before = objects.get(key);
		if (!before || !isObjectKind(kind)) refuseRepeat(attributes, key, where, 'Remove one of the two rows.');
		if (isObjectKind(kind)) {
			const change = readObjectChange(field, row);
			objects.set(key, before ? mergeChanges(field, before, change) : change);
		}
		attributes.set(key, objects.get(key) ?? changeOf(field, kind, value));
		if (kind === 'increment' || kind === 'add' || kind === 'addObjects') repeatable = false;
	});
	return { attributes: Object.fromEntries(attributes), repeatable };
}

function changeOf(field: string, kind: unknown, value: unknown): unknown {
	if (kind === 'unset') return null;
	if (kind === 'increment') return { inc: wholeNumber(field, value) };
	if (kind === 'add' || kind === 'remove') return listChange(field, kind, elements(field, value));
	throw new InputError(field, `cannot be changed by ${describe(kind)}`, 'Choose a change from the list.');
}

/** A change of a list's elements. Objects need different operators, by which Braze finds them by a key. */
function listChange(field: string, kind: 'add' | 'remove', list: unknown[]): unknown {
	const objects = list.filter(isObject);
	const wrong = kind === 'add' ? elementsProblem(list) : undefined;
	if (wrong) throw new InputError(field, wrong.problem, wrong.resolution);
	if (objects.length === 0) return { [kind]: list };
	if (kind === 'add' && objects.length === list.length) return addedObjects(field, objects);
	throw new InputError(
		field,
		kind === 'add' ? 'has objects beside other elements' : 'has objects, which Braze finds by a key',
		kind === 'add'
			? 'A list has either objects or other elements.'
			: "Set 'Change' to Remove Objects From List.",
	);
}

function wholeNumber(field: string, value: unknown): number {
	const number = parseNumber(value);
	if (number !== undefined && Number.isSafeInteger(number)) return number;
	throw new InputError(
		field,
		`must be a whole number, but is ${describe(value)}`,
		'Enter digits, such as 1 or -1.',
	);
}

/**
 * Reads list elements. Text that begins with a bracket is a JSON list; any other text, even with commas, is a single
 * element.
 */
function elements(field: string, value: unknown): unknown[] {
	const parsed = typeof value !== 'string' || /^\s*\[/.test(value) ? readJson(field, value) : value;
	const list = (Array.isArray(parsed) ? parsed : [parsed]) as unknown[];
	if (list.length > 0 && list.every((element) => element !== undefined && element !== null && element !== ''))
		return list;
	throw new InputError(
		field,
		`has no element: ${describe(value)}`,
		'Enter the element, or a JSON list such as ["a", "b"].',
	);
}
