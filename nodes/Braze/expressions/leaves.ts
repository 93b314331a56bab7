import { get } from 'lodash';
import type { INodeProperties, INodePropertyCollection } from 'n8n-workflow';

import {
	isOnlyRowByLabels,
	patternOf,
	type Purpose,
	purposeOf,
	takesLiquid,
	takesNothing,
} from '../fields/declarations';
import { type ExpressionText, readExpression } from './readExpression';

/** A value inside a parameter: one that an expression makes, or fixed text. */
export interface Leaf extends ExpressionText {
	/** The keys that lead to it from the value of the parameter. */
	readonly keys: ReadonlyArray<string | number>;
	/** What errors call it. */
	readonly label: string;
	/** The expression or text as saved. */
	readonly raw: string;
	readonly isExpression: boolean;
	readonly type: INodeProperties['type'];
	/** Absent for whole collections. */
	readonly purpose?: Purpose;
	/** Whether Braze evaluates Liquid in it. */
	readonly takesLiquid: boolean;
	/** Whether an expression in it may give nothing. */
	readonly takesNothing: boolean;
	/** The field of its row, and the values of that, with which it is a regular expression. */
	readonly pattern?: readonly [sibling: string, values: readonly string[]];
	/** Whether it stands in a row of several. */
	readonly inRow: boolean;
	/** The fields beside it on which it depends whether the editor shows it, each with the values for which it does. */
	readonly shownFor: ReadonlyArray<readonly [string, readonly unknown[]]>;
}

interface Place {
	readonly keys: ReadonlyArray<string | number>;
	readonly label: string;
	readonly inRow: boolean;
}

/** Every text of a parameter as it is saved: fixed ones, and expressions. */
export function leavesOf(field: INodeProperties, raw: unknown): Leaf[] {
	return leavesIn(field, raw, { keys: [], label: field.displayName, inRow: false });
}

/** n8n marks expressions with it. */
const isExpression = (raw: string): boolean => raw.startsWith('=');

/** Whether a saved value contains an expression anywhere. */
export function holdsExpression(value: unknown): boolean {
	if (typeof value === 'string') return isExpression(value);
	if (typeof value !== 'object' || value === null) return false;
	return Object.values(value).some(holdsExpression);
}

function leavesIn(field: INodeProperties, raw: unknown, place: Place): Leaf[] {
	if (typeof raw === 'string') return [leafOf(field, raw, place)];
	if (Array.isArray(raw) && field.type !== 'fixedCollection')
		return raw.flatMap((one, index) =>
			leavesIn(field, one, { ...inside(place, index), label: `${place.label} ${index + 1}` }),
		);
	if (typeof raw !== 'object' || raw === null) return [];
	switch (field.type) {
		case 'resourceLocator':
			return leavesIn(field, get(raw, 'value'), inside(place, 'value'));
		case 'assignmentCollection':
			return assignmentLeaves(field, get(raw, 'assignments'), place);
		case 'collection':
			return membersIn(field.options as INodeProperties[], raw, place, ({ displayName }) => displayName);
		case 'fixedCollection':
			return (field.options as INodePropertyCollection[]).flatMap((group) =>
				rowLeaves(field, group, get(raw, group.name), place),
			);
		default:
			return insideValue(field, raw, place);
	}
}

/** What a field of one value holds instead, which no editor saves: whatever is in it is checked like the value. */
const insideValue = (field: INodeProperties, raw: object, place: Place): Leaf[] =>
	field.type === 'json'
		? []
		: Object.entries(raw).flatMap(([name, member]: [string, unknown]) =>
				leavesIn(field, member, inside(place, name)),
			);

const inside = (place: Place, ...keys: Array<string | number>): Place => ({
	...place,
	keys: [...place.keys, ...keys],
});

function membersIn(
	members: readonly INodeProperties[],
	raw: unknown,
	place: Place,
	labelOf: (member: INodeProperties) => string,
): Leaf[] {
	return members.flatMap((member) =>
		leavesIn(member, get(raw, member.name), { ...inside(place, member.name), label: labelOf(member) }),
	);
}

/** Rows are called by their numbers: `Group 1, filter 2: Text`. */
function rowLeaves(
	field: INodeProperties,
	{ name, displayName, values }: INodePropertyCollection,
	raw: unknown,
	place: Place,
): Leaf[] {
	const rows = Array.isArray(raw) ? (raw as unknown[]) : [raw];
	const byLabels = rows.length === 1 && isOnlyRowByLabels(field);
	return rows.flatMap((row, index) => {
		const keys = Array.isArray(raw) ? [name, index] : [name];
		const number = `${displayName} ${index + 1}`;
		const label = place.inRow ? `${place.label}, ${number.toLowerCase()}` : number;
		const own = { ...inside(place, ...keys), inRow: true, label };
		return membersIn(values, row, own, (member) => {
			if (member.type === 'fixedCollection') return label;
			return byLabels ? member.displayName : `${label}: ${member.displayName}`;
		});
	});
}

/** The name of an assignment identifies what its value is written to. */
function assignmentLeaves(field: INodeProperties, raw: unknown, place: Place): Leaf[] {
	if (!Array.isArray(raw)) return [];
	return (raw as unknown[]).flatMap((row, index) => {
		const name: unknown = get(row, 'name');
		const own = { ...inside(place, 'assignments', index), inRow: true };
		const label = `${place.label}: ${typeof name === 'string' && !isExpression(name) ? name : index + 1}`;
		return [
			...assignedLeaf(field, name, { ...inside(own, 'name'), label }, 'identifies'),
			...assignedLeaf(field, get(row, 'value'), { ...inside(own, 'value'), label }, 'content'),
		];
	});
}

function assignedLeaf(field: INodeProperties, raw: unknown, place: Place, purpose: Purpose): Leaf[] {
	if (typeof raw !== 'string') return [];
	return [{ ...leafOf({ ...field, type: 'string' }, raw, place), purpose }];
}

function leafOf(field: INodeProperties, raw: string, { keys, label, inRow }: Place): Leaf {
	const declared = {
		type: field.type,
		purpose: purposeOf(field),
		takesLiquid: takesLiquid(field),
		takesNothing: takesNothing(field),
		pattern: patternOf(field),
	};
	const leaf = { keys, label, raw, inRow, ...declared, shownFor: siblingsIn(field) };
	return isExpression(raw)
		? { ...leaf, isExpression: true, ...readExpression(raw) }
		: { ...leaf, isExpression: false };
}

/** The conditions about fields of the same row. */
function siblingsIn({ displayOptions }: INodeProperties): Leaf['shownFor'] {
	return Object.entries(displayOptions?.show ?? {}).flatMap(([name, values]) =>
		name.startsWith('/') || name.startsWith('@') ? [] : [[name, values ?? []] as const],
	);
}
