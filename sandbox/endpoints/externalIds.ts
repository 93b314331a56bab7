import { recordIdentities } from '../people/directory';
import { userWithExternalId } from '../people/identifiers';
import { checkCount, exactly, ID, upTo50 } from '../people/personSchemas';
import { checker } from '../rules/jsonSchema';
import type { Call, Endpoint } from './endpoint';

interface Rename {
	current_external_id: string;
	new_external_id: string;
}

const checkRename = checker(
	exactly({ external_id_renames: upTo50(exactly({ current_external_id: ID, new_external_id: ID })) }),
);

/**
 * `POST /users/external_ids/rename` (post_external_ids_rename.md). Errors are lists that refer to the place in the
 * request: that they are `[place, text]` is a guess. What was renamed comes back as objects, as recorded.
 */
const rename: Endpoint = {
	method: 'POST',
	path: '/users/external_ids/rename',
	permission: 'users.external_ids.rename',
	pools: () => [{ name: 'external_ids.rename', limit: 1_000, windowSeconds: 60 }],
	handle: (call) => {
		checkCount([call.body.external_id_renames]);
		checkRename(call.body);
		const external_ids: Rename[] = [];
		const rename_errors: Array<[number, string]> = [];
		(call.body.external_id_renames as Rename[]).forEach((one, index) => {
			const refused = renamed(call, one);
			if (refused) rename_errors.push([index, refused]);
			else external_ids.push(one);
		});
		return { status: 201, body: { message: 'success', external_ids, rename_errors } };
	},
};

function renamed(
	{ state, now }: Call,
	{ current_external_id: current, new_external_id }: Rename,
): string | undefined {
	if (current === new_external_id) return 'current_external_id and new_external_id are the same';
	const user = userWithExternalId(state, current);
	if (!user) return 'current_external_id was not found';
	if (user.external_id !== current) return 'current_external_id is deprecated';
	if (userWithExternalId(state, new_external_id)) return 'new_external_id is already in use';
	user.external_id = new_external_id;
	user.deprecated_external_ids = [...(user.deprecated_external_ids ?? []), current];
	user.updated_at = now.toISOString();
	recordIdentities(state, user);
	return undefined;
}

const checkRemove = checker(exactly({ external_ids: upTo50(ID) }));

/** `POST /users/external_ids/remove` (post_external_ids_remove.md): deprecated IDs only. The errors as above. */
const remove: Endpoint = {
	method: 'POST',
	path: '/users/external_ids/remove',
	permission: 'users.external_ids.remove',
	pools: () => [{ name: 'external_ids.remove', limit: 1_000, windowSeconds: 60 }],
	handle: (call) => {
		checkCount([call.body.external_ids]);
		checkRemove(call.body);
		const removed_ids: string[] = [];
		const removal_errors: Array<[number, string]> = [];
		(call.body.external_ids as string[]).forEach((id, index) => {
			const refused = removed(call, id);
			if (refused) removal_errors.push([index, refused]);
			else removed_ids.push(id);
		});
		return { status: 201, body: { message: 'success', removed_ids, removal_errors } };
	},
};

function removed({ state, now }: Call, id: string): string | undefined {
	const user = userWithExternalId(state, id);
	if (!user) return 'external_id was not found';
	if (user.external_id === id) return 'external_id is not deprecated';
	user.deprecated_external_ids = user.deprecated_external_ids?.filter((one) => one !== id);
	user.updated_at = now.toISOString();
	return undefined;
}

export const externalIds: Endpoint[] = [rename, remove];
