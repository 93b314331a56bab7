import fc from 'fast-check';
import { set } from 'lodash';
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
const after = description.properties;

const operations = resources.flatMap(({ value: resource, operations: all }) =>
	all.map(({ value, fields }) => [resource, value, fields] as const),
);

/** What an operation declares. The fields of others are never shown for it, and looking at them all would take most of the time. */
function declaredBy(resource: string, operation: string): INodeProperties[] {
	const own = resources
		.filter(({ value }) => value === resource)
		.map((one) => ({ ...one, operations: one.operations.filter(({ value }) => value === operation) }));
	return [...choosers, ...unmergedFields(own)];
}

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

/** Fields as editors get them. What a field declares for the node alone may differ in operations that share it. */
const asDownloaded = (fields: INodeProperties[]) => JSON.parse(JSON.stringify(fields)) as INodeProperties[];

describe.each(operations)('%s: %s', (resource, operation, fields) => {
	const before = declaredBy(resource, operation);

	it('shows the fields it declares, in this order, whatever is chosen', () => {
		fc.assert(
			fc.property(settings(fields), (chosen) => {
				const values = { ...chosen, resource, operation };
				expect(asDownloaded(visibleFields(after, values))).toEqual(
					asDownloaded(visibleFields(before, values)),
				);
			}),
			{ numRuns: 25 },
		);
		expect(visibleFields(after, { resource, operation }).length).toBeGreaterThan(0);
	});

	it('shows all fields it declares when every condition holds an expression', () => {
		const open = Object.fromEntries(fields.map(({ name }) => [name, '={{ 1 }}']));
		for (const { displayOptions } of fields)
			for (const condition of Object.keys(displayOptions?.show ?? {}))
				if (condition.startsWith('/')) set(open, condition.slice(1), '={{ 1 }}');
		const shown = visibleFields(after, { ...open, resource, operation });
		expect(shown.map(({ name }) => name)).toEqual([
			'resource',
			'operation',
			...fields.map(({ name }) => name),
		]);
	});
});

const optionsOf = (fields: readonly INodeProperties[]) =>
	fields.filter(({ name }) => name === 'options').flatMap(({ options = [] }) => options as INodeProperties[]);
const everyOption = Object.fromEntries(
	optionsOf(operations.flatMap(([, , fields]) => fields)).map(({ name, default: value }) => [name, value]),
);

/** n8n 1 sets an option that is added to the default of the first one of its name, whichever is shown. */
it.each(operations)(
	'%s: %s: an option that is added starts as it is declared, also in n8n 1',
	(resource, operation, fields) => {
		const start = ({ name, type, default: value, typeOptions }: INodeProperties) => ({
			name,
			type,
			value,
			multiple: typeOptions?.multipleValues,
		});
		const [offered] = after.filter(
			({ name, displayOptions: { show } = {} }) =>
				name === 'options' && show?.resource?.includes(resource) && show.operation?.includes(operation),
		);
		const hidden = optionsOf(fields).flatMap(({ name, type }) => (type === 'hidden' ? [name] : []));
		const added = optionsOf(fields).filter(({ name }) => !hidden.includes(name));
		const first = added.map(
			(option) => (offered.options as INodeProperties[]).find(({ name }) => name === option.name)!,
		);
		expect(first.map(start)).toEqual(added.map(start));
	},
);

const resolved = (properties: INodeProperties[], values: INodeParameters, withDefaults: boolean) =>
	NodeHelpers.getNodeParameters(properties, values, withDefaults, false, { typeVersion: 1 }, {
		properties,
	} as INodeTypeDescription);

it.each(EXAMPLE_ROWS)(
	'resolves saved workflows as before: %s, %s',
	(resource, operation, { parameters, variants = [] }) => {
		const before = declaredBy(resource, operation);
		for (const variant of [{}, ...variants, { options: everyOption }]) {
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
const resourceOf = (value: string, all: Operation[]): Resource => ({
	name: value,
	value,
	description: '',
	operations: all,
});

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

const collection = (options: INodeProperties[]): INodeProperties => ({
	...field('options'),
	type: 'collection',
	default: {},
	options,
});

it('makes one field of the options, in which those of some operations are shown for these', () => {
	const dryRun = field('dryRun');
	const timeout = field('timeout');
	const [merged, ...others] = mergeFields([
		resourceOf('a', [
			operationOf('get', [collection([timeout])]),
			operationOf('send', [collection([dryRun, timeout])]),
		]),
		resourceOf('b', [
			operationOf('get', [collection([timeout])]),
			operationOf('send', [collection([field('id'), timeout])]),
		]),
	]);
	expect(others).toEqual([]);
	expect(conditions(merged.options as INodeProperties[])).toEqual([
		{ name: 'dryRun', '/resource': ['a'], '/operation': ['send'] },
		{ name: 'id', '/resource': ['b'], '/operation': ['send'] },
		{ name: 'timeout' },
	]);
});

it('keeps options apart that have the same name and start differently', () => {
	const combine = (value: boolean): INodeProperties => ({
		...field('combineItems'),
		type: 'boolean',
		default: value,
	});
	const merged = mergeFields([
		resourceOf('a', [
			operationOf('schedule', [collection([combine(false)])]),
			operationOf('send', [collection([combine(true)])]),
			operationOf('get', [collection([field('timeout')])]),
		]),
	]);
	expect(conditions(merged)).toEqual([
		{ name: 'options', resource: ['a'], operation: ['schedule', 'get'] },
		{ name: 'options', resource: ['a'], operation: ['send'] },
	]);
});

/** Fields of an operation, in any order; few enough for the same ones to meet often. */
const anyFields = fc
	.tuple(
		fc.uniqueArray(fc.constantFrom('id', 'text', 'time', 'more', 'options')),
		fc.subarray(['dryRun', 'limit', 'shown', 'timeout']),
	)
	.map(([names, options]) => {
		const made: Record<string, INodeProperties> = {
			more: field('more', { text: ['open'] }),
			options: collection(
				options.map((name) => field(name, name === 'shown' ? { '/text': ['open'] } : undefined)),
			),
		};
		return names.map((name) => made[name] ?? field(name));
	});

const anyOperations = fc
	.dictionary(fc.constantFrom('get', 'send', 'list', 'cancel'), anyFields)
	.map((all) => Object.entries(all).map(([value, fields]) => operationOf(value, fields)));

const anyResources = fc
	.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), anyOperations)
	.map((all) => Object.entries(all).map(([value, made]) => resourceOf(value, made)));

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
		{ numRuns: 200 },
	);
});
