import type { INodeProperties } from 'n8n-workflow';

import { comparisonField, valueFields } from './filterKind';
import { filterKinds } from './filterKinds';

/** What errors call the fields as a whole. */
export const LABEL = 'Audience Filters';

export const matchField: INodeProperties = {
	displayName: 'Must Match',
	name: 'match',
	type: 'options',
	options: [
		{
			name: 'All Filters',
			value: 'AND',
			description: 'Every filter has to fit a person',
		},
		{
			name: 'Any Filter',
			value: 'OR',
			description: 'One filter that fits is enough',
		},
	],
	default: 'AND',
	description: 'How the filters are combined',
};

export const attributeField: INodeProperties = {
	displayName: 'Attribute',
	name: 'attribute',
	type: 'resourceLocator',
	default: { mode: 'name', value: '' },
	required: true,
	description: 'The custom attribute of the person',
	displayOptions: { show: { kind: filterKinds.filter(({ filter }) => filter === 'custom_attribute').map(({ value }) => value) } },
	modes: [
		{
			displayName: 'By Name',
			name: 'name',
			type: 'string',
			placeholder: 'e.g. plan_name',
		},
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchCustomAttributes', searchable: true },
		},
	],
};

export const kindField: INodeProperties = {
	displayName: 'Look At',
	name: 'kind',
	type: 'options',
	options: filterKinds.map(({ name, value }) => ({ name, value })),
	default: 'text',
	description: 'What the filter looks at. The type matters: to Braze the number 2 and the text "2" are different values.',
};

const filtersField: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add Filter',
	default: {},
	description: 'The filters of this group',
	options: [
		{
			displayName: 'Filter',
			name: 'filter',
			values: [kindField, attributeField, ...filterKinds.flatMap((kind) => [comparisonField(kind), ...valueFields(kind)])],
		},
	],
};

/** The connected audience as fields: groups of filters, two levels of AND and OR. */
export const audienceBuilderFields: INodeProperties[] = [
	{
		displayName: LABEL,
		name: 'audienceGroups',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Group',
		// A first filter to fill in. Left empty it is refused.
		default: { group: [{ filters: { filter: [{}] } }] },
		required: true,
		description: 'Groups of filters that people have to match',
		options: [{ displayName: 'Group', name: 'group', values: [matchField, filtersField] }],
	},
	{
		displayName: 'Groups Must Match',
		name: 'audienceMatch',
		type: 'options',
		options: [
			{
				name: 'All Groups',
				value: 'AND',
				description: 'Every group has to fit a person',
			},
			{
				name: 'Any Group',
				value: 'OR',
				description: 'One group that fits is enough',
			},
		],
		default: 'AND',
		description: 'How several groups are combined; a single one stands by itself',
	},
];

/** The parameters that {@link readBuiltAudience} reads. */
export const AUDIENCE_BUILDER_PARAMETERS = ['audienceGroups', 'audienceMatch'] as const;
