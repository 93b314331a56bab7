import type { INodeProperties } from 'n8n-workflow';

import { readChoice, readOneOf, rowsIn } from '../fields/values';
import { pickedValue } from '../fields/resource/resourceChoice';
import type { ItemReader } from '../itemReader';
import { readIdentifier } from '../input/identifier';
import { InputError } from '../input/inputError';
import { isObject } from '../input/object';
import { checkAudience, type Audience } from './checkAudience';
import { attributeField, kindField, LABEL, matchField } from './audienceBuilderFields';
import { comparisonField, type FilterKind, type ValueField } from './filterFields';
import { filterKinds } from './filterKinds';

const KINDS = filterKinds.map(({ value }) => value);

/** A part of an audience, with the labels of the fields that its values came from, by path within the part. */
interface LabelledAudience {
	readonly audience: Audience;
	readonly labels: ReadonlyArray<readonly [path: string, label: string]>;
}

/**
 * Reads the audience that the fields describe. A group with a single filter becomes that filter, and a single group is
 * not wrapped, so that the result is as short as possible.
 *
 * @throws {InputError} naming group, filter and field; an empty group never becomes "everyone"
 */
export function readBuiltAudience(item: ItemReader): Audience {
	const groups = rowsIn(item.get('audienceGroups', {}), 'group');
	if (groups.length === 0) throw new InputError(LABEL, 'are empty', 'Add a group with a filter.');
	const read = groups.map((group, index) => readGroup(`Group ${index + 1}`, group, item.zone));
	const { audience, labels } = joined(readMatch('Groups Must Match', item.get('audienceMatch', 'AND')), read);
	const labelOf = new Map(labels);
	return checkAudience(audience, (path) => labelOf.get(path) ?? LABEL);
}

function readGroup(field: string, group: unknown, zone: string): LabelledAudience {
	const filters = rowsIn(isObject(group) ? group.filters : undefined, 'filter');
	if (filters.length === 0)
		throw new InputError(
			field,
			'has no filter',
			'Add one, or remove the group: without filters it would match everyone.',
		);
	const read = filters.map((filter, index) => readFilter(`${field}, filter ${index + 1}`, filter, zone));
	return joined(readMatch(`${field}: Must Match`, member(group, matchField)), read);
}

function readFilter(field: string, row: unknown, zone: string): LabelledAudience {
	const kind = readKind(`${field}: Filter By`, row);
	const members: FilterMember[] = [
		...(kind.filter === 'custom_attribute' ? [readAttribute(`${field}: Attribute`, row)] : []),
		...readComparison(field, kind, row, zone),
	];
	return {
		audience: { [kind.filter]: Object.fromEntries(members.map(({ key, value }) => [key, value])) },
		labels: members.map(({ key, label }) => [`${kind.filter}.${key}`, label]),
	};
}

/** A member of a filter, with the label of the field that it was read from. */
interface FilterMember {
	readonly key: 'custom_attribute_name' | 'comparison' | 'value';
	readonly value: unknown;
	readonly label: string;
}

function readKind(label: string, row: unknown): FilterKind {
	const chosen = readOneOf(label, KINDS, member(row, kindField));
	return filterKinds.find(({ value }) => value === chosen) as FilterKind;
}

function readAttribute(label: string, row: unknown): FilterMember {
	const value = readIdentifier(label, pickedValue(member(row, attributeField)));
	return { key: 'custom_attribute_name', value, label };
}

/** The comparison, and the value that belongs to it, if any. */
function readComparison(field: string, kind: FilterKind, row: unknown, zone: string): FilterMember[] {
	const own = comparisonField(kind);
	const label = `${field}: ${own.displayName}`;
	const comparison = readChoice({ ...own, displayName: label }, member(row, own));
	const values = kind.values.filter(({ comparisons }) => comparisons.includes(comparison));
	return [
		{ key: 'comparison', value: comparison, label },
		...values.map((value) => readValue(field, value, row, zone)),
	];
}

function readValue(
	field: string,
	{ field: own, read }: ValueField,
	row: unknown,
	zone: string,
): FilterMember {
	const label = `${field}: ${own.displayName}`;
	return { key: 'value', value: read(label, member(row, own), zone), label };
}

/**
 * The value of a field in a row. The default applies only if the field was never touched: an expression that returns no
 * value must not select a different audience.
 */
function member(row: unknown, { name, default: untouched }: INodeProperties): unknown {
	return isObject(row) && name in row ? row[name] : untouched;
}

function joined(match: 'AND' | 'OR', parts: readonly LabelledAudience[]): LabelledAudience {
	if (parts.length === 1) return parts[0];
	return {
		audience: { [match]: parts.map(({ audience }) => audience) },
		labels: parts.flatMap(({ labels }, index) =>
			labels.map(([path, label]) => [`${match}[${index}].${path}`, label] as const),
		),
	};
}

const readMatch = (field: string, value: unknown): 'AND' | 'OR' =>
	readOneOf(field, ['AND', 'OR'] as const, value);
