import type { IDataObject } from 'n8n-workflow';

import { groupBy } from 'lodash';

import type { Member } from '../../delivery/entry';
import { batchOptionFields } from '../../fields/options/deliveryOptions';
import { changeModeField } from '../../fields/options/mode';
import { optionsField } from '../../fields/options/commonOptions';
import { externalIdField } from '../../recipients/person';
import { personChoice } from '../../recipients/personChoice';
import { identifierKey, personKey } from '../../recipients/recipient';
import { PRIORITIZATIONS } from '../../recipients/prioritization';
import type { Operation } from '../../operation';
import { readIdentifier } from '../../input/identifier';
import { MAX_USERS } from './userList';

const anonymous = personChoice(['userAlias', 'email', 'phone'], { prioritization: PRIORITIZATIONS });

/** The list of the request that a member belongs to. */
const listFor = ({ user_alias: alias, email }: Member): string => {
	if (alias !== undefined) return 'aliases_to_identify';
	return email !== undefined ? 'emails_to_identify' : 'phone_numbers_to_identify';
};

/**
 * Adds an external ID to unidentified users. Braze reports success even if it found no user.
 * https://www.braze.com/docs/api/endpoints/user_data/post_user_identify
 */
export const identify: Operation = {
	name: 'Identify',
	value: 'identify',
	action: 'Identify user with external ID',
	description: 'Add an external ID to a user known only by alias, email or phone',
	fields: [
		changeModeField,
		...anonymous.fields,
		{ ...externalIdField, description: 'The external ID to assign to the user' },
		optionsField(batchOptionFields),
	],
	endpoint: { method: 'POST', path: '/users/identify', permission: 'users.identify', verb: 'identified' },
	// If several profiles share an email, each repetition would identify the next one.
	safety: 'notIdempotent',
	combine: {
		limit: MAX_USERS,
		byDefault: true,
		key: ({ external_id: id }) => personKey({ external_id: id }),
		// If a user gets several IDs, the first one counts, so the order matters.
		alsoAbout: (member) => [identifierKey(member, ['user_alias', 'email', 'phone'])],
		body: (members) => groupBy(members, listFor),
	},
	// Braze's count is for the whole request.
	response: { leftOut: ['aliases_processed'] },
	entry(item) {
		const { kind, identifier, prioritization } = anonymous.read(item);
		const externalId = readIdentifier('External User ID', item.get('externalUserId'));
		const named = { external_id: externalId, ...identifier };
		return {
			envelope: { subject: 'identify', repeatable: kind === 'userAlias' },
			members: [{ ...named, ...(prioritization && { prioritization }) }],
			output: ({ message }) => [{ ...named, message } as IDataObject],
			uncounted: true,
		};
	},
};
