import { groupBy } from 'lodash';
import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Member } from '../../delivery/entry';
import { SUBSCRIPTION_GROUP_HINT } from '../../fields/resource/names';
import { batchOptionFields } from '../../fields/options/deliveryOptions';
import { changeModeField } from '../../fields/options/mode';
import { optionsField } from '../../fields/options/commonOptions';
import { isGiven, readBoolean, readChoice } from '../../fields/values';
import type { ItemReader } from '../../itemReader';
import { personChoice } from '../../recipients/personChoice';
import type { Operation } from '../../operation';
import { describe } from '../../input/describe';
import { readApiIdentifier } from '../../input/identifier';
import { InputError } from '../../input/inputError';
import { addressKey } from '../../input/address';
import { identifies } from '../../fields/declarations';

/** The maximum number of people per request about subscription groups. */
export const MAX_PEOPLE = 50;

/** The person of the subscription endpoints. */
export const person = personChoice(['externalId', 'email', 'phone']);

const GROUPS = 'Subscription Group IDs';

const groupsField: INodeProperties = identifies({
	displayName: GROUPS,
	name: 'subscriptionGroupIds',
	type: 'string',
	typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Group' },
	default: [],
	required: true,
	placeholder: 'e.g. a7f2c1d4-3b58-4e90-9c26-5d8e1f0a4b71',
	description: 'The IDs of the groups to change',
	hint: SUBSCRIPTION_GROUP_HINT,
});

const stateField: INodeProperties = {
	displayName: 'Subscription State',
	name: 'subscriptionState',
	type: 'options',
	options: [
		{ name: 'Subscribed', value: 'subscribed' },
		{ name: 'Unsubscribed', value: 'unsubscribed' },
	],
	default: 'subscribed',
	description: 'The new state of the person in these groups',
};

const doubleOptInOption: INodeProperties = {
	displayName: 'Use Double Opt-In',
	name: 'useDoubleOptIn',
	type: 'boolean',
	default: false,
	description: 'Whether people must confirm before they are subscribed to an SMS group',
};

/** The lists of people in a request, by identifier. */
const LISTS = { external_id: 'external_ids', email: 'emails', phone: 'phones' } as const;

type PersonKey = keyof typeof LISTS;

interface GroupMember extends Member {
	readonly change: Readonly<Record<string, unknown>>;
	readonly by: PersonKey;
	readonly id: string;
}

/** The body of a request: one entry for each group and state, with all people it applies to. */
function changes(members: readonly Member[]): Record<string, unknown> {
	const groups = Object.values(
		groupBy(members as readonly GroupMember[], ({ change }) => JSON.stringify(change)),
	);
	return {
		subscription_groups: groups.map((own) => ({
			...own[0].change,
			[LISTS[own[0].by]]: own.map(({ id }) => id),
		})),
	};
}

/**
 * Subscribes people to groups, or unsubscribes them.
 * https://www.braze.com/docs/api/endpoints/subscription_groups/post_update_user_subscription_group_status_v2
 */
export const setStatus: Operation = {
	name: 'Set Status',
	value: 'setStatus',
	action: 'Set status in subscription groups',
	description: 'Subscribe people to subscription groups, or unsubscribe them',
	fields: [
		changeModeField,
		...person.fields,
		groupsField,
		stateField,
		optionsField([...batchOptionFields, doubleOptInOption]),
	],
	endpoint: {
		method: 'POST',
		path: '/v2/subscription/status/set',
		permission: 'subscription.status.set',
		verb: 'changed',
	},
	safety: 'idempotent',
	combine: {
		limit: MAX_PEOPLE,
		byDefault: true,
		// Order matters only for the same person and group.
		key(member) {
			const { change, by, id } = member as GroupMember;
			return JSON.stringify([change.subscription_group_id, by === 'email' ? addressKey(id) : id]);
		},
		body: changes,
	},
	entry(item) {
		const { identifier } = person.read(item);
		const [[by, id]] = Object.entries(identifier) as Array<[PersonKey, string]>;
		const groups = readGroups(item);
		const state = readChoice(stateField, item.get('subscriptionState', 'subscribed'));
		const common = { subscription_state: state, ...doubleOptIn(item) };
		const members = groups.map(
			(group): GroupMember => ({ change: { subscription_group_id: group, ...common }, by, id }),
		);
		return {
			envelope: { subject: 'setStatus' },
			members,
			output: ({ message }) => [
				{ ...identifier, subscription_group_ids: groups, subscription_state: state, message } as IDataObject,
			],
			uncounted: true,
		};
	},
};

function doubleOptIn(item: ItemReader): IDataObject {
	const wanted = readBoolean('Use Double Opt-In', item.options().useDoubleOptIn);
	return wanted ? { use_double_opt_in_logic: true } : {};
}

/** Reads the groups, without repetitions. */
function readGroups(item: ItemReader): string[] {
	const raw = item.get('subscriptionGroupIds', []);
	const list: unknown[] = isGiven(raw) ? [raw].flat() : [];
	if (list.length === 0) throw new InputError(GROUPS, `is ${describe(raw)}`, 'Add at least one group.');
	return [...new Set(list.map((id, index) => readApiIdentifier(`${GROUPS} ${index + 1}`, id)))];
}
