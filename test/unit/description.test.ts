import { isEqual } from 'lodash';
import { NodeHelpers, type INodeParameters, type INodeProperties } from 'n8n-workflow';

import { BrazeApi } from '../../credentials/BrazeApi.credentials';
import { EXISTS } from '../../nodes/Braze/fields/formerField';
import { Braze } from '../../nodes/Braze/Braze.node';
import { BrazePollingTrigger } from '../../nodes/BrazePollingTrigger/BrazePollingTrigger.node';
import { BrazeTrigger } from '../../nodes/BrazeTrigger/BrazeTrigger.node';
import { resources } from '../../nodes/Braze/resources';
import { choicesOf, everyParameter, type Place } from '../support/parameters';

/** What n8n's lint rules do not see, and people do: the parameters as a whole. */

const node = new Braze();
const { properties } = node.description;

const places = [...everyParameter(properties), ...everyParameter(new BrazeApi().properties, 'credential.')];

/** The paths at which a rule is broken. */
const broken = (rule: (place: Place) => boolean) =>
	places.filter((place) => !rule(place)).map(({ path }) => path);

/** Every text that is shown for a parameter. */
function textsOf({ displayName, description, placeholder, hint, options = [] }: INodeProperties): string[] {
	const choices = (
		options as Array<{ name: string; displayName?: string; description?: string; action?: string }>
	).flatMap(({ name, displayName: label, description: told, action }) => [label ?? name, told, action]);
	return [displayName, description, placeholder, hint, ...choices].filter(
		(text): text is string => typeof text === 'string',
	);
}

it('has no emoji', () => {
	expect(
		broken(({ parameter }) => !textsOf(parameter).some((text) => /\p{Extended_Pictographic}/u.test(text))),
	).toEqual([]);
});

it('writes ID, URL and JSON in capitals', () => {
	const miscased = /(?<![\w./])(Id|id|Ids|ids|Url|url|Json|json)(?![\w.])/;
	expect(
		broken(
			({ parameter }) => !textsOf(parameter).some((text) => miscased.test(text.replace(/https?:\S+/g, ''))),
		),
	).toEqual([]);
});

it('describes every parameter that does not speak for itself', () => {
	const plain = ({ name, type }: INodeProperties) =>
		['notice', 'collection', 'hidden'].includes(type) || ['resource', 'operation'].includes(name);
	expect(broken(({ parameter }) => plain(parameter) || Boolean(parameter.description))).toEqual([]);
});

it('begins every example with "e.g. ", and every button with a verb', () => {
	const buttons = ['collection', 'fixedCollection'];
	expect(
		broken(({ parameter: { type, placeholder } }) => {
			if (placeholder === undefined) return !buttons.includes(type);
			return buttons.includes(type)
				? placeholder.startsWith('Add ')
				: placeholder.startsWith('e.g. ') || placeholder === 'name@email.com';
		}),
	).toEqual([]);
});

/** Numbers that the user has to enter: any default would be sent if they forgot. */
const ENTERED = new Set([
	'numberValue',
	'price',
	'shipping',
	'subtotal',
	'tax',
	'totalDiscounts',
	'totalValue',
]);

it('has defaults of the right type', () => {
	const fits: Record<string, (value: unknown, parameter: INodeProperties) => boolean> = {
		boolean: (value) => typeof value === 'boolean',
		number: (value, { name }) => (ENTERED.has(name) ? value === '' : typeof value === 'number'),
		string: (value, { typeOptions }) =>
			typeOptions?.multipleValues ? Array.isArray(value) : typeof value === 'string',
		json: (value) => typeof value === 'string',
		dateTime: (value) => typeof value === 'string',
		notice: (value) => value === '',
		// It keeps what a saved workflow has in the field that is shown.
		hidden: () => true,
		collection: (value) => JSON.stringify(value) === '{}',
		assignmentCollection: (value) => JSON.stringify(value) === '{}',
		fixedCollection: (value) => typeof value === 'object',
		options: (value, parameter) => choicesOf(parameter).some((choice) => choice.value === value),
		multiOptions: (value, parameter) =>
			Array.isArray(value) &&
			value.every((one) => choicesOf(parameter).some((choice) => choice.value === one)),
		resourceLocator: (value) => typeof value === 'object' && value !== null && 'mode' in value,
	};
	expect(broken(({ parameter }) => fits[parameter.type]?.(parameter.default, parameter) ?? false)).toEqual(
		[],
	);
});

it('has choices that differ in name and in value', () => {
	expect(
		broken(({ parameter }) => {
			const choices = choicesOf(parameter);
			return [choices.map(({ value }) => value), choices.map(({ name }) => name)].every(
				(list) => new Set(list).size === list.length,
			);
		}),
	).toEqual([]);
});

it('shows parameters by conditions that can come true', () => {
	const possible = (condition: string, { siblings }: Place): INodeProperties[] => {
		const [first, ...rest] = condition.replace(/^\//, '').split('.');
		const root = (condition.startsWith('/') ? properties : siblings).filter(({ name }) => name === first);
		const members = root.flatMap(({ options = [] }) => options as INodeProperties[]);
		return first === 'options' ? members.filter(({ name }) => name === rest[0]) : root;
	};
	const isThere = (value: unknown) => isEqual(value, EXISTS);
	const dead = places.flatMap((place) =>
		Object.entries(place.parameter.displayOptions?.show ?? {}).flatMap(([condition, values]) => {
			const sources = possible(condition, place);
			const known = sources.flatMap((source) =>
				source.type === 'boolean' ? [true, false] : choicesOf(source).map(({ value }) => value),
			);
			return (values as unknown[])
				.filter((value) => (isThere(value) ? sources.length === 0 : !known.includes(value as never)))
				.map((value) => `${place.path}: ${condition} = ${String(value)}`);
		}),
	);
	expect(dead).toEqual([]);
});

it('shows no parameter by its own value, other than by a path from the root: n8n 1.123 refuses such a node', () => {
	const dependent = broken(({ parameter, siblings }) => {
		const { show = {}, hide = {} } = parameter.displayOptions ?? {};
		return [...Object.keys(show), ...Object.keys(hide)]
			.filter((condition) => !condition.startsWith('/') && !condition.startsWith('@'))
			.every((condition) => condition !== parameter.name && siblings.some(({ name }) => name === condition));
	});
	expect(dependent).toEqual([]);
});

it('takes no expression in what decides about required parameters: n8n would show and demand all of them', () => {
	const required = places.filter(({ parameter }) => parameter.required);
	const deciding = new Set(
		required.flatMap(({ parameter }) =>
			Object.keys(parameter.displayOptions?.show ?? {}).map((name) => name.replace(/^\//, '')),
		),
	);
	const open = properties
		.filter(({ name, noDataExpression }) => deciding.has(name) && !noDataExpression)
		.map(({ name }) => name);
	expect([...new Set(open)]).toEqual([]);
});

const operations = resources.flatMap(({ value: resource, operations: all }) =>
	all.map(({ value: operation }) => ({ resource, operation })),
);

describe.each(operations)('$resource: $operation', (choice) => {
	/** The parameters on show, with everything at its default but some. */
	const shown = (changes: INodeParameters = {}) => {
		const given = NodeHelpers.getNodeParameters(
			properties,
			{ ...choice, ...changes },
			true,
			true,
			null,
			node.description,
		) as INodeParameters;
		return properties.filter((parameter) =>
			NodeHelpers.displayParameter(given, parameter, null, node.description),
		);
	};

	it('never shows two parameters of one name', () => {
		for (const { name, type, options } of shown()) {
			const values =
				type === 'options'
					? choicesOf({ options, type } as INodeProperties).map(({ value }) => value)
					: [undefined];
			for (const value of values) {
				const names = shown(value === undefined ? {} : { [name]: value as string }).map(
					(parameter) => parameter.name,
				);
				expect(names.filter((one, index) => names.indexOf(one) !== index)).toEqual([]);
			}
		}
	});

	it('shows required parameters before the options, which come last', () => {
		const names = shown().map(({ name }) => name);
		if (names.includes('options')) expect(names[names.length - 1]).toBe('options');
	});
});

it('gives parameters of one name one type, so that values survive a change of operation', () => {
	const types = new Map<string, Set<string>>();
	const shown = properties.filter(({ type }) => type !== 'hidden');
	for (const { name, type } of shown) types.set(name, (types.get(name) ?? new Set()).add(type));
	expect([...types].filter(([, found]) => found.size > 1).map(([name]) => name)).toEqual([]);
});

describe('resource locators', () => {
	const [polling, trigger] = [new BrazePollingTrigger(), new BrazeTrigger()];
	const lists = Object.keys({ ...node.methods.listSearch, ...polling.methods.listSearch });
	const locators = [...properties, ...polling.description.properties, ...trigger.description.properties];
	const all = everyParameter(locators).filter(({ parameter: { type } }) => type === 'resourceLocator');

	const EVENT = 'eventName';

	/** By default, these read the Canvas or campaign that the step before scheduled. */
	const fromInput = ({ parameter }: Place) =>
		/^={{ \$json\.(canvas|campaign)_id }}$/.test((parameter.default as { value: string }).value);

	it('have a list that can be searched', () => {
		expect(all.length).toBeGreaterThan(0);
		for (const { path, parameter } of all) {
			const list = parameter.modes?.find(({ type }) => type === 'list');
			expect([path, list?.typeOptions?.searchable]).toEqual([path, true]);
			expect(lists).toContain(list?.typeOptions?.searchListMethod);
		}
	});

	it("have 'From List' first, and by default", () => {
		const others = all
			.filter(({ parameter }) => parameter.modes?.[0].displayName !== 'From List')
			.map(({ path }) => path);
		expect(others).toEqual([]);

		const entered = all
			.filter((place) => (place.parameter.default as { mode: string }).mode !== 'list' && !fromInput(place))
			.map(({ path }) => path);
		expect([...new Set(entered)]).toEqual([EVENT]);
	});
});
