import fc from 'fast-check';
import {
	NodeHelpers,
	type INodeParameters,
	type INodeProperties,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { Braze } from '../../nodes/Braze/Braze.node';
import type { Operation, Resource } from '../../nodes/Braze/operation';
import { resources } from '../../nodes/Braze/resources';
import { mergeFields } from '../../nodes/Braze/resources/mergeFields';
import { EXAMPLE_ROWS } from '../support/examples';
import { choicesOf } from '../support/parameters';
import { unmergedFields, visibleFields } from '../support/visibleFields';

/** Fields that several operations share are one in the description, and nobody sees a difference. */

const { description } = new Braze();
const choosers = description.properties.filter(({ name }) => name === 'resource' || name === 'operation');
const before = [...choosers, ...unmergedFields(resources)];
const after = description.properties;

const operations = resources.flatMap(({ value: resource, operations: all }) =>
	all.map(({ value, fields }) => [resource, value, fields] as const),
);

/** A value of a field that others are shown by: one of its choices, or an expression. */
function anyValue({ type, ...field }: INodeProperties): fc.Arbitrary<unknown> {
	const values = type === 'boolean' ? [true, false] : choicesOf({ type, ...field }).map(({ value }) => value);
	return fc.constantFrom(...values, '={{ $json.value }}', 'unknown', undefined);
}

/** Settings of the fields of an operation that have choices; the other fields decide about none. */
function settings(fields: readonly INodeProperties[]): fc.Arbitrary<INodeParameters> {
	const deciding = fields.filter(({ type }) => type === 'boolean' || type === 'options');
	return fc.record(
		Object.fromEntries(deciding.map((field) => [field.name, anyValue(field)])),
	) as fc.Arbitrary<INodeParameters>;
}

describe.each(operations)('%s: %s', (resource, operation, fields) => {
	it('shows the fields it declares, in this order, whatever is chosen', () => {
		fc.assert(
			fc.property(settings(fields), (chosen) => {
				const values = { ...chosen, resource, operation };
				expect(visibleFields(after, values)).toEqual(visibleFields(before, values));
			}),
			{ numRuns: 50 },
		);
		expect(visibleFields(after, { resource, operation }).length).toBeGreaterThan(0);
	});

	it('shows all fields it declares when every condition holds an expression', () => {
		const open = Object.fromEntries(fields.map(({ name }) => [name, '={{ 1 }}']));
		const shown = visibleFields(after, { ...open, resource, operation });
		expect(shown.map(({ name }) => name)).toEqual([
			'resource',
			'operation',
			...fields.map(({ name }) => name),
		]);
	});
});

const resolved = (properties: INodeProperties[], values: INodeParameters, withDefaults: boolean) =>
	NodeHelpers.getNodeParameters(properties, values, withDefaults, false, { typeVersion: 1 }, {
		properties,
	} as INodeTypeDescription);

it.each(EXAMPLE_ROWS)(
	'resolves saved workflows as before: %s, %s',
	(resource, operation, { parameters, variants = [] }) => {
		for (const variant of [{}, ...variants]) {
			const saved = { ...parameters, ...variant, resource, operation };
			for (const withDefaults of [true, false]) {
				expect(resolved(after, saved, withDefaults)).toEqual(resolved(before, saved, withDefaults));
			}
		}
	},
);

const field = (name: string, show?: Record<string, string[]>): INodeProperties => ({
	displayName: name,
	name,
	type: 'string',
	default: '',
	...(show && { displayOptions: { show } }),
});

const operationOf = (value: string, fields: INodeProperties[]) => ({ value, fields }) as Operation;
const resourceOf = (value: string, all: Operation[]): Resource => ({ name: value, value, operations: all });

const conditions = (merged: INodeProperties[]) =>
	merged.map(({ name, displayOptions }) => ({ name, ...displayOptions?.show }));

it('makes one field of equal ones', () => {
	const shared = () => operationOf('get', [field('id'), field('options')]);
	expect(conditions(mergeFields([resourceOf('a', [shared()]), resourceOf('b', [shared()])]))).toEqual([
		{ name: 'id', resource: ['a', 'b'], operation: ['get'] },
		{ name: 'options', resource: ['a', 'b'], operation: ['get'] },
	]);
});

it('names a field twice where its conditions would show it for one more operation', () => {
	const merged = mergeFields([
		resourceOf('a', [operationOf('get', [field('id')]), operationOf('send', [field('text')])]),
		resourceOf('b', [operationOf('get', [field('id')]), operationOf('send', [field('id')])]),
	]);
	expect(conditions(merged)).toEqual([
		{ name: 'id', resource: ['a'], operation: ['get'] },
		{ name: 'id', resource: ['b'], operation: ['get', 'send'] },
		{ name: 'text', resource: ['a'], operation: ['send'] },
	]);
});

it('keeps two fields where operations disagree about the order', () => {
	const merged = mergeFields([
		resourceOf('a', [
			operationOf('get', [field('id'), field('text')]),
			operationOf('send', [field('text'), field('id')]),
		]),
	]);
	expect(conditions(merged)).toEqual([
		{ name: 'id', resource: ['a'], operation: ['get'] },
		{ name: 'text', resource: ['a'], operation: ['get', 'send'] },
		{ name: 'id', resource: ['a'], operation: ['send'] },
	]);
});

/** Small enough for the same operations and fields to meet often, and in every order. */
const anyResources = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1 }).chain((names) =>
	fc.tuple(
		...names.map((name) =>
			fc
				.dictionary(
					fc.constantFrom('get', 'send', 'list', 'cancel'),
					fc.uniqueArray(fc.constantFrom('id', 'text', 'time', 'options', 'more')),
				)
				.map((all) =>
					resourceOf(
						name,
						Object.entries(all).map(([value, fields]) =>
							operationOf(
								value,
								fields.map((one) => field(one, one === 'more' ? { text: ['open'] } : undefined)),
							),
						),
					),
				),
		),
	),
);

it('shows what any operations declare, with no more fields than there were', () => {
	fc.assert(
		fc.property(anyResources, fc.constantFrom('open', 'shut'), (made, text) => {
			const merged = mergeFields(made);
			const declared = unmergedFields(made);
			expect(merged.length).toBeLessThanOrEqual(declared.length);
			for (const { value: resource, operations: all } of made) {
				for (const { value: operation } of all) {
					const values = { resource, operation, text };
					expect(visibleFields(merged, values)).toEqual(visibleFields(declared, values));
				}
			}
		}),
		{ numRuns: 500 },
	);
});
