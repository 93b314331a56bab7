import { recordIdentities } from '../people/directory';
import {
	chosenByContact,
	type Contact,
	sameAlias,
	userWithAlias,
	userWithExternalId,
} from '../people/identifiers';
import { mergeUsers } from '../people/mergeUsers';
import { newUser } from '../people/newUser';
import {
	ALIAS,
	checkContacts,
	checkCount,
	EMAIL,
	exactly,
	ID,
	identityPool,
	PHONE,
	prioritizationOf,
	upTo50,
} from '../people/personSchemas';
import { checker } from '../rules/jsonSchema';
import { Refusal, type User, type UserAlias } from '../types';
import type { Call, Endpoint } from './endpoint';

const checkIdentify = checker({
	type: 'object',
	additionalProperties: false,
	properties: {
		aliases_to_identify: upTo50(exactly({ external_id: ID, user_alias: ALIAS })),
		emails_to_identify: upTo50(
			exactly({ external_id: ID, email: EMAIL, prioritization: prioritizationOf() }),
		),
		phone_numbers_to_identify: upTo50(
			exactly({ external_id: ID, phone: PHONE, prioritization: prioritizationOf() }),
		),
	},
});

interface Identification extends Contact {
	external_id: string;
	user_alias?: UserAlias;
}

/** `POST /users/identify` (post_user_identify.md): success even when nothing matched. */
const identify: Endpoint = {
	method: 'POST',
	path: '/users/identify',
	permission: 'users.identify',
	pools: identityPool,
	handle: (call) => {
		const lists = Object.values(call.body);
		checkCount(lists);
		checkIdentify(call.body);
		// The words are a guess.
		if (lists.length === 0)
			throw new Refusal(
				400,
				"One of 'aliases_to_identify', 'emails_to_identify' or 'phone_numbers_to_identify' is required",
			);
		const wanted = lists.flat() as Identification[];
		checkContacts(
			wanted.flatMap(({ email }) => email ?? []),
			wanted.flatMap(({ phone }) => phone ?? []),
		);
		for (const one of wanted) identified(call, one);
		return { status: 201, body: { aliases_processed: wanted.length, message: 'success' } };
	},
};

/** An unidentified profile gets the ID; if a user has it already, the profile is merged into theirs. */
function identified({ state, now }: Call, { external_id, user_alias, ...contact }: Identification): void {
	const found = user_alias ? userWithAlias(state, user_alias) : chosenByContact(state, contact);
	if (!found || found.external_id !== undefined) return;
	const owner = userWithExternalId(state, external_id);
	if (owner) return mergeUsers(state, found, owner, now);
	found.external_id = external_id;
	found.updated_at = now.toISOString();
	recordIdentities(state, found);
}

const ALIAS_PARTS = ALIAS.properties;

const checkNew = checker(
	exactly({
		user_aliases: upTo50({
			type: 'object',
			required: ['alias_name', 'alias_label'],
			additionalProperties: false,
			properties: { external_id: ID, ...ALIAS_PARTS },
		}),
	}),
);

/** `POST /users/alias/new` (post_user_alias.md): without an external ID a profile is made; an unknown one gets no alias. */
const create: Endpoint = {
	method: 'POST',
	path: '/users/alias/new',
	permission: 'users.alias.new',
	pools: identityPool,
	handle: (call) => {
		checkCount([call.body.user_aliases]);
		checkNew(call.body);
		const wanted = call.body.user_aliases as Array<UserAlias & { external_id?: string }>;
		for (const one of wanted) addAlias(call, one);
		return { status: 201, body: { aliases_processed: wanted.length, message: 'success' } };
	},
};

/** An alias that somebody has stays theirs. */
function addAlias(
	{ state, now }: Call,
	{ external_id, ...alias }: UserAlias & { external_id?: string },
): void {
	if (userWithAlias(state, alias)) return;
	const owner = external_id === undefined ? newUser(state, {}) : userWithExternalId(state, external_id);
	if (!owner) return;
	owner.user_aliases.push(alias);
	owner.updated_at = now.toISOString();
	recordIdentities(state, owner);
}

const checkUpdate = checker(
	exactly({
		alias_updates: upTo50(
			exactly({
				alias_label: ALIAS_PARTS.alias_label,
				old_alias_name: ALIAS_PARTS.alias_name,
				new_alias_name: ALIAS_PARTS.alias_name,
			}),
		),
	}),
);

/** `POST /users/alias/update` (post_users_alias_update.md). The answer's body is undocumented. */
const update: Endpoint = {
	method: 'POST',
	path: '/users/alias/update',
	permission: 'users.alias.update',
	pools: identityPool,
	handle: (call) => {
		checkCount([call.body.alias_updates]);
		checkUpdate(call.body);
		const updates = call.body.alias_updates as Array<{
			alias_label: string;
			old_alias_name: string;
			new_alias_name: string;
		}>;
		for (const { alias_label, old_alias_name, new_alias_name } of updates) {
			const old = { alias_label, alias_name: old_alias_name };
			const owner = userWithAlias(call.state, old);
			if (!owner) continue;
			rename(owner, old, new_alias_name);
			recordIdentities(call.state, owner);
		}
		return { status: 201, body: { message: 'success' } };
	},
};

function rename(owner: User, old: UserAlias, alias_name: string): void {
	owner.user_aliases = owner.user_aliases.map((one) => (sameAlias(one, old) ? { ...one, alias_name } : one));
}

export const userAliases: Endpoint[] = [identify, create, update];
