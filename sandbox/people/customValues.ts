import isEqual from 'lodash/isEqual';
import isPlainObject from 'lodash/isPlainObject';
import uniqWith from 'lodash/uniqWith';
import { byteLength, type JsonObject } from '../types/json';

/** How a custom attribute changes (user_attributes_object.md, nested_custom_attribute_support, array_of_objects). */

const isObject = (value: unknown): value is JsonObject => isPlainObject(value);

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** The value of an attribute that is to be removed. */
export const REMOVED = Symbol('removed');

/** Whether an object contains `null`, at any depth. */
const hasNull = (value: unknown): boolean =>
	value === null || (typeof value === 'object' && Object.values(value as object).some(hasNull));

/**
 * The attribute's new value: `null` removes it; an object that contains `null` changes nothing, which Braze doesn't say; `{inc}` counts; `{add}` and `{remove}` change an array; `$add`,
 * `$update` and `$remove` an array of objects; other objects replace the old one, or are merged into it.
 */
export function changedValue(before: unknown, change: unknown, merges: boolean): unknown {
	if (change === null) return REMOVED;
	if (Array.isArray(change)) return change.some(isObject) ? change : kept(change);
	if (!isObject(change)) return change;
	if (hasNull(change)) return before === undefined ? REMOVED : before;
	if (isOnly(change, ['inc'])) return (typeof before === 'number' ? before : 0) + Number(change.inc);
	if (isOnly(change, ['add', 'remove']) && Object.values(change).every(Array.isArray)) {
		return withElements(listOf(before), listOf(change.add), listOf(change.remove));
	}
	if (Object.keys(change).some((key) => key.startsWith('$')) && !isOnly(change, ['$time'])) {
		return within100Kb(withObjects(listOf(before), change, merges), before);
	}
	if (isOnly(change, ['$time'])) return change.$time;
	return merges && isObject(before) ? merged(before, change) : change;
}

function isOnly(change: JsonObject, keys: string[]): boolean {
	const given = Object.keys(change);
	return given.length > 0 && given.every((key) => keys.includes(key));
}

/** The maximum number of elements in an array. The oldest ones are dropped. */
const MAX_ELEMENTS = 500;

/** The elements of an array attribute without repetitions, each where it was last added. */
const kept = (list: unknown[]): unknown[] =>
	uniqWith([...list].reverse(), isEqual)
		.reverse()
		.slice(-MAX_ELEMENTS);

/** Adds elements, then removes. */
function withElements(list: unknown[], added: unknown[], removed: unknown[]): unknown[] {
	return kept([...list, ...added].filter((one) => !removed.some((gone) => isEqual(gone, one))));
}

interface Selection {
	$identifier_key: string;
	$identifier_value: unknown;
	$new_object?: JsonObject;
}

const MAX_BYTES = 100 * 1024;

/** Drops an update without an error if the array of objects would become too large. */
const within100Kb = (after: unknown[], before: unknown): unknown =>
	byteLength(JSON.stringify(after)) > MAX_BYTES ? before : after;

/** Adds objects, removes matching ones, then updates: merged with `_merge_objects`, otherwise replaced. */
function withObjects(before: unknown[], change: JsonObject, merges: boolean): unknown[] {
	const chosen = (one: unknown) => (selection: Selection) =>
		isObject(one) && isEqual(one[selection.$identifier_key], selection.$identifier_value);
	const removals = listOf(change.$remove) as Selection[];
	const updates = listOf(change.$update) as Selection[];
	return [...before, ...listOf(change.$add)]
		.filter((one) => !removals.some(chosen(one)))
		.map((one) => {
			const update = updates.find(chosen(one));
			if (!update || !isObject(one)) return one;
			return merges ? merged(one, update.$new_object ?? {}) : (update.$new_object ?? {});
		});
}

/** Merges objects key by key, including nested ones. `__proto__` is a key like any other. */
function merged(before: JsonObject, change: JsonObject): JsonObject {
	const changes = Object.entries(change).map(([key, value]) => {
		const old = Object.hasOwn(before, key) ? before[key] : undefined;
		return [key, isObject(value) && isObject(old) ? merged(old, value) : value];
	});
	return { ...before, ...(Object.fromEntries(changes) as JsonObject) };
}
