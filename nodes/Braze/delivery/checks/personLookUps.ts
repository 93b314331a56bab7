import { isEqual, uniqBy } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../input/object';
import type { Endpoint } from '../../transport/endpoint';
import type { Combine, Envelope, Member } from '../entry';
import { plan } from '../plan/plan';
import type { ItemEntry, PlannedRequest } from '../plan/requests';

/** https://www.braze.com/docs/api/endpoints/export/user_data/post_users_identifier */
export const EXPORT: Endpoint = {
	method: 'POST',
	path: '/users/export/ids',
	permission: 'users.export.ids',
	verb: 'fetched',
};

/** Many people at once by external ID or alias; one by one by any other identifier. */
export const PEOPLE: Combine = {
	limit: 50,
	key: (member) => keyOf(identifierOf(member)),
	body: (members) => {
		const ids = members.flatMap(({ external_user_id: id }) => (id === undefined ? [] : [id]));
		const aliases = members.flatMap(({ user_alias: alias }) => (alias === undefined ? [] : [alias]));
		return {
			...(ids.length > 0 && { external_ids: ids }),
			...(aliases.length > 0 && { user_aliases: aliases }),
		};
	},
};

/** The identifier of a person. */
export type Identifier = Pick<Member, string>;

/** The people of these members, each once, and the requests that look them up. */
export class People {
	readonly lookUps: readonly PlannedRequest[];

	private readonly all: readonly Identifier[];

	constructor(members: readonly Member[]) {
		this.all = uniqBy(members.map(identifierOf), keyOf);
		const entries = this.all.map((person, item) => ({ item, entry: lookUpOf(person) }));
		this.lookUps = plan(entries, { combine: PEOPLE, acrossItems: true, safety: 'idempotent' });
	}

	get count(): number {
		return this.all.length;
	}

	/** Whom the parts of a request are about. */
	askedBy(parts: PlannedRequest['parts']): Identifier[] {
		return parts.map(({ item }) => this.all[item]);
	}
}

const BY_ID: Envelope = { body: { fields_to_export: ['external_id'] }, subject: 'external IDs' };

const BY_ALIAS: Envelope = { body: { fields_to_export: ['user_aliases'] }, subject: 'aliases' };

function lookUpOf(person: Identifier): ItemEntry['entry'] {
	const { external_user_id: id, user_alias: alias, email, braze_id: brazeId } = person;
	if (id !== undefined) return { envelope: BY_ID, members: [person] };
	if (alias !== undefined) return { envelope: BY_ALIAS, members: [person] };
	const named = email === undefined ? { braze_id: brazeId } : { email_address: email };
	return { envelope: { body: { ...named, fields_to_export: ['braze_id'] }, subject: keyOf(person) } };
}

/** The identifier of a member; empty if it names nobody. */
export function identifierOf({ external_user_id, user_alias, email, braze_id }: Member): Identifier {
	const all = { external_user_id, user_alias, email, braze_id };
	return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

/** Two identifiers with the same key are the same. */
export const keyOf = (person: Identifier): string => JSON.stringify(person);

/**
 * Those of the people whom Braze does not know: it lists them, or returns no profile of theirs. A profile of nobody who was
 * asked for is somebody's whom Braze calls differently, such as by the external ID that replaced this one.
 */
export function unknownIn(
	asked: readonly Identifier[],
	{ users, invalid_user_ids: invalid }: IDataObject,
): Identifier[] {
	const profiles = (Array.isArray(users) ? (users as unknown[]) : []).filter(isObject);
	const listed: unknown[] = Array.isArray(invalid) ? invalid : [];
	const missing = asked.filter((person) => !profiles.some((profile) => isOf(profile, person)));
	const named = missing.filter(({ external_user_id: id, user_alias: alias }) =>
		listed.includes(isObject(alias) ? alias.alias_name : id),
	);
	const strangers = profiles.filter((profile) => !asked.some((person) => isOf(profile, person)));
	return strangers.length < missing.length - named.length ? missing : named;
}

function isOf(profile: Record<string, unknown>, { external_user_id: id, user_alias: alias }: Identifier) {
	if (id !== undefined) return profile.external_id === id;
	const { user_aliases: aliases } = profile;
	return alias !== undefined && Array.isArray(aliases) && aliases.some((one) => isEqual(one, alias));
}
