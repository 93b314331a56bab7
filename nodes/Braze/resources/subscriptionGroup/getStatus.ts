import type { IDataObject } from 'n8n-workflow';

import { readSubscriptionGroupId, subscriptionGroupField } from '../../fields/resource/names';
import { batchReadOptionFields } from '../../fields/options/deliveryOptions';
import { optionsField } from '../../fields/options/commonOptions';
import type { Operation } from '../../operation';
import { addressKey } from '../../input/address';
import { isObject } from '../../input/object';
import { MAX_PEOPLE, person } from './setStatus';

/**
 * Gets whether people are subscribed to a group.
 * https://www.braze.com/docs/api/endpoints/subscription_groups/get_list_user_subscription_group_status
 */
export const getStatus: Operation = {
	name: 'Get Status',
	value: 'getStatus',
	action: 'Get status in subscription group',
	description: 'Get whether a person is subscribed to a group',
	fields: [...person.fields, subscriptionGroupField, optionsField(batchReadOptionFields)],
	endpoint: { method: 'GET', path: '/subscription/status/get', permission: 'subscription.status.get' },
	safety: 'idempotent',
	response: { unfolded: ['status'], contains: { status: 'object' } },
	combine: {
		limit: MAX_PEOPLE,
		byDefault: true,
		// Items may look up the same person, because order doesn't matter.
		key: ({ item }) => String(item),
		body: (members) => ({ [String(members[0].by)]: [...new Set(members.map(({ id }) => id))] }),
	},
	entry(item) {
		const { identifier } = person.read(item);
		const group = readSubscriptionGroupId(item);
		const [[by, id]] = Object.entries(identifier);
		return {
			envelope: { query: { subscription_group_id: group }, subject: group },
			members: [{ by, id, item: item.index }],
			output: (answer) => [
				{
					...identifier,
					subscription_group_id: group,
					status: statusOf(answer, by, String(id)),
				} as IDataObject,
			],
			uncounted: true,
		};
	},
};

/** The status of people for whom Braze has none. Its docs spell it `Unknown`, its responses `unknown`. */
const UNKNOWN = 'unknown';

/** Normalizes identifiers that Braze may return in another spelling than requested. */
const SPELLINGS: Readonly<Record<string, (id: string) => string>> = {
	email: addressKey,
	phone: (number) => number.replace(/\D/g, ''),
};

/**
 * The status of a person. Braze lists people by the requested identifier, and may leave out those that it doesn't know.
 */
function statusOf({ status }: IDataObject, by: string, id: string): string {
	const all = isObject(status) ? status : {};
	const spelt = SPELLINGS[by] ?? ((own: string) => own);
	const name = Object.hasOwn(all, id) ? id : Object.keys(all).find((one) => spelt(one) === spelt(id));
	const own = name === undefined ? undefined : all[name];
	return typeof own !== 'string' || own.toLowerCase() === UNKNOWN ? UNKNOWN : own;
}
