import type { INodeProperties } from 'n8n-workflow';

import type { ItemReader } from '../../../itemReader';
import { readAudience, type Audience } from '../../../schemas/audience';
import { describe } from '../../../schemas/describe';
import { readIdentifier } from '../../../schemas/identifier';
import { InputError } from '../../../schemas/inputError';
import { isObject } from '../../../schemas/json';
import { comparisonField, valueFields } from './filterKind';
import { filterKinds } from './filterKinds';

const LABEL = 'Audience Filters';

const matchField: INodeProperties = {
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

const attributeField: INodeProperties = {
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

const kindField: INodeProperties = {
	displayName: 'Filter By',
	name: 'kind',
	type: 'options',
	options: filterKinds.map(({ name, value }) => ({ name, value })),
	default: 'text',
	description: 'What to filter by. The type matters: to Braze, the number 2 and the text "2" are different values.',
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

/** The parameters that {@link readBuiltAudience} reads. */
export const AUDIENCE_BUILDER_PARAMETERS = ['audienceGroups', 'audienceMatch'] as const;

/**
 * Gives the audience that the fields describe. A group with a single filter is that filter, and a single group stands by
 * itself, so that the result is the shortest that says the same.
 *
 * @throws {InputError} naming group, filter and field; an empty group never becomes "everyone"
 */
export function readBuiltAudience(item: ItemReader): Audience {
	const raw = item.get('audienceGroups', {});
	const groups = rowsOf(raw, 'group');
	if (groups.length === 0) {
		throw new InputError(LABEL, 'are empty', 'Add a group with a filter.');
	}
	const built = groups.map((group, index) => readGroup(`Group ${index + 1}`, group, item.zone));
	return readAudience(LABEL, joined(readMatch('Groups Must Match', item.get('audienceMatch', 'AND')), built));
}

function readGroup(field: string, group: unknown, zone: string): Audience {
	const filters = rowsOf(isObject(group) ? group.filters : undefined, 'filter');
	if (filters.length === 0) throw new InputError(field, 'has no filter', 'Add one, or remove the group: without filters it would match everyone.');
	const read = filters.map((filter, index) => readFilter(`${field}, filter ${index + 1}`, filter, zone));
	return joined(readMatch(`${field}: Must Match`, member(group, matchField)), read);
}

function readFilter(field: string, row: unknown, zone: string): Audience {
	const chosenKind = member(row, kindField);
	const kind = filterKinds.find(({ value }) => value === chosenKind);
	if (!kind) throw new InputError(`${field}: Filter By`, `is ${describe(chosenKind)}`, 'Choose one from the list.');
	const attribute = kind.filter === 'custom_attribute' ? readAttribute(`${field}: Attribute`, row) : undefined;
	const comparison = member(row, comparisonField(kind));
	if (!kind.comparisons.some(({ value }) => value === comparison)) {
		throw new InputError(`${field}: Comparison`, `is ${describe(comparison)}`, 'Choose one from the list.');
	}
	const valueField = kind.values.find(({ comparisons }) => comparisons.includes(String(comparison)));
	const content = {
		comparison,
		...(valueField && {
			value: valueField.read(`${field}: ${valueField.field.displayName}`, member(row, valueField.field), zone),
		}),
	};
	return { [kind.filter]: { ...(attribute !== undefined && { custom_attribute_name: attribute }), ...content } };
}

function readAttribute(field: string, row: unknown): string {
	const attribute = member(row, attributeField);
	return readIdentifier(field, isObject(attribute) ? attribute.value : attribute);
}

/**
 * The value of a field in a row. The default stands in only where the field was never touched: an expression that finds
 * nothing must not turn into another audience.
 */
function member(row: unknown, { name, default: untouched }: INodeProperties): unknown {
	return isObject(row) && name in row ? row[name] : untouched;
}

function joined(match: 'AND' | 'OR', parts: Audience[]): Audience {
	return parts.length === 1 ? parts[0] : { [match]: parts };
}

function readMatch(field: string, value: unknown): 'AND' | 'OR' {
	if (value === 'AND' || value === 'OR') return value;
	throw new InputError(field, `is ${describe(value)}`, 'Choose All or Any.');
}

function rowsOf(raw: unknown, name: string): unknown[] {
	const rows = isObject(raw) ? raw[name] : undefined;
	return Array.isArray(rows) ? (rows as unknown[]) : [];
}
