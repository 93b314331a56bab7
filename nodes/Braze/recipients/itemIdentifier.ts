import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { ItemReader } from '../itemReader';
import { oneOf } from '../input/describe';
import { type Labels, NoFieldError, pathsIn } from '../input/inputError';
import { fieldsOf, identifyingField } from '../input/itemFields';
import { ALIAS_MEMBERS, type PersonKind } from './person';
import { identifies } from '../fields/declarations';

const ITEM = 'Input item';

/** The fields by which an input item can identify its person. */
const ITEM_FIELDS: Readonly<Record<PersonKind, readonly string[]>> = {
	brazeId: ['braze_id'],
	email: ['email'],
	externalId: ['external_user_id', 'external_id'],
	phone: ['phone'],
	userAlias: ['user_alias', 'alias_name', 'alias_label'],
};

/** Identifiers that take up a single field of an item. */
type SingleKind = Exclude<PersonKind, 'userAlias'>;

/** The parameters that name the field. Each identifier has its own, so that each can have a different default. */
const PARAMETERS: Readonly<Record<SingleKind, string>> = {
	brazeId: 'brazeIdField',
	email: 'emailField',
	externalId: 'externalIdField',
	phone: 'phoneField',
};

/** The parameters for the names of the fields with identifiers. */
export const idFields = (kinds: readonly SingleKind[]): INodeProperties[] =>
	kinds.map((kind) => {
		const [usual] = ITEM_FIELDS[kind];
		return identifies({
			displayName: 'ID Field',
			name: PARAMETERS[kind],
			type: 'string',
			noDataExpression: true,
			default: usual,
			placeholder: 'e.g. customer_id',
			description: `The name of the input field that identifies the person. If empty, it is ${oneOf(ITEM_FIELDS[kind])}.`,
			displayOptions: { show: { identifyBy: [kind] } },
		});
	});

/** The fields of an item that may identify its person: the one that the user entered, or any of the usual names. */
export function idFieldsOf(item: ItemReader, kind: PersonKind): readonly string[] {
	const usual = ITEM_FIELDS[kind];
	if (kind === 'userAlias') return usual;
	const name = item.get(PARAMETERS[kind], usual[0]);
	return typeof name !== 'string' || name.trim() === '' || usual.includes(name.trim())
		? usual
		: [name.trim()];
}

/** An identifier as found in an input item, and the labels of it and its members for errors. */
export interface ItemIdentifier {
	readonly given: unknown;
	readonly labels: Labels;
}

/**
 * Finds an item's person in its own fields, without expressions.
 *
 * @param names the fields that may identify it
 * @throws {InputError} if none of these fields has a value, or two of them name different people
 */
export function identifierInItem(
	json: IDataObject,
	kind: PersonKind,
	names: readonly string[],
): ItemIdentifier {
	const row = fieldsOf(json);
	const name =
		kind === 'userAlias'
			? names.find((candidate) => row[candidate] !== undefined && row[candidate] !== null)
			: identifyingField(ITEM, row, names);
	if (name === undefined)
		throw new NoFieldError(
			ITEM,
			names,
			`has no field ${oneOf(names)}`,
			kind === 'userAlias'
				? "Rename an input field to one of these, or choose another option under 'Identify By'."
				: "Enter the name of the field under 'ID Field', or choose another option under 'Identify By'.",
		);
	if (kind === 'userAlias' && ALIAS_MEMBERS.includes(name))
		return {
			given: { alias_name: row.alias_name, alias_label: row.alias_label },
			labels: pathsIn(ITEM),
		};
	return { given: row[name], labels: pathsIn(`${ITEM}.${name}`) };
}
