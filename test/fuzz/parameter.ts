import fc from 'fast-check';
import type { INodeProperties, INodePropertyCollection } from 'n8n-workflow';

import { choicesOf } from '../support/parameters';
import { assignments, dateLike, jsonLike, nasty, textFor } from './values';

/** Any value for a parameter, made from nothing but its description: mostly of its type, often near the edge, sometimes of another type. */
export function valueFor(parameter: INodeProperties): fc.Arbitrary<unknown> {
	const fitting = fittingValue(parameter);
	if (parameter.type === 'notice') return fc.constant('');
	return fc.oneof({ weight: 6, arbitrary: fitting }, { weight: 1, arbitrary: nasty });
}

function fittingValue(parameter: INodeProperties): fc.Arbitrary<unknown> {
	switch (parameter.type) {
		case 'string':
			return parameter.typeOptions?.multipleValues ? listOf(parameter.name) : textFor(parameter.name);
		case 'number':
			return numberFor(parameter);
		case 'boolean':
			return fc.oneof(
				{ weight: 6, arbitrary: fc.boolean() },
				fc.constantFrom<unknown>('true', 'false', 0, 1, 'yes', '', null),
			);
		case 'options':
			return fc.oneof(
				{ weight: 12, arbitrary: fc.constantFrom(...choices(parameter)) },
				fc.constantFrom<unknown>('', 'nothing-like-it', [choices(parameter)[0]], null, '__proto__'),
			);
		case 'multiOptions':
			return fc.oneof(
				{ weight: 8, arbitrary: fc.subarray(choices(parameter)) },
				fc.constantFrom<unknown>(
					'',
					choices(parameter)[0],
					['nothing-like-it'],
					[choices(parameter)[0], choices(parameter)[0]],
					{},
				),
			);
		case 'collection':
			return membersOf(parameter.options as INodeProperties[]);
		case 'fixedCollection':
			return groupsOf(parameter);
		case 'resourceLocator':
			return fc.record({
				__rl: fc.constant(true),
				mode: fc.constantFrom('list', 'id', 'name', 'url'),
				value: textFor(parameter.name),
			});
		case 'json':
			return jsonLike;
		case 'dateTime':
			return dateLike;
		case 'assignmentCollection':
			return assignments;
		default:
			throw new Error(`No values are known for parameters of the type ${parameter.type}`);
	}
}

const choices = (parameter: INodeProperties) => choicesOf(parameter).map(({ value }) => value);

const listOf = (name: string) =>
	fc.oneof({ weight: 6, arbitrary: fc.array(textFor(name), { maxLength: 3 }) }, textFor(name));

function numberFor({
	typeOptions: { minValue = -5, maxValue = 400 } = {},
}: INodeProperties): fc.Arbitrary<unknown> {
	return fc.oneof(
		{ weight: 5, arbitrary: fc.integer({ min: minValue, max: Math.max(minValue, maxValue) }) },
		{
			weight: 1,
			arbitrary: fc.constantFrom<unknown>(
				minValue - 1,
				maxValue + 1,
				minValue + 0.5,
				String(minValue),
				'7',
				'7,5',
				' 7 ',
				'0x10',
				1e21,
				-1,
				0,
				'',
				null,
				'many',
			),
		},
	);
}

function membersOf(all: INodeProperties[]): fc.Arbitrary<unknown> {
	const members = all.filter(({ type }) => type !== 'hidden');
	return fc.subarray(members, { maxLength: Math.min(4, members.length) }).chain((chosen) =>
		fc.record(Object.fromEntries(chosen.map((member) => [member.name, valueFor(member)])), {
			noNullPrototype: true,
		}),
	);
}

function groupsOf({ options = [], typeOptions }: INodeProperties): fc.Arbitrary<unknown> {
	const groups = (options as INodePropertyCollection[]).map(
		({ name, values }): [string, fc.Arbitrary<unknown>] => {
			const shown = values.filter(({ type }) => type !== 'hidden');
			const row = fc.record(Object.fromEntries(shown.map((value) => [value.name, valueFor(value)])), {
				requiredKeys: [],
				noNullPrototype: true,
			});
			return [
				name,
				typeOptions?.multipleValues
					? fc.oneof({ weight: 8, arbitrary: fc.array(row, { maxLength: 3 }) }, row, nasty)
					: row,
			];
		},
	);
	return fc.record(Object.fromEntries(groups), { requiredKeys: [], noNullPrototype: true });
}
