import { recordIdentities } from '../people/directory';
import {
	chosenByContact,
	type Contact,
	sameAlias,
	userWithAlias,
	userWithExternalId,
	usersWith,
} from '../people/identifiers';
import { mergeUsers } from '../people/mergeUsers';
import { newUser } from '../people/newUser';
import { checkContacts, checkCount, identityPool } from '../people/personSchemas';
import { aliasRefusal, contactRefusal, idRefusal, requiredText } from '../people/identityRules';
import { refuseOthers } from '../rules/members';
import type { JsonObject } from '../types/json';
import type { User, UserAlias } from '../types/people';
import { Refusal } from '../types/refusal';
import type { Answer, Call, Endpoint } from './endpoint';

/**
 * Processes the valid elements of a list, and responds like Braze at these endpoints: always with 201 and `success`,
 * and with refused elements by index. `input_array` has the same name for every list.
 */
function each<T>(
	elements: unknown[],
	refusalOf: (element: JsonObject) => string | undefined,
	act: (element: T) => void,
): Answer {
	const refusals = elements.map((element) => refusalOf((element ?? {}) as JsonObject));
	const errors = refusals.flatMap((type, index) =>
		type === undefined ? [] : [{ type, input_array: 'user_identifiers', index }],
	);
	elements.filter((_, index) => refusals[index] === undefined).forEach((element) => act(element as T));
	return {
		status: 201,
		body: {
			aliases_processed: elements.length - errors.length,
			message: 'success',
			...(errors.length > 0 ? { errors } : {}),
		},
	};
}

interface Identification extends Contact {
	external_id: string | number;
	user_alias?: UserAlias;
}

const IDENTIFY_LISTS = ['aliases_to_identify', 'emails_to_identify', 'phone_numbers_to_identify'];

/** `POST /users/identify` (post_user_identify.md): success even when nothing matched. */
const identify: Endpoint = {
	method: 'POST',
	path: '/users/identify',
	permission: 'users.identify',
	pools: identityPool,
	handle: (call) => {
		const lists = listsOf(call.body, IDENTIFY_LISTS);
		checkCount(lists);
		if (lists.length === 0) {
			throw new Refusal(
				400,
				"One of 'aliases_to_identify', 'emails_to_identify' or 'phone_numbers_to_identify' is required",
			);
		}
		const refusals = IDENTIFY_LISTS.filter((name) => name in call.body).flatMap((name, index) =>
			lists[index].map((element) => [element, IDENTIFICATION[name]] as const),
		);
		const rules = new Map(refusals);
		const wanted = lists.flat() as Array<Partial<Contact>>;
		checkContacts(
			wanted.flatMap((one) => one?.email ?? []),
			wanted.flatMap((one) => one?.phone ?? []),
		);
		return each<Identification>(
			wanted,
			(element) => idRefusal(element) ?? rules.get(element)?.(element),
			(element) => identified(call, element),
		);
	},
};

const IDENTIFICATION: Record<string, (element: JsonObject) => string | undefined> = {
	aliases_to_identify: ({ user_alias }) => aliasRefusal(user_alias),
	emails_to_identify: (element) => contactRefusal(element, 'email'),
	phone_numbers_to_identify: (element) => contactRefusal(element, 'phone'),
};

/** Returns the lists in a body. Refuses other keys, and anything but non-empty lists. */
function listsOf(body: JsonObject, names: string[]): unknown[][] {
	refuseOthers(body, names);
	return names
		.filter((name) => name in body)
		.map((name) => {
			const list = body[name];
			if (!Array.isArray(list) || list.length === 0)
				throw new Refusal(400, `'${name}' must be an array of objects`);
			return list as unknown[];
		});
}

/**
 * Identifies an unidentified profile. If a user already has the ID, the profile is merged into that user. Nothing
 * happens, without an error, if no profile or several match, or the user already has an alias with the same label.
 */
function identified({ state, now }: Call, { external_id, user_alias, ...contact }: Identification): void {
	const id = String(external_id);
	const owner = userWithExternalId(state, id);
	const found = user_alias ? userWithAlias(state, user_alias) : onlyContact(state, contact, owner);
	if (!found || found.external_id !== undefined) return;
	if (owner && sharesLabel(owner, found)) return;
	if (owner) return mergeUsers(state, found, owner, now);
	found.external_id = id;
	found.updated_at = now.toISOString();
	recordIdentities(state, found);
}

/** Several profiles share an address also when one of them is the user who has the ID already. */
function onlyContact(state: Call['state'], contact: Contact, owner: User | undefined): User | undefined {
	const { email, phone } = contact;
	const sharing = email ? usersWith(state, 'email', email) : usersWith(state, 'phone', phone ?? '');
	return owner && sharing.includes(owner) ? undefined : chosenByContact(state, contact);
}

const sharesLabel = (one: User, other: User): boolean =>
	one.user_aliases.some(({ alias_label }) =>
		other.user_aliases.some((alias) => alias.alias_label === alias_label),
	);

interface NewAlias extends UserAlias {
	external_id?: string | number;
}

/** `POST /users/alias/new` (post_user_alias.md): without an external ID a profile is made; an unknown one gets no alias. */
const create: Endpoint = {
	method: 'POST',
	path: '/users/alias/new',
	permission: 'users.alias.new',
	pools: identityPool,
	handle: (call) => {
		const aliases = elementsOf(call, 'user_aliases');
		return each<NewAlias>(
			// A client was recorded with its alias one level deeper, and was answered in the same way.
			aliases.map((one) => (one as { user_alias?: unknown } | null)?.user_alias ?? one),
			({ external_id, ...alias }) =>
				aliasRefusal(alias) ?? (external_id === undefined ? undefined : idRefusal({ external_id })),
			(one) => addAlias(call, one),
		);
	},
};

/** The elements of the one list of a body, at most 50. */
function elementsOf({ body }: Call, name: string): unknown[] {
	checkCount([body[name]]);
	const [elements] = listsOf(body, [name]);
	if (!elements) throw new Refusal(400, `'${name}' must be an array of objects`);
	return elements;
}

/** Adds an alias. One that somebody already has stays theirs, and the response is the same. */
function addAlias({ state, now }: Call, { external_id, alias_name, alias_label }: NewAlias): void {
	const alias = { alias_name, alias_label };
	if (userWithAlias(state, alias)) return;
	const owner =
		external_id === undefined ? newUser(state, {}) : userWithExternalId(state, String(external_id));
	if (!owner) return;
	owner.user_aliases.push(alias);
	owner.updated_at = now.toISOString();
	recordIdentities(state, owner);
}

interface AliasUpdate {
	alias_label: string;
	old_alias_name: string;
	new_alias_name: string;
}

const UPDATE_PARTS = ['alias_label', 'old_alias_name', 'new_alias_name'];

/** `POST /users/alias/update` (post_users_alias_update.md). */
const update: Endpoint = {
	method: 'POST',
	path: '/users/alias/update',
	permission: 'users.alias.update',
	pools: identityPool,
	handle: (call) =>
		each<AliasUpdate>(
			elementsOf(call, 'alias_updates'),
			(element) => requiredText(element, UPDATE_PARTS),
			({ alias_label, old_alias_name, new_alias_name }) => {
				const old = { alias_label, alias_name: old_alias_name };
				const owner = userWithAlias(call.state, old);
				if (!owner || userWithAlias(call.state, { alias_label, alias_name: new_alias_name })) return;
				rename(owner, old, new_alias_name);
				recordIdentities(call.state, owner);
			},
		),
};

function rename(owner: User, old: UserAlias, alias_name: string): void {
	owner.user_aliases = owner.user_aliases.map((one) => (sameAlias(one, old) ? { ...one, alias_name } : one));
}

export const userAliases: Endpoint[] = [identify, create, update];
