import { cloneDeep, set } from 'lodash';
import type { IDataObject, INodeParameters, INodeProperties } from 'n8n-workflow';

import { everyParameter } from '../support/parameters';
import { natureOf } from '../../nodes/Braze/expressions/natures';
import { FAILURES, HOLE_MARK } from './failures';
import type { FuzzSet } from './sets';

/** Parameters as the editor saves them, with the fields of the item that their expressions read. */
export interface Given {
	readonly parameters: INodeParameters;
	readonly json: IDataObject;
	/** Whether what identifies or selects contains {@link HOLE_MARK} and a hole. */
	readonly selectorBroken?: boolean;
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
	const values: unknown[] = [];
	const part = (value: unknown): string => `{{ $json.fuzz[${values.push(value) - 1}] }}`;
	const refer = (value: unknown): string =>
		given === 'mixed' && isDivisible(value) ? `=${value[0]}${part(value.slice(1))}` : `=${part(value)}`;
	const types = new Map(everyParameter(fields).map(({ path, parameter }) => [path, parameter]));
	const move = (value: unknown, path: string): unknown => {
		if (isExpression(value) || types.get(path)?.noDataExpression) return value;
		if (Array.isArray(value)) return value.map((member) => move(member, path));
		if (typeof value !== 'object' || value === null) return refer(value);
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
		if (isLocator(value)) return { ...value, value: refer(value.value) };
		return valid && /collection$/i.test(type) && type !== 'assignmentCollection'
			? move(value, path)
			: refer(value);
	};
	const give = { literal: (value: unknown) => value, parameters: whole, values: move, mixed: move }[given];
	const saved = Object.fromEntries(
		Object.entries(parameters).map(([name, value]) => [name, give(value, name)]),
	) as INodeParameters;
	const json = { fuzz: values } as IDataObject;
	if (!failing) return { parameters: saved, json };
	const places = placesIn(saved, types);
	if (places.length === 0) return { parameters: saved, json };
	const { way, mayHaveHoles } = places[failing.at % places.length];
	const broken = set(cloneDeep(saved), way, `=${HOLE_MARK}${FAILURES[failing.kind]}`);
	return { parameters: broken, json, selectorBroken: !mayHaveHoles };
}

interface HolePlace {
	readonly way: string[];
	readonly mayHaveHoles: boolean;
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
	const nature =
		parameter.type === 'assignmentCollection' && way.at(-1) === 'name'
			? 'identifies'
			: natureOf(known.join('.'), parameter);
	const mayHaveHoles = !['identifies', 'selects', 'time'].includes(nature ?? '') || parameter.type === 'json';
	return [{ way, mayHaveHoles }];
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
