import type { INodeProperties } from 'n8n-workflow';

import type { ItemReader } from '../itemReader';
import { oneOf } from '../input/describe';
import { ITEM_FIELDS, type PersonKind } from './person';

/** Identifiers that stand in a single field of an item. */
type SingleKind = Exclude<PersonKind, 'userAlias'>;

/** The parameters that name the field: one for each identifier, so that each begins with its own usual name. */
const PARAMETERS: Readonly<Record<SingleKind, string>> = {
	brazeId: 'brazeIdField',
	email: 'emailField',
	externalId: 'externalIdField',
	phone: 'phoneField',
};

/** The names of the fields with the identifiers, as the editor asks for them. */
export const idFields = (kinds: readonly SingleKind[]): INodeProperties[] =>
	kinds.map((kind) => {
		const [usual] = ITEM_FIELDS[kind];
		return {
			displayName: 'ID Field',
			name: PARAMETERS[kind],
			type: 'string',
			noDataExpression: true,
			default: usual,
			placeholder: 'e.g. customer_id',
			description: `The name of the input field that identifies the person. If empty, it is ${oneOf(ITEM_FIELDS[kind])}.`,
			displayOptions: { show: { identifyBy: [kind] } },
		};
	});

/** The fields of an item that may identify its person: the one that is named, or any of the usual names. */
export function idFieldsOf(item: ItemReader, kind: PersonKind): readonly string[] {
	const usual = ITEM_FIELDS[kind];
	if (kind === 'userAlias') return usual;
	const name = item.get(PARAMETERS[kind], usual[0]);
	return typeof name !== 'string' || name.trim() === '' || usual.includes(name.trim())
		? usual
		: [name.trim()];
}
