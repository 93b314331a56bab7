import type { IDataObject } from 'n8n-workflow';

import { doneFlag } from '../../transport/changeResponse';
import type { Member } from '../../delivery/entry';
import { batchOptionFields } from '../../fields/options/deliveryOptions';
import { changeModeField } from '../../fields/options/mode';
import { optionsField } from '../../fields/options/commonOptions';
import { allowAgentOption, confirmation } from '../../fields/confirmation';
import { type PersonKind } from '../../recipients/person';
import { personChoice } from '../../recipients/personChoice';
import { personKey } from '../../recipients/recipient';
import type { Operation } from '../../operation';
import { MAX_USERS } from './userList';

const person = personChoice(['externalId', 'brazeId', 'email', 'phone', 'userAlias'], {
	prioritization: ['identified', 'most_recently_updated', 'unidentified'],
});

const confirm = confirmation({
	label: 'Delete',
	name: 'confirmDelete',
	warning:
		'This permanently deletes the users from Braze. An old, renamed external ID still deletes its user; to remove only the old ID, use Remove External ID.',
	consent: 'the users may be permanently deleted',
});

/** The list for each kind of identifier. A request may contain only one of the lists. */
const LISTS: Record<PersonKind, { list: string; entry: (member: Member) => unknown }> = {
	externalId: { list: 'external_ids', entry: ({ external_id: id }) => id },
	brazeId: { list: 'braze_ids', entry: ({ braze_id: id }) => id },
	userAlias: { list: 'user_aliases', entry: ({ user_alias: alias }) => alias },
	email: { list: 'email_addresses', entry: (member) => member },
	phone: { list: 'phone_numbers', entry: (member) => member },
};

const KIND_BY_KEY: Readonly<Record<string, PersonKind>> = {
	external_id: 'externalId',
	braze_id: 'brazeId',
	user_alias: 'userAlias',
	email: 'email',
	phone: 'phone',
};

/**
 * The body of a request. All members of a run have the same kind of identifier, because 'Identify By' doesn't support
 * expressions.
 */
function listed(members: readonly Member[]): Record<string, unknown> {
	const kind = KIND_BY_KEY[Object.keys(members[0])[0]];
	const { list, entry } = LISTS[kind];
	return { [list]: members.map(entry) };
}

/**
 * Whether a user was deleted, according to the count for the whole request. If the count is neither 0 nor that of all
 * members, nothing is reported, because Braze doesn't say which of them were deleted.
 */
function deletedIn(answer: IDataObject, members: readonly Member[]): IDataObject {
	const { deleted } = answer;
	if (deleted === 0) return { deleted: false };
	return typeof deleted === 'number' && deleted >= members.length ? doneFlag('deleted', answer) : {};
}

/** Deletes users in the background. https://www.braze.com/docs/api/endpoints/user_data/post_user_delete */
export const deleteUser: Operation = {
	name: 'Delete',
	value: 'delete',
	action: 'Delete user permanently',
	description: 'Permanently delete users, for example after a GDPR request',
	fields: [
		changeModeField,
		...person.fields,
		...confirm.fields,
		optionsField([...batchOptionFields, allowAgentOption]),
	],
	endpoint: {
		method: 'POST',
		path: '/users/delete',
		permission: 'users.delete',
		verb: 'deleted',
		doneMember: 'deleted',
	},
	// If several profiles share an email, each repetition would delete the next one.
	safety: 'notIdempotent',
	combine: { limit: MAX_USERS, byDefault: true, key: personKey, body: listed },
	// Braze's count is for the whole request.
	response: { leftOut: ['deleted'] },
	entry(item) {
		confirm.check(item);
		const { kind, identifier, prioritization } = person.read(item);
		return {
			envelope: { subject: `delete by ${kind}`, repeatable: kind !== 'email' && kind !== 'phone' },
			members: [{ ...identifier, ...(prioritization && { prioritization }) }],
			output: (answer, members) => [
				{ ...deletedIn(answer, members), ...identifier, message: answer.message } as IDataObject,
			],
			uncounted: true,
		};
	},
};
