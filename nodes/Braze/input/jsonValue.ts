import { DateTime } from 'luxon';

import { LongInteger } from './exactJson';
import { InputError } from './inputError';

/**
 * The maximum nesting depth: more than any request to Braze has, and few enough for every step on the way there.
 * Recursive functions, including those with which n8n saves items, fail at a few thousand levels.
 */
export const MAX_LEVELS = 500;

const NO_ANCESTORS: readonly unknown[] = [];

/**
 * Converts a value to what a request contains: dates become ISO text, and members without a value are dropped. Values
 * that JSON would turn into null (NaN, Infinity, invalid dates) are refused: they come from a failed expression, and
 * null removes an attribute or a catalog value. An actual null stays.
 *
 * @param field what errors call the value
 * @param path the value's path within the field; errors append the path within the value
 * @throws {InputError} also for values that contain themselves or are nested too deeply
 */
export function toJsonValue(field: string, value: unknown, path = ''): unknown {
	// A fast path, because most values are one of these.
	if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value;
	return convert({ field, path, ancestors: NO_ANCESTORS }, value);
}

/** The position of a value: its field, its path in the field, and the values around it. */
interface Place {
	readonly field: string;
	readonly path: string;
	readonly ancestors: readonly unknown[];
}

function convert(place: Place, value: unknown): unknown {
	switch (typeof value) {
		case 'number':
			return Number.isFinite(value) ? value : refuseFailed(place, String(value));
		case 'bigint':
			return Number.isSafeInteger(Number(value)) ? Number(value) : new LongInteger(String(value));
		case 'string':
		case 'boolean':
			return value;
		case 'object':
			return value === null || value instanceof LongInteger ? value : convertObject(place, value);
		default:
			return undefined;
	}
}

function convertObject(place: Place, value: object): unknown {
	if (isInvalidDate(value)) return refuseFailed(place, 'an invalid date');
	if (place.ancestors.includes(value))
		return refuse(
			place.field,
			'cannot be converted to JSON',
			'The expression returns an object that contains itself. Use single values from it.',
		);
	if (place.ancestors.length >= MAX_LEVELS) throw tooDeep(place.field, MAX_LEVELS);
	const ancestors = [...place.ancestors, value];
	const { toJSON } = value as { toJSON?: unknown };
	if (typeof toJSON === 'function') return convert({ ...place, ancestors }, toJSON.call(value));
	const { field, path } = place;
	if (Array.isArray(value))
		return value.map((one, index) => convert({ field, path: `${path}[${index}]`, ancestors }, one) ?? null);
	const members: Array<[string, unknown]> = [];
	for (const [name, one] of Object.entries(value)) {
		// A fast path, because most members are text, which never changes.
		const converted =
			typeof one === 'string'
				? one
				: convert({ field, path: path === '' ? name : `${path}.${name}`, ancestors }, one);
		if (converted !== undefined) members.push([name, converted]);
	}
	return Object.fromEntries(members);
}

function isInvalidDate(value: object): boolean {
	if (DateTime.isDateTime(value)) return !value.isValid;
	return Object.prototype.toString.call(value) === '[object Date]' && Number.isNaN((value as Date).getTime());
}

function refuseFailed({ field, path }: Place, found: string): never {
	return refuse(
		path === '' ? field : `${field}: ${path}`,
		`is ${found}`,
		'Correct the expression or the node that it comes from. To send no value on purpose, use null.',
	);
}

/** The error for a value that is nested deeper than this. */
export const tooDeep = (field: string, levels: number): InputError =>
	new InputError(field, `is nested more than ${levels} levels deep`, 'Send a value with fewer levels.');

function refuse(field: string, problem: string, resolution: string): never {
	throw new InputError(field, problem, resolution);
}
