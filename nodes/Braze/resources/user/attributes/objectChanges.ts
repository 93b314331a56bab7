import { isEqual } from 'lodash';
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { describe } from '../../../input/describe';
import { readIdentifier } from '../../../input/identifier';
import { InputError } from '../../../input/inputError';
import { readJson, refusePrototypeNames } from '../../../input/json';
import { isObject } from '../../../input/object';
import { identifies } from '../../../fields/declarations';

/** Changes to an attribute that is a list of objects, such as a person's devices. */
export const objectKinds: INodePropertyOptions[] = [
	{ name: 'Add Objects to List', value: 'addObjects' },
	{ name: 'Remove Objects From List', value: 'removeObjects' },
	{ name: 'Update Object in List', value: 'updateObject' },
];

const shownFor = { show: { kind: ['removeObjects', 'updateObject'] } };

const KEY = 'Object Key';
const KEY_VALUE = 'Object Key Value';

/** The fields that identify objects in a list. */
export const objectFields: INodeProperties[] = [
	identifies({
		displayName: KEY,
		name: 'objectKey',
		type: 'string',
		default: '',
		placeholder: 'e.g. sku',
		description: 'The key that tells the objects of the list apart',
		displayOptions: shownFor,
	}),
	identifies({
		displayName: KEY_VALUE,
		name: 'objectKeyValue',
		type: 'string',
		default: '',
		placeholder: 'e.g. A-1042',
		description:
			'The value of that key in the object. Text and numbers are different: enter a number as [1042], or by an expression. To remove several objects, enter a JSON list.',
		displayOptions: shownFor,
	}),
];

/** Braze's operators, in the order in which it applies them. */
export interface ObjectChange {
	readonly $add?: readonly JsonObject[];
	readonly $remove?: readonly Selection[];
	readonly $update?: ReadonlyArray<Selection & { readonly $new_object: JsonObject }>;
}

interface Selection {
	readonly $identifier_key: string;
	readonly $identifier_value: unknown;
}

type JsonObject = Record<string, unknown>;

/** The maximum size of an attribute in bytes. Braze drops a larger one, but responds with success. */
const MAX_BYTES = 100 * 1024;

/** Whether a change is one of {@link objectKinds}. */
export const isObjectKind = (kind: unknown): boolean => objectKinds.some(({ value }) => value === kind);

/**
 * Whether a value updates objects in a list, for which Braze must merge objects. Otherwise, it would replace the whole
 * object.
 */
export const updatesObjects = (value: unknown): boolean => isObject(value) && '$update' in value;

/**
 * Reads a row of {@link objectKinds}.
 * https://www.braze.com/docs/user_guide/data/activation/custom_data/custom_attributes/array_of_objects
 *
 * @param field the row's name in errors
 * @throws {InputError} if it identifies no object, or a value is invalid
 */
export function readObjectChange(field: string, row: Readonly<Record<string, unknown>>): ObjectChange {
	const { kind, value, objectKey, objectKeyValue } = row;
	if (kind === 'addObjects') return addedObjects(field, objectsIn(field, value));
	const $identifier_key = readIdentifier(`${field}: ${KEY}`, objectKey);
	const selections = identifierValues(`${field}: ${KEY_VALUE}`, objectKeyValue).map(($identifier_value) => ({
		$identifier_key,
		$identifier_value,
	}));
	if (kind === 'removeObjects') return { $remove: selections };
	const [$new_object, ...moreObjects] = objectsIn(field, value);
	if (selections.length > 1 || moreObjects.length > 0)
		throw new InputError(field, 'updates several objects at once', 'Add a row for each object.');
	refuseNull(field, $new_object);
	return { $update: [{ ...selections[0], $new_object }] };
}

/** Creates the change that adds objects. Throws an InputError if they are too large. */
export function addedObjects(field: string, objects: readonly JsonObject[]): ObjectChange {
	return withinLimit(field, { $add: objects });
}

/**
 * Merges two changes of the same list. Braze adds, then removes, then updates. Throws an InputError if one change would
 * undo the other.
 */
export function mergeChanges(field: string, one: ObjectChange, other: ObjectChange): ObjectChange {
	const both: Record<string, unknown[]> = {};
	for (const change of [one, other])
		for (const [operator, list] of Object.entries(change) as Array<[string, unknown[]]>)
			(both[operator] ??= []).push(...list);
	const change = both as ObjectChange;
	for (const { $identifier_key: key, $identifier_value: value } of change.$remove ?? []) {
		const isAdded = change.$add?.some((object) => isEqual(object[key], value));
		const isUpdated = change.$update?.some((update) =>
			isEqual([update.$identifier_key, update.$identifier_value], [key, value]),
		);
		if (isAdded || isUpdated)
			throw new InputError(
				field,
				`${isAdded ? 'adds' : 'updates'} and removes the object with the ${key} ${describe(value)}, and Braze would remove it`,
				'Remove one of the rows. To replace an object, remove it in one node, and add it in the next.',
			);
	}
	return withinLimit(field, change);
}

/** Reads objects from a value or JSON text. */
function objectsIn(field: string, value: unknown): JsonObject[] {
	const given = readJson(field, value);
	const objects = (Array.isArray(given) ? given : [given]) as unknown[];
	if (objects.length > 0 && objects.every(isFilledObject)) {
		for (const object of objects) refusePrototypeNames(field, object);
		return objects;
	}
	throw new InputError(
		field,
		`needs an object with at least one key, but is ${describe(value)}`,
		'Enter JSON such as { "id": "A-1042", "status": "sent" }, without keys that begin with $.',
	);
}

const isFilledObject = (value: unknown): value is JsonObject =>
	isObject(value) && Object.keys(value).length > 0 && !Object.keys(value).some((key) => key.startsWith('$'));

function identifierValues(field: string, value: unknown): unknown[] {
	const isList = typeof value === 'string' && /^\s*\[/.test(value);
	const parsed = typeof value !== 'string' || isList ? readJson(field, value) : value.trim();
	const list = (Array.isArray(parsed) ? parsed : [parsed]) as unknown[];
	const fits = (one: unknown) => (typeof one === 'string' && one.trim() !== '') || typeof one === 'number';
	if (list.length > 0 && list.every(fits)) return list;
	throw new InputError(
		field,
		`must be text or a number, but is ${describe(value)}`,
		'Enter the value that the object has under its key.',
	);
}

/** Refuses null, because an update can't remove a key. */
function refuseNull(field: string, object: JsonObject): void {
	const key = Object.keys(object).find((name) => object[name] === null);
	if (key === undefined) return;
	throw new InputError(
		field,
		`sets "${key}" to null, but Braze cannot remove a key of an object in a list`,
		'Leave the key out, or give it another value.',
	);
}

function withinLimit(field: string, change: ObjectChange): ObjectChange {
	const bytes = Buffer.byteLength(JSON.stringify(change));
	if (bytes <= MAX_BYTES) return change;
	throw new InputError(
		field,
		`has ${Math.ceil(bytes / 1024)} KB, but Braze keeps at most 100 KB in an attribute, and drops the change`,
		'Send fewer or smaller objects.',
	);
}
