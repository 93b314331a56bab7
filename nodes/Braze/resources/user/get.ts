import { isEqual } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import type { Entry, Member } from '../../delivery/entry';
import { batchReadOptionFields } from '../../fields/options/deliveryOptions';
import { optionsField } from '../../fields/options/commonOptions';
import { type Person, personChoice } from '../../recipients/personChoice';
import type { Operation } from '../../operation';
import { isObject } from '../../input/object';
import { exportFieldsField, moreFieldsOption, readExportFields } from './exportFields';
import { MAX_USERS } from './userList';

const person = personChoice(['externalId', 'brazeId', 'email', 'phone', 'userAlias']);

/** The keys for requests with one person. Braze accepts several only by external ID and alias. */
const SINGLE = { brazeId: 'braze_id', email: 'email_address', phone: 'phone' } as const;

/**
 * Gets profiles. Each item gets the profiles that match its identifier, of which an email or phone may have several, or
 * `found: false`. https://www.braze.com/docs/api/endpoints/export/user_data/post_users_identifier
 */
export const get: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get profile of user',
	description: "Get a user's profile; 'found' is false if Braze has no such user",
	fields: [...person.fields, exportFieldsField, optionsField([...batchReadOptionFields, moreFieldsOption])],
	endpoint: { method: 'POST', path: '/users/export/ids', permission: 'users.export.ids', verb: 'fetched' },
	safety: 'idempotent',
	response: { unfolded: ['users'], leftOut: ['invalid_user_ids'] },
	combine: {
		limit: MAX_USERS,
		byDefault: true,
		// Items may look up the same person, because order doesn't matter.
		key: ({ item }) => String(item),
		body: (members) => listed(members.map(({ identifier }) => identifier as IDataObject)),
	},
	entry(item) {
		const { kind, identifier } = person.read(item);
		const output = (answer: IDataObject, members: readonly Member[]) =>
			profilesOf(answer, identifier, isOne(members));
		if (kind === 'externalId' || kind === 'userAlias') {
			const body = {
				fields_to_export: readExportFields(item, [kind === 'externalId' ? 'external_id' : 'user_aliases']),
			};
			return {
				envelope: { body, subject: 'get' },
				members: [{ identifier, item: item.index }],
				output,
				uncounted: true,
			};
		}
		return single(readExportFields(item), SINGLE[kind], identifier);
	},
};

function single(fields: readonly string[], key: string, identifier: Person['identifier']): Entry {
	const [value] = Object.values(identifier);
	const found = ({ users }: IDataObject) => (Array.isArray(users) ? (users as IDataObject[]) : []);
	return {
		envelope: { body: { [key]: value, fields_to_export: fields }, subject: JSON.stringify(identifier) },
		output: (answer) =>
			found(answer).length > 0
				? found(answer).map((user) => ({ found: true, ...user }))
				: [{ found: false, ...identifier } as IDataObject],
	};
}

/** The identifiers of a request, without repetitions. */
function listed(identifiers: readonly IDataObject[]): Record<string, unknown> {
	const ids = [...new Set(identifiers.flatMap(({ external_id: id }) => (id === undefined ? [] : [id])))];
	const aliases = identifiers.flatMap(({ user_alias: alias }) => (alias === undefined ? [] : [alias]));
	const distinct = aliases.filter(
		(alias, index) => aliases.findIndex((one) => isEqual(one, alias)) === index,
	);
	return {
		...(ids.length > 0 && { external_ids: ids }),
		...(distinct.length > 0 && { user_aliases: distinct }),
	};
}

/** Whether all members of a request are for the same person. */
const isOne = (members: readonly Member[]): boolean =>
	members.every(({ identifier }) => isEqual(identifier, members[0].identifier));

/**
 * The profile in a response that matches an identifier. A renamed external ID may be listed as deprecated, and Braze
 * doesn't always return the requested alias, so if one person was requested and one profile came back, it matches.
 */
function profilesOf(
	{ users }: IDataObject,
	{ external_id: id, user_alias: alias }: Person['identifier'],
	askedForOne: boolean,
): IDataObject[] {
	const profiles = (Array.isArray(users) ? users : []).filter(isObject) as IDataObject[];
	const holds = (list: unknown, wanted: unknown) =>
		Array.isArray(list) && list.some((one) => isEqual(one, wanted));
	const isWanted = (user: IDataObject) =>
		id === undefined
			? holds(user.user_aliases, alias)
			: user.external_id === id || holds(user.deprecated_external_ids, id);
	const only = askedForOne && profiles.length === 1 ? profiles[0] : undefined;
	const profile = profiles.find(isWanted) ?? only;
	if (profile) return [{ found: true, ...profile }];
	return [
		{
			found: false,
			...(id === undefined ? { user_alias: alias as IDataObject } : { external_id: id as string }),
		},
	];
}
