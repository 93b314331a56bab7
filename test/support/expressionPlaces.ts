import { cloneDeep, set, toPath } from 'lodash';
import type { INodeParameters, INodeProperties } from 'n8n-workflow';

import { purposeOf, type Purpose } from '../../nodes/Braze/fields/declarations';
import type { Operation } from '../../nodes/Braze/operation';
import { assigned } from './assignments';
import { byId } from './kinds';
import { choicesOf, everyParameter } from './parameters';

/** Two filters, so that the values in either one are read. */
const AUDIENCE = {
	group: [
		{
			match: 'AND',
			filters: {
				filter: [
					{ kind: 'text', attribute: { __rl: true, mode: 'name', value: 'plan' }, textValue: 'pro' },
					{ kind: 'date', attribute: { __rl: true, mode: 'name', value: 'renews' }, dateValue: '2026-10-01' },
				],
			},
		},
	],
};

/** Values for parameters that are empty in examples but that other parameters depend on. */
const FILLED: INodeParameters = {
	sendTime: '2026-10-01T09:00:00',
	baseTime: '2026-10-01T09:00:00',
	audienceGroups: AUDIENCE,
	audience: '{"custom_attribute":{"custom_attribute_name":"plan","comparison":"equals","value":"pro"}}',
	entryProperties: assigned({ name: 'plan', value: 'pro' }),
	entryPropertiesJson: '{"plan":"pro"}',
	listedFields: ['plan'],
	attributeChanges: { change: [{ name: 'visits', kind: 'increment', value: '1' }] },
	recipientsJson: '[{"external_user_id":"ann"}]',
	confirmBroadcast: true,
};

/** At least two values of each type, including names of input fields. */
function valuesFor(parameter: INodeProperties): unknown[] {
	const choices = choicesOf(parameter).map(({ value }) => value);
	switch (parameter.type) {
		case 'options':
			return choices;
		case 'multiOptions':
			return choices.slice(0, 3).map((choice) => [choice]);
		case 'boolean':
			return [true, false];
		case 'number':
			return [1, 2, 30];
		case 'dateTime':
			return ['2026-09-01T09:00:00', '2026-10-02T08:00:00', '2026-11-03T18:00:00'];
		case 'json':
			return ['{"a":1}', '{"a":2}', '[{"external_user_id":"bob"}]', '[{"external_user_id":"cleo"}]'];
		case 'assignmentCollection':
			return [assigned({ name: 'a', value: '1' }), assigned({ name: 'a', value: '2' })];
		case 'collection':
		case 'fixedCollection':
			return [{}];
		default:
			return ['10:00', '18:00', 'ann', 'bob', 'ann@example.com', '+14155550100', 'https://example.com/a'];
	}
}

/** A place in an operation's parameters where an expression is possible. */
export interface ExpressionPlace {
	readonly path: string;
	/** Absent for whole collections. */
	readonly purpose?: Purpose;
	/** The type of the field. For a value in a row, that of its own field. */
	readonly type: INodeProperties['type'];
	/** Returns the parameters with an expression in this place, and everything set that the editor needs to show it. */
	readonly put: (expression: string) => INodeParameters;
	/** Values that have different effects in this place. */
	readonly values: unknown[];
}

/**
 * Lists every place where an expression is possible.
 *
 * @param only restricts the list to these parameters
 */
export function expressionPlaces(
	{ fields }: Operation,
	base: INodeParameters,
	only?: readonly string[],
): ExpressionPlace[] {
	const known = fields.filter(({ type }) => type !== 'notice');
	const tried = known.filter(({ name }) => only?.includes(name) ?? true);
	const declared = new Map(everyParameter(fields).map(({ path, parameter }) => [path, parameter]));
	return tried.flatMap((field) => {
		const shown = shownFor(field, known, base);
		const at = (path: string, parameter: INodeProperties): ExpressionPlace => ({
			path,
			purpose: purposeOf(parameter),
			type: parameter.type,
			put: (expression) => set(cloneDeep(shown), toPath(path), expression),
			values: valuesFor(parameter),
		});
		const members =
			field.type === 'collection'
				? everyParameter(field.options as INodeProperties[], `${field.name}.`)
						.filter(
							({ path, parameter }) => !/collection/i.test(parameter.type) && path.split('.').length === 2,
						)
						.map(({ path, parameter }) => at(path, parameter))
				: [];
		const inside = leavesOf(shown[field.name]).map(
			([way, value]): ExpressionPlace => ({
				...inRow([field.name, ...way], declared),
				put: (expression) => set(cloneDeep(shown), [field.name, ...way], expression),
				values: [value, 'AND', 'OR', 'number', 'matches_regex', 'ann', '2026-10-02', 'false', '2'],
			}),
		);
		return [at(field.name, field), ...members, ...inside];
	});
}

/** What a single value in rows, in a picker or in a list is for. */
function inRow(
	way: readonly string[],
	declared: ReadonlyMap<string, INodeProperties>,
): Pick<ExpressionPlace, 'path' | 'purpose' | 'type'> {
	const path = way.join('.');
	const names = way.filter((name) => !/^\d+$/.test(name));
	const own = declared.get(names.join('.'));
	if (own) return { path, purpose: purposeOf(own), type: own.type };
	const list = declared.get(names.slice(0, names.indexOf('assignments')).join('.'));
	if (names.includes('assignments') && list)
		return { path, purpose: way.at(-1) === 'name' ? 'identifies' : purposeOf(list), type: 'string' };
	const picker = declared.get(names.slice(0, -1).join('.'));
	return { path, purpose: picker && purposeOf(picker), type: 'string' };
}

/** The parameters with which the editor shows a field. */
function shownFor(
	field: INodeProperties,
	fields: readonly INodeProperties[],
	base: INodeParameters,
): INodeParameters {
	const values: INodeParameters = cloneDeep({ ...requiredIn(fields), ...FILLED, ...base });
	const show = (one: INodeProperties): void => {
		for (const [name, allowed = []] of Object.entries(one.displayOptions?.show ?? {})) {
			const owner = fields.find((other) => other.name === name);
			if (!owner || (allowed as unknown[]).includes(values[name] ?? owner.default)) continue;
			values[name] = (allowed as unknown as string[])[0];
			show(owner);
		}
	};
	show(field);
	return values;
}

/** Fills in required values, without which n8n doesn't run the node. */
function requiredIn(fields: readonly INodeProperties[]): INodeParameters {
	const given = fields
		.filter(({ required }) => required === true)
		.map(({ name, type }) => [name, aValue(name, type)]);
	return Object.fromEntries(given) as INodeParameters;
}

function aValue(name: string, type: INodeProperties['type']): unknown {
	if (type === 'resourceLocator') return byId('3f1c2b7a-5d5e-4a39-9f0e-0d9e8c7b6a51');
	if (/email/i.test(name)) return 'ann@example.com';
	return /phone/i.test(name) ? '+14155550100' : 'ann';
}

/** The single values inside rows, with the way to each. */
function leavesOf(value: unknown, way: string[] = []): Array<[string[], unknown]> {
	if (typeof value !== 'object' || value === null) return way.length > 0 ? [[way, value]] : [];
	return Object.entries(value)
		.filter(([name]) => !['__rl', 'id', 'cachedResultName', 'mode', 'type'].includes(name))
		.flatMap(([name, member]) => leavesOf(member, [...way, name]));
}
