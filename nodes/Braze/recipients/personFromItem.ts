import type { ItemReader } from '../itemReader';
import { describe, oneOf } from '../input/describe';
import { readIdentifier } from '../input/identifier';
import { InputError } from '../input/inputError';
import { fieldsOf, identifyingField } from '../input/itemFields';
import { isObject } from '../input/json';
import { MAX_ALIAS_BYTES, readEmail, readPhone } from '../input/address';
import type { PersonKind } from './personIdentifier';

/** The field names that identify an item's person. */
const FIELDS: Record<Exclude<PersonKind, 'userAlias'>, readonly string[]> = {
	brazeId: ['braze_id'],
	email: ['email'],
	externalId: ['external_id', 'external_user_id'],
	phone: ['phone'],
};

/**
 * Reads an item's person from its own fields, without expressions.
 *
 * @returns the identifier by its name in the user endpoints
 * @throws {InputError} when the item has no such field, or its value is empty
 */
export function readPersonFromItem(
	item: Pick<ItemReader, 'json'>,
	kind: PersonKind,
): Record<string, unknown> {
	const json = fieldsOf(item.json);
	if (kind === 'userAlias') return { user_alias: aliasIn(json) };
	const names = FIELDS[kind];
	const name = identifyingField('Input item', json, names);
	if (name === undefined) throw without(oneOf(names));
	const read = kind === 'email' ? readEmail : kind === 'phone' ? readPhone : readIdentifier;
	return { [names[0]]: read(`Input item.${name}`, json[name]) };
}

function aliasIn({ user_alias: given, alias_name, alias_label }: ItemReader['json']): Record<string, string> {
	const alias = given ?? { alias_name, alias_label };
	if (!isObject(alias))
		throw new InputError(
			'Input item.user_alias',
			`must be an object, but is ${describe(alias)}`,
			'It needs alias_name and alias_label.',
		);
	if (alias.alias_name === undefined && alias.alias_label === undefined)
		throw without('user_alias, or alias_name and alias_label');
	return {
		alias_name: readIdentifier('Input item.alias_name', alias.alias_name, MAX_ALIAS_BYTES),
		alias_label: readIdentifier('Input item.alias_label', alias.alias_label, MAX_ALIAS_BYTES),
	};
}

const without = (names: string) =>
	new InputError(
		'Input item',
		`has no field ${names}`,
		"Rename an input field, or choose another option under 'Identify By'.",
	);
