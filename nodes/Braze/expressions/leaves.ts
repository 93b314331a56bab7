import { get } from 'lodash';
import type { INodeProperties, INodePropertyCollection } from 'n8n-workflow';

import { type ExpressionText, readExpression } from './mixedText';
import { natureOf, type Nature } from './natures';

/** A value inside a parameter: one that an expression makes, or fixed text. */
export interface Leaf extends ExpressionText {
	/** The way to it from the value of the parameter. */
	readonly way: ReadonlyArray<string | number>;
	/** What errors call it. */
	readonly label: string;
	/** The expression or text as saved. */
	readonly raw: string;
	readonly isExpression: boolean;
	readonly type: INodeProperties['type'];
	/** Absent for whole collections. */
	readonly nature?: Nature;
	/** Whether it stands in a row of several. */
	readonly inRow: boolean;
	/** The fields beside it on which it depends whether the editor shows it, each with the values for which it does. */
	readonly shownFor: ReadonlyArray<readonly [string, readonly unknown[]]>;
}

interface Place {
	readonly way: ReadonlyArray<string | number>;
	readonly path: string;
	readonly label: string;
	readonly inRow: boolean;
}

/** Every text of a parameter as it is saved: fixed ones, and expressions. */
export function leavesOf(field: INodeProperties, raw: unknown): Leaf[] {
	const { name, displayName } = field;
	return leavesIn(field, raw, { way: [], path: name, label: displayName, inRow: false });
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
				rowLeaves(group, get(raw, group.name), place),
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

const inside = (place: Place, ...way: Array<string | number>): Place => ({
	...place,
	way: [...place.way, ...way],
});

function membersIn(
	members: readonly INodeProperties[],
	raw: unknown,
	place: Place,
	labelOf: (member: INodeProperties) => string,
): Leaf[] {
	return members.flatMap((member) => {
		const { name } = member;
		const own = inside(place, name);
		return leavesIn(member, get(raw, name), {
			...own,
			path: `${place.path}.${name}`,
			label: labelOf(member),
		});
	});
}

/** Rows are called by their numbers: `Group 1, filter 2: Text`. */
function rowLeaves(
	{ name, displayName, values }: INodePropertyCollection,
	raw: unknown,
	place: Place,
): Leaf[] {
	const rows = Array.isArray(raw) ? (raw as unknown[]) : [raw];
	return rows.flatMap((row, index) => {
		const way = Array.isArray(raw) ? [name, index] : [name];
		const number = `${displayName} ${index + 1}`;
		const label = place.inRow ? `${place.label}, ${number.toLowerCase()}` : number;
		// The recipients' own reader calls the fields of a single one by their labels, too.
		const isOnlyRecipient = place.path === 'recipients' && rows.length === 1;
		const own = { ...inside(place, ...way), path: `${place.path}.${name}`, inRow: true, label };
		return membersIn(values, row, own, (member) => {
			if (member.type === 'fixedCollection') return label;
			return isOnlyRecipient ? member.displayName : `${label}: ${member.displayName}`;
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

function assignedLeaf(field: INodeProperties, raw: unknown, place: Place, nature: Nature): Leaf[] {
	if (typeof raw !== 'string') return [];
	return [{ ...leafOf({ ...field, type: 'string' }, raw, place), nature }];
}

function leafOf(field: INodeProperties, raw: string, { way, path, label, inRow }: Place): Leaf {
	const leaf = { way, label, raw, inRow, type: field.type, shownFor: siblingsIn(field) };
	const nature = natureOf(path, field);
	if (!isExpression(raw)) return { ...leaf, nature, isExpression: false };
	return { ...leaf, nature, isExpression: true, ...readExpression(raw) };
}

/** The conditions about fields of the same row. */
function siblingsIn({ displayOptions }: INodeProperties): Leaf['shownFor'] {
	return Object.entries(displayOptions?.show ?? {}).flatMap(([name, values]) =>
		name.startsWith('/') || name.startsWith('@') ? [] : [[name, values ?? []] as const],
	);
}
