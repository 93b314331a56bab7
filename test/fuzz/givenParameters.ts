import type { IDataObject, INodeParameters, INodeProperties } from 'n8n-workflow';

import { everyParameter } from '../support/parameters';
import type { FuzzSet } from './sets';

/** Parameters as the editor saves them, with the fields of the item that their expressions read. */
export interface Given {
	readonly parameters: INodeParameters;
	readonly json: IDataObject;
}

/** What the editor keeps of a value however it is given. */
const FIXED = new Set(['__rl', 'mode', 'id', 'type']);

/**
 * Types the values of a set in, or moves them into the item and has expressions read them there. What the editor
 * offers no expression for stays as it is.
 */
export function giveParameters(
	{ parameters, given, valid }: Pick<FuzzSet, 'parameters' | 'given' | 'valid'>,
	fields: INodeProperties[],
): Given {
	const values: unknown[] = [];
	const refer = (value: unknown): string => `={{ $json.fuzz[${values.push(value) - 1}] }}`;
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
	const give = { literal: (value: unknown) => value, parameters: whole, values: move }[given];
	const saved = Object.fromEntries(
		Object.entries(parameters).map(([name, value]) => [name, give(value, name)]),
	) as INodeParameters;
	return { parameters: saved, json: { fuzz: values } as IDataObject };
}

const isExpression = (value: unknown): boolean => typeof value === 'string' && value.startsWith('=');

function holdsExpression(value: unknown): boolean {
	if (typeof value !== 'object' || value === null) return isExpression(value);
	return Object.values(value).some(holdsExpression);
}

const isLocator = (value: unknown): value is { value: unknown } =>
	typeof value === 'object' && value !== null && '__rl' in value;
