import { cloneDeep, set } from 'lodash';
import type { IDataObject, INodeParameters, INodeProperties } from 'n8n-workflow';

import { everyParameter } from '../support/parameters';
import { FAILURES, HOLE_MARK } from './failures';
import { isContent, selects } from './selectors';
import type { FuzzSet } from './sets';

/** Parameters as the editor saves them, with the fields of the item that their expressions read. */
export interface Given {
	readonly parameters: INodeParameters;
	/** The fields for each copy of the item. */
	readonly json: (copy: number) => IDataObject;
	/** What the texts of a copy come to, where an expression makes only part of them. */
	readonly texts: (copy: number) => string[];
	/** Whether each copy is about other people. */
	readonly differs: boolean;
	/** What contains {@link HOLE_MARK} and a hole, if anything does. */
	readonly broken?: 'selector' | 'content' | 'other';
}

/** What the editor keeps of a value however it is given. */
const FIXED = new Set(['__rl', 'mode', 'id', 'type']);

/**
 * Types the values of a set in, or moves them into the item and has expressions read them there. What the editor
 * offers no expression for stays as it is.
 */
export function giveParameters(
	{ parameters, given, valid, failing }: Pick<FuzzSet, 'parameters' | 'given' | 'valid' | 'failing'>,
	fields: INodeProperties[],
): Given {
	const values: MovedValue[] = [];
	const part = (value: unknown, path: string, before = ''): string =>
		`{{ $json.fuzz[${values.push({ value, name: path.split('.').at(-1)!, before }) - 1}] }}`;
	const refer = (value: unknown, path: string): string =>
		given === 'mixed' && isDivisible(value)
			? `=${value[0]}${part(value.slice(1), path, value[0])}`
			: `=${part(value, path)}`;
	const types = new Map(everyParameter(fields).map(({ path, parameter }) => [path, parameter]));
	const move = (value: unknown, path: string): unknown => {
		if (isExpression(value) || types.get(path)?.noDataExpression) return value;
		if (Array.isArray(value)) return value.map((member) => move(member, path));
		if (typeof value !== 'object' || value === null) return refer(value, path);
		return Object.fromEntries(
			Object.entries(value).map(([name, member]) => [
				name,
				FIXED.has(name) ? member : move(member, `${path}.${name}`),
			]),
		);
	};
	const whole = (value: unknown, path: string): unknown => {
		const { type = 'string', noDataExpression } = types.get(path) ?? {};
		if (noDataExpression || holdsExpression(value)) return value;
		if (isLocator(value)) return { ...value, value: refer(value.value, path) };
		return valid && /collection$/i.test(type) && type !== 'assignmentCollection'
			? move(value, path)
			: refer(value, path);
	};
	const give = { literal: (value: unknown) => value, parameters: whole, values: move, mixed: move }[given];
	const saved = Object.fromEntries(
		Object.entries(parameters).map(([name, value]) => [name, give(value, name)]),
	) as INodeParameters;
	const shared = {
		parameters: saved,
		json: (copy: number) => ({ fuzz: values.map((value) => ofCopy(value, copy)) }) as IDataObject,
		texts: (copy: number) =>
			values.filter(({ before }) => before).map((value) => value.before + String(ofCopy(value, copy))),
		differs: values.some((value) => ofCopy(value, 1) !== value.value),
	};
	if (!failing) return shared;
	const places = placesIn(saved, types);
	if (places.length === 0) return shared;
	const { way, broken } = places[failing.at % places.length];
	const holed = set(cloneDeep(saved), way, `=${HOLE_MARK}${FAILURES[failing.kind]}`);
	return { ...shared, parameters: holed, broken };
}

/** A value that an expression reads, with the name of its parameter. */
interface MovedValue {
	readonly value: unknown;
	readonly name: string;
	/** The text that stands before it. */
	readonly before: string;
}

/** The value in a copy of the item: people, and what is theirs alone, are others in each. */
function ofCopy({ value, name }: MovedValue, copy: number): unknown {
	if (copy === 0 || typeof value !== 'string') return value;
	if (name === 'email') return `c${copy}${value}`;
	return OF_ONE_PERSON.has(name) ? `${value}-${copy}` : value;
}

const OF_ONE_PERSON = new Set(['externalUserId', 'aliasName', 'activityId', 'externalSendId']);

interface HolePlace {
	readonly way: string[];
	readonly broken: NonNullable<Given['broken']>;
}

/** The texts and numbers into which an expression can be put. */
function placesIn(
	value: unknown,
	types: ReadonlyMap<string, INodeProperties>,
	way: string[] = [],
): HolePlace[] {
	if (typeof value === 'object' && value !== null)
		return Object.entries(value).flatMap(([name, member]) =>
			FIXED.has(name) ? [] : placesIn(member, types, [...way, name]),
		);
	const names = way.filter((name) => !/^\d+$/.test(name));
	const known = [names, names.slice(0, -1), names.slice(0, -2)].find((path) => types.has(path.join('.')));
	const parameter = types.get(known?.join('.') ?? '');
	if (!known || !parameter || parameter.noDataExpression || way.length === 0) return [];
	const broken = selects(way, parameter.type) ? 'selector' : isContent(way) ? 'content' : 'other';
	return [{ way, broken }];
}

/** Whether the end of a text is one by itself that no expression that failed would leave. */
function isDivisible(value: unknown): value is string {
	if (typeof value !== 'string' || !/^[\p{L}\p{N}]/u.test(value) || value.codePointAt(0)! > 0xffff)
		return false;
	const rest = value.slice(1);
	return (
		/^[\p{L}\p{N}]/u.test(rest) &&
		!/^(undefined|nan|invalid date.*)$|\[object |invalid date/i.test(rest.trim())
	);
}

const isExpression = (value: unknown): boolean => typeof value === 'string' && value.startsWith('=');

function holdsExpression(value: unknown): boolean {
	if (typeof value !== 'object' || value === null) return isExpression(value);
	return Object.values(value).some(holdsExpression);
}

const isLocator = (value: unknown): value is { value: unknown } =>
	typeof value === 'object' && value !== null && '__rl' in value;
