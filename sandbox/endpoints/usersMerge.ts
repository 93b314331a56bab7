import { chosenByContact, personOf } from '../people/identifiers';
import { mergeUsers } from '../people/mergeUsers';
import { ALIAS, EMAIL, exactly, ID, identityPool, PHONE, prioritizationOf } from '../people/personSchemas';
import { checker } from '../rules/jsonSchema';
import { refuseOthers } from '../rules/members';
import type { JsonObject } from '../types/json';
import type { User } from '../types/people';
import { Refusal } from '../types/refusal';
import type { Call, Endpoint } from './endpoint';

const NO_ARRAY = "'merge_updates' must be an array of objects";
const TOO_MANY = 'a single request may not contain more than 50 merge updates';
const OTHER_KEYS = "'merge_updates' must only have 'identifier_to_merge' and 'identifier_to_keep'";
const NO_IDENTIFIER =
	"identifiers must be objects with an 'external_id' property that is a string, 'user_alias' property that is an object, 'email' property that is a string, or 'phone' property that is a string";

const IDENTIFIERS: Record<string, (value: unknown) => void> = {
	external_id: checker(exactly({ external_id: ID })),
	user_alias: checker(exactly({ user_alias: ALIAS })),
	email: checker(exactly({ email: EMAIL, prioritization: prioritizationOf() })),
	phone: checker(exactly({ phone: PHONE, prioritization: prioritizationOf() })),
};

const isObject = (value: unknown): value is JsonObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** `POST /users/merge` (post_users_merge.md). Asynchronous: it succeeds even for people who don't exist. */
const merge: Endpoint = {
	method: 'POST',
	path: '/users/merge',
	permission: 'users.merge',
	pools: identityPool,
	handle: (call) => {
		refuseOthers(call.body, ['merge_updates']);
		const { merge_updates: updates } = call.body;
		if (!Array.isArray(updates) || !updates.every(isObject)) throw new Refusal(400, NO_ARRAY);
		if (updates.length > 50) throw new Refusal(400, TOO_MANY);
		updates.forEach(check);
		for (const { identifier_to_merge, identifier_to_keep } of updates) {
			const from = found(call, identifier_to_merge as JsonObject);
			const into = found(call, identifier_to_keep as JsonObject);
			if (from && into) mergeUsers(call.state, from, into, call.now);
		}
		return { status: 202, body: { message: 'success' } };
	},
};

function check(update: JsonObject): void {
	if (Object.keys(update).sort().join() !== 'identifier_to_keep,identifier_to_merge')
		throw new Refusal(400, OTHER_KEYS);
	for (const identifier of Object.values(update)) {
		const names = isObject(identifier)
			? Object.keys(identifier).filter((name) => Object.hasOwn(IDENTIFIERS, name))
			: [];
		if (names.length !== 1) throw new Refusal(400, NO_IDENTIFIER);
		IDENTIFIERS[names[0]](identifier);
	}
}

function found({ state }: Call, identifier: JsonObject): User | undefined {
	return identifier.prioritization ? chosenByContact(state, identifier) : personOf(state, identifier);
}

export const usersMerge: Endpoint[] = [merge];
