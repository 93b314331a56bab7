import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { emailReading, phoneReading } from '../input/address';
import { describe, oneOf } from '../input/describe';
import { identifierProblem, identifierReading, identifierText } from '../input/identifier';
import { InputError, type Labels, type Reading } from '../input/inputError';
import { isObject } from '../input/object';
import { identifies } from '../fields/declarations';

/** The kinds of identifiers that Braze has for people. Each endpoint accepts some of them. */
export type PersonKind = 'brazeId' | 'email' | 'externalId' | 'phone' | 'userAlias';

/** The maximum length of an alias name or label, in bytes. */
export const MAX_ALIAS_BYTES = 236;

const CHOICES: Record<PersonKind, INodePropertyOptions> = {
	brazeId: { name: 'Braze ID', value: 'brazeId', description: 'The ID that Braze assigned to the person' },
	email: { name: 'Email', value: 'email', description: 'The email address; several profiles can share one' },
	externalId: {
		name: 'External User ID',
		value: 'externalId',
		description: 'The ID of the person in your own system',
	},
	phone: { name: 'Phone', value: 'phone', description: 'The phone number; several profiles can share one' },
	userAlias: { name: 'User Alias', value: 'userAlias', description: 'A name and a label' },
};

/** The field that chooses between kinds of identifiers. The first is the default. */
export function identifyByField(kinds: readonly PersonKind[]): INodeProperties {
	const [first] = kinds;
	return {
		displayName: 'Identify By',
		name: 'identifyBy',
		type: 'options',
		noDataExpression: true,
		options: kinds.map((kind) => CHOICES[kind]),
		default: first,
		description: 'How to identify the person',
	};
}

/**
 * Returns the chosen kind of identifier.
 *
 * @throws {InputError} on any other kind, which a workflow may still have from another operation: a request without a
 * valid identifier would address nobody
 */
export function readKind<Kind extends PersonKind>(
	field: string,
	chosen: unknown,
	kinds: readonly Kind[],
): Kind {
	const known = kinds.find((kind) => kind === chosen);
	if (known) return known;
	throw new InputError(
		field,
		`is ${describe(chosen)}`,
		`Choose ${oneOf(kinds.map((kind) => `'${CHOICES[kind].name}'`))}: Braze accepts no other identifier here.`,
	);
}

const text = { type: 'string', default: '', required: true } as const;

export const externalIdField: INodeProperties = identifies({
	displayName: 'External User ID',
	name: 'externalUserId',
	...text,
	placeholder: 'e.g. customer-1042',
	description: 'The ID of the person in your own system',
});

const aliasNameField: INodeProperties = identifies({
	displayName: 'Alias Name',
	name: 'aliasName',
	...text,
	placeholder: 'e.g. 1042',
	description: 'The name of the alias',
});

const aliasLabelField: INodeProperties = identifies({
	displayName: 'Alias Label',
	name: 'aliasLabel',
	...text,
	placeholder: 'e.g. crm_contact',
	description: 'The label of the alias',
});

export const emailField: INodeProperties = identifies({
	displayName: 'Email',
	name: 'email',
	...text,
	placeholder: 'name@email.com',
	description: 'The email address of the person',
});

export const phoneField: INodeProperties = identifies({
	displayName: 'Phone',
	name: 'phone',
	...text,
	placeholder: 'e.g. +14155550100',
	description: 'The phone number of the person, with its country code',
});

const brazeIdField: INodeProperties = identifies({
	displayName: 'Braze ID',
	name: 'brazeId',
	...text,
	placeholder: 'e.g. 64d1f0a0c0ffee0000000001',
	description: 'The ID that Braze assigned to the person',
});

/** The fields in which each kind of identifier is entered. */
export const IDENTIFIER_FIELDS: Readonly<Record<PersonKind, readonly INodeProperties[]>> = {
	brazeId: [brazeIdField],
	email: [emailField],
	externalId: [externalIdField],
	phone: [phoneField],
	userAlias: [aliasNameField, aliasLabelField],
};

/** Takes an identifier from its fields. An alias becomes an object. `get` returns the value of a field by its name. */
export function enteredIdentifier(kind: PersonKind, get: (name: string) => unknown): unknown {
	if (kind === 'userAlias')
		return { alias_name: get(aliasNameField.name), alias_label: get(aliasLabelField.name) };
	return get(IDENTIFIER_FIELDS[kind][0].name);
}

/** Labels for the fields of an identifier, by path. `within` adds to a label what else belongs to its person. */
export const fieldLabels =
	(kind: PersonKind, within: (label: string) => string): Labels =>
	(path) => {
		const [first, second] = IDENTIFIER_FIELDS[kind];
		return within((path === 'alias_label' ? second : first).displayName);
	};

/** The reader of each kind of identifier: returns its value for Braze, or the problem with it. */
export const IDENTIFIER_READERS: Readonly<Record<PersonKind, (given: unknown) => Reading>> = {
	brazeId: identifierReading,
	email: emailReading,
	externalId: identifierReading,
	phone: phoneReading,
	userAlias: aliasReading,
};

/** A name for a person that is unique within its label. */
export interface Alias {
	readonly alias_name: string;
	readonly alias_label: string;
}

/** The members of an alias. */
export const ALIAS_MEMBERS = ['alias_name', 'alias_label'];

/** Reads an alias, or returns the problem with it. */
export function aliasReading(given: unknown): Reading<Alias> {
	if (!isObject(given)) {
		return {
			problem: `must be an object with alias_name and alias_label, but is ${describe(given)}`,
			resolution: 'Enter it as { "alias_name": "…", "alias_label": "…" }.',
		};
	}
	const unknown = Object.keys(given).find((name) => !ALIAS_MEMBERS.includes(name));
	if (unknown !== undefined)
		return {
			path: [unknown],
			problem: 'is not part of an alias',
			resolution: 'An alias has only alias_name and alias_label.',
		};
	const value: Record<string, unknown> = {};
	for (const name of ALIAS_MEMBERS) {
		value[name] = identifierText(given[name]);
		const problem = identifierProblem(value[name], MAX_ALIAS_BYTES);
		if (problem) return { ...problem, path: [name] };
	}
	return { value: value as unknown as Alias };
}
