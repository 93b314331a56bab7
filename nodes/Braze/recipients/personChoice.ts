import type { INodeProperties } from 'n8n-workflow';

import { type Labels, valueOf } from '../input/inputError';
import type { ItemReader } from '../itemReader';
import { identifierInItem } from './itemIdentifier';
import {
	aliasReading,
	enteredIdentifier,
	fieldLabels,
	identifyByField,
	IDENTIFIER_FIELDS,
	IDENTIFIER_READERS,
	readKind,
	type Alias,
	type PersonKind,
} from './person';
import { prioritizationField, readPrioritization } from './prioritization';

/** A person as user endpoints expect them: one identifier, under its name in Braze. */
export interface Person {
	readonly kind: PersonKind;
	/** `{ external_id }`, `{ user_alias }`, `{ braze_id }`, `{ email }` or `{ phone }`. */
	readonly identifier: Readonly<Record<string, unknown>>;
	/** The order in which profiles that share the email or phone are chosen, if the operation supports it. */
	readonly prioritization?: readonly string[];
}

/**
 * Variations in the parameters of a person. Operations about two people add a prefix to the parameters of one of them,
 * and a suffix to its labels.
 */
interface Wording {
	readonly prefix?: string;
	readonly suffix?: string;
	/** The label of the choice, if it is not 'Identify By'. */
	readonly choice?: string;
	/**
	 * The prioritization rules that the endpoint supports, if it chooses between profiles that share an email or phone.
	 */
	readonly prioritization?: readonly string[];
}

/** How an operation identifies its person: the fields, and their reader. */
export interface PersonChoice {
	readonly fields: INodeProperties[];
	/** Reads the person of an item. Throws an InputError if the identifier is empty or not supported by the endpoint. */
	readonly read: (item: ItemReader) => Person;
}

/** The names of the identifiers in user endpoints. */
const NAMES: Readonly<Record<PersonKind, string>> = {
	brazeId: 'braze_id',
	email: 'email',
	externalId: 'external_id',
	phone: 'phone',
	userAlias: 'user_alias',
};

/**
 * Creates the fields for an operation's person. Fields of the same identifier are equal in all operations.
 *
 * @param kinds the identifiers that the endpoint supports, with the default first
 */
export function personChoice(kinds: readonly PersonKind[], wording: Wording = {}): PersonChoice {
	const { prefix = '', suffix = '', choice = 'Identify By', prioritization: rules = [] } = wording;
	const nameOf = (name: string) =>
		prefix === '' ? name : prefix + name.charAt(0).toUpperCase() + name.slice(1);
	const shown = (field: INodeProperties, by: readonly PersonKind[]): INodeProperties => ({
		...field,
		displayName: field.displayName + suffix,
		name: nameOf(field.name),
		displayOptions: { show: { [nameOf('identifyBy')]: [...by] } },
	});
	const identifyBy = {
		...identifyByField([...kinds].sort()),
		displayName: choice,
		name: nameOf('identifyBy'),
		default: kinds[0],
	};
	const shared = rules.length === 0 ? [] : kinds.filter((kind) => kind === 'email' || kind === 'phone');
	return {
		fields: [
			identifyBy,
			...kinds.flatMap((kind) => IDENTIFIER_FIELDS[kind].map((field) => shown(field, [kind]))),
			...(rules.length === 0 ? [] : [shown(prioritizationField(rules), shared)]),
		],
		read(item) {
			const kind = readKind(choice, item.get(identifyBy.name, identifyBy.default), kinds);
			const given = enteredIdentifier(kind, (name) => item.get(nameOf(name)));
			const identifier = identifierOf(
				kind,
				given,
				fieldLabels(kind, (label) => label + suffix),
			);
			if (!shared.some((one) => one === kind)) return { kind, identifier };
			const prioritization = readPrioritization(item.get(nameOf('prioritization')), rules);
			return { kind, identifier, prioritization: valueOf(prioritization, () => `Prioritization${suffix}`) };
		},
	};
}

/**
 * Reads an item's person from its own fields, without expressions.
 *
 * @param names the fields that may identify it: `idFieldsOf`
 * @returns the identifier by its name in the user endpoints
 * @throws {InputError} when the item has no such field, or its value is empty
 */
export function readPersonFromItem(
	item: ItemReader,
	kind: PersonKind,
	names: readonly string[],
): Person['identifier'] {
	const { given, labels } = identifierInItem(item.json, kind, names);
	return identifierOf(kind, given, labels);
}

/** The fields of operations about aliases, which are always shown. */
export const aliasFields: INodeProperties[] = [...IDENTIFIER_FIELDS.userAlias];

/** Reads {@link aliasFields}. Throws an InputError. */
export const readAlias = (item: ItemReader): Alias =>
	valueOf(
		aliasReading(enteredIdentifier('userAlias', (name) => item.get(name))),
		fieldLabels('userAlias', (label) => label),
	);

const identifierOf = (kind: PersonKind, given: unknown, labels: Labels): Person['identifier'] => ({
	[NAMES[kind]]: valueOf(IDENTIFIER_READERS[kind](given), labels),
});
