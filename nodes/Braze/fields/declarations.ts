import type { INodeProperties } from 'n8n-workflow';

/** Metadata that fields carry for the node only. */
export interface Declaration<Value> {
	/** Returns the same field with the declaration. */
	readonly add: (field: INodeProperties, value: Value) => INodeProperties;
	/** Returns what a field declares, if anything. */
	readonly of: (field: object) => Value | undefined;
}

/**
 * Creates a declaration. Copies of a field keep it (`{ ...field }`, lodash, n8n's `updateDisplayOptions`). JSON omits
 * it, so it isn't part of the description that editors download.
 *
 * @param name shown in debuggers
 */
export function declaration<Value>(name: string): Declaration<Value> {
	const key = Symbol(name);
	return {
		add: (field, value) => ({ ...field, [key]: value }),
		of: (field) => (field as Readonly<Record<symbol, Value | undefined>>)[key],
	};
}

/**
 * What the value of a field is for. This decides which parts of an expression may come out empty:
 * - `identifies`: IDs, keys, names, addresses, parts of a path. No part may be empty.
 * - `selects`: what a filter compares with. No part may be empty, but punctuation alone is fine.
 * - `content`: text for people, and data. Parts may be empty.
 * - `setting`: how something is done. An empty result is an error, never "off".
 * - `time`: a date or a time of day. An empty result is an error, never "now", "unchanged" or "from the beginning".
 */
export type Purpose = 'identifies' | 'selects' | 'content' | 'setting' | 'time';

const PURPOSE = declaration<Purpose>('purpose');

/** Declares that a field {@link Purpose | identifies} something: `identifies({ displayName: …, … })`. */
export const identifies = (field: INodeProperties): INodeProperties => PURPOSE.add(field, 'identifies');

/** Declares that a filter compares with the value of a field. */
export const selects = (field: INodeProperties): INodeProperties => PURPOSE.add(field, 'selects');

const PATTERN = declaration<readonly [sibling: string, values: readonly string[]]>('pattern');

/**
 * Declares that a filter compares with the value of a field, and that the value is a regular expression if a sibling
 * field in the same row has one of these values.
 */
export const selectsByPattern = (
	field: INodeProperties,
	sibling: string,
	values: readonly string[],
): INodeProperties => PATTERN.add(selects(field), [sibling, values]);

/** The condition under which a field {@link selectsByPattern}; `undefined` if it never does. */
export const patternOf = (field: object): readonly [sibling: string, values: readonly string[]] | undefined =>
	PATTERN.of(field);

/** Declares that the value of a field is text for people, or data. */
export const content = (field: INodeProperties): INodeProperties => PURPOSE.add(field, 'content');

/** Declares that the value of a field is a date or a time of day. */
export const time = (field: INodeProperties): INodeProperties => PURPOSE.add(field, 'time');

const MAY_BE_LIQUID = declaration<true>('may be Liquid');

/**
 * Declares that a field identifies something and that Braze evaluates Liquid in it, so that braces aren't taken for a
 * forgotten expression.
 */
export const mayBeLiquid = (field: INodeProperties): INodeProperties =>
	MAY_BE_LIQUID.add(identifies(field), true);

/** Whether a field declares that it {@link mayBeLiquid}. */
export const takesLiquid = (field: INodeProperties): boolean => MAY_BE_LIQUID.of(field) === true;

const MAY_BE_NOTHING = declaration<true>('may be nothing');

/**
 * Declares that an expression in a field may return nothing, as if the field had not been filled in. This is for dates
 * that narrow down a lookup, such as the time of the last run, which the first run doesn't have.
 */
export const mayBeNothing = (field: INodeProperties): INodeProperties => MAY_BE_NOTHING.add(field, true);

/** Whether a field declares that an expression in it {@link mayBeNothing}. */
export const takesNothing = (field: INodeProperties): boolean => MAY_BE_NOTHING.of(field) === true;

/** The purpose of field types that need no declaration. Text and JSON can be for anything. */
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
 * The purpose of a field: the declared one, or else that of its type. `undefined` for notices and collections, which
 * have no value themselves, and for text and JSON without a declaration.
 */
export const purposeOf = (field: Pick<INodeProperties, 'type'>): Purpose | undefined =>
	PURPOSE.of(field) ?? BY_TYPE[field.type];

const BY_LABELS = declaration<true>('only row by labels');

/**
 * Declares that the reader of a field with rows omits the row's number from labels if there is only one row. Errors
 * about expressions in it then do so, too.
 */
export const onlyRowByLabels = (field: INodeProperties): INodeProperties => BY_LABELS.add(field, true);

/** Whether a field is {@link onlyRowByLabels}. */
export const isOnlyRowByLabels = (field: INodeProperties): boolean => BY_LABELS.of(field) === true;
