import { DateTime } from 'luxon';

import { LongInteger } from './exactJson';
import { InputError } from './inputError';

/** More levels than any request to Braze has, and few enough for every step on the way there: functions that call themselves
 * for each level fail at some thousand, and n8n saves the items with such functions. */
export const MAX_LEVELS = 500;

const NO_ANCESTORS: readonly unknown[] = [];

/**
 * What a value becomes in a request: dates turn into ISO texts, and members without a value vanish. What JSON would turn
 * into null is refused, because null removes an attribute or a catalog value: NaN, Infinity and invalid dates stand
 * for an expression that failed. A null that is there stays.
 *
 * @param field what errors call the value
 * @param path where in the field it is; errors add the path inside the value
 * @throws {InputError} also for values that contain themselves, or have too many levels
 */
export function toJsonValue(field: string, value: unknown, path = ''): unknown {
	// Most values of most rows are these.
	if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value;
	return convert({ field, path, ancestors: NO_ANCESTORS }, value);
}

/** Where a value is: its field, its path there, and the values around it. */
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
			'The expression returns an object that contains itself.',
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
		// Text is most of what there is, and stays as it is wherever it stands.
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

/** The error for a value with more levels than these. */
export const tooDeep = (field: string, levels: number): InputError =>
	new InputError(field, `is nested more than ${levels} levels deep`, 'Send a value with fewer levels.');

function refuse(field: string, problem: string, resolution: string): never {
	throw new InputError(field, problem, resolution);
}
