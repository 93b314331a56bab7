import { get, partition } from 'lodash';
import type { INodeParameters, INodeProperties, INodePropertyCollection } from 'n8n-workflow';

import {
	isOnlyRowByLabels,
	patternOf,
	type Purpose,
	purposeOf,
	takesLiquid,
	takesNothing,
} from '../fields/declarations';
import { describe } from '../input/describe';
import { InputError } from '../input/inputError';
import { findOutsideContent } from './contentMembers';
import { isShown, type Leaf } from './leaf';
import { readExpression } from './readExpression';

/** A parameter as it is saved: what is known of it before any item. */
export interface SavedParameter {
	/** What errors call it. */
	readonly label: string;
	/** Whether it is the same for all items: no part of it is an expression. */
	readonly isFixed: boolean;
	/** The values in it that expressions make. */
	readonly made: readonly Leaf[];
	/** What is wrong with its fixed text: an error of each item that reads it. */
	readonly problem?: unknown;
}

/** Looks through the saved parameters of a run, once for all its items. Never throws. */
export function savedParameters(
	fields: readonly INodeProperties[],
	saved: INodeParameters,
): ReadonlyMap<string, SavedParameter> {
	const names = new Set([...fields.map(({ name }) => name), ...Object.keys(saved)]);
	return new Map(
		[...names].map((name) => [name, savedParameter(name, shownField(name, fields, saved), saved[name])]),
	);
}

function savedParameter(name: string, field: INodeProperties | undefined, raw: unknown): SavedParameter {
	const label = field?.displayName ?? name;
	const isFixed = !holdsExpression(raw);
	if (!field) return { label, isFixed, made: [] };
	try {
		const [made, fixed] = partition(leavesOf(field, raw), 'isExpression');
		for (const leaf of fixed) refuseLeftBraces(leaf, raw);
		return { label, isFixed, made };
	} catch (problem) {
		return { label, isFixed, made: [], problem };
	}
}

/** The field of a parameter: of several with the same name, the one that is shown. */
function shownField(
	name: string,
	fields: readonly INodeProperties[],
	saved: INodeParameters,
): INodeProperties | undefined {
	const named = fields.filter((field) => field.name === name && field.type !== 'hidden');
	return (
		named.find(({ displayOptions }) =>
			Object.entries(displayOptions?.show ?? {}).every(
				([other, values]) => values?.some((value) => value === saved[other]) ?? true,
			),
		) ?? named[0]
	);
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

/**
 * Refuses fixed text with double braces where it identifies or selects something: an expression that was entered or
 * generated without n8n's mark for expressions. Nothing evaluates it, so it would be an ID that matches nobody, or a
 * filter that matches everybody.
 *
 * @param saved the whole parameter
 * @throws {InputError} naming the value
 */
export function refuseLeftBraces(leaf: Leaf, saved: unknown): void {
	const { label, purpose, takesLiquid, type, raw } = leaf;
	if (takesLiquid || (purpose !== 'identifies' && purpose !== 'selects')) return;
	const text = textWithBraces(type, raw);
	if (text === undefined || !isShown(leaf, saved)) return;
	throw new InputError(
		label,
		`is the fixed text ${describe(text)}`,
		"Choose 'Expression' above the field, so that n8n evaluates what is in the braces, or remove the braces.",
	);
}

/** The text itself; of JSON, the first string in it that is no content. */
function textWithBraces(type: Leaf['type'], text: string): string | undefined {
	if (!text.includes('{{')) return undefined;
	if (type !== 'json') return text;
	try {
		return findOutsideContent(JSON.parse(text), (found) =>
			typeof found === 'string' && found.includes('{{') ? found : undefined,
		);
	} catch {
		// Whoever reads it says where it is broken.
		return undefined;
	}
}
