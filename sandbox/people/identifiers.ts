import type { SandboxState } from '../state';
import type { JsonObject } from '../types/json';
import type { User, UserAlias } from '../types/people';
import { usersBy } from './directory';
import { newUser } from './newUser';

/** The identifiers that an object of a user endpoint may have. An email takes precedence over a phone number. */
export const IDENTIFIERS = ['external_id', 'user_alias', 'braze_id', 'email', 'phone'] as const;

/** The identifiers of which an object may have only one. The other two may be attributes next to it. */
export const EXCLUSIVE: ReadonlyArray<(typeof IDENTIFIERS)[number]> = [
	'external_id',
	'user_alias',
	'braze_id',
];

/** Identifies a person by email or phone, and which profile to use if several share it. */
export interface Contact {
	email?: string;
	phone?: string;
	prioritization?: string[];
}

export const isSet = (object: JsonObject, name: string): boolean =>
	object[name] !== undefined && object[name] !== null;

/** The identifier that counts; undefined if there is none, or several that exclude each other. */
export function identifierOf(object: JsonObject): (typeof IDENTIFIERS)[number] | undefined {
	if (EXCLUSIVE.filter((name) => isSet(object, name)).length > 1) return undefined;
	return IDENTIFIERS.find((name) => isSet(object, name));
}

export function sameAlias(one: UserAlias, other: UserAlias): boolean {
	return one.alias_name === other.alias_name && one.alias_label === other.alias_label;
}

export function userWithAlias(state: SandboxState, alias: UserAlias): User | undefined {
	return usersBy(state, { kind: 'user_alias', value: alias }).at(0);
}

/** The profile that an external ID finds, either the current one or a renamed one that was not removed. */
export function userWithExternalId(state: SandboxState, id: string): User | undefined {
	return usersBy(state, { kind: 'external_id', value: id }).at(0);
}

export function userWithBrazeId(state: SandboxState, id: string): User | undefined {
	return usersBy(state, { kind: 'braze_id', value: id }).at(0);
}

/** The profile that the prioritization rules choose, in their order; undefined on a tie, or if none is left. */
function chosenProfile(users: User[], prioritization: string[]): User | undefined {
	let left = users;
	for (const rule of prioritization) {
		const dates = left.map(({ updated_at }) => updated_at).sort();
		left = left.filter((user) => {
			if (rule === 'identified') return user.external_id !== undefined;
			if (rule === 'unidentified') return user.external_id === undefined;
			return user.updated_at === dates[rule === 'most_recently_updated' ? dates.length - 1 : 0];
		});
	}
	return left.length === 1 ? left[0] : undefined;
}

/** Profiles with that email address or phone number, ignoring case. */
export function usersWith(state: SandboxState, field: 'email' | 'phone', value: string): User[] {
	return usersBy(state, { kind: field, value });
}

/** The profile with an email address or phone number that the rules choose. */
export function chosenByContact(
	state: SandboxState,
	{ email, phone, prioritization = [] }: Contact,
): User | undefined {
	const sharing = email ? usersWith(state, 'email', email) : usersWith(state, 'phone', phone ?? '');
	return chosenProfile(sharing, prioritization);
}

/**
 * The profile that an object names. If several share the email or phone, it is the identified one that changed last, or
 * else the anonymous one that changed last (a guess, following the rule of bulk merges).
 */
export function personOf(state: SandboxState, object: JsonObject): User | undefined {
	const identifier = identifierOf(object);
	switch (identifier) {
		case undefined:
			return undefined;
		case 'user_alias':
			return userWithAlias(state, object.user_alias as UserAlias);
		case 'email':
		case 'phone':
			return mostRecent(usersWith(state, identifier, String(object[identifier])));
		case 'external_id':
			return userWithExternalId(state, String(object.external_id));
		case 'braze_id':
			return userWithBrazeId(state, String(object.braze_id));
	}
}

function mostRecent(users: User[]): User | undefined {
	const identified = users.filter(({ external_id }) => external_id !== undefined);
	const candidates = identified.length > 0 ? identified : users;
	return [...candidates].sort((a, b) => b.updated_at.localeCompare(a.updated_at)).at(0);
}

/** Whether a missing profile may be created: by default, unless it is named only by an alias; never by a Braze ID. */
function mayCreate(object: JsonObject): boolean {
	switch (identifierOf(object)) {
		case undefined:
		case 'braze_id':
			return false;
		case 'user_alias':
			return object._update_existing_only === false;
		default:
			return object._update_existing_only !== true;
	}
}

/** The profile that an object names, created if it is missing and the object allows it. */
export function foundOrMade(state: SandboxState, object: JsonObject): User | undefined {
	const known = personOf(state, object);
	if (known || !mayCreate(object)) return known;
	const { external_id, user_alias, email, phone } = object as Partial<User> & { user_alias?: UserAlias };
	if (external_id) return newUser(state, { external_id: String(external_id) });
	if (user_alias) return newUser(state, { user_aliases: [user_alias] });
	return newUser(state, email ? { email } : { phone });
}
