import type { INodeProperties } from 'n8n-workflow';

import { comparisonField, valueFields } from './filterFields';
import { filterKinds } from './filterKinds';

/** The label of the fields as a whole, used in errors. */
export const LABEL = 'Audience Filters';

export const matchField: INodeProperties = {
	displayName: 'Must Match',
	name: 'match',
	type: 'options',
	options: [
		{
			name: 'All Filters',
			value: 'AND',
			description: 'A person must match every filter',
		},
		{
			name: 'Any Filter',
			value: 'OR',
			description: 'A person must match at least one filter',
		},
	],
	default: 'AND',
	description: 'How the filters are combined',
};

export const attributeField: INodeProperties = {
	displayName: 'Attribute',
	name: 'attribute',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The custom attribute of the person',
	displayOptions: {
		show: {
			kind: filterKinds.filter(({ filter }) => filter === 'custom_attribute').map(({ value }) => value),
		},
	},
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchCustomAttributes', searchable: true },
		},
		{
			displayName: 'By Name',
			name: 'name',
			type: 'string',
			placeholder: 'e.g. plan_name',
		},
	],
};

export const kindField: INodeProperties = {
	displayName: 'Filter By',
	name: 'kind',
	type: 'options',
	options: filterKinds.map(({ name, value }) => ({ name, value })),
	default: 'text',
	description:
		'What to filter by. The type matters: to Braze, the number 2 and the text "2" are different values.',
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
			values: [
				kindField,
				attributeField,
				...filterKinds.flatMap((kind) => [comparisonField(kind), ...valueFields(kind)]),
			],
		},
	],
};

/**
 * Makes an added group start with one filter. The editor ignores the default of rows inside rows and starts them empty,
 * but if several fields share a name, it applies the default of the last one. This one is never shown.
 */
const firstFilter: INodeProperties = {
	displayName: filtersField.displayName,
	name: filtersField.name,
	type: 'hidden',
	default: { filter: [{}] },
	displayOptions: { hide: { '@version': [{ _cnd: { gte: 0 } }] } },
};

/** The connected audience as fields: groups of filters, two levels of AND and OR. */
export const audienceBuilderFields: INodeProperties[] = [
	{
		displayName: LABEL,
		name: 'audienceGroups',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Group',
		// A first filter to fill in. If left empty, it is refused.
		default: { group: [{ filters: { filter: [{}] } }] },
		required: true,
		description: 'Groups of filters that people have to match',
		options: [{ displayName: 'Group', name: 'group', values: [matchField, filtersField, firstFilter] }],
	},
	{
		displayName: 'Groups Must Match',
		name: 'audienceMatch',
		type: 'options',
		options: [
			{
				name: 'All Groups',
				value: 'AND',
				description: 'A person must match every group',
			},
			{
				name: 'Any Group',
				value: 'OR',
				description: 'A person must match at least one group',
			},
		],
		default: 'AND',
		description: 'How several groups are combined',
	},
];
