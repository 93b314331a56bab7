import { ScheduleBench } from '../../support/schedule';

/** Audience filters given by fields: what is empty or broken is never sent, and never makes an audience wider. */

const bench = new ScheduleBench();

const named = (value: unknown) => ({ __rl: true, mode: 'name', value });

const PLAN = { kind: 'text', attribute: named('plan'), textComparison: 'equals', textValue: 'pro' };

const GROUPS: unknown[] = [
	undefined,
	{},
	{ group: [] },
	{ group: [{}] },
	{ group: [{ filters: {} }] },
	{ group: [{ filters: { filter: [] } }] },
];

const EMPTY = [
	'',
	' ',
	'={{ "" }}',
	'={{ null }}',
	'={{ $json.missing }}',
	'={{ $json.missing.deeper }}',
	'={{ [] }}',
	'={{ ({}) }}',
	'={{ $json. }}',
];

const FILTERS: unknown[] = [
	{},
	...EMPTY.map((value) => ({ ...PLAN, attribute: named(value) })),
	...['equals', 'not_equal', 'matches_regex', 'does_not_match_regex'].flatMap((textComparison) =>
		EMPTY.map((textValue) => ({ ...PLAN, textComparison, textValue })),
	),
	...['includes_value', 'does_not_include_value'].flatMap((listComparison) =>
		EMPTY.map((textValue) => ({ kind: 'list', attribute: named('foods'), listComparison, textValue })),
	),
	...EMPTY.map((numberValue) => ({
		kind: 'number',
		attribute: named('seats'),
		numberComparison: 'less_than',
		numberValue,
	})),
	...EMPTY.map((booleanValue) => ({
		kind: 'boolean',
		attribute: named('vip'),
		booleanComparison: 'not_equal',
		booleanValue,
	})),
	...EMPTY.map((dateValue) => ({
		kind: 'date',
		attribute: named('signup'),
		dateComparison: 'after',
		dateValue,
	})),
	...EMPTY.map((daysValue) => ({
		kind: 'date',
		attribute: named('signup'),
		dateComparison: 'greater_than_x_days_ago',
		daysValue,
	})),
	...EMPTY.map((dateValue) => ({ kind: 'lastUsedApp', lastUsedComparison: 'after', dateValue })),
	...EMPTY.map((subscriptionValue) => ({
		kind: 'email',
		subscriptionComparison: 'is_not',
		subscriptionValue,
	})),
	{ kind: '={{ "everyone" }}' },
	{ ...PLAN, textComparison: '={{ "any" }}' },
	{ kind: 'date', attribute: named('signup'), dateComparison: 'less_than_x_days_ago', daysValue: -1 },
];

describe.each([['audience'], ['recipientsInAudience']])('%s', (sendTo) => {
	/** Whether the editor refuses to start, or the node refuses to send: nothing goes out. */
	const refusal = async (audienceGroups: unknown) => {
		const changes = { sendTo, specifyAudience: 'fields', audienceGroups };
		const message = await bench.run(changes).then(
			({ error }) => error?.message ?? 'was sent',
			(error: Error) => error.message,
		);
		expect(bench.sandbox.requests).toEqual([]);
		return message;
	};

	it.each(GROUPS.map((groups) => [groups]))('sends nothing with the groups %j', async (groups) => {
		expect(await refusal(groups)).toMatch(/^'(Audience Filters|Group 1(, filter 1: Attribute)?)' /);
	});

	it.each(FILTERS.map((filter) => [filter]))('sends nothing with the filter %j', async (filter) => {
		expect(await refusal({ group: [{ filters: { filter: [filter] } }] })).toMatch(
			/^'(Group 1, filter 1|Audience Filters)|has issues/,
		);
		expect(await refusal({ group: [{ match: 'OR', filters: { filter: [PLAN, filter] } }] })).toMatch(
			/^'(Group 1, filter 2|Audience Filters)|has issues/,
		);
	});

	it('sends nothing when one of several groups is empty', async () => {
		expect(await refusal({ group: [{ filters: { filter: [PLAN] } }, { filters: {} }] })).toMatch(
			/^'Group 2' has no filter/,
		);
	});
});

it('sends nothing when the way of giving the audience is unknown', async () => {
	const { error } = await bench.run({ sendTo: 'audience', specifyAudience: 'everyone', audience: '{}' });
	expect(bench.sandbox.requests).toEqual([]);
	expect(error?.message).toMatch(/^'(Specify Audience|Audience Filters)'/);
});
