import { omit } from 'lodash';
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { ItemReader } from '../itemReader';
import { describe } from '../input/describe';
import { readIdentifier } from '../input/identifier';
import { InputError } from '../input/inputError';
import { MAX_ALIAS_BYTES, readEmail, readPhone } from '../input/address';
import { hasPrioritization, prioritizationField, readPrioritization } from './prioritization';

/** How Braze's user endpoints can identify a person. Each accepts some of these. */
export type PersonKind = 'brazeId' | 'email' | 'externalId' | 'phone' | 'userAlias';

/** A person as a user endpoint expects them: one identifier, by its name in Braze. */
export interface Person {
	readonly kind: PersonKind;
	/** `{ external_id }`, `{ user_alias }`, `{ braze_id }`, `{ email }` or `{ phone }`. */
	readonly identifier: Readonly<Record<string, unknown>>;
	/** The order in which profiles that share the email or phone are chosen, if the operation supports it. */
	readonly prioritization?: readonly string[];
}

const CHOICES: INodePropertyOptions[] = [
	{ name: 'Braze ID', value: 'brazeId', description: 'The ID that Braze assigned to the person' },
	{ name: 'Email', value: 'email', description: 'The email address; several profiles can share one' },
	{ name: 'External User ID', value: 'externalId', description: 'The ID of the person in your own system' },
	{ name: 'Phone', value: 'phone', description: 'The phone number; several profiles can share one' },
	{ name: 'User Alias', value: 'userAlias', description: 'A name and a label' },
];

/** The parameters of a person. Operations about two people have a prefix for one of them, and a word for its labels. */
interface Wording {
	readonly prefix?: string;
	readonly suffix?: string;
	/** The label of the choice, if it is not 'Identify By'. */
	readonly choice?: string;
	/** Set for endpoints that choose between profiles that share an email or phone: the rules that they support. */
	readonly prioritization?: readonly string[];
}

/** How an operation identifies its person: its fields, and their reader. */
export interface PersonChoice {
	readonly fields: INodeProperties[];
	/** Returns the person of an item. Throws an InputError if the identifier is empty or not supported by the endpoint. */
	readonly read: (item: ItemReader) => Person;
}

/**
 * Makes the fields for the person of an operation. Fields of the same identifier are equal in all operations.
 *
 * @param kinds the identifiers that the endpoint supports
 */
export function personChoice(kinds: readonly PersonKind[], wording: Wording = {}): PersonChoice {
	const { prefix = '', suffix = '', choice = 'Identify By', prioritization = [] } = wording;
	const nameOf = (name: string) =>
		prefix === '' ? name : prefix + name.charAt(0).toUpperCase() + name.slice(1);
	const [first] = kinds;
	const identifyBy: INodeProperties = {
		displayName: choice,
		name: nameOf('identifyBy'),
		type: 'options',
		noDataExpression: true,
		options: CHOICES.filter(({ value }) => kinds.some((kind) => kind === value)),
		default: first,
		description: 'How to identify the person',
	};
	const byContact = kinds.filter((kind) => kind === 'email' || kind === 'phone');
	const valueFields = kinds.flatMap((kind) => FIELDS[kind]);
	const rules = prioritization.length > 0 ? [prioritizationField(prioritization, byContact)] : [];
	return {
		fields: [identifyBy, ...[...valueFields, ...rules].map((field) => worded(field, nameOf, suffix))],
		read(item) {
			const kind = readKind(item, identifyBy, kinds);
			const get = (field: INodeProperties) => item.get(nameOf(field.name));
			const identifier = READERS[kind](get, suffix);
			if (!hasPrioritization(kind, prioritization)) return { kind, identifier };
			return {
				kind,
				identifier,
				prioritization: readPrioritization(item.get(nameOf('prioritization')), prioritization, suffix),
			};
		},
	};
}

/** A field under the names and labels of its person. */
function worded(field: INodeProperties, nameOf: (name: string) => string, suffix: string): INodeProperties {
	const show = { [nameOf('identifyBy')]: field.displayOptions?.show?.identifyBy };
	return Object.assign({}, field, {
		displayName: field.displayName + suffix,
		name: nameOf(field.name),
		displayOptions: { show },
	});
}

/** A field that is always shown. */
function plain(field: INodeProperties): INodeProperties {
	return omit(field, 'displayOptions');
}

const shownBy = (kind: PersonKind) => ({ show: { identifyBy: [kind] } });

const text = { type: 'string', default: '', required: true } as const;

export const externalIdField: INodeProperties = {
	displayName: 'External User ID',
	name: 'externalUserId',
	...text,
	placeholder: 'e.g. customer-1042',
	description: 'The ID of the person in your own system',
	displayOptions: shownBy('externalId'),
};

const aliasNameField: INodeProperties = {
	displayName: 'Alias Name',
	name: 'aliasName',
	...text,
	placeholder: 'e.g. 1042',
	description: 'The name of the alias',
	displayOptions: shownBy('userAlias'),
};

const aliasLabelField: INodeProperties = {
	displayName: 'Alias Label',
	name: 'aliasLabel',
	...text,
	placeholder: 'e.g. crm_contact',
	description: 'The label of the alias',
	displayOptions: shownBy('userAlias'),
};

const emailField: INodeProperties = {
	displayName: 'Email',
	name: 'email',
	...text,
	placeholder: 'name@email.com',
	description: 'The email address of the person',
	displayOptions: shownBy('email'),
};

const phoneField: INodeProperties = {
	displayName: 'Phone',
	name: 'phone',
	...text,
	placeholder: 'e.g. +14155550100',
	description: 'The phone number of the person, with its country code',
	displayOptions: shownBy('phone'),
};

const brazeIdField: INodeProperties = {
	displayName: 'Braze ID',
	name: 'brazeId',
	...text,
	placeholder: 'e.g. 64d1f0a0c0ffee0000000001',
	description: 'The ID that Braze assigned to the person',
	displayOptions: shownBy('brazeId'),
};

const FIELDS: Record<PersonKind, INodeProperties[]> = {
	brazeId: [brazeIdField],
	email: [emailField],
	externalId: [externalIdField],
	phone: [phoneField],
	userAlias: [aliasNameField, aliasLabelField],
};

/** Alias fields for operations on aliases, always shown. */
export const aliasFields: INodeProperties[] = [aliasNameField, aliasLabelField].map(plain);

/** Fields for an external ID, an email address and a phone number, always shown. */
export const plainExternalIdField = plain(externalIdField);
export const plainEmailField = plain(emailField);
export const plainPhoneField = plain(phoneField);

type Get = (field: INodeProperties) => unknown;

const READERS: Record<PersonKind, (get: Get, suffix: string) => Record<string, unknown>> = {
	brazeId: (get, suffix) => ({ braze_id: readIdentifier(`Braze ID${suffix}`, get(brazeIdField)) }),
	email: (get, suffix) => ({ email: readEmail(`Email${suffix}`, get(emailField)) }),
	externalId: (get, suffix) => ({
		external_id: readIdentifier(`External User ID${suffix}`, get(externalIdField)),
	}),
	phone: (get, suffix) => ({ phone: readPhone(`Phone${suffix}`, get(phoneField)) }),
	userAlias: (get, suffix) => ({ user_alias: aliasOf(get, suffix) }),
};

function aliasOf(get: Get, suffix: string): Record<string, string> {
	return {
		alias_name: readIdentifier(`Alias Name${suffix}`, get(aliasNameField), MAX_ALIAS_BYTES),
		alias_label: readIdentifier(`Alias Label${suffix}`, get(aliasLabelField), MAX_ALIAS_BYTES),
	};
}

/** Reads {@link aliasFields}. Throws an InputError. */
export const readAlias = (item: ItemReader): Record<string, string> =>
	aliasOf(({ name }) => item.get(name), '');

/** A workflow may still contain another operation's identifier that this endpoint does not support. */
function readKind(
	item: ItemReader,
	{ displayName, name, default: fallback, options = [] }: INodeProperties,
	kinds: readonly PersonKind[],
): PersonKind {
	const chosen = item.get(name, fallback);
	const known = kinds.find((kind) => kind === chosen);
	if (known) return known;
	throw new InputError(
		displayName,
		`is ${describe(chosen)}`,
		`Choose ${options.map((option) => `'${option.name}'`).join(', ')}: Braze accepts no other identifier here.`,
	);
}
