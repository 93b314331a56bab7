import type { INodeProperties } from 'n8n-workflow';

/** Something that fields declare about themselves and that only the node reads. */
export interface Declaration<Value> {
	/** Returns the same field with the declaration. */
	readonly add: (field: INodeProperties, value: Value) => INodeProperties;
	/** What a field declares, if it does. */
	readonly of: (field: object) => Value | undefined;
}

/**
 * Makes a declaration. Copies of a field keep it (`{ ...field }`, lodash, n8n's `updateDisplayOptions`); JSON leaves it
 * out, so that editors, which download the description, do not download it.
 *
 * @param name what debuggers show
 */
export function declaration<Value>(name: string): Declaration<Value> {
	const key = Symbol(name);
	return {
		add: (field, value) => ({ ...field, [key]: value }),
		of: (field) => (field as Readonly<Record<symbol, Value | undefined>>)[key],
	};
}

/**
 * What the value of a field is for, which decides what an expression may leave empty:
 *
 * - `identifies`: IDs, keys, names, addresses, parts of a path. No part of it may be empty.
 * - `selects`: what a filter compares with. The same; but it may be punctuation.
 * - `content`: what people read, and data. Parts may be empty.
 * - `setting`: how something is done. Nothing is not "off".
 * - `time`: a date or a time of day. Nothing is not "now", "as before" or "since ever".
 */
export type Purpose = 'identifies' | 'selects' | 'content' | 'setting' | 'time';

const PURPOSE = declaration<Purpose>('purpose');

/** Declares that a field {@link Purpose | identifies} something: `identifies({ displayName: …, … })`. */
export const identifies = (field: INodeProperties): INodeProperties => PURPOSE.add(field, 'identifies');

/** Declares that a filter compares with the value of a field. */
export const selects = (field: INodeProperties): INodeProperties => PURPOSE.add(field, 'selects');

const PATTERN = declaration<readonly [sibling: string, values: readonly string[]]>('pattern');

/**
 * Declares that a filter compares with the value of a field, which is a regular expression where another field of its row has
 * one of some values.
 */
export const selectsByPattern = (
	field: INodeProperties,
	sibling: string,
	values: readonly string[],
): INodeProperties => PATTERN.add(selects(field), [sibling, values]);

/** Where a field {@link selectsByPattern}, if it does. */
export const patternOf = (field: object): readonly [sibling: string, values: readonly string[]] | undefined =>
	PATTERN.of(field);

/** Declares that the value of a field is what people read, or data. */
export const content = (field: INodeProperties): INodeProperties => PURPOSE.add(field, 'content');

/** Declares that the value of a field is a date or a time of day. */
export const time = (field: INodeProperties): INodeProperties => PURPOSE.add(field, 'time');

const MAY_BE_LIQUID = declaration<true>('may be Liquid');

/** Declares that a field identifies something, and that Braze evaluates Liquid in it: braces are no forgotten expression. */
export const mayBeLiquid = (field: INodeProperties): INodeProperties =>
	MAY_BE_LIQUID.add(identifies(field), true);

/** Whether a field declares that it {@link mayBeLiquid}. */
export const takesLiquid = (field: INodeProperties): boolean => MAY_BE_LIQUID.of(field) === true;

const MAY_BE_NOTHING = declaration<true>('may be nothing');

/**
 * Declares that an expression in a field may give nothing, as if the field was never filled in: a date that narrows a list
 * which is only looked at, such as that of the last run, before there was one.
 */
export const mayBeNothing = (field: INodeProperties): INodeProperties => MAY_BE_NOTHING.add(field, true);

/** Whether a field declares that an expression in it {@link mayBeNothing}. */
export const takesNothing = (field: INodeProperties): boolean => MAY_BE_NOTHING.of(field) === true;

/** Types of fields that have a purpose without declaring one. Text and JSON can be for anything. */
const BY_TYPE: Readonly<Partial<Record<INodeProperties['type'], Purpose>>> = {
	options: 'setting',
	multiOptions: 'setting',
	boolean: 'setting',
	hidden: 'setting',
	number: 'setting',
	dateTime: 'time',
	resourceLocator: 'identifies',
	assignmentCollection: 'content',
};

/**
 * What a field is for: what it declares, else what its type says; `undefined` for notices and collections, which have no
 * value themselves, and for text and JSON that declare nothing.
 */
export const purposeOf = (field: Pick<INodeProperties, 'type'>): Purpose | undefined =>
	PURPOSE.of(field) ?? BY_TYPE[field.type];

const BY_LABELS = declaration<true>('only row by labels');

/**
 * Declares of a field with rows that its reader calls the fields of the only row by their labels, without the row's number;
 * so do the errors about their expressions.
 */
export const onlyRowByLabels = (field: INodeProperties): INodeProperties => BY_LABELS.add(field, true);

/** Whether a field is {@link onlyRowByLabels}. */
export const isOnlyRowByLabels = (field: INodeProperties): boolean => BY_LABELS.of(field) === true;
