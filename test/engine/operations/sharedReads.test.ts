import { cloneDeep, set, toPath } from 'lodash';
import { DateTime } from 'luxon';
import type { IDataObject, IExecuteFunctions, INodeParameters, INodeProperties } from 'n8n-workflow';

import { Braze } from '../../../nodes/Braze/Braze.node';
import { itemReaders, type ItemReader } from '../../../nodes/Braze/itemReader';
import type { Operation } from '../../../nodes/Braze/operation';
import { findOperation } from '../../../nodes/Braze/resources';
import { reasonOf } from '../../../nodes/Braze/delivery/rejections';
import { assigned } from '../../support/assignments';
import { NODE_TYPE, nodeTypes, runBraze } from '../../support/engine';
import { EXAMPLE_ROWS } from '../../support/examples';
import { byId } from '../../support/kinds';
import { choicesOf, everyParameter } from '../../support/parameters';

/**
 * What items share is read once a run. Here every parameter of every operation gets an expression, with other values in
 * other items: each item has to come to what it comes to by itself.
 */

const NOW = DateTime.fromISO('2026-09-07T09:00:00Z', { zone: 'Europe/Berlin' });

/** Two filters, so that whatever stands in one of them is read. */
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

/** Values of parameters that examples leave empty, though others mean nothing without them. */
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

/** Two values or more of each type; names of input fields are among them. */
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

interface Case {
	readonly path: string;
	readonly parameters: INodeParameters;
	readonly values: unknown[];
}

/**
 * One expression in each of the places where a value can stand.
 *
 * @param only the parameters to which it is limited, if at all
 */
function casesOf({ fields }: Operation, base: INodeParameters, only?: readonly string[]): Case[] {
	const known = fields.filter(({ type }) => type !== 'notice');
	const tried = known.filter(({ name }) => only?.includes(name) ?? true);
	return tried.flatMap((field) => {
		const shown = shownFor(field, known, base);
		const at = (path: string, parameter: INodeProperties): Case => ({
			path,
			parameters: set(cloneDeep(shown), toPath(path), '={{ $json.value }}'),
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
		const inside = leavesOf(shown[field.name]).map(([way, value]): Case => {
			const path = [field.name, ...way];
			const values = [value, 'AND', 'OR', 'number', 'matches_regex', 'ann', '2026-10-02', 'false', '2'];
			return {
				path: path.join('.'),
				parameters: set(cloneDeep(shown), path, '={{ $json.value }}'),
				values,
			};
		});
		return [at(field.name, field), ...members, ...inside];
	});
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

/** n8n runs no node that lacks a required value. */
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
		.filter(([name]) => !['__rl', 'id', 'cachedResultName'].includes(name))
		.flatMap(([name, member]) => leavesOf(member, [...way, name]));
}

/** What an item comes to: its entry without functions, or why there is none. */
function readingOf(operation: Operation, item: ItemReader): string {
	try {
		return JSON.stringify(operation.entry(item));
	} catch (error) {
		return JSON.stringify([reasonOf(error), String(error)]);
	}
}

/** Does something in place of the node, with its parameters and items. */
async function inNode(
	parameters: INodeParameters,
	values: unknown[],
	work: (ctx: IExecuteFunctions) => void,
): Promise<void> {
	jest.spyOn(Braze.prototype, 'execute').mockImplementation(async function (this: IExecuteFunctions) {
		work(this);
		return await Promise.resolve([[]]);
	});
	const items = values.map((value) => ({ value, plan: String(value) })) as IDataObject[];
	await runBraze({ parameters, items });
}

const readersOf = (ctx: IExecuteFunctions) => itemReaders(ctx, NOW, new Map());

type Readings = Array<{ together: string; alone: string }>;

/** Reads the items of a run as the node does, with what they share, and each as the only item of its run. */
async function readings(
	resource: string,
	operation: Operation,
	{ parameters, values }: Case,
): Promise<Readings> {
	const found: Readings = [];
	await inNode({ resource, operation: operation.value, ...parameters }, values, (ctx) => {
		const together = readersOf(ctx);
		values.forEach((_, index) =>
			found.push({
				together: readingOf(operation, together(index)),
				alone: readingOf(operation, readersOf(ctx)(index)),
			}),
		);
	});
	return found;
}

// n8n evaluates no expression in these; the reader must not depend on that.
beforeAll(() => {
	const { properties } = nodeTypes.getByNameAndVersion(NODE_TYPE).description;
	for (const { parameter } of everyParameter(properties)) delete parameter.noDataExpression;
});

afterEach(() => jest.restoreAllMocks());

it.each([
	['its fields', ({ json }: ItemReader) => json.value, ['ann', 'bob']],
	['its index', ({ index }: ItemReader) => index, [0, 1]],
	['nothing of its own', ({ zone }: ItemReader) => zone, ['Europe/Berlin', 'Europe/Berlin']],
])('shares no reading of an item that depends on %s', async (_, own, expected) => {
	const outer = (item: ItemReader) => [item.shared(inner), item.zone];
	const inner = jest.fn(own);
	await inNode({ resource: 'segment', operation: 'getMany' }, ['ann', 'bob'], (ctx) => {
		const reader = readersOf(ctx);
		expect([0, 1].map((index) => reader(index).shared(outer)[0])).toEqual(expected);
		expect(inner).toHaveBeenCalledTimes(new Set<unknown>(expected).size);
	});
	expect.assertions(2);
});

describe.each(EXAMPLE_ROWS)('%s: %s', (resource, name, { parameters, variants = [] }) => {
	const operation = findOperation(resource, name) as Operation;
	const forms = [operation, ...(operation.alone ? [operation.alone] : [])];
	const cases = (form: Operation) => [
		...casesOf(form, parameters),
		...variants.flatMap((variant) => casesOf(form, { ...parameters, ...variant }, Object.keys(variant))),
	];

	it('reads each item as if it were the only one, whichever parameter has an expression', async () => {
		for (const form of forms)
			for (const one of cases(form))
				for (const { together, alone } of await readings(resource, form, one))
					expect({ path: one.path, reading: together }).toEqual({ path: one.path, reading: alone });
	});
});
