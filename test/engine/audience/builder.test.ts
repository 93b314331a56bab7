import type { INodeProperties, INodePropertyCollection } from 'n8n-workflow';

import { audienceBuilderFields } from '../../../nodes/Braze/audience/audienceBuilderFields';
import { ScheduleBench } from '../../support/schedule';

const bench = new ScheduleBench();

const named = (value: string) => ({ __rl: true, mode: 'name', value });

async function audienceOf(groups: unknown, changes: Record<string, unknown> = {}): Promise<unknown> {
	const result = await bench.run({
		sendTo: 'audience',
		specifyAudience: 'fields',
		recipients: undefined,
		audienceGroups: Array.isArray(groups) ? { group: groups } : groups,
		...changes,
	});
	return result.error ? result.error.message : bench.bodies[0]?.audience;
}

const group = (filters: unknown[], match?: string) => ({
	...(match && { match }),
	filters: { filter: filters },
});

it.each([
	[
		{ attribute: named('plan'), textValue: 'pro' },
		{ custom_attribute: { custom_attribute_name: 'plan', comparison: 'equals', value: 'pro' } },
	],
	[
		{ kind: 'number', attribute: named('seats'), numberComparison: 'greater_than', numberValue: 5 },
		{ custom_attribute: { custom_attribute_name: 'seats', comparison: 'greater_than', value: 5 } },
	],
	[
		{ kind: 'number', attribute: named('seats'), numberValue: '={{ "12" }}' },
		{ custom_attribute: { custom_attribute_name: 'seats', comparison: 'equals', value: 12 } },
	],
	[
		{ kind: 'boolean', attribute: named('vip'), booleanComparison: 'not_equal', booleanValue: false },
		{ custom_attribute: { custom_attribute_name: 'vip', comparison: 'not_equal', value: false } },
	],
	[
		{ kind: 'list', attribute: named('foods'), textValue: 'pizza' },
		{ custom_attribute: { custom_attribute_name: 'foods', comparison: 'includes_value', value: 'pizza' } },
	],
	[
		{ kind: 'date', attribute: named('signup'), dateComparison: 'less_than_x_days_ago', daysValue: 3 },
		{ custom_attribute: { custom_attribute_name: 'signup', comparison: 'less_than_x_days_ago', value: 3 } },
	],
	[
		{ kind: 'date', attribute: named('signup'), dateValue: '2026-09-01T09:00:00' },
		{
			custom_attribute: {
				custom_attribute_name: 'signup',
				comparison: 'after',
				value: '2026-09-01T07:00:00Z',
			},
		},
	],
	[
		{ kind: 'text', attribute: named('plan'), textComparison: 'exists' },
		{ custom_attribute: { custom_attribute_name: 'plan', comparison: 'exists' } },
	],
	[
		{ attribute: named('plan'), textComparison: 'is_any_of', textValues: ['pro', '={{ ["team", "max"] }}'] },
		{
			custom_attribute: {
				custom_attribute_name: 'plan',
				comparison: 'is_any_of',
				value: ['pro', 'team', 'max'],
			},
		},
	],
	[
		{ kind: 'list', attribute: named('foods'), listComparison: 'is_none_of', textValues: ['pizza'] },
		{ custom_attribute: { custom_attribute_name: 'foods', comparison: 'is_none_of', value: ['pizza'] } },
	],
	[
		{ kind: 'email', subscriptionComparison: 'is_not', subscriptionValue: 'unsubscribed' },
		{ email_subscription_status: { comparison: 'is_not', value: 'unsubscribed' } },
	],
	[{ kind: 'push' }, { push_subscription_status: { comparison: 'is', value: 'opted_in' } }],
	[
		{ kind: 'lastUsedApp', lastUsedComparison: 'before', dateValue: '2026-09-01T09:00:00Z' },
		{ last_used_app: { comparison: 'before', value: '2026-09-01T09:00:00Z' } },
	],
])('turns the fields of a filter into a filter of Braze: %j', async (filter, expected) => {
	expect(await audienceOf([group([filter])])).toEqual(expected);
});

it('combines filters and groups on two levels', async () => {
	const plan = { attribute: named('plan'), textValue: 'pro' };
	const push = { kind: 'push' };
	expect(await audienceOf([group([plan, push], 'OR'), group([push])], { audienceMatch: 'AND' })).toEqual({
		AND: [
			{
				OR: [
					{ custom_attribute: { custom_attribute_name: 'plan', comparison: 'equals', value: 'pro' } },
					{ push_subscription_status: { comparison: 'is', value: 'opted_in' } },
				],
			},
			{ push_subscription_status: { comparison: 'is', value: 'opted_in' } },
		],
	});
});

it.each([
	['no group', [], "'Audience Filters' are empty"],
	['an untouched group', [{}], "'Group 1' has no filter"],
	['an empty second group', [group([{ kind: 'push' }]), group([])], "'Group 2' has no filter"],
	['no attribute', [group([{ textValue: 'pro' }])], "'Group 1, filter 1: Attribute' is empty"],
	[
		'no value',
		[group([{ attribute: named('plan') }])],
		"'Group 1, filter 1: Text' cannot be an empty string",
	],
	...[
		['no texts', {}, "'Group 1, filter 1: Texts' are empty"],
		['no texts left', { textValues: [] }, "'Group 1, filter 1: Texts' are empty"],
		['a list that turned out empty', { textValues: ['={{ [] }}'] }, "'Group 1, filter 1: Texts' are empty"],
		[
			'a text that was not found',
			{ textValues: ['pro', '={{ $json.nothing }}'] },
			"'Group 1, filter 1: Texts 2' must be text, but is nothing",
		],
		['an empty text', { textValues: ['pro', ''] }, "'Group 1, filter 1: Texts' cannot be"],
	].map(([name, values, message]): [string, unknown, string] => [
		name as string,
		[group([{ attribute: named('plan'), textComparison: 'is_none_of', ...(values as object) }])],
		message as string,
	]),
	[
		'a state that Braze does not have',
		[group([{ kind: 'push', subscriptionValue: '={{ "yes" }}' }])],
		'\'Group 1, filter 1: State\' cannot be "yes"',
	],
	[
		'days in the wrong direction',
		[
			group([
				{ kind: 'date', attribute: named('signup'), dateComparison: 'less_than_x_days_ago', daysValue: -3 },
			]),
		],
		"'Group 1, filter 1: Days' cannot be -3",
	],
	['an untouched form', undefined, "'Group 1, filter 1: Attribute' is empty"],
	['a form from which all groups were taken', {}, "'Audience Filters' are empty"],
	[
		'a value that an expression did not find',
		[group([{ attribute: named('plan'), textValue: '={{ $json.nothing }}' }])],
		"'Group 1, filter 1: Text' must be text, but is nothing",
	],
	[
		'no text in a later filter of a later group',
		[group([{ kind: 'push' }]), group([{ kind: 'push' }, { attribute: named('plan') }], 'OR')],
		"'Group 2, filter 2: Text' cannot be an empty string",
	],
	[
		'no text in the only filter of a later group',
		[group([{ kind: 'push' }]), group([{ attribute: named('plan') }])],
		"'Group 2, filter 1: Text' cannot be an empty string",
	],
	[
		'no text in a later filter of the only group',
		[group([{ kind: 'push' }, { kind: 'list', attribute: named('foods'), textValue: ' ' }])],
		"'Group 1, filter 2: Text' cannot be an empty string",
	],
	[
		'a comparison of another type',
		[group([{ kind: 'push' }, { attribute: named('plan'), textComparison: '={{ "after" }}' }])],
		'\'Group 1, filter 2: Comparison\' is "after"',
	],
	[
		'a text for true or false',
		[group([{ kind: 'boolean', attribute: named('vip'), booleanValue: '={{ "true" }}' }])],
		'\'Group 1, filter 1: True or False\' must be true or false, but is "true"',
	],
	[
		'words for a number',
		[group([{ kind: 'number', attribute: named('seats'), numberValue: '={{ "many" }}' }])],
		"'Group 1, filter 1: Number' must be a number",
	],
])('refuses %s, and sends nothing', async (_name, groups, message) => {
	expect(await audienceOf(groups)).toContain(message);
	expect(bench.sandbox.requests).toEqual([]);
});

/** What the editor puts into a group that is added: rows inside rows are empty there, everything else stands at its default. */
function addedGroup(): Record<string, unknown> {
	const [{ values }] = audienceBuilderFields[0].options as INodePropertyCollection[];
	const start = ({ type, typeOptions, default: untouched }: INodeProperties) =>
		type === 'fixedCollection' && typeOptions?.multipleValues === true ? {} : untouched;
	return Object.fromEntries(values.map((field) => [field.name, start(field)]));
}

it('begins a group that is added with a filter, which is refused while it is empty', async () => {
	expect(addedGroup()).toEqual({ match: 'AND', filters: { filter: [{}] } });
	expect(await audienceOf([group([{ kind: 'push' }]), addedGroup()])).toMatch(
		/'Group 2, filter 1: Attribute'/,
	);
	expect(bench.sandbox.requests).toEqual([]);
});

it('keeps the filters of a later group', async () => {
	const filters = [{ attribute: named('plan'), textValue: 'pro' }, { kind: 'push' }];
	expect(
		await audienceOf([group([{ kind: 'email' }]), { ...addedGroup(), ...group(filters) }]),
	).toMatchObject({
		AND: [{}, { AND: [{ custom_attribute: { value: 'pro' } }, { push_subscription_status: {} }] }],
	});
});
