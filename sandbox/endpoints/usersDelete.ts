import { removeUsers } from '../people/directory';
import { chosenByContact, type Contact, personOf } from '../people/identifiers';
import {
	ALIAS,
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
import type { User } from '../types/people';
import { Refusal } from '../types/refusal';
import type { Call, Endpoint } from './endpoint';

const RULES = prioritizationOf(['identified', 'unidentified', 'most_recently_updated']);

const check = checker({
	type: 'object',
	additionalProperties: false,
	properties: {
		external_ids: upTo50(ID),
		user_aliases: upTo50(ALIAS),
		braze_ids: upTo50({ type: 'string', format: 'notBlank' }),
		email_addresses: upTo50(exactly({ email: EMAIL, prioritization: RULES })),
		phone_numbers: upTo50(exactly({ phone: PHONE, prioritization: RULES })),
	},
});

const KEYS: Record<string, string> = {
	external_ids: 'external_id',
	user_aliases: 'user_alias',
	braze_ids: 'braze_id',
};

/** `POST /users/delete` (post_user_delete.md): one kind of identifier a request. A renamed external ID deletes its user too. */
const remove: Endpoint = {
	method: 'POST',
	path: '/users/delete',
	permission: 'users.delete',
	pools: identityPool,
	handle: (call) => {
		const kinds = Object.keys(call.body);
		checkCount(Object.values(call.body));
		check(call.body);
		// The words are a guess.
		if (kinds.length !== 1) throw new Refusal(400, 'Exactly one kind of identifier is required');
		const gone = new Set(
			(call.body[kinds[0]] as unknown[]).flatMap((one) => found(call, kinds[0], one) ?? []),
		);
		removeUsers(call.state, gone);
		return { status: 201, body: { deleted: gone.size, message: 'success' } };
	},
};

function found({ state }: Call, kind: string, one: unknown): User | undefined {
	return Object.hasOwn(KEYS, kind)
		? personOf(state, { [KEYS[kind]]: one })
		: chosenByContact(state, one as Contact);
}

export const usersDelete: Endpoint[] = [remove];
