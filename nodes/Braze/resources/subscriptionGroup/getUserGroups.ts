import type { IDataObject } from 'n8n-workflow';

import { optionsField, requestOptionFields } from '../../fields/options/commonOptions';
import { readLimit, returnAllFields } from '../../fields/output/returnAll';
import type { Operation } from '../../operation';
import { isObject } from '../../input/object';
import { person } from './setStatus';

const PAGE_SIZE = 100;

/**
 * Lists the groups in which a person's state was ever changed, as one output item each.
 * https://www.braze.com/docs/api/endpoints/subscription_groups/get_list_user_subscription_groups
 */
export const getUserGroups: Operation = {
	name: 'Get Many by User',
	value: 'getUserGroups',
	action: 'Get many subscription groups',
	description: 'Get the subscription groups of a person that have a recorded status',
	fields: [...person.fields, ...returnAllFields, optionsField(requestOptionFields)],
	endpoint: { method: 'GET', path: '/subscription/user/status', permission: 'subscription.groups.get' },
	safety: 'idempotent',
	// The pages count people: several profiles can share an email or phone.
	paging: { list: 'users', style: 'offset', size: PAGE_SIZE },
	entry(item) {
		const { identifier } = person.read(item);
		const limit = readLimit(item);
		return {
			envelope: {
				query: { ...(identifier as IDataObject), limit: PAGE_SIZE, offset: 0 },
				subject: JSON.stringify(identifier),
			},
			output: (answer) => groupsIn(answer).slice(0, limit),
		};
	},
};

function groupsIn({ users }: IDataObject): IDataObject[] {
	const people = (Array.isArray(users) ? users : []).filter(isObject) as IDataObject[];
	return people.flatMap(({ subscription_groups: groups, ...own }) =>
		((Array.isArray(groups) ? groups : []) as IDataObject[]).map((group) => ({ ...group, ...own })),
	);
}
