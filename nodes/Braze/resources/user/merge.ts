import { omit } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { batchOptionFields } from '../../fields/options/deliveryOptions';
import { changeModeField } from '../../fields/options/mode';
import { optionsField } from '../../fields/options/commonOptions';
import { allowAgentOption, confirmation } from '../../fields/confirmation';
import { type PersonKind } from '../../recipients/person';
import { type Person, personChoice } from '../../recipients/personChoice';
import { PRIORITIZATIONS } from '../../recipients/prioritization';
import type { Operation } from '../../operation';
import { InputError } from '../../input/inputError';
import { personKey } from '../../recipients/recipient';
import { listOf } from './userList';

const KINDS: PersonKind[] = ['externalId', 'userAlias', 'email', 'phone'];

const merged = personChoice(KINDS, {
	prefix: 'merge',
	suffix: ' to Merge',
	choice: 'Identify User to Merge By',
	prioritization: PRIORITIZATIONS,
});

const kept = personChoice(KINDS, { choice: 'Identify User to Keep By', prioritization: PRIORITIZATIONS });

const confirm = confirmation({
	label: 'Merge',
	name: 'confirmMerge',
	warning:
		'Braze moves the data of the user to merge to the user to keep, and deletes the user to merge. This cannot be undone.',
	consent: 'the user to merge may be deleted after its data is moved',
});

const identifierOf = ({ identifier, prioritization }: Person): IDataObject =>
	({ ...identifier, ...(prioritization && { prioritization: [...prioritization] }) }) as IDataObject;

/** An identifier without its prioritization. */
const withoutPrioritization = (identifier: unknown): object => omit(identifier as object, 'prioritization');

const isRepeatable = ({ kind }: Person) => kind === 'externalId' || kind === 'userAlias';

/**
 * Merges one user into another in the background. https://www.braze.com/docs/api/endpoints/user_data/post_users_merge
 */
export const merge: Operation = {
	name: 'Merge',
	value: 'merge',
	action: 'Merge one user into another',
	description: 'Move the data of one user to another and delete the first',
	fields: [
		changeModeField,
		...merged.fields,
		...kept.fields,
		...confirm.fields,
		optionsField([...batchOptionFields, allowAgentOption]),
	],
	endpoint: { method: 'POST', path: '/users/merge', permission: 'users.merge', verb: 'merged' },
	// If several profiles share an email, each repetition would merge the next one.
	safety: 'notIdempotent',
	// Braze doesn't keep the order within a request, but a user may have to be merged into before being merged away.
	combine: listOf(
		'merge_updates',
		({ identifier_to_keep: user }) => withoutPrioritization(user),
		({ identifier_to_merge: user }) => withoutPrioritization(user),
	),
	entry(item) {
		confirm.check(item);
		const from = merged.read(item);
		const into = kept.read(item);
		const update = { identifier_to_merge: identifierOf(from), identifier_to_keep: identifierOf(into) };
		if (personKey(update.identifier_to_merge) === personKey(update.identifier_to_keep)) {
			throw new InputError(
				'Identify User to Keep By',
				'identifies the user to merge',
				'Enter a different user to keep.',
			);
		}
		return {
			envelope: { subject: 'merge', repeatable: isRepeatable(from) && isRepeatable(into) },
			members: [update],
			output: ({ message }) => [{ ...update, message }],
			uncounted: true,
		};
	},
};
