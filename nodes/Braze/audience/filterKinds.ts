import { readNumber } from '../fields/values';
import { selects } from '../fields/declarations';
import { type FilterKind, PRESENCE } from './filterFields';
import { dateValue, readBooleanValue, textValue, textValues } from './filterValues';

const EQUALITY = [
	{ name: 'Equals', value: 'equals' },
	{ name: 'Does Not Equal', value: 'not_equal' },
];

const ANY_OR_NONE = [
	{ name: 'Is Any Of', value: 'is_any_of' },
	{
		name: 'Is None Of',
		value: 'is_none_of',
		description: 'People without the attribute always match, too',
	},
];

const text: FilterKind = {
	name: 'Custom Attribute: Text',
	value: 'text',
	filter: 'custom_attribute',
	comparisonName: 'textComparison',
	comparisons: [
		...EQUALITY,
		...ANY_OR_NONE,
		{ name: 'Matches Regex', value: 'matches_regex' },
		{ name: 'Does Not Match Regex', value: 'does_not_match_regex' },
		...PRESENCE,
	],
	values: [
		textValue(
			['equals', 'not_equal', 'matches_regex', 'does_not_match_regex'],
			'The text or the regular expression',
		),
		textValues,
	],
};

const number: FilterKind = {
	name: 'Custom Attribute: Number',
	value: 'number',
	filter: 'custom_attribute',
	comparisonName: 'numberComparison',
	comparisons: [
		...EQUALITY,
		{ name: 'Greater Than', value: 'greater_than' },
		{ name: 'Greater Than or Equal To', value: 'greater_than_or_equal_to' },
		{ name: 'Less Than', value: 'less_than' },
		{ name: 'Less Than or Equal To', value: 'less_than_or_equal_to' },
		...PRESENCE,
	],
	values: [
		{
			field: selects({
				displayName: 'Number',
				name: 'numberValue',
				type: 'number',
				default: '',
				description: 'The number to compare with',
			}),
			comparisons: [
				'equals',
				'not_equal',
				'greater_than',
				'greater_than_or_equal_to',
				'less_than',
				'less_than_or_equal_to',
			],
			read: readNumber,
		},
	],
};

const boolean: FilterKind = {
	name: 'Custom Attribute: Boolean',
	value: 'boolean',
	filter: 'custom_attribute',
	comparisonName: 'booleanComparison',
	comparisons: [...EQUALITY, ...PRESENCE],
	values: [
		{
			field: {
				displayName: 'True or False',
				name: 'booleanValue',
				type: 'boolean',
				default: true,
				description: 'Whether to compare with true (on) or false (off)',
			},
			comparisons: ['equals', 'not_equal'],
			read: readBooleanValue,
		},
	],
};

const list: FilterKind = {
	name: 'Custom Attribute: List',
	value: 'list',
	filter: 'custom_attribute',
	comparisonName: 'listComparison',
	comparisons: [
		{ name: 'Includes', value: 'includes_value' },
		{ name: 'Does Not Include', value: 'does_not_include_value' },
		...ANY_OR_NONE,
		...PRESENCE,
	],
	values: [textValue(['includes_value', 'does_not_include_value'], 'The element of the list'), textValues],
};

const DAYS = [
	'less_than_x_days_ago',
	'greater_than_x_days_ago',
	'less_than_x_days_in_the_future',
	'greater_than_x_days_in_the_future',
];

const date: FilterKind = {
	name: 'Custom Attribute: Date',
	value: 'date',
	filter: 'custom_attribute',
	comparisonName: 'dateComparison',
	comparisons: [
		{ name: 'After', value: 'after' },
		{ name: 'Before', value: 'before' },
		{ name: 'Less Than … Days Ago', value: 'less_than_x_days_ago' },
		{ name: 'More Than … Days Ago', value: 'greater_than_x_days_ago' },
		{ name: 'Less Than … Days in the Future', value: 'less_than_x_days_in_the_future' },
		{ name: 'More Than … Days in the Future', value: 'greater_than_x_days_in_the_future' },
		...PRESENCE,
	],
	values: [
		dateValue(['after', 'before']),
		{
			field: selects({
				displayName: 'Days',
				name: 'daysValue',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 7,
				description: 'The number of days',
			}),
			comparisons: DAYS,
			read: readNumber,
		},
	],
};

const lastUsedApp: FilterKind = {
	name: 'Last Used App',
	value: 'lastUsedApp',
	filter: 'last_used_app',
	comparisonName: 'lastUsedComparison',
	comparisons: [
		{ name: 'After', value: 'after' },
		{ name: 'Before', value: 'before' },
	],
	values: [dateValue(['after', 'before'])],
};

const STATES = [
	{ name: 'Opted In', value: 'opted_in' },
	{ name: 'Subscribed', value: 'subscribed' },
	{ name: 'Unsubscribed', value: 'unsubscribed' },
];

const subscription = (name: string, value: string, filter: FilterKind['filter']): FilterKind => ({
	name,
	value,
	filter,
	comparisonName: 'subscriptionComparison',
	comparisons: [
		{ name: 'Is', value: 'is' },
		{ name: 'Is Not', value: 'is_not' },
	],
	values: [
		{
			field: {
				displayName: 'State',
				name: 'subscriptionValue',
				type: 'options',
				options: STATES,
				default: 'opted_in',
				description: 'The state of the subscription',
			},
			comparisons: ['is', 'is_not'],
			read: (_, raw) => raw,
		},
	],
});

/** What Braze's four filters can test, with custom attributes by type. */
export const filterKinds: readonly FilterKind[] = [
	boolean,
	date,
	list,
	number,
	text,
	subscription('Email Subscription', 'email', 'email_subscription_status'),
	lastUsedApp,
	subscription('Push Subscription', 'push', 'push_subscription_status'),
];
