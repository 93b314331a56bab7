import { DateTime } from 'luxon';
import { FIELD_TYPES, type Catalog, type CatalogField, type CatalogItem } from '../types/catalogs';
import type { JsonObject } from '../types/json';
import { isObject } from '../people/values';
import { isName, MAX_NAME, refuse } from './catalogs';
import { refuseOthers } from './members';

/** The rules for the items of a request, from the troubleshooting tables of the catalog item endpoints. */

const MAX_ITEMS = 50;
const MAX_VALUE = 5_000;
const MAX_NESTING = 50;

/** The items of a bulk request, each with its ID. */
export function bulkItems(body: JsonObject): CatalogItem[] {
	const items = objectsIn(body);
	if (items.length > MAX_ITEMS) refuse('request-includes-too-many-items', 'Request includes too many items');
	const missing = items.filter(({ id }) => id === undefined || id === null || id === '').length;
	if (missing > 0) refuse('items-missing-ids', `There are ${missing} item(s) that do not have ids`);
	refuseSome(items, 'ids-not-strings', 'IDs must be strings', ({ id }) => typeof id !== 'string');
	const named = items as CatalogItem[];
	refuseSome(
		named,
		'ids-too-large',
		`IDs cannot exceed ${MAX_NAME} characters`,
		({ id }) => id.length > MAX_NAME,
	);
	refuseSome(
		named,
		'invalid-ids',
		'IDs can only include letters, numbers, hyphens and underscores',
		({ id }) => !isName(id),
	);
	refuseSome(
		named,
		'ids-not-unique',
		'IDs must be unique',
		({ id }) => named.filter((one) => one.id === id).length > 1,
	);
	return named;
}

/** The one item of a request whose path names it. */
export function singleItem(body: JsonObject, id: string): CatalogItem {
	const [item, ...more] = objectsIn(body);
	if (!item || more.length > 0) refuse('request-includes-too-many-items', 'Exactly one item is allowed');
	if ('id' in item) refuse('id-in-body', 'The id belongs into the path', [['id', item.id]]);
	if (id.length > MAX_NAME) refuse('ids-too-large', `IDs cannot exceed ${MAX_NAME} characters`, [['id', id]]);
	if (!isName(id))
		refuse('invalid-ids', 'IDs can only include letters, numbers, hyphens and underscores', [['id', id]]);
	return { ...item, id };
}

function objectsIn(body: JsonObject): JsonObject[] {
	const { items } = body;
	if (!Array.isArray(items) || items.length === 0 || !items.every(isObject)) {
		refuse('item-array-invalid', "'items' must be an array of objects");
	}
	refuseOthers(body, ['items']);
	return items as JsonObject[];
}

/** Refuses a request with the IDs of the items that break a rule. */
function refuseSome<T extends JsonObject>(
	items: T[],
	error: string,
	message: string,
	breaks: (item: T) => boolean,
): void {
	const bad = items.filter(breaks);
	if (bad.length > 0)
		refuse(
			error,
			message,
			bad.map(({ id }) => ['id', id] as const),
		);
}

/** Checks the values of items. @param operators whether `$add` and `$remove` are known, as with PATCH only */
export function checkValues({ fields }: Catalog, items: CatalogItem[], operators: boolean): void {
	const types = new Map(fields.map(({ name, type }) => [name, type]));
	const valuesOf = (item: CatalogItem) => Object.entries(item);
	refuseSome(items, 'invalid-fields', 'Some of the fields given do not exist in the catalog', (item) =>
		valuesOf(item).some(([name]) => !types.has(name)),
	);
	const operation = (name: string, value: unknown) =>
		operators && types.get(name) === 'array' && isArrayOperation(value);
	refuseSome(items, 'invalid-keys-in-value-object', "Keys cannot include '.' or '$'", (item) =>
		valuesOf(item).some(([name, value]) => !operation(name, value) && hasBadKey(value)),
	);
	refuseSome(items, 'too-deep-nesting-in-value-object', 'Values are nested too deeply', (item) =>
		valuesOf(item).some(([, value]) => depthOf(value) > MAX_NESTING),
	);
	refuseSome(items, 'items-too-large', `Values cannot exceed ${MAX_VALUE} characters`, (item) =>
		valuesOf(item).some(
			([, value]) => [...(typeof value === 'string' ? value : JSON.stringify(value))].length > MAX_VALUE,
		),
	);
	refuseSome(items, 'unable-to-coerce-value', 'A value does not fit the type of its field', (item) =>
		valuesOf(item).some(([name, value]) => !operation(name, value) && !fits(types.get(name), value)),
	);
}

/** `{"$add": […], "$remove": […]}`, of which one may be missing. */
export function isArrayOperation(value: unknown): value is { $add?: unknown[]; $remove?: unknown[] } {
	if (!isObject(value)) return false;
	const keys = Object.keys(value);
	return (
		keys.length > 0 &&
		keys.every((key) => key === '$add' || key === '$remove') &&
		Object.values(value).every(Array.isArray)
	);
}

function hasBadKey(value: unknown): boolean {
	if (Array.isArray(value)) return value.some(hasBadKey);
	return (
		isObject(value) && Object.entries(value).some(([key, inner]) => /[.$]/.test(key) || hasBadKey(inner))
	);
}

function depthOf(value: unknown): number {
	if (typeof value !== 'object' || value === null) return 0;
	return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}

/** Which values each type accepts is undocumented, so these are guesses. */
const FITS: Record<CatalogField['type'], (value: unknown) => boolean> = {
	string: (value) => typeof value !== 'object',
	number: (value) =>
		typeof value === 'number' ||
		(typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value))),
	boolean: (value) => typeof value === 'boolean' || value === 'true' || value === 'false',
	time: (value) => typeof value === 'string' && DateTime.fromISO(value).isValid,
	object: isObject,
	array: Array.isArray,
	geo: (value) =>
		isObject(value) && typeof value.latitude === 'number' && typeof value.longitude === 'number',
};

const fits = (type: CatalogField['type'] | undefined, value: unknown) =>
	value === null || type === undefined || FITS[type](value);

/** Validates new fields, wherever a request contains them. */
export function checkFields(fields: unknown): CatalogField[] {
	if (!Array.isArray(fields) || !fields.every(isObject))
		refuse('invalid-fields', 'Fields must be an array of objects');
	const list = fields as JsonObject[];
	list.forEach((field, index) => refuseOthers(field, ['name', 'type'], `fields[${index}]`));
	const names = list.map(({ name }) => String(name));
	const about = (bad: string[]) => bad.map((name) => ['name', name] as const);
	const long = names.filter((name) => name.length > MAX_NAME);
	if (long.length > 0)
		refuse('field-names-too-large', `Field names cannot exceed ${MAX_NAME} characters`, about(long));
	const invalid = names.filter((name) => !isName(name));
	if (invalid.length > 0)
		refuse(
			'invalid-field-names',
			'Field names can only include letters, numbers, hyphens and underscores',
			about(invalid),
		);
	const twice = names.filter((name, index) => names.indexOf(name) !== index);
	if (twice.length > 0) refuse('field-names-not-unique', 'Field names must be unique', about(twice));
	const untyped = list.filter(({ type }) => !FIELD_TYPES.some((known) => known === type));
	if (untyped.length > 0)
		refuse(
			'invalid-field-types',
			'Field types must be valid',
			untyped.map(({ type }) => ['type', type] as const),
		);
	return list as unknown as CatalogField[];
}
